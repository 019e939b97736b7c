# Les mots de la borne : courts, chaleureux, sans reproche.
k-kiosk = Borne
k-skip = Aller au contenu
k-scan-field = Lecteur
k-today = aujourd’hui
k-hello = Bonjour, { $name }
k-signs-out = Déconnexion dans
k-seconds-left = { $n ->
    [1] plus qu’une seconde
    [one] plus que { $n } seconde
   *[other] plus que { $n } secondes
}
k-done = J’ai terminé
k-clock-doubt = Cette borne n’est pas sûre de l’heure. Personne ne sera en retard à cause de cela. Un responsable peut la régler.
k-help = Aide
k-larger = Texte plus grand
k-smaller = Texte normal
k-contrast = Contraste élevé
k-sound-on = Le son est activé
k-sound-off = Le son est coupé
k-steward = Responsable
k-saved = Tout est enregistré sur cette borne
k-language = Langue
k-open-until = Ouvert aujourd’hui jusqu’à { $time }
k-closed = Fermé en ce moment
k-home = Accueil
k-back = Retour
k-cancel = Annuler
k-ok = OK
k-go-on = Continuer
k-yes = Oui
k-no = Non

k-scan-title = Scannez une étiquette ou votre carte
k-scan-more = Dans l’ordre que vous voulez. À une main de distance du lecteur.
k-scan-phone = Visez l’étiquette avec l’appareil photo.
k-type = Saisir le code
k-what = Que souhaitez-vous faire ?
k-borrow = Emprunter
k-borrow-more = Emporter un objet
k-return = Rendre
k-return-more = Sans carte
k-find = Trouver
k-book = Réserver
k-book-more = Un outil, un établi ou une salle
k-things = { $n ->
    [0] aucun objet
    [1] un objet
    [one] { $n } objet
    [many] { $n } d’objets
   *[other] { $n } objets
}
k-designs = { $n ->
    [0] aucun plan
    [1] un plan
    [one] { $n } plan
    [many] { $n } de plans
   *[other] { $n } plans
}
k-today-label = Aujourd’hui
k-due-today = à rendre aujourd’hui
k-back-today = { $n ->
    [0] aucun retour pour l’instant
    [one] { $n } retour aujourd’hui
   *[other] { $n } retours aujourd’hui
}
k-new = Nouveau : { $name }
k-on-phone = Ouvrir sur mon téléphone
k-bye = Au revoir, et merci
k-bye-more = La session est fermée. Tout est enregistré.

k-basket = Vos objets
k-your-things = À emporter
k-scan-what = Scannez ce que vous voulez emprunter
k-now-your-card = Votre carte, maintenant
k-else-on-loan = { $n ->
    [0] aucun autre emprunt
    [one] { $n } autre emprunt en cours
   *[other] { $n } autres emprunts en cours
}
k-to-take-home = { $n ->
    [0] Rien pour l’instant
    [one] Un objet à emporter
   *[other] { $n } objets à emporter
}
k-back-by-label = À rendre au plus tard
k-back-by = À rendre : { $due } au plus tard
k-with-parts = Avec : { $parts }
k-min-age = À partir de { $n } ans. Est-ce votre cas ?
k-is-lent = Chaque objet est à vous dès qu’il est scanné. Vous pouvez annuler pendant { $n } minutes. L’écran ne montrera pas votre nom à la personne suivante.
k-nothing-yet = Scannez une étiquette et l’objet est à vous.
k-scan-next = Scannez l’objet suivant, ou terminez.
k-my-things = Mes objets
k-find-something = Trouver un objet
k-card-then-yours = Scannez votre carte, et ils sont à vous
k-card-then-more = Rien n’est encore emprunté. Vous changez d’avis ? Remettez-le en place, c’est tout.
k-type-card = Saisir la carte
k-never-mind = Tant pis
k-undo = Annuler
k-undo-name = Annuler : { $name }
k-remove = Retirer
k-remove-name = Retirer { $name } de la liste
k-renew = Garder plus longtemps
k-read-it = J’ai lu
k-enter-pin = Saisir le code PIN
k-waits-for-card = Attend votre carte
k-undone = Annulé
k-needs-pin = Cet objet demande votre code PIN
k-read-notice = À lire d’abord, s’il vous plaît
k-lent = { $name } est à vous. À rendre : { $due } au plus tard
k-yours = Vous avez déjà cet objet. Le rendre, ou le garder plus longtemps ?
k-yours-until = À vous jusqu’à cette date : { $due }
k-already-listed = Déjà dans votre liste
k-do-shorter = Prendre jusque-là : { $due }
k-do-other = Prendre plutôt { $code }
k-do-hold = L’attendre
k-do-take-over = Je l’ai en main
k-do-see-late = Voir ce qui est en retard
k-do-book = Réserver des dates

