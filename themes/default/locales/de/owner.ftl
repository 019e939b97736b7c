# Was Mitglieder zur Verfügung stellen und zurückbrauchen.
owner-wanted = Ab { $date } braucht es, wem es gehört: bitte vorher zurückbringen.
owner-h = Wird von den Eigentümern gebraucht
owner-going = Geht an die Eigentümer zurück: { $n }
owner-from = ab { $date }
owner-out = verliehen an { $name }
owner-subject = { $n ->
    [one] Etwas Geliehenes wird gebraucht ({ $node })
   *[other] Geliehene Dinge werden gebraucht ({ $node })
}
owner-ask = { $n ->
    [one] was Sie geliehen haben, gehört einem Mitglied und wird früher gebraucht als vereinbart. Bitte bringen Sie es vor diesem Tag:
   *[other] was Sie geliehen haben, gehört Mitgliedern und wird früher gebraucht als vereinbart. Bitte bringen Sie es vor diesen Tagen:
}
owner-line = { $name } (vor { $date })
denial-owner = Das ist uns nur überlassen; ab { $on } hat es wieder, wem es gehört.
