# Les mots du site, pour les gens. Les clés servent aux gabarits et aux vues du générateur.

language-name = Français
number-group = { "\u202F" }
number-decimal = ,

## Cadre
skip-to-content = Aller au contenu
nav-label = Menu principal
nav-catalog = Catalogue
nav-designs = Plans
nav-decisions = Décisions
nav-ledger = En chiffres
nav-visit = Venir
language-label = Langue
crumbs-label = Vous êtes ici
search-placeholder = Rechercher
search-button = Rechercher
foot-snapshot = Ceci est un instantané
foot-made = Fait le { $date } à { $time }
foot-version = à partir de la version
foot-offline = Il fonctionne sans internet. La borne a toujours les dernières nouvelles.
foot-shared = Fait pour être partagé
foot-license = Textes et données : { $license }.
foot-about = À propos de ce site
show-numbers = Voir les chiffres
show-all = Tout voir
results = Résultats
details = Détails
contents = Sommaire
not-translated = Pas encore traduit. Voici le texte d’origine.
version = Version { $version }

## Accueil
hero-1 = Empruntez.
hero-2 = Réparez.
hero-3 = Décidez ensemble.
hero-ask = Que cherchez-vous ?
hero-placeholder = Perceuse, tente, machine à coudre…
home-popular = Souvent empruntés
home-newest = Nouveautés
home-empty = Les étagères sont encore vides
home-empty-words = Scannez une étiquette vierge à la borne pour ajouter le premier objet.
home-voice = On attend votre voix
home-all-decisions = Toutes les décisions
home-come-by = Passez nous voir
home-how-to-find = Comment nous trouver
home-how-we-do = Comment ça se passe
home-all-numbers = Tous les chiffres

## Catalogue
catalog-everything = Tout
catalog-no-training = Sans formation
catalog-count-here =
    { $n ->
        [one] { $n } objet sur l’étagère
        [many] { $n } d’objets sur l’étagère
       *[other] { $n } objets sur l’étagère
    }
catalog-count-out =
    { $n ->
        [one] { $n } objet emprunté
        [many] { $n } d’objets empruntés
       *[other] { $n } objets empruntés
    }
catalog-count-mending =
    { $n ->
        [one] { $n } objet en réparation
        [many] { $n } d’objets en réparation
       *[other] { $n } objets en réparation
    }
sort-label = Trier
sort-wanted = Les plus empruntés
sort-name = De A à Z
sort-newest = Les plus récents
facets-label = Affiner la liste
facet-category = Type
facet-within = Plus précisément
facet-now = En ce moment
facet-needs = Il vous faut
facet-place = Lieu
facet-condition = État
facet-tag = Mot
facet-kind = Quoi
facet-lang = Langue
now-any = Tous
now-here = Disponible maintenant
now-out = Emprunté
now-mending = En réparation
list-empty = Rien ici pour le moment.
list-empty-words = Voyez plutôt
pager-label = Pages
pager-previous = Précédent
pager-next = Suivant
things =
    { $n ->
        [0] aucun objet
        [1] un objet
        [one] { $n } objet
        [many] { $n } d’objets
       *[other] { $n } objets
    }

## Ce qui est indiqué sur un objet
status-available = Sur l’étagère
status-available-of = { $n } sur { $total } sur l’étagère
status-hold-shelf = Mis de côté
status-out = Emprunté jusqu’au { $date }
status-overdue = Emprunté, attendu bientôt
status-in-repair = En réparation
status-in-transit = En route
status-missing = Introuvable pour l’instant
status-not-lendable = Pas prêté pour l’instant
status-retired = N’est plus ici
status-no-units = Aucun exemplaire
status-none-left = Épuisé
status-left = Il reste { $n } { $measure }
status-left-about = Il reste environ { $n } { $measure }
status-left-unknown = Il en reste
status-space-free = Libre maintenant
status-machine-ready = Prête à l’emploi
measure-pieces = pièces
place-unknown = Lieu inconnu
condition-new = Neuf
condition-good = Bon état
condition-fair = Usagé, fonctionne
condition-worn = Usé
condition-damaged = Abîmé
condition-unsafe = Dangereux, ne pas utiliser
kind-tool = Outil
kind-machine = Machine
kind-material = Matériau
kind-kit = Lot
kind-space = Salle
kind-book = Livre
kind-vehicle = Véhicule
days =
    { $n ->
        [one] { $n } jour
        [many] { $n } de jours
       *[other] { $n } jours
    }