k-how-is-it = Dans quel état est-il ?
k-condition = État
k-was-not-out = Cet objet n’était pas noté comme emprunté. Merci de l’avoir rapporté.
k-all-good = Tout va bien
k-all-good-more = Il marche, propre et complet
k-something-small = Un petit souci
k-something-small-more = Sale, usé, ou une pièce manque
k-broken = Cassé ou dangereux
k-broken-more = Personne ne vous en voudra
k-all-there = Tout y est ?
k-thanks = Merci
k-note = Quelque chose à nous signaler ?
k-return-it = Rendre
k-return-another = Rendre un autre objet
k-returned = { $name } est de retour. Merci.
k-put-title = À poser ici
k-is-there = C’est fait
k-found-again = Nous le cherchions. Bravo !
k-missing-parts = Non coché : { $parts }. Oublié ? Rapportez-le quand vous pourrez.
k-behind-the-desk = l’étagère des mises de côté
k-the-desk = le comptoir
k-scan-return = Scannez ce que vous rapportez
k-scan-return-more = Un objet après l’autre. Sans carte, et vous pouvez le rapporter pour quelqu’un d’autre.
k-no-label = Il n’a pas d’étiquette
k-scan-card = Scannez votre carte
k-scan-card-more = Puis scannez ce que vous voulez emprunter. L’inverse marche aussi.
k-look-around = Voir ce qu’il y a ici
k-type-title = Saisir le code
k-type-more = Il se trouve sous le carré de l’étiquette, ou sur votre carte. Majuscules ou minuscules, avec ou sans tiret.
k-keypad = Lettres et chiffres
k-your-pin = Votre code PIN
k-pin-why = Cet objet mérite une seconde vérification. La carte seule ne suffit pas.
k-pin-why-steward = Les écrans des responsables demandent votre code PIN.
k-pin-wrong = { $left ->
    [0] Ce n’est pas le bon. Votre carte se repose dix minutes ; un responsable peut vous aider.
    [one] Ce n’est pas le bon. Encore un essai.
   *[other] Ce n’est pas le bon. Encore { $left } essais.
}
k-pin-locked = Trop d’essais. Réouverture à { $time }, ou un responsable peut vous aider tout de suite.
k-pin-digits = Un code PIN compte de quatre à huit chiffres.
k-no-pin = Vous n’avez pas encore de code PIN. Un responsable peut vous en donner un.
k-pin-forgotten = Oublié ? Un responsable vous aide, sans poser de questions.
k-your-card = Votre carte
k-your-card-more = Vous connecter sur cet écran avec la carte que vous venez de scanner ?
k-card-sign-in = Me connecter

