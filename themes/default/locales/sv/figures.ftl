## Diagram: rubriken är vad siffrorna säger
figure-kinds = Lån efter slag
figure-kinds-lead = Lånas mest: { $kind }
figure-kinds-note = Lån på tolv månader, efter slag
figure-months = Mest hände i { $month }
figure-months-note = Lån per månad
figure-punctual = { $share } kom tillbaka i tid
figure-punctual-note = Andel som lämnats senast på återlämningsdagen, månader med minst fem återlämningar
figure-goal = mål { $share }
figure-busy = Trångast är det på { $day }ar kl. { $hour }
figure-busy-note = In- och utlämningar på tolv månader, efter veckodag och timme
figure-work = Givet arbete, efter slag
figure-work-note = Givet på tolv månader, i { $unit }, och av hur många
figure-balances = Saldon från lägst till högst
figure-balances-note = Varje stapel är en medlem, utan namn, i { $unit }. Summan är { $sum }.
figure-circulation = Från hand till hand, månad för månad
figure-circulation-note = Krediter som rörde sig, i { $unit }. Månader med färre än fem personer är tomma.
figure-fund = Vad det gemensamma har
figure-fund-note = Vid varje månads slut, i { $unit }.
figure-kinds-share = { $share } av lånen: { $kind }
figure-months-several = Lån, månad för månad
figure-saved = Att låna i stället för att köpa sparade ungefär { $amount }
figure-saved-note = Tolv månader, lagda ihop. Vart och ett av { $n } lån räknas som en tjugondel av nypriset, ungefär vad en uthyrare tar; saker utan känt pris är inte med.
figure-repairs = { $share } av det man tittade på fungerar igen
figure-repairs-all = Allt man tittade på fungerar igen
figure-repairs-waiting =
    { $n ->
        [one] En lagning väntar, fler än som blev gjorda
       *[other] { $n } lagningar väntar, fler än som blev gjorda
    }
figure-repairs-unclear = Vad som gick sönder, och vad det blev av det
figure-repairs-note = Vad som anmäldes varje månad, efter vad det sedan blev av det
figure-repairs-month = { $mended } lagade, { $waiting } väntar, { $up } gick inte
figure-repairs-part-mended = lagade: { $n }
figure-repairs-part-waiting = väntar: { $n }
figure-repairs-part-up = gick inte: { $n }
figure-age =
    { $n ->
        [one] Hälften av sakerna är äldre än ett år
       *[other] Hälften av sakerna är äldre än { $n } år
    }
figure-age-young = Hälften av sakerna kom det senaste året
figure-age-note = { $n } saker vars år är känt: varje prick är en av dem, större är flera
figure-age-across = år här
figure-age-up = lån sedan någon skötte om den
figure-age-class = { $from } till { $to } år
figure-age-from = { $n } år och mer
figure-age-row =
    { $n ->
        [one] en sak, { $loans } lån
       *[other] { $n } saker, { $loans } lån var
    }
figure-part = { $share } av medlemmarna röstade minst en gång
figure-part-up = { $share } av medlemmarna röstade, året innan { $was }
figure-part-down = Bara { $share } av medlemmarna röstade, året innan { $was }
figure-part-note = Andel som röstade, för omröstningar som slutade på tolv månader
figure-flow-giving = Vi lånar ut mer till andra noder än vi lånar: { $lent } mot { $borrowed }
figure-flow-taking = Vi lånar mer av andra noder än vi lånar ut: { $borrowed } mot { $lent }
figure-flow-both = Med andra noder går det jämnt upp: { $lent } och { $borrowed }
figure-flow-note = Lån mellan noder, enligt våra egna uppgifter
figure-flow-to = till { $name }
figure-flow-from = från { $name }
figure-circulation-up = Mer går från hand till hand än för tre månader sedan
figure-circulation-down = Mindre går från hand till hand än för tre månader sedan
figure-circulation-even = Ungefär lika mycket går från hand till hand som för tre månader sedan
figure-circulation-stopped = På tre månader har inget gått från hand till hand
figure-circulation-turned = Krediter som rörde sig, i { $unit }: det som finns bytte ägare { $times } gånger på tolv månader. Månader med färre än fem personer är tomma.
figure-fund-grew = Det gemensamma har { $amount } { $unit }, för ett år sedan { $was }
figure-fund-shrank = Det gemensamma har bara { $amount } { $unit } kvar, för ett år sedan { $was }
figure-fund-below = Det gemensamma är skyldigt { $amount } { $unit }
figure-work-few =
    { $n ->
        [one] En medlem av { $of } gör hälften av arbetet
       *[other] { $n } av { $of } medlemmar gör hälften av arbetet
    }
figure-work-many =
    { $n ->
        [one] Arbetet delas: hälften görs av en av { $of } medlemmar
       *[other] Arbetet delas: hälften görs av { $n } av { $of } medlemmar
    }
figure-balances-few =
    { $n ->
        [one] Hälften av krediten finns hos en av { $of } medlemmar
       *[other] Hälften av krediten finns hos { $n } av { $of } medlemmar
    }
figure-balances-many =
    { $n ->
        [one] Krediten är spridd: hälften finns hos en av { $of } medlemmar
       *[other] Krediten är spridd: hälften finns hos { $n } av { $of } medlemmar
    }
figure-limit = gräns { $amount }
next-title = Sköt om de här härnäst
next-note = Efter försenad skötsel, lagningar på tolv månader och lån sedan den senaste skötseln
next-overdue = Försenat: { $plan }
next-broke =
    { $n ->
        [one] gick sönder en gång på tolv månader
       *[other] gick sönder { $n } gånger på tolv månader
    }
next-lent =
    { $n ->
        [one] ett lån sedan någon skötte om den
       *[other] { $n } lån sedan någon skötte om den
    }
