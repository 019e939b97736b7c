# Les mots des listes, des chiffres et des heures d’ouverture.

# Un titre est ce que dit le catalogue ; les objets en sont les exemplaires.
count-both =
    { $titles ->
        [0] aucun titre
        [1] un titre
        [one] { $titles } titre
        [many] { $titles } de titres
       *[other] { $titles } titres
    } · { $things ->
        [0] aucun objet
        [1] un objet
        [one] { $things } objet
        [many] { $things } d’objets
       *[other] { $things } objets
    }
list-counted = { $counted }, dont { $here } sur l’étagère
hero-counts = { $counted }, dont prennent soin des voisins. La plupart s’empruntent gratuitement.
kpi-titles = titres à partager
facets-combine = Combiner plusieurs filtres

# Les heures d’ouverture, calculées dans la page à la lecture.
open-until = Ouvert, jusqu’à { $time }
opens-today = Fermé. Ouvre aujourd’hui à { $time }
opens-tomorrow = Fermé. Ouvre demain à { $time }
opens-on = Fermé. Ouvre { $day } à { $time }

# Tableaux et graphiques.
scroll-hint = La suite sur le côté
care-came = Venu de : { $from }
