# The site as a whole: when it was made, and how to take it away.
foot-when = När den gjordes
about-made = Uppgifternas läge
about-made-of = Status och datum på de här sidorna gäller per { $date }, { $time }, när uppgifterna senast sparades.