k-find-label = Que cherchez-vous ?
k-find-example = Perceuse, tente, machine à coudre…
k-filters = Filtres
k-on-shelf-now = Disponible maintenant
k-more-kinds = Autres types
k-all-kinds = Tout
k-results = { $n ->
    [0] Rien ne correspond.
    [one] Un objet.
   *[other] { $n } objets.
}
k-choose-to-book = Choisissez ce que vous voulez réserver.
k-at-place = À cet endroit : { $place }.
k-did-you-mean = Vouliez-vous dire « { $words } » ?
k-partial = aucun objet ne contient tous les mots
k-pages = Pages
k-earlier = Précédent
k-more = Suite
k-nothing-found = Rien ici pour le moment. Essayez un autre mot, ou regardez tout.
k-show-everything = Tout montrer
k-comes-with = Fourni avec
k-in-the-kit = Dans le lot
k-each = Chaque exemplaire
k-find-it = Le trouver
k-keep-it = Le garder
k-you-need = Il vous faut
k-have-it = vous l’avez
k-have-not = pas encore suivie
k-it-costs = Prix
k-fee = { $fee } par jour
k-deposit = { $deposit } de caution pendant ce temps
k-waiting = En attente
k-people = { $n ->
    [0] personne
    [one] une personne
   *[other] { $n } personnes
}
k-something-wrong = Il y a un problème
k-what-is-wrong = Quel est le problème ?
k-wrong-small-more = Il peut encore servir
k-wrong-broken = Il est cassé
k-wrong-broken-more = Il part à la table de réparation
k-wrong-unsafe = Il est dangereux
k-wrong-unsafe-more = Il quitte l’étagère tout de suite
k-wrong-words = Dites-nous en quelques mots
k-wrong-no-words = Signalé à la borne, sans commentaire
k-nobody-blamed = Personne ne vous en voudra
k-nobody-blamed-more = Les objets s’usent. Le dire tôt protège tout le monde, et on ne demande pas votre nom.
k-tell = Prévenir
k-wrong-noted = C’est noté. Merci de nous l’avoir dit.
k-wrong-off-shelf = Il est retiré de l’étagère. Laissez-le sur le comptoir, s’il vous plaît. Merci.

k-late-since = Attendu : { $due }
k-nothing-on-loan = Aucun emprunt en cours
k-waiting-for = En attente de
k-booked-list = Réservé
k-booked = Réservé.
k-booking-asked = Demande envoyée. Un responsable répondra.
k-hold-ready = Mis de côté jusqu’au { $until }
k-hold-paused = En pause
k-hold-ahead = { $n ->
    [0] C’est bientôt votre tour
    [one] Une personne avant vous
   *[other] { $n } personnes avant vous
}
k-hold-placed = { $n ->
    [0] Vous êtes en tête. Nous le mettrons de côté pour vous à son retour.
    [one] Vous êtes sur la liste, une personne avant vous.
   *[other] Vous êtes sur la liste, { $n } personnes avant vous.
}
k-hold-cancel = Je n’en ai plus besoin
k-hold-pause = Pas maintenant, garder ma place
k-hold-resume = Je le veux à nouveau
k-hold-pause-said = D’autres peuvent passer devant. Votre place est gardée.
k-hold-resume-said = Vous attendez à nouveau.
k-hold-cancelled = Vous n’êtes plus sur la liste.
k-cancel-booking = Libérer la réservation
k-booking-cancelled = La réservation est annulée.
k-renewed = À vous jusqu’à cette date : { $due }
k-only-you = Pour vos yeux seulement
k-only-you-more = Les objets des autres ne s’affichent jamais ici, et les vôtres seulement après votre carte.
k-free-days = Jours libres
k-closed-day = fermé
k-full = pris
k-free = { $n ->
    [1] libre
    [one] { $n } libre
   *[other] { $n } libres
}
k-when = Quand ?
k-from = Du
k-to = Au
k-at = à
k-book-it = Réserver
k-card-to-book = Scannez votre carte pour réserver.

k-help-title = Comment ça marche
k-help-1 = Emprunter
k-help-1-more = Scannez votre carte, scannez l’étiquette. C’est à vous. Puis « J’ai terminé ».
k-help-2 = Rendre
k-help-2-more = Scannez l’étiquette, dites dans quel état il est, posez-le là où l’écran l’indique.
k-help-3 = Quelque chose est cassé ?
k-help-3-more = Dites-le en le rendant. Personne ne vous en voudra.
k-help-4 = Une erreur ?
k-help-4-more = « Annuler » est à côté de tout ce que vous faites, pendant dix minutes. Rien n’est perdu.
k-help-people = Rien ne remplace les gens
k-help-steward = La carte d’un responsable ouvre le reste.

