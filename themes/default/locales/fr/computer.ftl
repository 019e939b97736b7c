# Cet ordinateur : sauvegardes, clés pour les programmes, le certificat.
backup = Sauvegarde
backup-more = Un fichier avec tout : historique, membres, clés et réglages de cet ordinateur. Gardez-le ailleurs que près de lui.
backup-last = La dernière sauvegarde
backup-age = { $n ->
    [0] Faite aujourd’hui
    [1] Faite hier
    [one] Faite il y a { $n } jour
   *[other] Faite il y a { $n } jours
}
backup-never = Aucune sauvegarde de cet ordinateur n’a encore été faite.
backup-is-old = Il est temps d’en faire une.
backup-sealed = s’ouvre avec une phrase secrète
backup-not-sealed = sans phrase secrète
backup-without-private = sans membres ni clés
backup-make = Faire une sauvegarde maintenant
backup-phrase = Phrase secrète
backup-again = La même encore une fois
backup-phrase-more = Quatre mots conviennent. Notez-les et gardez-les loin de la sauvegarde : sans eux, personne ne peut l’ouvrir.
backup-open = Pas de phrase secrète : qui a le fichier peut lire tous les membres.
backup-download = Télécharger
backup-to-drive = La mettre sur { $drive }
backup-no-drives = Branchez une clé USB, et elle pourra y être écrite.
backup-busy-now = La sauvegarde est en train d’être écrite et relue.
backup-busy = Une sauvegarde est déjà en cours.
backup-done = La sauvegarde est entière : { $size }
backup-done-drive = Elle est sur { $drive }. Vous pouvez retirer la clé quand son voyant ne bouge plus.
backup-get = La télécharger ici pendant une demi-heure
backup-failed = Aucune sauvegarde n’a été faite : { $why }
backup-phrase-short = Aucune sauvegarde n’a été faite : une phrase secrète a au moins huit lettres.
backup-phrase-differs = Les deux phrases n’étaient pas les mêmes.
backup-phrase-needed = Donnez une phrase secrète, ou dites que vous n’en voulez pas.
backup-no-drive = Cette clé n’est plus branchée.
backup-restore = Si cet ordinateur est perdu
backup-restore-more = Installez le programme sur un autre, et lancez-y :
backup-restore-new = La copie restaurée devient un appareil à part entière, pour que tout aille bien si l’ancien ordinateur réapparaît. Retirez ensuite à l’ancien le droit d’écrire.
backup-restore-erased = Une sauvegarde se souvient de personnes parties depuis. Supprimez les anciennes quand quelqu’un demande à être oublié.
backup-warn = { $n ->
    [0] Il n’y a pas encore de sauvegarde de cet ordinateur.
    [1] La dernière sauvegarde date d’hier.
    [one] La dernière sauvegarde a { $n } jour.
   *[other] La dernière sauvegarde a { $n } jours.
}
keys = Clés pour les programmes
keys-more = Avec une clé, une application ou un script fait par l’API ce que son membre peut faire, autant que vous le permettez.
keys-none = Aucun programme n’a de clé.
keys-new = Une nouvelle clé
keys-name = À quoi sert-elle ?
keys-name-like = Écran de la porte
keys-member = Au nom de qui ? (numéro de membre)
keys-may = Elle peut
keys-scope-read = voir ce que son membre peut voir
keys-scope-borrow = emprunter, rendre, réserver pour son membre
keys-scope-desk = faire le travail du comptoir
keys-scope-members = lire et modifier les membres, et créer des clés
keys-scope-records = modifier les fiches
keys-scope-credits = payer et confirmer sous le nom public de son membre
keys-scope-vote = voter sous le nom public de son membre
keys-until = Valable
keys-for-good = sans limite
keys-months = { $n ->
    [0] aucun mois
    [one] { $n } mois
   *[other] { $n } mois
}
keys-make = Faire la clé
keys-once = Copiez-la maintenant : elle n’est montrée qu’une fois.
keys-once-more = Le kiosque n’en garde qu’une empreinte. Qui a le texte peut faire tout ce qu’elle permet.
keys-revoke = Supprimer
keys-revoked = Cette clé n’ouvre plus rien.
keys-over = expirée
keys-ends = jusqu’au { $day }
keys-used = utilisée le { $day }
keys-unused = jamais utilisée
keys-wrong = Une clé a besoin d’un nom, d’au moins un droit et d’un membre qui a aussi ce droit.
keys-docs = Ce que les programmes peuvent faire
cert = Chiffrement
cert-until = Le certificat est valable jusqu’au { $day } ; le kiosque en fait un nouveau avant.
cert-renewed = Le kiosque a un nouveau certificat depuis le { $day } : les navigateurs avertissent une fois de plus. Comparez l’empreinte.
cert-foreign = Le certificat du dossier n’est pas celui du kiosque et prend fin le { $day }. Veuillez le renouveler.
cert-fingerprint = Empreinte (SHA-256)
dev-more = Chaque ordinateur qui garde une copie de ce nœud écrit avec sa propre clé. Comparez les huit mots avec ce que l’appareil montre lui-même.
dev-in = Ils peuvent écrire
dev-out = Ils ne peuvent plus écrire
dev-since = depuis { $day }
dev-silent = rien de noté pour l’instant
dev-ended = terminé { $day }
dev-end = Terminer
dev-end-more = Pour un ordinateur perdu, vendu ou donné. Ce qu’il a noté reste, et il garde ce qu’il savait des membres jusqu’à aujourd’hui ; rien de nouveau ne lui parvient. Il ne peut pas revenir avec cette clé.
dev-end-sure = Oui, { $device } ne doit plus écrire
dev-end-do = Terminer son droit
dev-ended-now = { $device } ne peut plus écrire. Les autres l’apprennent au prochain échange.
dev-not-sure = Rien n’a changé : cochez la case pour confirmer.
dev-invite = Un appareil de plus
dev-invite-more = Une invitation laisse entrer un ordinateur, sous deux jours. Sur le nouvel ordinateur, choisissez « Un lieu qui existe déjà », ou lancez : stead device join
dev-invite-do = Faire une invitation
dev-invitation = L’invitation
dev-invitation-more = Copiez-la ou scannez-la maintenant : elle n’est montrée qu’une fois. Qui l’a peut devenir un appareil de ce nœud et savoir qui sont les membres.
dev-invitation-until = Valable pour un appareil, jusqu’au { $when }
dev-address = L’adresse de cette borne :
dev-admit = Le laisser entrer
dev-admit-more = Le nouvel ordinateur montre une demande. Une demande sur une clé USB est trouvée quand la clé est branchée ici.
dev-request = La demande du nouvel ordinateur
dev-admit-do = Le laisser entrer
dev-let-in = { $device } peut écrire dès maintenant. Il l’apprend au prochain échange.
dev-not-read = Ce n’est pas une demande entière. Elle commence par stead-join-1. et tient sur une longue ligne.
dev-not-ours = Cette demande est pour un autre nœud.
dev-not-invited = Aucune invitation de cette borne ne correspond à cette demande. Faites-en une nouvelle ici, et rejoignez avec elle.
dev-not-in-time = L’invitation est trop ancienne. Faites-en une nouvelle, et rejoignez avec elle.
dev-not-again = Un autre appareil est déjà venu avec cette invitation. Faites-en une nouvelle, et rejoignez avec elle.
dev-not-welcome = Cette borne ne peut pas écrire dans le nœud, elle ne laisse donc entrer personne. Faites-le sur un appareil qui le peut.
dev-not-itself = Cette borne tourne sur cet appareil. Terminez-le depuis un autre.
dev-not-there = Aucun appareil de ce nom ne peut écrire.
dev-not-done = Rien n’a changé : { $why }
restore = Restaurer
restore-more = Met une sauvegarde à la place de tout ce qui est ici. La borne continue pendant la lecture ; rien ne change avant que vous disiez oui.
restore-which = Quelle sauvegarde ?
restore-on-drive = Sur un support branché
restore-no-drives = Aucun support avec une sauvegarde n’est branché. Branchez-en un et rouvrez cette page.
restore-file = Ou un fichier de 32 Mo au plus
restore-phrase = Sa phrase de passe, si elle en a une
restore-open = La lire
restore-busy-now = La sauvegarde est lue et déballée. La borne continue pendant ce temps.
restore-busy = Une sauvegarde est déjà en train d’être déballée.
restore-no-file = Choisissez une sauvegarde : ce fichier n’est pas sur un support branché.
restore-nothing = Aucune sauvegarde n’a été déballée.
restore-phrase-needed = Cette sauvegarde s’ouvre avec une phrase de passe. Veuillez la donner.
restore-phrase-wrong = Cette phrase de passe ne l’ouvre pas.
restore-failed = La sauvegarde ne peut pas être restaurée : { $why }
restore-found = Voici ce que contient la sauvegarde
restore-made = Faite le { $when }
restore-made-on = Faite le { $when }, sur { $device }
restore-same = Une sauvegarde de ce nœud.
restore-other = Une sauvegarde d’un autre nœud. Tout ce qui est ici lui cède la place.
restore-lost = Ce qui serait perdu ici
restore-events = { $n ->
    [0] Rien n’a été noté ici depuis.
    [one] { $n } écriture notée ici depuis : un prêt, un retour, une réservation.
   *[other] { $n } écritures notées ici depuis : prêts, retours, réservations.
}
restore-members = { $n ->
    [one] { $n } membre, avec sa carte et son PIN
   *[other] { $n } membres, avec leurs cartes et leurs PIN
}
restore-public = La sauvegarde ne contient pas de membres : ensuite, personne n’a de carte.
restore-exchange = Ce que d’autres appareils du nœud en savent revient au prochain échange.
restore-aside = Rien n’est effacé : ce qui est ici maintenant est mis de côté dans un dossier voisin.
restore-cards = Ensuite, les cartes et les PIN de la sauvegarde sont valables, et cet ordinateur est un nouvel appareil du nœud.
restore-sure = Oui, la mettre à la place de ce qui est ici
restore-yes = Restaurer au prochain démarrage
restore-no = Ne pas restaurer
restore-agreed = Au prochain démarrage de la borne, cette sauvegarde prend la place de ce qui est ici.
restore-start = Redémarrer la borne maintenant
restore-starting = La borne redémarre
restore-starting-more = Elle revient dans un instant. Sinon, rouvrez cette page.
