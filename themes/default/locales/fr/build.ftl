# The site as a whole: when it was made, and how to take it away.
foot-when = Quand elle a été faite
about-made = L’état des données
about-made-of = Les états et les dates de ces pages sont ceux du { $date }, { $time }, quand les données ont été enregistrées pour la dernière fois.
pocket-title = Catalogue de poche
pocket-ask = Chercher parmi { $n } objets
pocket-nothing = Rien trouvé. Moins de mots ou d’autres mots peuvent aider.
pocket-near = Rien ne s’écrit ainsi. Voici ce qui y ressemble :
pocket-period = Combien de temps
pocket-deposit = caution { $money }
pocket-parts = Fourni avec
pocket-made = État au { $date }. Ce qui est sur l’étagère a pu changer depuis.
packed-no-script = Les pages de cette clé ont besoin de JavaScript. La liste de tout n’en a pas besoin :
packed-missing = Cette page n’est pas sur la clé.
about-take = À emporter
about-take-zip = tout le site en un fichier
about-take-pocket = le catalogue en une page, pour le téléphone
