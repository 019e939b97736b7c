## Vad en medlem ser av det som är känt om den, och rättar till.
own-title = Vad som är känt om mig
own-lede = Inga poäng och inga stjärnor: fakta med datum, och vad som följer av dem enligt reglerna.
own-borrow = Får jag låna?
own-has = { $n ->
    [0] Du har inget till låns.
    [one] Du har en sak till låns.
   *[other] Du har { $n } saker till låns.
}
own-late = { $n ->
    [one] En av dem är försenad.
   *[other] { $n } av dem är försenade.
}
own-can = Du kan låna.
own-details = Mina uppgifter
own-details-more = Namn, offentligt namn och roll ändras av en föreståndare: fråga, det går fort.
own-contact = Hur man når mig
own-saved = Sparat.
own-vouches = Vem som går i god för mig
own-no-vouches = Ingen har gått i god för dig än. Det upphör av sig självt efter två år.
own-vouch-by = Det säger { $who }, till { $until }
own-given = Jag går i god för
own-withdraw = Ta tillbaka
own-withdrawn = Tillbakataget.
own-vouch = Gå i god för någon
own-vouch-more = Säg vad någon kan. Det står offentligt under ditt namn, i två år eller tills du tar tillbaka det.
own-vouch-of = Vem (offentligt namn)
own-vouch-what = Vad den kan
own-vouched = Nedskrivet under ditt namn.
own-vouch-self = Ingen går i god för sig själv.
own-no-vouch = Det går inte att skriva ned
own-appeal = Något blev fel beslutat
own-appeal-more = En regel, en lott eller en räkning bestämde, och du ser det annorlunda: människor ser på det. Det står offentligt under ditt namn. Gäller det ett lån eller dina uppgifter, tala bara med en föreståndare; det stannar mellan er.
own-appeal-about = Regeln, omröstningen eller postens nummer
own-appeal-why = Vad som inte stämmer
own-appeal-send = Be någon se på det
own-appealed = Nedskrivet. Människor ser på det.
own-appeal-waits = ingen har svarat än
own-appeal-upheld = du hade rätt
own-appeal-stands = det förblir som det var
own-all = Ta med allt
own-all-more = Allt som sparas om dig, även de avslutade lånen, i en fil.
own-records = { $n ->
    [one] Offentligt bär en post ditt namn.
   *[other] Offentligt bär { $n } poster ditt namn.
}
own-left = Kvarlämnade saldon
own-left-wait = Den gemensamma kassan bär det från { $day }.
own-left-now = Det kan göras upp nu.
own-left-to = Till vem, som den valde (offentligt namn eller commons)
own-left-settle = Gör upp enligt reglerna
own-left-nobody = Ingen här har det namnet. Se efter hur det stavas.
