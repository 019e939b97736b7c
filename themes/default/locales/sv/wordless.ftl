# What is said where the router or a limit refuses.
w-other-way = Den adressen används inte så
w-other-way-more = Fortsätt från startsidan eller skanna en etikett.
w-from-elsewhere = Det kom från en annan sida
w-from-elsewhere-more = Kiosken tar bara emot formulär från sina egna sidor. Gör det på kioskens egen sida.
w-too-large = Det är mer än vad som får plats
w-too-large-more = Ingenting ändrades. Skicka färre eller mindre foton, eller en kortare text.
w-too-slow = Det tog för lång tid
w-too-slow-more = Det som redan var bekräftat är sparat. Försök igen.

# A label that is on two things.
w-label = Etiketten
w-doubled = Den här etiketten sitter på två saker
w-doubled-more = En av de två får en ny etikett och registreras för sig. Allt som är antecknat stannar hos den andra.
w-doubled-now = Skriv ut den nya etiketten, sätt den på en av de två sakerna och säg här vad det är. Allt som är antecknat stannar hos den andra.
w-doubled-marked = Det är antecknat att två saker har den här etiketten.
w-settled = Nu har båda sin egen etikett
w-doubled-compare = Två saker har den här etiketten. Jämför namn och foto innan du tar den.