k-unknown = Nous ne connaissons pas ce code
k-unknown-more = { $code } n’est pas dans notre catalogue. Il vient peut-être d’un autre lieu. Un responsable peut l’enregistrer.
k-unknown-label-more = Cette étiquette n’est pas dans notre catalogue. Elle vient peut-être d’un autre lieu.
k-unreadable = Nous n’avons pas pu lire
k-unreadable-more = Essuyez l’étiquette et réessayez, ou saisissez le code.
k-unknown-card = Nous ne connaissons pas cette carte
k-unknown-card-more = Elle a peut-être été remplacée. Un responsable peut vous en donner une nouvelle.
k-unknown-card-news = { $n ->
    [1] Les dernières nouvelles de nos autres ordinateurs datent d’un jour : qui s’y est inscrit depuis n’est pas encore connu ici.
   *[other] Les dernières nouvelles de nos autres ordinateurs datent de { $n } jours : qui s’y est inscrit depuis n’est pas encore connu ici.
}
k-already-you = C’est déjà vous
k-sign-in = Votre carte, s’il vous plaît
k-sign-in-more = Scannez votre carte, et nous reprenons où vous en étiez.
k-steward-card = Une carte de responsable, s’il vous plaît
k-steward-card-more = Cet écran est réservé aux responsables. Scannez d’abord votre carte.
k-nothing-here = Il n’y a rien ici
k-nothing-here-more = L’adresse est peut-être ancienne. Scannez une étiquette, ou cherchez par le nom.
k-bad-form = Nous n’avons pas compris
k-bad-form-more = Revenez en arrière et réessayez, s’il vous plaît.
k-not-now = Pas maintenant
k-not-recorded = L’enregistrement n’a pas pu se faire
k-not-recorded-more = Donc rien ne s’est passé. Prévenez un responsable : le disque est peut-être plein.
k-failed = Quelque chose n’a pas marché
k-failed-more = Ce qui était confirmé est enregistré. Réessayez, s’il vous plaît.

k-moved = { $unit } est noté à cet endroit
k-putting-on = Les objets scannés maintenant seront rangés ici : { $place }
k-noted = C’est noté
k-settled = Réglé. Merci.
k-clock-set = L’horloge est de nouveau à l’heure
k-somebody-unknown = quelqu’un que nous ne connaissons plus
k-side-lent = Prêté
k-s-today = Aujourd’hui
k-s-exceptions = À décider
k-s-exception = À décider
k-s-members = Membres
k-s-lock = Verrouiller
k-s-clock = Quelle heure est-il ?
k-s-clock-now = Date et heure actuelles
k-s-clock-set = C’est la bonne heure
k-s-late = { $n ->
    [0] En retard
   *[other] En retard : { $n }
}
k-s-days-late = { $n ->
    [0] moins d’un jour
    [one] un jour
   *[other] { $n } jours
}
k-s-claims = Dit l’avoir rendu
k-s-lost = Déclarer perdu
k-s-none-late = Rien n’est en retard
k-s-none = Rien
k-s-due = { $n ->
    [0] À rendre aujourd’hui
   *[other] À rendre aujourd’hui : { $n }
}
k-s-pull = À aller chercher : { $n }
k-s-pulled = Mis de côté
k-s-ready = Mis de côté, en attente : { $n }
k-s-until = jusqu’au { $until }
k-s-requests = Réservations à traiter : { $n }
k-s-bookings = Réservations du jour : { $n }
k-s-tickets = À réparer : { $n }
k-s-mended = Réparé
k-s-no-fault = Rien d’anormal
k-s-troubles = { $n ->
    [0] Aucune fiche n’a de problème.
    [one] Une fiche a un problème ; `stead check` dit laquelle.
   *[other] { $n } fiches ont des problèmes ; `stead check` dit lesquelles.
}
k-s-device = sur l’appareil { $device }
k-s-nothing-to-decide = Rien à décider. Tout concorde.
k-role-member = membre
k-role-steward = responsable
k-role-keyholder = porteur des clés
k-m-search = Nom ou numéro
k-m-none = Personne pour l’instant
k-m-new = Nouveau membre
k-m-name = Nom
k-m-contact = Comment le joindre
k-m-handle = Nom public, si souhaité
k-m-with-pin = Donner aussi un code PIN
k-m-is-provisional = Pas encore confirmé : un objet à la fois
k-m-make = Créer la carte
k-m-provisional = non confirmé
k-m-left = est parti
k-m-loans = { $n ->
    [0] aucun objet
    [one] un objet
   *[other] { $n } objets
}
k-m-pin = Code PIN :
k-m-card-once = Affiché une seule fois
k-m-card-once-more = Imprimez cette page, ou laissez le membre la photographier. La carte et le code PIN ne sont conservés nulle part en clair ; une carte perdue se remplace en un instant.
k-m-since = depuis le { $date }
k-m-has = { $n ->
    [0] Emprunts
   *[other] Emprunts : { $n }
}
k-m-card = Carte et code PIN
k-m-new-card = Nouvelle carte
k-m-new-pin = Nouvelle carte et nouveau code PIN
k-m-unlock = Permettre de réessayer le code PIN
k-m-revoke = La carte est perdue
k-m-confirm = Confirmer l’adhésion
k-m-leave = Est parti
k-m-rejoin = Est de retour
k-m-trainings = Formations
k-m-grant = Suivie aujourd’hui

