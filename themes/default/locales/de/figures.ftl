## Diagramme: der Titel ist, was die Zahlen sagen
figure-kinds = Ausleihen nach Art
figure-kinds-lead = Am meisten geliehen: { $kind }
figure-kinds-note = Ausleihen in zwölf Monaten, nach Art
figure-months = Am meisten los war im { $month }
figure-months-note = Ausleihen im Monat
figure-punctual = { $share } kamen pünktlich zurück
figure-punctual-note = Anteil der Rückgaben bis zum Fälligkeitstag, Monate mit mindestens fünf
figure-goal = Ziel { $share }
figure-busy = { $day } um { $hour } Uhr ist am meisten los
figure-busy-note = Übergaben in zwölf Monaten, nach Wochentag und Stunde
figure-work = Gegebene Arbeit, nach Art
figure-work-note = In zwölf Monaten gegeben, in { $unit }, und von wie vielen
figure-balances = Kontostände vom niedrigsten zum höchsten
figure-balances-note = Jeder Balken ist ein Mitglied, ohne Namen, in { $unit }. Die Summe ist { $sum }.
figure-circulation = Von Hand zu Hand, Monat für Monat
figure-circulation-note = Bewegte Guthaben in { $unit }. Monate mit weniger als fünf Menschen bleiben leer.
figure-fund = Was die Gemeinschaft hat
figure-fund-note = Am Ende jedes Monats, in { $unit }.
figure-kinds-share = { $share } der Ausleihen: { $kind }
figure-months-several = Ausleihen, Monat für Monat
figure-saved = Leihen statt kaufen hat etwa { $amount } gespart
figure-saved-note = Zwölf Monate, zusammengezählt. Jede von { $n } Ausleihen zählt als ein Zwanzigstel des Neupreises, etwa was ein Verleih verlangt; Dinge ohne bekannten Preis fehlen.
figure-repairs = { $share } von dem, was angesehen wurde, geht wieder
figure-repairs-all = Alles, was angesehen wurde, geht wieder
figure-repairs-waiting =
    { $n ->
        [one] Eine Reparatur wartet, mehr als erledigt wurden
       *[other] { $n } Reparaturen warten, mehr als erledigt wurden
    }
figure-repairs-unclear = Was kaputtging, und was daraus wurde
figure-repairs-note = Was in jedem Monat gemeldet wurde, nach dem, was seither daraus wurde
figure-repairs-month = { $mended } repariert, { $waiting } wartend, { $up } aufgegeben
figure-repairs-part-mended = repariert: { $n }
figure-repairs-part-waiting = wartend: { $n }
figure-repairs-part-up = aufgegeben: { $n }
figure-age =
    { $n ->
        [one] Die Hälfte der Dinge ist älter als ein Jahr
       *[other] Die Hälfte der Dinge ist älter als { $n } Jahre
    }
figure-age-young = Die Hälfte der Dinge kam im letzten Jahr
figure-age-note = { $n } Dinge, deren Jahr bekannt ist: jeder Punkt ist eines davon, größere sind mehrere
figure-age-across = Jahre hier
figure-age-up = Ausleihen seit der letzten Pflege
figure-age-class = { $from } bis { $to } Jahre
figure-age-from = { $n } Jahre und mehr
figure-age-row =
    { $n ->
        [one] ein Ding, { $loans } Ausleihen
       *[other] { $n } Dinge, je { $loans } Ausleihen
    }
figure-part = { $share } der Mitglieder haben mindestens einmal abgestimmt
figure-part-up = { $share } der Mitglieder haben abgestimmt, im Jahr davor { $was }
figure-part-down = Nur noch { $share } der Mitglieder haben abgestimmt, im Jahr davor { $was }
figure-part-note = Anteil der Abstimmenden, für Abstimmungen der letzten zwölf Monate
figure-flow-giving = Wir leihen anderen Knoten mehr als sie uns: { $lent } zu { $borrowed }
figure-flow-taking = Wir leihen von anderen Knoten mehr als sie von uns: { $borrowed } zu { $lent }
figure-flow-both = Zwischen uns und anderen Knoten geht es hin wie her: { $lent } und { $borrowed }
figure-flow-note = Ausleihen zwischen Knoten, nach unseren eigenen Aufzeichnungen
figure-flow-to = an { $name }
figure-flow-from = von { $name }
figure-circulation-up = Von Hand zu Hand geht mehr als vor drei Monaten
figure-circulation-down = Von Hand zu Hand geht weniger als vor drei Monaten
figure-circulation-even = Von Hand zu Hand geht etwa so viel wie vor drei Monaten
figure-circulation-stopped = Seit drei Monaten ging nichts von Hand zu Hand
figure-circulation-turned = Bewegte Guthaben in { $unit }: was dort steht, wechselte in zwölf Monaten { $times }-mal die Hand. Monate mit weniger als fünf Menschen bleiben leer.
figure-fund-grew = Die Gemeinschaft hat { $amount } { $unit }, vor einem Jahr { $was }
figure-fund-shrank = Die Gemeinschaft hat nur noch { $amount } { $unit }, vor einem Jahr { $was }
figure-fund-below = Die Gemeinschaft schuldet { $amount } { $unit }
figure-work-few =
    { $n ->
        [one] Ein Mitglied von { $of } tut die Hälfte der Arbeit
       *[other] { $n } von { $of } Mitgliedern tun die Hälfte der Arbeit
    }
figure-work-many =
    { $n ->
        [one] Die Arbeit ist verteilt: für die Hälfte braucht es eines von { $of } Mitgliedern
       *[other] Die Arbeit ist verteilt: für die Hälfte braucht es { $n } von { $of } Mitgliedern
    }
figure-balances-few =
    { $n ->
        [one] Die Hälfte der Guthaben liegt bei einem von { $of } Mitgliedern
       *[other] Die Hälfte der Guthaben liegt bei { $n } von { $of } Mitgliedern
    }
figure-balances-many =
    { $n ->
        [one] Die Guthaben sind verteilt: die Hälfte liegt bei einem von { $of } Mitgliedern
       *[other] Die Guthaben sind verteilt: die Hälfte liegt bei { $n } von { $of } Mitgliedern
    }
figure-limit = Grenze { $amount }
next-title = Als Nächstes pflegen
next-note = Nach überfälliger Pflege, Reparaturen in zwölf Monaten und Ausleihen seit der letzten Pflege
next-overdue = Überfällig: { $plan }
next-broke =
    { $n ->
        [one] ging in zwölf Monaten einmal kaputt
       *[other] ging in zwölf Monaten { $n }-mal kaputt
    }
next-lent =
    { $n ->
        [one] eine Ausleihe seit der letzten Pflege
       *[other] { $n } Ausleihen seit der letzten Pflege
    }