hours =
    { $n ->
        [one] { $n } heure
        [many] { $n } d’heures
       *[other] { $n } heures
    }
minutes =
    { $n ->
        [one] { $n } minute
        [many] { $n } de minutes
       *[other] { $n } minutes
    }
renewals =
    { $n ->
        [0] aucune prolongation
        [one] une prolongation
       *[other] { $n } prolongations
    }

## La page d’un objet
more-pictures = Autres photos
added = ajouté le { $date }
as-of = au { $date }
find-it = Le trouver
keep-it = Le garder
take-it = Le prendre
take-what-you-need = Ce qu’il vous faut
you-need = Il vous faut
need-nothing = Votre carte, rien d’autre
min-age = À partir de { $n } ans
it-costs = Prix
costs-nothing = Gratuit
fee-per-day = { $money } par jour
deposit = { $money } de caution, qui vous est rendue
by-steward = Remis par un responsable
next-session = prochaine séance le { $date }
borrow-at-kiosk = Emprunter à la borne
borrow-how = Présentez ce code, ou l’étiquette de l’objet, au lecteur. Pas de téléphone ? Saisissez { $code }.
queue =
    { $n ->
        [0] Personne ne l’attend.
        [one] Une personne l’attend.
       *[other] { $n } personnes l’attendent.
    }
check-dates = Voir les dates
open-at-kiosk = Ouvrir à la borne, code { $code }
good-to-know = Bon à savoir
in-the-case = Dans la mallette
count-it-out = Comptez en sortant, comptez en rangeant.
part-optional = (si possible)
part-missing = il manque : { $part }
in-the-set = Dans le lot
free-dates = Dates libres
free-dates-how = Les quatre prochaines semaines. Réservez à la borne ou par le Wi-Fi de la maison.
cal-free = Libre
cal-taken = Pris
cal-closed = Fermé
cal-past = Passé
each-one = Chaque exemplaire
unit-code = Code
unit-condition = État
stock-low = Bientôt épuisé
care-history = Carnet d’entretien
care-reported = Un problème signalé
care-mended = Réparé
care-no-fault = Vérifié, rien d’anormal
care-given-up = Réparation impossible
care-arrived = Arrivé ici
in-use = Utilisation
loans-since =
    { $n ->
        [one] emprunt depuis { $year }
       *[other] emprunts depuis { $year }
    }
detail-maker = Fabricant, modèle
detail-power = Puissance
detail-size = Dimensions
detail-weight = Poids
detail-value = Prix neuf
detail-carbon = Sa fabrication émet (CO₂e)
detail-other-names = Aussi appelé
detail-serial = Numéro de série
manual = Mode d’emploi
design-for-it = Plan pour cet objet
take-with-you = À emporter
print-sheet = Imprimer cette fiche
wrong-on-page = Une erreur sur cette page ? Dites-le à la borne, ou modifiez
goes-with = Va avec
borrowed-together = Souvent empruntés ensemble
similar = Dans le même genre
label-open = Ouvrir la page
training = Formation
training-next = Prochaines séances
training-ask = Pas encore de date. Demandez à la borne, on en trouvera une.
training-opens = Ce qu’elle permet
valid-months =
    { $n ->
        [one] valable { $n } mois
       *[other] valable { $n } mois
    }

## Lieux
places-title = Salles et étagères
places-lede = Chaque chose a sa place. L’étiquette de chaque étagère ouvre sa page.
places-all = Tous les lieux
place-inside = À l’intérieur
place-lives-here = Ce qui se range ici
place-empty = Rien ne se range encore ici.

## Plans
designs-lede = Des choses à construire, avec tout ce qu’il faut pour le faire. Copiez, modifiez, partagez.
design = Plan libre
design-takes = Il faut
design-license = Licence
design-no-license = Non précisée
design-readiness = Maturité
design-make-it = Construisez-le
design-make-how =
    { $n ->
        [0] Aucun fichier pour l’instant.
        [one] Un fichier, gardé ici. Emportez-le sur une clé.
       *[other] { $n } fichiers, gardés ici. Emportez-les sur une clé.
    }
