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

# Designs.
design-shapes = Formes à faire tourner
shape-label = { $name }, { $size } mm, dessiné dans l’espace
shapes-need-script = Avec JavaScript, elles tournent ici. Les fichiers s’ouvrent dans tout trancheur ou logiciel de CAO.
turn-left = Tourner à gauche
turn-right = Tourner à droite
turn-up = Voir davantage d’en bas
turn-down = Voir davantage d’en haut
turn-closer = Plus près
turn-further = Plus loin
turn-back = Comme au début
design-sheets = Fiches à lire
design-builders = Qui construit d’après ce design
open-alone = Ouvrir à part
part-shelf = Sur notre étagère

# Texts and events.
page-backlinks = Mentionné dans
events-months = Par mois
events-list = En liste
month-count =
    { $n ->
        [one] { $n } date
       *[other] { $n } dates
    }

# Files for other programs.
data-table = tous les titres en tableau
data-schema = ce que contiennent les fichiers JSON (JSON Schema)
data-space = le lieu, pour les annuaires SpaceAPI
data-commons = objets à emprunter, pour CommonsAPI
data-murmurations = qui nous sommes, pour Murmurations

# Énumérations et quantités.
list-separator = {", "}
percent = { $n } %
amount-g = { $n } g
amount-kg = { $n } kg
amount-money = { $amount } { $sign }
amount-money-code = { $amount } { $sign }
amount-kb = { $n } ko
amount-mb = { $n } Mo

# Nœuds suivis.
nodes-title = Les nœuds que nous suivons
nodes-lede = Des voisins dont les nouvelles arrivent ici, par le réseau ou sur une clé. Ce qu’ils prêtent se trouve aussi ici ; on le demande là-bas ou à notre borne.
nodes-nothing = Rien n’en est encore arrivé
nodes-catalogue = Catalogue
nodes-heard = Connu jusqu’au
nodes-since = Données depuis le
nodes-petname = Notre nom pour lui
nodes-identity = Identité
nodes-identity-how = Comparez une fois l’identité avec celle que les autres vous montrent, sur place ou au téléphone. Ensuite, chacune de leurs données est vérifiée avec elle.
nodes-titles =
    { $n ->
        [0] aucun titre
        [1] un titre
        [one] { $n } titre
        [many] { $n } de titres
       *[other] { $n } titres
    }
