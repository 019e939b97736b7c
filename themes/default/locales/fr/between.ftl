# Entre nœuds : échange, autres nœuds, prêts de l’un à l’autre.
between = Entre nœuds
between-more = Ce que d’autres nœuds nous ont demandé et ce que nous leur avons demandé. Chaque côté n’écrit que ce qu’il fait ; les nouvelles passent par le réseau ou dans une poche.
between-exchange = Échange
between-exchange-more = Clés USB, autres copies de ce nœud et nœuds que nous suivons.
between-found = Chez d’autres nœuds
between-at = chez { $node }
between-where = Où cela se trouve
between-calls-itself = Se nomme lui-même « { $name } ».
between-news-age = { $n ->
    [0] nouvelles d’aujourd’hui
    [one] nouvelles d’hier
   *[other] nouvelles d’il y a { $n } jours
}
between-news-none = rien n’est encore venu de là
between-news-then = C’était ainsi à ce moment.
between-need-by = Utile jusqu’au (s’il y a une date)
between-ask = Le demander
between-ask-more = Votre demande part vers { $node } avec le prochain échange ou la prochaine clé. Là-bas, on saura que quelqu’un d’ici demande, mais pas qui. Nous vous prévenons dès que c’est là.
between-only-there = { $node } ne l’envoie pas : cela s’utilise sur place.
between-asked = { $node } l’apprendra au prochain échange.
between-cancelled = La demande est retirée.
between-mine = Demandé à d’autres nœuds
between-stage-asked = Demandé, pas encore de réponse
between-stage-cancelled = Retiré
between-stage-refused = Pas possible cette fois
between-stage-promised = Mis de côté là-bas
between-stage-on-the-way = En route
between-stage-arrived = Ici, au comptoir
between-stage-lent = Chez le membre
between-stage-to-return = Doit rentrer
between-stage-returning = Sur le retour
between-stage-over = Rentré
between-theirs = On nous demande
between-ours = Nous demandons
between-none-theirs = Personne ne demande rien.
between-none-ours = Rien n’est demandé.
between-past = Ce qui est terminé
between-no-nodes = Nous ne suivons encore aucun autre nœud.
between-for = pour { $node }
between-from = de { $node }
between-due = retour avant le { $due }
between-until = gardé jusqu’au { $until }
between-needed = utile jusqu’au { $day }
between-label = Code de l’étiquette
between-do-promise = En mettre un de côté
between-do-decline = Pas possible
between-do-send = Il part maintenant
between-do-take-back = Retirer la promesse
between-do-check-in = Il est revenu
between-do-receive = Il est arrivé
between-do-lend = Le remettre
between-do-return = Le renvoyer
between-do-take-in = Rapporté
between-do-cancel = Plus besoin
between-slip = Fiche de route
between-slip-more = Imprimez-la et attachez-la. Qui va par là peut l’emporter.
between-slip-from = De
between-slip-to = Pour
between-slip-due = De retour chez nous avant le
between-slip-request = Demande
between-slip-thanks = Merci de le porter !
between-to-do = { $n ->
    [0] Rien à faire entre nœuds
    [one] Une chose à faire entre nœuds
   *[other] { $n } choses à faire entre nœuds
}
between-differs-not-arrived = Parti il y a { $n } jours, et personne n’a noté l’arrivée. Demandez à qui le portait.
between-differs-other-unit = { $sent } est parti et { $arrived } est arrivé. Regardez les étiquettes ensemble.
between-differs-cancelled-yet-sent = La demande était retirée, mais la nouvelle est venue trop tard. On peut le prêter ou le renvoyer.
between-differs-arrived-unsent = Il est arrivé, et son propre nœud n’a pas noté l’envoi.
between-differs-not-back = Renvoyé il y a { $n } jours, et son propre nœud n’a pas noté le retour. Demandez à qui le portait.
between-differs-back-yet-listed = Il est de retour dans son nœud, mais encore sur notre liste. Qui l’a scanné l’a en main.
between-differs-late = Il devait être dans son nœud il y a { $n } jours. Personne ne paie d’amende.
between-differs-lost-there = L’autre nœud dit qu’il est perdu.
between-settle-noted = Nous en avons parlé
between-settle-here = Il est ici
between-settle-lost = Il est perdu
between-nodes = Nœuds que nous suivons
between-nodes-none = Aucun pour l’instant.
between-compared-on = Mots comparés, { $day }
between-not-compared = Mots pas encore comparés
between-do-compared = Nous avons comparé les mots
between-compared-now = Bien : on sait maintenant qui ils sont.
between-titles = { $n ->
    [0] aucun titre
    [one] un titre
   *[other] { $n } titres
}
between-rename = Notre nom pour lui
between-called = Comment nous l’appelons
between-unfollow = Ne plus suivre
between-unfollowed = Nous ne le suivons plus.
between-follow = Suivre un nœud
between-follow-more = La première réponse est crue. Demandez ensuite aux gens de là-bas leurs huit mots, par téléphone ou de vive voix : c’est ainsi qu’on remarquerait un imposteur.
between-address = Adresse, ou texte de son code QR
between-follow-do = Suivre
between-followed = Nous le suivons. Demandez-leur leurs mots.
between-not-an-address = Ce n’est pas une adresse joignable : elle commence par http:// ou https://, ou c’est le texte du code QR d’un nœud.
between-not-a-name = Donnez-lui un nom encore libre, s’il vous plaît.
between-not-reached = Personne n’a répondu là-bas. Est-ce allumé et dans le même réseau ?
between-own = Nos propres mots
between-own-more = Lisez-les à qui veut nous suivre, ou laissez scanner le code.
between-peer-stick-busy = Laissez la clé en place, s’il vous plaît
between-peer-stick-done = Vous pouvez retirer la clé
between-peer-stick-failed = La clé n’a pas pu être lue ou écrite
between-peer-stick-unknown = Nous ne connaissons pas cette clé
between-peer-busy = Échange en cours
between-peer-done = Échangé
between-peer-failed = Injoignable ; on réessaiera
between-stick-in = { $n ->
    [0] rien n’est entré
    [one] une chose est entrée
   *[other] { $n } choses sont entrées
}
between-stick-out = { $n ->
    [0] rien n’est sorti
    [one] une chose est sortie
   *[other] { $n } choses sont sorties
}
between-stick-welcome-do = Échanger avec elle
between-stick-welcome = Laissez-la encore un instant, s’il vous plaît.
between-stick-steward = Quelqu’un de l’équipe peut l’admettre.
between-no-title = Ce nœud n’a rien de ce nom.
between-not-lent = Ce nœud ne l’envoie pas.
between-asked-before = Vous l’avez déjà demandé.
between-too-many = Vous avez demandé { $n } choses ; pas plus à la fois.
between-none-free = Aucun n’est libre en ce moment.
between-kept-back = { $n ->
    [0] Aucun n’est libre en ce moment.
    [one] Un reste pour nos membres, et il n’y en a pas plus de libre.
   *[other] { $n } restent pour nos membres, et il n’y en a pas plus de libres.
}
between-unit = { $unit } ne peut pas être envoyé pour cela.
between-stage = Ce n’est plus possible : { $stage }.
between-no-request = On ne connaît pas cette demande ici.
matter-promised-twice = { $unit } a été promis à deux demandes d’autres nœuds. La première promesse tient ; l’autre a besoin d’un autre exemplaire, ou d’un non.
matter-promised-twice-noted = Je m’en suis occupé
matter-other-came-back = { $sent } est parti vers un autre nœud et { $unit } est revenu. Demandez-leur de chercher { $sent }.
matter-other-came-back-noted = Je leur ai demandé
denial-set-aside = Ceci est mis de côté pour { $to }.
