# Det som medlemmar lånar ut till oss och behöver tillbaka.
owner-wanted = Ägaren har den från { $date }: lämna den helst innan dess.
owner-h = Ägarna behöver dem
owner-going = Går tillbaka till ägarna: { $n }
owner-from = från { $date }
owner-out = hos { $name }
owner-subject = { $n ->
    [one] Ägaren behöver något du har lånat ({ $node })
   *[other] Ägarna behöver saker du har lånat ({ $node })
}
owner-ask = { $n ->
    [one] Det du har lånat tillhör en medlem som behöver det tidigare än vi kom överens om. Lämna det gärna före den här dagen:
   *[other] Det du har lånat tillhör medlemmar som behöver det tidigare än vi kom överens om. Lämna det gärna före de här dagarna:
}
owner-line = { $name } (före { $date })
denial-owner = Den är utlånad till oss, och ägaren har den tillbaka från { $on }.
