# Zwischen Knoten: Austausch, andere Knoten, Leihen von einem zum anderen.
between = Zwischen Knoten
between-more = Was andere Knoten bei uns angefragt haben und wir bei ihnen. Jede Seite schreibt nur auf, was sie selbst tut; Nachrichten kommen über das Netz oder in jemandes Tasche.
between-exchange = Austausch
between-exchange-more = USB-Sticks, andere Kopien dieses Knotens und die Knoten, denen wir folgen.
between-found = Bei anderen Knoten
between-at = bei { $node }
between-where = Wo es ist
between-calls-itself = Nennt sich selbst „{ $name }“.
between-news-age = { $n ->
    [0] Stand von heute
    [one] Stand von gestern
   *[other] Stand vor { $n } Tagen
}
between-news-none = von dort ist noch nichts gekommen
between-news-then = So war es damals.
between-need-by = Gebraucht bis (wenn es einen Tag gibt)
between-ask = Anfragen
between-ask-more = Ihre Anfrage geht mit dem nächsten Austausch oder Stick an { $node }. Dort erfährt man, dass hier jemand fragt, aber nicht wer. Wir sagen Ihnen, wenn es da ist.
between-only-there = { $node } verschickt das nicht: Es wird dort benutzt.
between-asked = { $node } erfährt es mit dem nächsten Austausch.
between-cancelled = Die Anfrage ist zurückgenommen.
between-mine = Bei anderen Knoten angefragt
between-stage-asked = Angefragt, noch keine Antwort
between-stage-cancelled = Zurückgenommen
between-stage-refused = Diesmal nicht möglich
between-stage-promised = Dort zurückgelegt
between-stage-on-the-way = Unterwegs
between-stage-arrived = Hier an der Theke
between-stage-lent = Beim Mitglied
between-stage-to-return = Muss nach Hause
between-stage-returning = Auf dem Heimweg
between-stage-over = Wieder zu Hause
between-theirs = Sie fragen uns
between-ours = Wir fragen sie
between-none-theirs = Niemand fragt etwas an.
between-none-ours = Nichts ist angefragt.
between-past = Was vorbei ist
between-no-nodes = Wir folgen noch keinem anderen Knoten.
between-for = für { $node }
between-from = von { $node }
between-due = zurück bis { $due }
between-until = zurückgelegt bis { $until }
between-needed = gebraucht bis { $day }
between-label = Code auf dem Etikett
between-do-promise = Eines zurücklegen
between-do-decline = Nicht möglich
between-do-send = Geht jetzt los
between-do-take-back = Zusage zurücknehmen
between-do-check-in = Ist zurück
between-do-receive = Ist angekommen
between-do-lend = Aushändigen
between-do-return = Nach Hause schicken
between-do-take-in = Zurückgebracht
between-do-cancel = Nicht mehr nötig
between-slip = Begleitzettel
between-slip-more = Drucken und an das Ding binden. Wer den Weg hat, kann es mitnehmen.
between-slip-from = Von
between-slip-to = An
between-slip-due = Zurück bei uns bis
between-slip-request = Anfrage
between-slip-thanks = Danke fürs Mitnehmen!
between-to-do = { $n ->
    [one] Eine Sache zwischen Knoten ist zu tun
   *[other] { $n } Sachen zwischen Knoten sind zu tun
}
between-differs-not-arrived = Vor { $n } Tagen losgeschickt, und niemand hat die Ankunft notiert. Fragen Sie, wer es trug.
between-differs-other-unit = Losgeschickt wurde { $sent }, angekommen ist { $arrived }. Schauen Sie gemeinsam auf die Etiketten.
between-differs-cancelled-yet-sent = Die Anfrage war zurückgenommen, aber die Nachricht kam zu spät. Man kann es verleihen oder heimschicken.
between-differs-arrived-unsent = Es ist angekommen, aber sein eigener Knoten hat das Losschicken nicht notiert.
between-differs-not-back = Vor { $n } Tagen heimgeschickt, und sein eigener Knoten hat die Ankunft nicht notiert. Fragen Sie, wer es trug.
between-differs-back-yet-listed = Es ist wieder bei seinem eigenen Knoten, steht aber noch hier. Wer es gescannt hat, hat es.
between-differs-late = Es sollte vor { $n } Tagen wieder bei seinem Knoten sein. Niemand zahlt dafür.
between-differs-lost-there = Der andere Knoten sagt, dass es verloren ist.
between-settle-noted = Wir haben gesprochen
between-settle-here = Es ist hier
between-settle-lost = Es ist verloren
between-nodes = Knoten, denen wir folgen
between-nodes-none = Noch keine.
between-compared-on = Wörter verglichen, { $day }
between-not-compared = Wörter noch nicht verglichen
between-do-compared = Wir haben die Wörter verglichen
between-compared-now = Gut: Jetzt ist sicher, wer sie sind.
between-titles = { $n ->
    [one] ein Titel
   *[other] { $n } Titel
}
between-rename = Unser Name dafür
between-called = Wie wir ihn nennen
between-unfollow = Nicht mehr folgen
between-unfollowed = Wir folgen ihm nicht mehr.
between-follow = Einem Knoten folgen
between-follow-more = Der ersten Antwort wird geglaubt. Fragen Sie danach die Leute dort nach ihren acht Wörtern, am Telefon oder persönlich: So fiele auf, wenn jemand anderes antwortet.
between-address = Adresse oder Text des QR-Codes
between-follow-do = Folgen
between-followed = Wir folgen ihm jetzt. Fragen Sie nach den Wörtern.
between-not-an-address = Diese Adresse können wir nicht erreichen: Sie beginnt mit http:// oder https://, oder sie ist der Text eines QR-Codes.
between-not-a-name = Bitte geben Sie einen Namen, der noch frei ist.
between-not-reached = Dort hat niemand geantwortet. Ist das Gerät an und im selben Netz?
between-own = Unsere eigenen Wörter
between-own-more = Lesen Sie sie vor, wenn uns jemand folgen will, oder lassen Sie den Code scannen.
between-peer-stick-busy = Bitte den Stick stecken lassen
between-peer-stick-done = Sie können den Stick abziehen
between-peer-stick-failed = Der Stick ließ sich nicht lesen oder beschreiben
between-peer-stick-unknown = Diesen Stick kennen wir nicht
between-peer-busy = Tauscht aus
between-peer-done = Ausgetauscht
between-peer-failed = Nicht erreicht; es wird wieder versucht
between-stick-in = { $n ->
    [0] nichts kam herein
    [one] eines kam herein
   *[other] { $n } kamen herein
}
between-stick-out = { $n ->
    [0] nichts ging hinaus
    [one] eines ging hinaus
   *[other] { $n } gingen hinaus
}
between-stick-welcome-do = Mit ihm austauschen
between-stick-welcome = Bitte noch einen Moment stecken lassen.
between-stick-steward = Jemand vom Team kann ihn zulassen.
between-no-title = Bei diesem Knoten gibt es nichts mit diesem Namen.
between-not-lent = Dieser Knoten verschickt das nicht.
between-asked-before = Das haben Sie schon angefragt.
between-too-many = Sie haben { $n } Dinge angefragt; mehr geht nicht gleichzeitig.
between-none-free = Davon ist gerade keines frei.
between-kept-back = { $n ->
    [one] Eines bleibt für unsere eigenen Mitglieder, und mehr sind nicht frei.
   *[other] { $n } bleiben für unsere eigenen Mitglieder, und mehr sind nicht frei.
}
between-unit = { $unit } kann dafür nicht verschickt werden.
between-stage = Das geht nicht mehr: { $stage }.
between-no-request = Von so einer Anfrage wissen wir hier nichts.
matter-promised-twice = { $unit } wurde zwei Anfragen anderer Knoten zugesagt. Die frühere Zusage gilt; die andere braucht ein anderes Stück oder eine Absage.
matter-promised-twice-noted = Ich habe mich darum gekümmert
matter-other-came-back = { $sent } ging an einen anderen Knoten, zurück kam { $unit }. Bitten Sie dort, nach { $sent } zu suchen.
matter-other-came-back-noted = Ich habe gefragt
denial-set-aside = Das ist für { $to } zurückgelegt.
