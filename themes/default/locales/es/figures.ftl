## Gráficos: el título es lo que dicen las cifras
figure-kinds = Préstamos por tipo
figure-kinds-lead = Lo más prestado: { $kind }
figure-kinds-note = Préstamos en doce meses, por tipo
figure-months = El mes con más movimiento fue { $month }
figure-months-note = Préstamos al mes
figure-punctual = El { $share } volvió a tiempo
figure-punctual-note = Devoluciones a tiempo, meses con cinco o más
figure-goal = meta { $share }
figure-busy = { $day } a las { $hour } es la hora punta
figure-busy-note = Entregas en doce meses, por día y hora
figure-work = Trabajo dado, por tipo
figure-work-note = Dado en doce meses, en { $unit }, y por cuántas personas
figure-balances = Saldos del más bajo al más alto
figure-balances-note = Cada barra es una persona, sin nombre, en { $unit }. La suma es { $sum }.
figure-circulation = De mano en mano, mes a mes
figure-circulation-note = Créditos que se movieron, en { $unit }. Los meses con menos de cinco personas quedan vacíos.
figure-fund = Lo que tiene lo común
figure-fund-note = Al final de cada mes, en { $unit }.
figure-kinds-share = El { $share } de los préstamos: { $kind }
figure-months-several = Préstamos, mes a mes
figure-saved = Pedir prestado en vez de comprar ahorró unos { $amount }
figure-saved-note = Doce meses, sumados. Cada uno de { $n } préstamos cuenta como la vigésima parte de lo que cuesta nuevo, más o menos lo que pide una tienda de alquiler; faltan las cosas sin precio conocido.
figure-repairs = El { $share } de lo que se miró vuelve a funcionar
figure-repairs-all = Todo lo que se miró vuelve a funcionar
figure-repairs-waiting =
    { $n ->
        [one] Una reparación espera, más de las que se hicieron
       *[other] { $n } reparaciones esperan, más de las que se hicieron
    }
figure-repairs-unclear = Lo que se rompió y qué fue de ello
figure-repairs-note = Lo avisado en cada mes, según lo que fue de ello desde entonces
figure-repairs-month = { $mended } reparadas, { $waiting } en espera, { $up } abandonadas
figure-repairs-part-mended = reparadas: { $n }
figure-repairs-part-waiting = en espera: { $n }
figure-repairs-part-up = abandonadas: { $n }
figure-age =
    { $n ->
        [one] La mitad de las cosas tiene más de un año
       *[other] La mitad de las cosas tiene más de { $n } años
    }
figure-age-young = La mitad de las cosas llegó en el último año
figure-age-note = { $n } cosas cuyo año se conoce: cada punto es una de ellas, los mayores son varias
figure-age-across = años aquí
figure-age-up = préstamos desde el último cuidado
figure-age-class = de { $from } a { $to } años
figure-age-from = { $n } años y más
figure-age-row =
    { $n ->
        [one] una cosa, { $loans } préstamos
       *[other] { $n } cosas, { $loans } préstamos cada una
    }
figure-part = El { $share } de los miembros votó al menos una vez
figure-part-up = El { $share } de los miembros votó, el año anterior el { $was }
figure-part-down = Solo el { $share } de los miembros votó, el año anterior el { $was }
figure-part-note = Parte que votó, en las votaciones terminadas en doce meses
figure-flow-giving = Prestamos a otros nodos más de lo que nos prestan: { $lent } frente a { $borrowed }
figure-flow-taking = Otros nodos nos prestan más de lo que les prestamos: { $borrowed } frente a { $lent }
figure-flow-both = Con otros nodos se da y se recibe por igual: { $lent } y { $borrowed }
figure-flow-note = Préstamos entre nodos, según nuestros propios registros
figure-flow-to = a { $name }
figure-flow-from = de { $name }
figure-circulation-up = Se mueve más de mano en mano que hace tres meses
figure-circulation-down = Se mueve menos de mano en mano que hace tres meses
figure-circulation-even = Se mueve de mano en mano tanto como hace tres meses
figure-circulation-stopped = Hace tres meses que nada pasa de mano en mano
figure-circulation-turned = Créditos que se movieron, en { $unit }: lo que hay cambió de manos { $times } veces en doce meses. Los meses con menos de cinco personas quedan vacíos.
figure-fund-grew = Lo común tiene { $amount } { $unit }, hace un año { $was }
figure-fund-shrank = A lo común le quedan { $amount } { $unit }, hace un año { $was }
figure-fund-below = Lo común debe { $amount } { $unit }
figure-work-few =
    { $n ->
        [one] Una persona de { $of } hace la mitad del trabajo
       *[other] { $n } de { $of } personas hacen la mitad del trabajo
    }
figure-work-many =
    { $n ->
        [one] El trabajo se reparte: la mitad la hace una de { $of } personas
       *[other] El trabajo se reparte: la mitad la hacen { $n } de { $of } personas
    }
figure-balances-few =
    { $n ->
        [one] La mitad del crédito está en una de { $of } personas
       *[other] La mitad del crédito está en { $n } de { $of } personas
    }
figure-balances-many =
    { $n ->
        [one] El crédito se reparte: la mitad está en una de { $of } personas
       *[other] El crédito se reparte: la mitad está en { $n } de { $of } personas
    }
figure-limit = límite { $amount }
next-title = Lo próximo que cuidar
next-note = Por cuidados atrasados, reparaciones en doce meses y préstamos desde el último cuidado
next-overdue = Atrasado: { $plan }
next-broke =
    { $n ->
        [one] se rompió una vez en doce meses
       *[other] se rompió { $n } veces en doce meses
    }
next-lent =
    { $n ->
        [one] un préstamo desde el último cuidado
       *[other] { $n } préstamos desde el último cuidado
    }
