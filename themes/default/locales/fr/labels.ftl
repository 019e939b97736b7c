# Sur les étiquettes et les cartes.
lb-calibrate = L’imprimante est-elle décalée ?
lb-calibrate-1 = Imprimez cette page à 100 % (« taille réelle »), jamais « ajuster à la page ».
lb-calibrate-2 = Vérifiez la règle : de 0 à 100, il y a exactement 100 mm.
lb-calibrate-3 = Pliez la feuille bord à bord, la gauche sur la droite et le haut sur le bas. Chaque pli croise une échelle ; un trait vaut un millimètre.
lb-calibrate-4 = Si un pli est à droite de la grande ligne, ou au-dessous, donnez autant de millimètres avec --offset-x ou --offset-y ; à gauche ou au-dessus, avec un signe moins.
lb-card = Carte de membre
lb-found = Trouvé ? Merci de le rapporter : { $address }