put-repair = À poser avec les objets à réparer : { $place }
put-quarantine = À mettre de côté : { $place }. Personne ne vous en voudra.
put-hold-shelf = À poser ici : { $place }. Quelqu’un l’attend.
put-reserved = À poser ici : { $place }. Il est réservé : { $from }.
put-steward = Donnez-le à un responsable, s’il vous plaît
put-anywhere = Laissez-le sur le comptoir : il n’a pas encore d’étagère
put-home = À poser ici : { $place }

denial-unknown-unit = Nous ne connaissons pas le code { $unit } ici.
denial-not-lendable = Cet objet s’utilise sur place et ne s’emporte pas.
denial-retired = Cet objet est retiré du catalogue.
denial-in-processing = Il vient d’arriver et n’est pas encore prêt.
denial-maintenance = Il est en entretien.
denial-quarantined = Il reste de côté jusqu’à ce que quelqu’un l’ait vérifié.
denial-unsafe = Il est signalé comme dangereux et ne doit pas être utilisé.
denial-in-repair = Il est en réparation.
denial-in-transit = Il est en route vers { $to }.
denial-incomplete = Il manque quelque chose : { $parts }.
denial-not-enough = Il en reste { $level }, vous en demandez { $wanted }.
denial-still-out = Il est encore noté chez un autre membre.
denial-yours = Vous l’avez déjà. À rendre : { $due }.
denial-on-hold-shelf = Il attend quelqu’un d’autre jusqu’au { $until }.
denial-queue = { $waiting ->
    [0] Personne ne l’attend.
    [one] Une personne l’attend déjà.
   *[other] { $waiting } personnes l’attendent déjà.
}
denial-claimed-by-reservation = Il est réservé à partir du { $from }.
denial-membership = Cette carte appartient à une adhésion terminée.
denial-provisional = L’adhésion n’est pas encore confirmée : un objet à la fois.
denial-overdue = { $count ->
    [one] Un de vos objets était attendu : { $oldest }.
   *[other] { $count } de vos objets sont en retard, le premier depuis : { $oldest }.
}
denial-cap-policy = Vous avez { $most } objets avec « { $policy } » ; pas plus à la fois.
denial-training = Il faut la formation « { $training } ».
denial-approval = Un responsable vous le remet.
denial-not-open = Ce prêt est déjà terminé.
denial-not-yours = Il n’est pas noté à votre nom.
denial-renewals = Il ne peut plus être prolongé.
denial-self-renew = Un responsable fait la prolongation.
denial-no-later = Une prolongation n’irait pas au-delà : { $due }.
denial-already-waiting = Vous êtes déjà sur la liste.
denial-nothing-to-wait-for = Il n’en reste aucun à prêter.
denial-cap-holds = Vous attendez déjà { $most } objets ; pas plus à la fois.
denial-not-bookable = Cet objet ne se réserve pas.
denial-backwards = La fin doit venir après le début.
denial-lead = { $hours ->
    [0] Ce créneau a déjà commencé.
    [one] Réservez au moins une heure à l’avance, s’il vous plaît.
   *[other] Réservez au moins { $hours } heures à l’avance, s’il vous plaît.
}
denial-horizon = { $days ->
    [one] On peut réserver { $days } jour à l’avance.
   *[other] On peut réserver jusqu’à { $days } jours à l’avance.
}
denial-length = { $hours ->
    [one] La réservation la plus longue dure { $hours } heure.
   *[other] La réservation la plus longue dure { $hours } heures.
}
denial-closed = C’est fermé ce jour-là : { $date }.
denial-all-taken = Tout est déjà pris à ce moment-là.
denial-pool-share = Au plus { $percent } pour cent peuvent être réservés d’avance.
refusal-steward = Un responsable doit s’en charger.
refusal-over = C’est déjà terminé.
refusal-no-such = Ce n’est pas (ou plus) ici.
refusal-undo = On ne peut plus l’annuler. Un responsable peut vous aider.
refusal-empty = Dites aussi de quoi il s’agit, s’il vous plaît.
refusal-members = Cela n’a pas marché. Vérifiez les informations, s’il vous plaît.
k-forgotten = Vous n’êtes plus membre ici
k-forgotten-more = Votre nom a été retiré de nos livres, et cet écran vous a donc déconnecté. Si c’est une erreur, un responsable vous fait une nouvelle carte en une minute.
k-m-name-missing = Il manque un nom, s’il vous plaît.
k-m-handle-wrong = Un nom public a des lettres minuscules, des chiffres et des traits d’union, comme sam-a.
k-m-handle-taken = Quelqu’un a déjà ce nom public. Choisissez-en un autre, s’il vous plaît.
k-m-alike = Il y a déjà un membre nommé { $name }.
k-m-alike-open = Ouvrir
k-m-alike-make = Quelqu’un d’autre : faire la carte
denial-unknown-title = Le catalogue n’a rien sous ce nom.
refusal-taken = C’est déjà pris. Choisissez autre chose, s’il vous plaît.
refusal-edit = La fiche n’a pas pu être modifiée.
refusal-answer = Cela ne règle pas la question. Choisissez une des réponses, s’il vous plaît.
k-missing-before = Noté : { $parts } manquait déjà avant.
k-missing-lost = Noté comme perdu : { $parts }. Merci de l’avoir dit.
k-part-since = Manque depuis { $date }
k-part-not-here = Pas là ?
k-part-later = Je le rapporte plus tard
k-part-lost = C’est perdu
k-part-before = Cela manquait déjà
k-parts-more = Décochez ce qui manque et dites ce qu’il est devenu.
k-not-with-it = Manquait déjà, vous n’y êtes pour rien : { $parts }
k-to-bring = Encore à rapporter
k-bring-part = Je l’ai avec moi
cmd-done = J’ai terminé
cmd-undo = Annuler
cmd-renew-all = Tout garder plus longtemps
cmd-return = Rapporter quelque chose
cmd-help = Aide
cmd-for-scanner = Cette carte est pour le lecteur du comptoir : scannez-la là-bas, et la borne fait ce qu’elle dit.
cmd-nothing-to-undo = Il n’y a rien à annuler ici.
cmd-card-first = Scannez d’abord votre carte, puis celle-ci.
cmd-renewed = Prolongés : { $n }
cmd-not-renewed = Impossible, merci de rapporter à temps : { $things }