design-files = Fichiers
design-drawings = Dessins
design-parts = Liste des pièces
design-tools = Il vous faut
design-family = Arbre généalogique
design-from = Inspiré de
design-became = Devenu
design-belongs = Fait partie de
design-repo = Développé sur
part-qty = Quantité
part-name = Pièce
part-note = Remarque
file-source = Source
file-export = Pour la machine
file-drawing = Dessin
file-build = Comment le construire
file-manual = Comment s’en servir
file-other = Fichier

## Décisions
decisions-lede = Ce que nous décidons, comment, et avec quel résultat. Tout le monde peut vérifier chaque décompte.
decisions-none-open = Rien n’est ouvert en ce moment. Proposez quelque chose : à la borne, ou de vive voix.
decisions-decided = Décidé
decisions-rules = Les règles
decisions-minutes = Comptes rendus
in-force-since = en vigueur depuis le { $date }
rules-changed-by = Modifié par
proposal-draft = Brouillon
proposal-discussion = En discussion
proposal-frozen = Texte arrêté
proposal-voting = Vote ouvert
proposal-tallied = Dépouillé
proposal-adopted = Adopté
proposal-rejected = Non adopté
proposal-no-quorum = Participation insuffisante
proposal-tied = Égalité
proposal-blocked = Une objection demeure
proposal-in-force = En vigueur
proposal-expired = Terminé
proposal-superseded = Remplacé
proposal-repealed = Abrogé
proposal-withdrawn = Retiré
proposal-text = Ce que dit le texte
step-vote = Vote
vote-until = Vote jusqu’au { $date }
proposed-on = Proposé le { $date }
proposed-by = par
turnout =
    { $cast ->
        [one] { $cast } membre sur { $roll } a voté.
       *[other] { $cast } membres sur { $roll } ont voté.
    }
winners = Choix retenu : { $names }.
quorum-was = Le quorum était de { $quorum } des inscrits.
review-on = Réexamen prévu le { $date }.
voting-period = Du { $from } au { $to }.
voting-how = Votez à la borne avec votre carte.
voted-so-far =
    { $n ->
        [one] { $n } personne sur { $roll } a voté.
       *[other] { $n } personnes sur { $roll } ont voté.
    }
result-hidden = Le résultat s’affiche à la clôture du vote.
discussion-how = Dites ce que vous en pensez : à la borne, ou à la prochaine réunion.
result = Résultat
result-provisional = provisoire
result-steps = Étape par étape
result-file = Résultat
reasons-given = Raisons données
way-here = Le chemin parcouru
decided-by = Décidé par
quorum = Quorum
on-the-roll = Peuvent voter
voting-opens = Ouverture du vote
voting-closes = Clôture du vote
changes-clause = Modifie
supersedes = Remplace
superseded-by = Remplacé par
review = Réexamen
check-yourself = Vérifiez vous-même
recount = Recompter
attendance =
    { $n ->
        [0] aucune personne présente
        [one] une personne présente
       *[other] { $n } personnes présentes
    }
present = Présents
method-consent = Consentement
method-majority = Majorité
method-supermajority = Deux tiers
method-plurality = Le plus de voix
method-approval = Vote par approbation
method-score = Notes
method-star = Notes, puis second tour
method-dots = Gommettes
method-ranked-schulze = Classement (Schulze)
method-ranked-irv = Classement (vote alternatif)
method-ranked-stv = Classement (vote unique transférable)
method-budget-greedy = Budget selon les voix
method-budget-mes = Budget à parts égales
answer-yes = pour
answer-no = contre
answer-abstain = abstention
answer-consent = consent
answer-object = objecte
answer-stand-aside = se met en retrait
verdict-adopted = Adopté
verdict-rejected = Non adopté
verdict-no-quorum = Pas assez
verdict-tied = Égalité
verdict-blocked = Objection
verdict-won = Retenu

## Chiffres
ledger-title = Comment ça se passe
ledger-lede = Les douze derniers mois. Aucun nom, et rien sur les groupes de moins de cinq.
ledger-empty = Il ne s’est pas encore passé assez de choses pour donner des chiffres.
charts = Graphiques
kpi-things = objets à partager
kpi-loans = emprunts en douze mois
kpi-on-time = rendus à temps
kpi-mended =
    { $n ->
        [0] réparés, aucun abandonné
        [one] réparés, un abandonné
       *[other] réparés, { $n } abandonnés
    }
