# What is said where the router or a limit refuses.
w-other-way = Cette adresse ne s’utilise pas ainsi
w-other-way-more = Continuez depuis la page d’accueil, ou scannez une étiquette.
w-from-elsewhere = Cela venait d’une autre page
w-from-elsewhere-more = La borne n’accepte que les formulaires de ses propres pages. Faites-le sur la page de la borne.
w-too-large = C’est plus que ce qui tient ici
w-too-large-more = Rien n’a été changé. Envoyez moins de photos, des photos plus petites ou un texte plus court.
w-too-slow = Cela a pris trop de temps
w-too-slow-more = Ce qui était confirmé est enregistré. Réessayez.

# A label that is on two things.
w-label = L’étiquette
w-doubled = Cette étiquette est sur deux objets
w-doubled-more = L’un des deux reçoit une nouvelle étiquette et est enregistré à part. Tout ce qui est noté reste avec l’autre.
w-doubled-now = Imprimez cette nouvelle étiquette, collez-la sur l’un des deux objets et dites ici ce que c’est. Tout ce qui est noté reste avec l’autre.
w-doubled-marked = Il est noté que deux objets portent cette étiquette.
w-settled = Chacun a maintenant sa propre étiquette
w-doubled-compare = Deux objets portent cette étiquette. Comparez le nom et la photo avant de prendre l’objet.
