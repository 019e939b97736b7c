# The site as a whole: when it was made, and how to take it away.
foot-when = Wann sie entstanden ist
about-made = Der Stand der Daten
about-made-of = Zustände und Termine auf diesen Seiten haben den Stand vom { $date }, { $time } Uhr, als die Daten zuletzt festgehalten wurden.
