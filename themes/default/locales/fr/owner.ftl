# Ce que des membres prêtent à la maison et veulent récupérer.
owner-wanted = Son propriétaire le reprend à partir du { $date } : rapportez-le avant, s’il vous plaît.
owner-h = Leurs propriétaires en ont besoin
owner-going = Retour chez les propriétaires : { $n }
owner-from = à partir du { $date }
owner-out = chez { $name }
owner-subject = { $n ->
    [one] Le propriétaire d’un objet emprunté en a besoin ({ $node })
   *[other] Les propriétaires d’objets empruntés en ont besoin ({ $node })
}
owner-ask = { $n ->
    [one] Ce que vous avez emprunté appartient à un membre, qui en a besoin plus tôt que prévu. Merci de le rapporter avant ce jour :
   *[other] Ce que vous avez emprunté appartient à des membres, qui en ont besoin plus tôt que prévu. Merci de le rapporter avant ces jours :
}
owner-line = { $name } (avant le { $date })
denial-owner = Cet objet nous est prêté, et son propriétaire le reprend à partir du { $on }.
