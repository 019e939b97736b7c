# The site as a whole: when it was made, and how to take it away.
foot-when = Quand elle a été faite
about-made = L’état des données
about-made-of = Les états et les dates de ces pages sont ceux du { $date }, { $time }, quand les données ont été enregistrées pour la dernière fois.
