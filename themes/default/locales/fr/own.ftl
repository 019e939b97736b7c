## Ce qu’un membre voit et corrige de ce que l’on sait de lui.
own-title = Ce que l’on sait de moi
own-lede = Ni points ni étoiles : des faits avec leur date, et ce qui en découle selon les règles.
own-borrow = Puis-je emprunter ?
own-has = { $n ->
    [0] Vous n’avez rien en prêt.
    [one] Vous avez un objet en prêt.
   *[other] Vous avez { $n } objets en prêt.
}
own-late = { $n ->
    [0] Aucun n’est en retard.
    [one] L’un d’eux est en retard.
   *[other] { $n } d’entre eux sont en retard.
}
own-can = Vous pouvez emprunter.
own-details = Mes données
own-details-more = Le nom, le nom public et le rôle sont changés par une personne responsable : demandez, c’est vite fait.
own-contact = Comment me joindre
own-saved = Enregistré.
own-vouches = Qui se porte garant pour moi
own-no-vouches = Personne ne s’est encore porté garant pour vous. Une garantie prend fin d’elle-même après deux ans.
own-vouch-by = { $who } le dit, jusqu’au { $until }
own-given = Je me porte garant pour
own-withdraw = Retirer
own-withdrawn = Retiré.
own-vouch = Se porter garant pour quelqu’un
own-vouch-more = Dites ce que quelqu’un sait faire. C’est public, sous votre nom, pour deux ans ou jusqu’à ce que vous le retiriez.
own-vouch-of = Pour qui (nom public)
own-vouch-what = Ce que la personne sait faire
own-vouched = Noté sous votre nom.
own-vouch-self = On ne se porte pas garant de soi-même.
own-no-vouch = Cela ne peut pas être noté
own-appeal = Quelque chose a été mal décidé
own-appeal-more = Une règle, un tirage au sort ou un décompte a décidé, et vous le voyez autrement : des personnes y regarderont. C’est public, sous votre nom. Pour un prêt ou vos données, parlez-en simplement à une personne responsable ; cela reste privé.
own-appeal-about = La règle, le vote ou le numéro de l’écriture
own-appeal-why = Ce qui n’est pas juste
own-appeal-send = Demander un regard
own-appealed = Noté. Des personnes y regarderont.
own-appeal-waits = personne n’a encore répondu
own-appeal-upheld = vous aviez raison
own-appeal-stands = cela reste comme avant
own-all = Tout emporter
own-all-more = Tout ce qui est gardé sur vous, y compris les prêts terminés, dans un fichier.
own-records = { $n ->
    [0] En public, aucune écriture ne porte votre nom.
    [one] En public, une écriture porte votre nom.
   *[other] En public, { $n } écritures portent votre nom.
}
own-left = Soldes laissés
own-left-wait = La caisse commune le prend en charge à partir du { $day }.
own-left-now = Il peut être soldé maintenant.
own-left-to = À qui, selon son choix (nom public ou commons)
own-left-settle = Solder selon les règles
own-left-nobody = Personne ici ne porte ce nom. Vérifiez l’orthographe.
