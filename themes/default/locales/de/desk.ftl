# At the desk: for somebody else, out of the drop box, what is no longer there.
n-drop-box = Es lag in der Rückgabebox: zurück seit dem letzten Schließen
n-lend-for = An diese Person ausleihen
n-for = Was jetzt gescannt wird, geht an { $name }.
n-at-risk = Das Zugesagte ist nicht mehr da. Bieten Sie etwas anderes an oder sagen Sie Bescheid.
