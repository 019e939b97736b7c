# At the desk: for somebody else, out of the drop box, what is no longer there.
n-drop-box = Estaba en el buzón: cuenta como devuelto al cerrar
n-lend-for = Prestarle algo
n-for = Lo que se escanee ahora se presta a { $name }.
n-at-risk = Lo prometido ya no está. Ofrece otro o avísale.
