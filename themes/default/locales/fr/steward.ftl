# Ce que lisent les responsables.
matter-double-loan = { $unit } a été prêté à deux endroits qui ne se connaissaient pas. Les deux prêts sont gardés ; personne n’est en retard tant que la question est ouverte.
matter-double-loan-keep-later = C’est la deuxième personne qui l’a
matter-double-loan-keep-earlier = C’est la première personne qui l’a
matter-double-loan-here = Il est ici sur l’étagère : clore les deux
matter-return-seen-elsewhere = { $unit } a été rendu à un endroit et prêté à un autre, sans que l’un le sache de l’autre. Le prêt reste ouvert jusqu’à ce que quelqu’un vérifie.
matter-return-seen-elsewhere-out = Il est chez la personne : garder le prêt ouvert
matter-return-seen-elsewhere-here = Il est ici sur l’étagère : clore le prêt
matter-retired-in-use = { $unit } est retiré du catalogue, mais quelqu’un l’a scanné.
matter-retired-in-use-reinstate = Le remettre en service
matter-retired-in-use-leave-retired = Le laisser retiré
matter-found-after-lost = { $unit } était tenu pour perdu et il est revenu. S’il a été payé, on peut rembourser.
matter-found-after-lost-noted = Noté : rien à rembourser
matter-found-after-lost-refund = Rembourser ce qui a été payé
matter-unknown-unit = { $unit } a été scanné, mais aucune fiche du catalogue n’a ce code.
matter-unknown-unit-noted = J’ai créé une fiche
matter-over-booked = Deux réservations veulent les mêmes heures. La première tient ; l’autre a besoin d’une autre date ou d’un autre exemplaire.
matter-over-booked-keep-earlier = Garder la première, annuler l’autre
matter-over-booked-both = Il y en a pour les deux
matter-cloned-device = Deux évènements différents portent le numéro { $event } : un appareil a été copié. Les deux sont gardés ; donnez un nouveau nom à l’une des copies.
matter-cloned-device-noted = La copie a un nouveau nom ; les deux évènements restent
matter-not-here = Ceci nomme l’évènement { $event }, qui n’est pas arrivé. Il viendra peut-être au prochain échange.
matter-not-here-noted = Noté
matter-stock-below-zero = { $unit } est à { $level }. Comptez-le, et le nombre sera juste.
matter-stock-below-zero-noted = Noté
s-seen-out = en prêt
s-last-seen = Dernière fois en main : { $when }, { $place }, appareil { $device }
s-all = Tous : { $n }
s-more = { $n ->
    [1] Encore un
   *[other] Encore { $n }
}
s-fetch = À aller chercher
s-fetch-more = Un tour de la maison, étagère par étagère. Posez-les sur l’étagère de retrait et dites-le ici.
s-fetch-none = Rien à chercher. Ceux qui attendent attendent quelque chose de prêté.
s-fetch-shelf = Toute l’étagère
s-late = En retard
s-late-more = { $n ->
    [1] Une chose est en retard. Le message est prêt, sans reproche.
   *[other] { $n } choses sont en retard. Les messages sont prêts, sans reproche.
}
s-late-subject = { $n ->
    [1] Une chose de { $node }
   *[other] { $n } choses de { $node }
}
s-late-hello = Bonjour { $name },
s-late-ask = { $n ->
    [1] ceci est encore noté chez vous, et quelqu’un l’attend peut-être. Pouvez-vous le rapporter, ou nous dire s’il vous le faut plus longtemps ?
   *[other] ces choses sont encore notées chez vous, et quelqu’un les attend peut-être. Pouvez-vous les rapporter, ou nous dire s’il vous les faut plus longtemps ?
}
s-late-line = { $name } (prévu { $due })
s-late-bye = Merci ! { $node }
s-late-send = Écrire
s-late-copy = Le message, à copier
s-late-in = en { $language }
s-late-no-contact = Pas de contact noté : demandez à la prochaine visite.
s-tickets = À réparer
s-tickets-none = Rien à réparer. Bien entretenu !
s-ticket-given-up = Abandonné
s-ticket-note = Ajouter une note
s-ticket-what = Ce qui a été vu ou fait
s-history = Ce que j’ai déjà eu
s-history-none = Rien encore.
s-history-line = { $from } au { $to }
s-to-decide = { $n ->
    [1] Une chose attend votre décision
   *[other] { $n } choses attendent votre décision
}
s-late-open = Messages et réponses
s-things = Objets
s-register = Enregistrer un objet
s-reg-same = Nous avons déjà quelque chose de ce nom. En est-ce un de plus ?
s-reg-another = { $n ->
    [1] Un « { $name } » de plus
   *[other] Un « { $name } » de plus (nous en avons { $n })
}
s-reg-new-kind = Non, autre chose
s-reg-category = Catégorie
s-reg-kind = Ce que c’est
s-reg-later = Plus tard
s-reg-place = Place
s-reg-label = Son étiquette
s-reg-code = Code de l’étiquette
s-reg-code-more = Scannez une étiquette vierge ou laissez vide : un code est créé et son étiquette attend l’imprimante.
s-reg-foreign = { $code } vient d’ailleurs. Il est gardé avec l’objet : désormais, le scanner le retrouve.
s-reg-foreign-there = Nous avons déjà l’objet
s-reg-foreign-unit = Le code de l’objet
s-reg-foreign-bind = Le garder avec celui-ci
s-reg-foreign-done = Désormais, scanner { $code } retrouve { $name }.
s-reg-more = Plus, si vous voulez
s-reg-qty = Combien (pour un stock)
s-reg-do = Enregistrer
s-reg-name-missing = Donnez-lui un nom.
s-reg-code-wrong = Ce code ne va pas : un signe est faux. Regardez encore ou laissez vide.
s-reg-code-taken = Ce code appartient déjà à autre chose. Prenez une autre étiquette.
s-reg-done = Il est au catalogue. Sa place : { $place }
s-reg-to-print = { $n ->
    [1] Son étiquette attend l’imprimante
   *[other] Son étiquette attend l’imprimante avec d’autres : { $n } en tout
}
s-reg-next = L’objet suivant
s-kind-tool = Outil à prêter
s-kind-machine = Machine, utilisée ici
s-kind-material = Stock, compté
s-kind-kit = Lot d’objets
s-kind-space = Salle ou établi
s-kind-book = Livre, jeu ou film
s-kind-vehicle = Vélo, remorque ou voiture
s-labels = Étiquettes
s-labels-n = { $n ->
    [0] Aucune étiquette en attente
    [1] Une étiquette à imprimer
   *[other] { $n } étiquettes à imprimer
}
s-labels-more = Pour planches de 21 (63,5 × 38,1 mm, Avery L7160). Imprimez cette page en taille réelle, sans marges.
s-labels-start = Première étiquette libre de la planche
s-labels-lay = Commencer là
s-labels-blank = Étiquettes vierges pour plus tard
s-labels-mint = Créer les codes
s-labels-printed = Elles sont imprimées
s-stocktake = Inventaire
s-stocktake-more = Marchez et scannez. Seul ce que vous confirmez est manquant.
s-count-new = Un nouveau
s-count-where = Où ?
s-count-where-more = Une salle compte avec toutes ses étagères.
s-count-start = Commencer
s-count-open = En cours
s-count-so-far = { $n ->
    [1] un trouvé jusqu’ici
   *[other] { $n } trouvés jusqu’ici
}
s-count-scan = Scannez ce qui est ici. Scannez une étagère pour dire où vous êtes.
s-count-is-closed = Cet inventaire est terminé.
s-count-here = Vous êtes à { $place }.
s-count-of = sur { $n } sont là
s-count-found = { $name } : ici, comme il se doit
s-count-already = { $name } est déjà compté
s-count-misplaced = { $name } va à { $place }. Noté ; emportez-le en passant.
s-count-unknown = Nous ne connaissons pas { $name }. Il reste dans la liste ; enregistrez-le plus tard.
s-count-misplaced-head = { $n ->
    [1] Un objet est mal rangé
   *[other] { $n } objets sont mal rangés
}
s-count-belongs = va à { $place }
s-count-unknown-head = { $n ->
    [1] Un code inconnu
   *[other] { $n } codes inconnus
}
s-count-not-seen = { $n ->
    [0] Plus rien à trouver
    [1] Un objet pas encore vu
   *[other] { $n } objets pas encore vus
}
s-count-not-seen-more = Cherché partout ? Cochez, et il sera noté manquant à la fin.
s-count-missing = Manquant
s-count-all = Tout est là
s-count-last = Derniers trouvés
s-count-ok = ici
s-count-close = Terminer l’inventaire
s-count-pause = Continuer plus tard
s-count-closed = Terminé : { $found } trouvés, { $missing } manquants.
s-move = Déplacer
s-move-scan = Scannez d’abord l’étagère
s-move-more = Puis scannez tout ce qui s’y trouve. Chaque geste s’annule.
s-move-choose = Pas d’étiquette sur l’étagère ?
s-move-here = Ranger là
s-move-done = Fini avec cette étagère
s-edit = Modifier
s-edit-what = Modifier une fiche
s-edit-fields = Les champs
s-edit-text = Le fichier entier
s-look-at-it = Voir d’abord
s-look-again = Voir encore
s-save = Enregistrer
s-saved = Enregistré. La version d’avant est gardée.
s-preview = Voici ce qui change
s-preview-same = Rien ne change
s-stale = Quelqu’un a changé cette fiche entre-temps. Regardez les deux avant d’enregistrer.
s-broken = Impossible d’enregistrer pour l’instant : chaque ligne dit quoi faire.
s-line = Ligne { $n }
s-why = Pourquoi, en quelques mots
s-why-example = nouvelle batterie, meilleure photo…
s-versions = Versions précédentes
s-versions-none = Aucune encore.
s-version-look = Voir
s-by-commas = séparées par des virgules
s-usual = Comme d’habitude
s-not-bookable = Pas de réservation
s-problems = { $n ->
    [1] un problème
   *[other] { $n } problèmes
}
s-records-things = Objets
s-records-places = Lieux
s-records-events = Évènements
s-records-pages = Pages
s-records-designs = Plans
s-records-people = Personnes
s-records-node = Ce lieu
s-field-name = Nom
s-field-summary = Une phrase
s-field-brand = Marque
s-field-model = Modèle
s-field-size = Taille
s-field-power-source = Énergie
s-field-checkout-notice = À lire à chaque prêt
s-field-other-names = Autres noms
s-field-keywords = Mots pour le trouver
s-field-policy = Comment il se prête
s-field-reservation-policy = Comment il se réserve
s-field-home-place = Sa place
s-field-circ-note = Note pour le comptoir
s-field-serial = Numéro de série
s-field-body = Texte
s-training-withdraw = N’est plus valable
s-m-details = Nom et contact
s-m-role = Peut
s-m-data = Ses données
s-m-data-more = Tout ce que nous savons de ce membre, prêts terminés compris, en un fichier.
s-m-export = Télécharger
s-m-erase = Oublier ce membre
s-m-erase-more = Nom, contact, carte et code sont effacés pour de bon. Ses places dans les files, ses réservations et ses places de cours redeviennent libres. Les prêts restent, sans nom.
s-m-erase-number = Tapez le numéro { $number } pour confirmer
s-m-erase-do = Oublier
s-erase-number = Ce n’est pas son numéro ; rien n’a été effacé.
s-erase-loans = Quelque chose est encore noté chez ce membre. Reprenez-le ou passez-le en perte d’abord.
s-erase-self = C’est vous. Un autre responsable peut le faire.
s-erased = Oublié. Il ne reste que des nombres.
refusal-record = La fiche a des erreurs et n’a pas été enregistrée.
s-house = La maison
s-house-unread = C’était illisible, donc rien n’a changé. Écrivez les heures ainsi : 10–13, 17–20 ; la fin après le début.
s-hours = Heures d’ouverture
s-hours-more = Par exemple 10–13, 17–20. Vide veut dire fermé.
s-closures = Jours fermés
s-closure-open = Finalement ouvert
s-closure-reason = Pourquoi, pour tout le monde
s-closure-add = Fermer ces jours-là
s-closure-more = Ce qui est dû un jour fermé l’est le prochain jour ouvert ; personne n’est en retard pour cela.
s-pol-days = { $n ->
    [1] un jour
   *[other] { $n } jours
}
s-pol-hours = { $n ->
    [1] une heure
   *[other] { $n } heures
}
s-pol-period-days = Jours de prêt
s-pol-period-hours = Heures de prêt
s-pol-renewals = Prolongations possibles
s-pol-window = Jours ouverts sur l’étagère de retrait
s-pol-grace = Jours avant d’être en retard
s-pol-pin = Carte et code
s-pol-approval = Un responsable le remet
s-pol-block = Rien de nouveau tant qu’il y a du retard
s-pol-more = Les prêts en cours gardent leurs règles.
s-devices = Appareils
s-device-this = celui-ci
s-device-events = { $n ->
    [1] un évènement
   *[other] { $n } évènements
}
s-device-heard = dernières nouvelles { $when }
s-exchange = Échange
s-exchange-none = Aucun autre lieu n’est encore réglé. Une clé USB marche sans rien.
s-pending = { $n ->
    [1] Un fichier attend son commit.
   *[other] { $n } fichiers attendent leur commit.
}
s-committed = Tout est enregistré. Dernier commit : { $commit }
s-reports = Rapports
s-rep-out = en prêt maintenant
s-rep-late = en retard
s-rep-on-time = revenus à temps
s-rep-peak = { $month } a été le mois le plus actif
s-rep-none = Aucun prêt encore
s-rep-months = Prêts par mois
s-rep-most = Le plus emprunté : { $name }
s-rep-most-unit = Prêts en douze mois
s-rep-idle = { $n ->
    [0] Tout a servi cette année
    [1] Un objet n’a pas bougé depuis un an
   *[other] { $n } objets n’ont pas bougé depuis un an
}
s-rep-idle-more = Peut-être faut-il la place pour autre chose, ou personne ne sait qu’il est là.
s-rep-low = Bientôt épuisé
s-rep-low-line = reste { $level } { $measure }, il en faudrait { $least }
s-rep-numbers = Voir les nombres
s-sheet = Un jour sans courant
s-sheet-more = Ce qui est sorti, ce qui attend et des lignes pour écrire : du papier qui marche sans écran.
s-sheet-open = Ouvrir la feuille de comptoir
s-sheet-as-of = État au { $date }
s-sheet-print = Imprimez cette page. Elle nomme des membres : gardez-la au comptoir, puis détruisez-la.
s-sheet-out = En prêt
s-sheet-ready = Sur l’étagère de retrait
s-sheet-code = Code
s-sheet-thing = Objet
s-sheet-who = Membre
s-sheet-due = À rendre
s-sheet-back = Rendu
s-sheet-time = Heure
s-sheet-out-in = Sorti ou rendu ?
s-sheet-write = Pour écrire
s-sheet-write-more = Écrivez tous les signes du code : le dernier vérifie les autres. Saisissez-le au retour du courant.
s-reg-photo-kept = Votre photo est gardée : inutile de la reprendre.
s-reg-photo-other = Une autre photo
s-closure-no-day = Ce n’est pas une date, rien n’a donc changé. Choisissez le premier jour de fermeture.
s-closure-backwards = Le dernier jour de fermeture vient avant le premier, rien n’a donc changé.
s-pol-unread = Un de ces nombres ne va pas, rien n’a donc changé. Écrivez des nombres entiers ; un prêt dure au moins un.
s-parts-missing = Pièces manquantes : { $n }
s-part-later = Depuis { $date }. On a dit qu’elle serait rapportée.
s-part-lost = Depuis { $date }. On a dit qu’elle est perdue.
s-part-before = Manque au plus tard depuis { $date } : elle n’était pas là au moment du prêt.
s-part-missing = Depuis { $date }. Personne n’a dit où elle est.
s-part-here = Elle est là
s-part-here-name = { $part } de { $name } est là
s-device-n = { $n ->
    [one] { $n } appareil a une clé
   *[other] { $n } appareils ont une clé
}
cmd-count = Inventaire
cmd-new-label = Nouvelle étiquette
cmd-cards = Cartes de commande
cmd-more = Imprimez-les, découpez-les, posez-les près du lecteur. Qui en scanne une n’a pas besoin de toucher l’écran.
k-side-returned = Rendu
k-side-came-back = Revenu
k-side-retired = Retiré dans le catalogue
k-side-scanned = Scanné
k-side-no-file = Aucun fichier du catalogue n’a ce code
k-side-one-entry = Une entrée
k-side-other-entry = Une autre entrée avec le même numéro
k-side-refers = Cette entrée en nomme une autre
k-side-not-here = Celle-là n’est pas encore arrivée de son appareil
k-side-promised = Promis à { $node }
k-side-other-node = un autre nœud
k-side-sent = Envoyé : { $name }
k-side-instead = Revenu : { $name }
k-side-counted = Compté : { $n }
k-side-level = Le compte est à { $n }
s-event-number = nº { $n } de l’appareil { $device }
s-pol-most = Au plus en même temps par membre (0 : sans limite)
