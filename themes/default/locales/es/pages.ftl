# Words of the site's pages: lists, opening hours, designs, outputs for other programs.


# Counting: a title is a kind of thing, a thing is one of them.
count-both =
    { $titles ->
        [one] un título
       *[other] { $titles } títulos
    } · { $things ->
        [one] una cosa
       *[other] { $things } cosas
    }
list-counted = { $counted }, { $here } en el estante
hero-counts = { $counted }, al cuidado del vecindario. Casi todo se presta gratis.
kpi-titles = títulos para compartir
facets-combine = Combinar varios filtros

# Opening hours, worked out in the page when it is read.
open-until = Abierto ahora, hasta las { $time }
opens-today = Cerrado ahora. Abre hoy a las { $time }
opens-tomorrow = Cerrado ahora. Abre mañana a las { $time }
opens-on = Cerrado ahora. Abre el { $day } a las { $time }

# Tables and charts.
scroll-hint = Hay más hacia el lado
care-came = Vino de: { $from }
