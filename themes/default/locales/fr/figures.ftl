## Graphiques : le titre est ce que disent les chiffres
figure-kinds = Emprunts par type
figure-kinds-lead = Le plus emprunté : { $kind }
figure-kinds-note = Emprunts en douze mois, par type
figure-months = Le mois le plus actif : { $month }
figure-months-note = Emprunts par mois
figure-punctual = { $share } sont revenus à temps
figure-punctual-note = Part des retours à l’échéance, pour les mois d’au moins cinq retours
figure-goal = objectif { $share }
figure-busy = L’affluence, c’est le { $day } à { $hour } h
figure-busy-note = Prêts et retours en douze mois, par jour de la semaine et par heure
figure-work = Travail donné, par type
figure-work-note = Donné en douze mois, en { $unit }, et par combien de personnes
figure-balances = Les soldes, du plus bas au plus haut
figure-balances-note = Chaque barre est un membre, sans nom, en { $unit }. La somme est de { $sum }.
figure-circulation = De main en main, mois par mois
figure-circulation-note = Crédits qui ont circulé, en { $unit }. Les mois de moins de cinq personnes restent vides.
figure-fund = Ce que détient le commun
figure-fund-note = À la fin de chaque mois, en { $unit }.
figure-kinds-share = { $share } des emprunts : { $kind }
figure-months-several = Les emprunts, mois par mois
figure-saved = Emprunter au lieu d’acheter a épargné environ { $amount }
figure-saved-note = Douze mois, additionnés. Chacun des { $n } emprunts compte pour un vingtième du prix neuf, à peu près ce que demande un loueur ; les objets sans prix connu n’y sont pas.
figure-repairs = { $share } de ce qui a été examiné remarche
figure-repairs-all = Tout ce qui a été examiné remarche
figure-repairs-waiting =
    { $n ->
        [0] Aucune réparation n’attend
        [one] Une réparation attend, plus qu’il n’en a été fait
        [many] { $n } de réparations attendent, plus qu’il n’en a été fait
       *[other] { $n } réparations attendent, plus qu’il n’en a été fait
    }
figure-repairs-unclear = Ce qui s’est cassé, et ce que c’est devenu
figure-repairs-note = Ce qui a été signalé chaque mois, selon ce que c’est devenu depuis
figure-repairs-month = { $mended } réparés, { $waiting } en attente, { $up } abandonnés
figure-repairs-part-mended = réparés : { $n }
figure-repairs-part-waiting = en attente : { $n }
figure-repairs-part-up = abandonnés : { $n }
figure-age =
    { $n ->
        [0] La moitié des objets a moins d’un an
        [one] La moitié des objets a plus d’un an
        [many] La moitié des objets a plus de { $n } d’années
       *[other] La moitié des objets a plus de { $n } ans
    }
figure-age-young = La moitié des objets est arrivée depuis moins d’un an
figure-age-note = { $n } objets dont l’année est connue : chaque point en est un, les plus gros en sont plusieurs
figure-age-across = années ici
figure-age-up = emprunts depuis le dernier entretien
figure-age-class = de { $from } à { $to } ans
figure-age-from = { $n } ans et plus
figure-age-row =
    { $n ->
        [one] un objet, { $loans } emprunts
        [many] { $n } d’objets, { $loans } emprunts chacun
       *[other] { $n } objets, { $loans } emprunts chacun
    }
figure-part = { $share } des membres ont voté au moins une fois
figure-part-up = { $share } des membres ont voté, contre { $was } l’année d’avant
figure-part-down = Seuls { $share } des membres ont voté, contre { $was } l’année d’avant
figure-part-note = Part des votants, pour les votes terminés en douze mois
figure-flow-giving = Nous prêtons plus aux autres nœuds que nous ne leur empruntons : { $lent } contre { $borrowed }
figure-flow-taking = Nous empruntons plus aux autres nœuds que nous ne leur prêtons : { $borrowed } contre { $lent }
figure-flow-both = Avec les autres nœuds, on donne autant qu’on reçoit : { $lent } et { $borrowed }
figure-flow-note = Prêts entre nœuds, d’après nos propres registres
figure-flow-to = à { $name }
figure-flow-from = de { $name }
figure-circulation-up = Il circule plus de main en main qu’il y a trois mois
figure-circulation-down = Il circule moins de main en main qu’il y a trois mois
figure-circulation-even = Il circule autant de main en main qu’il y a trois mois
figure-circulation-stopped = Rien n’a circulé de main en main depuis trois mois
figure-circulation-turned = Crédits qui ont circulé, en { $unit } : ce qui s’y trouve a changé de mains { $times } fois en douze mois. Les mois de moins de cinq personnes restent vides.
figure-fund-grew = Le commun détient { $amount } { $unit }, contre { $was } il y a un an
figure-fund-shrank = Le commun n’a plus que { $amount } { $unit }, contre { $was } il y a un an
figure-fund-below = Le commun doit { $amount } { $unit }
figure-work-few =
    { $n ->
        [one] Un membre sur { $of } fait la moitié du travail
        [many] { $n } de membres sur { $of } font la moitié du travail
       *[other] { $n } membres sur { $of } font la moitié du travail
    }
figure-work-many =
    { $n ->
        [one] Le travail est partagé : un membre sur { $of } en fait la moitié
        [many] Le travail est partagé : { $n } de membres sur { $of } en font la moitié
       *[other] Le travail est partagé : { $n } membres sur { $of } en font la moitié
    }
figure-balances-few =
    { $n ->
        [one] Un membre sur { $of } a la moitié du crédit
        [many] { $n } de membres sur { $of } ont la moitié du crédit
       *[other] { $n } membres sur { $of } ont la moitié du crédit
    }
figure-balances-many =
    { $n ->
        [one] Le crédit est réparti : un membre sur { $of } en a la moitié
        [many] Le crédit est réparti : { $n } de membres sur { $of } en ont la moitié
       *[other] Le crédit est réparti : { $n } membres sur { $of } en ont la moitié
    }
figure-limit = limite { $amount }
next-title = À entretenir bientôt
next-note = D’après les entretiens en retard, les réparations en douze mois et les emprunts depuis le dernier entretien
next-overdue = En retard : { $plan }
next-broke =
    { $n ->
        [0] rien de cassé en douze mois
        [one] cassé une fois en douze mois
        [many] cassé { $n } de fois en douze mois
       *[other] cassé { $n } fois en douze mois
    }
next-lent =
    { $n ->
        [0] aucun emprunt depuis le dernier entretien
        [one] un emprunt depuis le dernier entretien
        [many] { $n } d’emprunts depuis le dernier entretien
       *[other] { $n } emprunts depuis le dernier entretien
    }
