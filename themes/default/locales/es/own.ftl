## Lo que una persona ve y corrige de lo que se sabe de ella.
own-title = Lo que se sabe de mí
own-lede = Ni puntos ni estrellas: hechos con su fecha, y lo que se sigue de ellos según las normas.
own-borrow = ¿Puedo tomar prestado?
own-has = { $n ->
    [0] No tienes nada prestado.
    [one] Tienes una cosa prestada.
   *[other] Tienes { $n } cosas prestadas.
}
own-late = { $n ->
    [one] Una de ellas va con retraso.
   *[other] { $n } de ellas van con retraso.
}
own-can = Puedes tomar prestado.
own-details = Mis datos
own-details-more = El nombre, el nombre público y el papel los cambia una persona responsable: pídelo, se hace enseguida.
own-contact = Cómo localizarme
own-saved = Guardado.
own-vouches = Quién responde por mí
own-no-vouches = Nadie ha respondido aún por ti. Un aval termina por sí solo a los dos años.
own-vouch-by = Lo dice { $who }, hasta el { $until }
own-given = Respondo por
own-withdraw = Retirar
own-withdrawn = Retirado.
own-vouch = Responder por alguien
own-vouch-more = Di lo que alguien sabe hacer. Queda en público bajo tu nombre, dos años o hasta que lo retires.
own-vouch-of = Por quién (nombre público)
own-vouch-what = Lo que sabe hacer
own-vouched = Anotado bajo tu nombre.
own-vouch-self = Nadie responde por sí mismo.
own-no-vouch = Esto no se puede anotar
own-appeal = Algo se decidió mal
own-appeal-more = Decidió una norma, un sorteo o un recuento, y tú lo ves de otro modo: habrá personas que lo miren. Queda en público bajo tu nombre. Si es por un préstamo o tus datos, habla con una persona responsable; eso queda en privado.
own-appeal-about = La norma, la votación o el número del registro
own-appeal-why = Qué no está bien
own-appeal-send = Pedir que se mire
own-appealed = Anotado. Habrá personas que lo miren.
own-appeal-waits = nadie ha respondido aún
own-appeal-upheld = tenías razón
own-appeal-stands = queda como estaba
own-all = Llevármelo todo
own-all-more = Todo lo que se guarda de ti, también los préstamos terminados, en un archivo.
own-records = { $n ->
    [one] En público, un registro lleva tu nombre.
   *[other] En público, { $n } registros llevan tu nombre.
}
own-left = Saldos que quedan
own-left-wait = El fondo común lo asume desde el { $day }.
own-left-now = Ya se puede saldar.
own-left-to = A quién, según eligió (nombre público o commons)
own-left-settle = Saldar según las normas
own-left-nobody = Aquí nadie tiene ese nombre. Mira cómo se escribe.
