## Was ein Mitglied von dem sieht, was über es bekannt ist, und richtigstellt.
own-title = Was über mich bekannt ist
own-lede = Keine Punkte und keine Sterne: Tatsachen mit Datum, und was nach den Regeln daraus folgt.
own-borrow = Darf ich ausleihen?
own-has = { $n ->
    [0] Du hast nichts ausgeliehen.
    [one] Du hast ein Ding ausgeliehen.
   *[other] Du hast { $n } Dinge ausgeliehen.
}
own-late = { $n ->
    [one] Eines davon ist überfällig.
   *[other] { $n } davon sind überfällig.
}
own-can = Du kannst ausleihen.
own-details = Meine Angaben
own-details-more = Name, öffentlichen Namen und Rolle ändert jemand vom Dienst: frag einfach, das geht schnell.
own-contact = Wie man mich erreicht
own-saved = Gespeichert.
own-vouches = Wer für mich bürgt
own-no-vouches = Noch hat niemand für dich gebürgt. Eine Bürgschaft endet nach zwei Jahren von selbst.
own-vouch-by = Das sagt { $who }, bis { $until }
own-given = Ich bürge für
own-withdraw = Zurücknehmen
own-withdrawn = Zurückgenommen.
own-vouch = Für jemanden bürgen
own-vouch-more = Sag, was jemand kann. Es steht öffentlich unter deinem Namen, zwei Jahre oder bis du es zurücknimmst.
own-vouch-of = Für wen (öffentlicher Name)
own-vouch-what = Was sie oder er kann
own-vouched = Unter deinem Namen aufgeschrieben.
own-vouch-self = Niemand bürgt für sich selbst.
own-no-vouch = Das lässt sich nicht aufschreiben
own-appeal = Etwas wurde falsch entschieden
own-appeal-more = Eine Regel, ein Los oder eine Zählung hat entschieden, und du siehst es anders: Menschen sehen es sich an. Es steht öffentlich unter deinem Namen. Wegen einer Ausleihe oder deiner Angaben sprich einfach mit jemandem vom Dienst; das bleibt unter euch.
own-appeal-about = Die Regel, die Abstimmung oder die Nummer des Eintrags
own-appeal-why = Was daran nicht stimmt
own-appeal-send = Um einen Blick bitten
own-appealed = Aufgeschrieben. Menschen sehen es sich an.
own-appeal-waits = noch hat niemand geantwortet
own-appeal-upheld = du hattest recht
own-appeal-stands = es bleibt, wie es war
own-all = Alles mitnehmen
own-all-more = Alles, was über dich aufbewahrt wird, auch die beendeten Ausleihen, in einer Datei.
own-records = { $n ->
    [one] Öffentlich trägt ein Eintrag deinen Namen.
   *[other] Öffentlich tragen { $n } Einträge deinen Namen.
}
own-left = Zurückgelassene Guthaben
own-left-wait = Ab { $day } trägt es die Gemeinschaftskasse.
own-left-now = Es kann jetzt ausgeglichen werden.
own-left-to = An wen, wie gewünscht (öffentlicher Name oder commons)
own-left-settle = Nach den Regeln ausgleichen
own-left-nobody = So heißt hier niemand. Bitte die Schreibweise prüfen.
