# Emprunter, rendre, réserver : les mots des parcours.
f-photo = Ajouter une photo
f-photo-of = Photo : { $name }
f-photo-kept = Votre photo est avec la réparation. Lieu et heure en ont été retirés.
f-photo-unread = Nous n’avons pas pu lire cette photo. Essayez-en une autre, ou continuez sans.
f-kit-back = Qu’avez-vous en main ?
f-kit-back-more = Décochez ce qui viendra plus tard : cela reste noté d’ici là.
f-kit-nothing = Cochez au moins une chose qui est là.
f-kit-left = Encore en prêt : { $things }
f-part-of-kit = Ceci est sorti avec « { $kit } ». Il est repris seul ;
f-return-kit = ou rendre tout le lot
f-how-many-back = Combien reviennent ?