accounts-title = Ce que nous nous devons
accounts-note = Des sommes seulement. Ce que l’un donne, un autre le reçoit : le tout fait zéro.
account-unit = Unité
account-kind = Mode
account-entries = Écritures
account-moved = Échangé
account-holders = Comptes
account-sum = Somme de tous
account-mutual = Crédit mutuel
account-fixed = Montant fixe
account-gift = Dons, sans limite
account-standing = Dû en tout
work-other = Autre travail
too-few = moins de cinq

## Visite, événements, gens
visit-open = Ouvert
visit-no-hours = Demandez avant de venir.
visit-reach = Nous joindre
visit-address = Adresse
visit-email = Courriel
visit-phone = Téléphone
visit-read = À lire
closed-from-to = Fermé du { $from } au { $to }
closed-on = Fermé le { $date }
events-title = À venir
events-lede = Ateliers, après-midi réparation, journées de travail. Tout le monde est bienvenu.
events-calendar = Fichier d’agenda
events-upcoming = Prochainement
events-past = Passés
events-none = Pas encore de dates.
event-cancelled = Annulé
event-past = Passé
event-undated = Date à venir
event-when = Quand et où
event-date = Jour
event-time = Heure
event-place = Lieu
event-seats = Nombre de places
event-teaches = Enseigne
people-title = Les gens
people-lede = Seulement celles et ceux qui ont voulu y figurer.
person-roles = Fait
person-skills = Peut aider pour
person-languages = Parle

## Pages
news-title = Nouvelles
news-feed = Fil
draft = Un brouillon : ne fait pas partie du site publié.
about-title = À propos de ce site
about-lede = Un dossier de simples fichiers que chacun peut copier, lire et garder.
about-what = Ce que c’est
about-files = Chaque page a été faite à partir des fiches du lieu : des fichiers texte dans un dépôt git. Le même dossier fonctionne chez tout hébergeur, depuis la borne, et directement depuis une clé USB.
about-privacy = Qui a emprunté quoi n’y figure pas, et ne peut pas s’en déduire. Seules les personnes qui ont demandé un profil public sont nommées.
about-program = Le programme derrière, Commonstead, est un logiciel libre : vous pouvez faire tourner votre propre nœud.
about-data = Pour d’autres programmes
about-titles =
    { $n ->
        [0] aucun titre pour l’instant ; chacun aura son index.json à côté de sa page
        [one] un titre, aussi en index.json à côté de sa page
       *[other] { $n } titres, chacun aussi en index.json à côté de sa page
    }
about-licences = Licences
about-licence-texts = Textes et données
about-licence-designs =
    { $n ->
        [0] Aucun plan
        [one] Un plan
       *[other] { $n } plans
    }
about-licence-font = Police de caractères
about-licence-program = Programme
not-found-title = Cette page n’est pas ici
not-found-words = Elle a peut-être déménagé, ou l’étiquette appartient à un autre nœud. Rien n’est perdu : cherchez-la, ou repartez de l’accueil.
not-found-home = Vers l’accueil

## Recherche : {q} et {n} sont insérés par le script
search-title = Rechercher
search-needs-script = La recherche demande JavaScript. Les listes complètes fonctionnent sans.
search-or-browse = Ou flânez
search-results = { $form ->
    [one] { $n } résultat
    [many] { $n } de résultats
   *[other] { $n } résultats
}
search-at-least = Plus de { $n } résultats
search-nothing = Rien trouvé pour « { $q } ». Moins de mots, ou d’autres, peuvent aider.
search-partial = Rien ne contient tous ces mots. Voici ce qui en contient quelques-uns.
search-apart = Ces mots ne se suivent nulle part. Voici ce qui les contient tous.
search-meant = Vouliez-vous dire « { $q } » ?
search-more = En voir plus
search-searching = Recherche…
search-broken = La recherche n’a pas pu se charger. Les listes complètes fonctionnent toujours.
search-list = Résultats de la recherche
find-item = Objet
find-design = Plan
find-decision = Décision
find-event = Événement
find-page = Page
find-skill = Personne
find-place = Lieu
find-away = Pas sur l’étagère
