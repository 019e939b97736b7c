# At the desk: for somebody else, out of the drop box, what is no longer there.
n-drop-box = Il était dans la boîte de retour : rendu à la dernière fermeture
n-lend-for = Lui prêter quelque chose
n-for = Ce qui est scanné maintenant est prêté à { $name }.
n-at-risk = Ce qui était promis n’est plus là. Proposez-en un autre ou prévenez la personne.
