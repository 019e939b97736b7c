# This computer: backups, keys for programs, the certificate.
backup = Backup
backup-more = One file with everything: history, members, keys and settings of this computer. Keep it somewhere else than this computer.
backup-last = The last backup
backup-age = { $n ->
    [0] Made today
    [one] Made yesterday
   *[other] Made { $n } days ago
}
backup-never = No backup of this computer has been made yet.
backup-is-old = Time for a new one.
backup-sealed = opens with a passphrase
backup-not-sealed = without a passphrase
backup-without-private = without members and keys
backup-make = Make a backup now
backup-phrase = Passphrase
backup-again = The same again
backup-phrase-more = Four words are good. Write them down and keep them elsewhere than the backup: without them nobody can open it.
backup-open = No passphrase: whoever has the file can read all members.
backup-download = Download
backup-to-drive = Put it on { $drive }
backup-no-drives = Put a stick in, and it can be written there.
backup-busy-now = The backup is being written and read back.
backup-busy = A backup is being made already.
backup-done = The backup is whole: { $size }
backup-done-drive = It is on { $drive }. You may take the stick out when its lamp is still.
backup-get = Download it here for half an hour
backup-failed = No backup was made: { $why }
backup-phrase-short = No backup was made: a passphrase has at least eight letters.
backup-phrase-differs = The two passphrases were not the same.
backup-phrase-needed = Please give a passphrase, or say that none is wanted.
backup-no-drive = That stick is not in any more.
backup-restore = If this computer is lost
backup-restore-more = Install the program on another one, and run there:
backup-restore-new = The restored copy becomes a device of its own, so that nothing goes wrong if the old computer turns up again. Afterwards end the right of the old one to write.
backup-restore-erased = A backup remembers people who have left since. Delete old backups when somebody asks to be forgotten.
backup-warn = { $n ->
    [0] There is no backup of this computer yet.
    [one] The last backup was made yesterday.
   *[other] The last backup is { $n } days old.
}
keys = Keys for programs
keys-more = A key lets an app or a script do through the API what its member may do, as far as you allow it.
keys-none = No program has a key.
keys-new = A new key
keys-name = What is it for?
keys-name-like = Door display
keys-member = In whose name? (member number)
keys-may = It may
keys-scope-read = see what its member may see
keys-scope-borrow = borrow, return, hold and book for its member
keys-scope-desk = do a steward’s work at the desk
keys-scope-members = read and change members, and make keys
keys-scope-records = change records
keys-scope-credits = pay and confirm in its member’s public name
keys-scope-vote = vote in its member’s public name
keys-until = Until
keys-for-good = for good
keys-months = { $n ->
    [one] one month
   *[other] { $n } months
}
keys-make = Make the key
keys-once = Copy it now: it is shown only once.
keys-once-more = The kiosk keeps only a fingerprint of it. Whoever has the text can do all that it may.
keys-revoke = End
keys-revoked = That key opens nothing any more.
keys-over = over
keys-ends = until { $day }
keys-used = used { $day }
keys-unused = never used
keys-wrong = A key needs a name, at least one thing that it may do, and a member who may do that too.
keys-docs = What programs can do
cert = Encryption
cert-until = The certificate is good until { $day }; the kiosk makes a new one before then.
cert-renewed = The kiosk has a new certificate since { $day }: browsers warn once more. Compare the fingerprint.
cert-foreign = The certificate in the folder is not the kiosk’s own and ends on { $day }. Please renew it.
cert-fingerprint = Fingerprint (SHA-256)
dev-more = Each computer that keeps a copy of this node writes with a key of its own. Compare the eight words with what the device itself shows.
dev-in = They may write
dev-out = They may write no more
dev-since = since { $day }
dev-silent = nothing recorded yet
dev-ended = ended { $day }
dev-end = End
dev-end-more = For a computer that was lost, sold or given away. What it recorded stays, and it keeps what it knew of the members until today; nothing new reaches it. It cannot come back under this key.
dev-end-sure = Yes, { $device } shall write no more
dev-end-do = End its right
dev-ended-now = { $device } may write no more. The others learn of it with the next exchange.
dev-not-sure = Nothing was changed: please tick that you are sure.
dev-invite = One more device
dev-invite-more = An invitation lets one computer in, within two days. On the new computer, choose “A place that is there already”, or run: stead device join
dev-invite-do = Make an invitation
dev-invitation = The invitation
dev-invitation-more = Copy it or scan it now: it is shown only once. Whoever has it can become a device of this node and learn who its members are.
dev-invitation-until = Good for one device, until { $when }
dev-address = The address of this kiosk:
dev-admit = Let it in
dev-admit-more = The new computer shows a request. A request that lies on a stick is found when the stick is put in here.
dev-request = The request of the new computer
dev-admit-do = Let it in
dev-let-in = { $device } may write from now on. It learns of it with the next exchange.
dev-not-read = This is not a whole request. It begins with stead-join-1. and is one long line.
dev-not-ours = This request is for another node.
dev-not-invited = No invitation of this kiosk fits this request. Make a new invitation here, and join with it.
dev-not-in-time = The invitation is too old. Make a new one, and join with it.
dev-not-again = Another device came with this invitation before. Make a new one, and join with it.
dev-not-welcome = This kiosk may not write into the node itself, so it lets nobody in. Do it on a device that may.
dev-not-itself = This kiosk runs on that device. End it on another one.
dev-not-there = No device of this name may write.
dev-not-done = Nothing was changed: { $why }
restore = Restore
restore-more = Puts a backup in the place of everything that is here. The kiosk goes on while the backup is read; nothing changes before you say yes.
restore-which = Which backup?
restore-on-drive = On a drive that is in
restore-no-drives = No drive with a backup is in. Put one in and open this page again.
restore-file = Or a file of at most 32 MB
restore-phrase = Its passphrase, if it has one
restore-open = Read it
restore-busy-now = The backup is read and unpacked. The kiosk goes on meanwhile.
restore-busy = A backup is being unpacked already.
restore-no-file = Choose a backup: that file is not on a drive that is in.
restore-nothing = No backup was unpacked.
restore-phrase-needed = This backup opens with a passphrase. Please give it.
restore-phrase-wrong = That passphrase does not open it.
restore-failed = The backup cannot be restored: { $why }
restore-found = This is in the backup
restore-made = Made { $when }
restore-made-on = Made { $when }, on { $device }
restore-same = A backup of this node.
restore-other = A backup of another node. Everything here gives way to it.
restore-lost = What would be lost here
restore-events = { $n ->
    [0] Nothing was recorded here since.
    [one] One entry that was recorded here since: a loan, a return, a booking.
   *[other] { $n } entries that were recorded here since: loans, returns, bookings.
}
restore-members = { $n ->
    [one] One member, with card and PIN
   *[other] { $n } members, with their cards and PINs
}
restore-public = The backup holds no members: afterwards nobody has a card.
restore-exchange = What other devices of the node know of it comes back with the next exchange.
restore-aside = Nothing is deleted: what is here now is put aside in a folder beside it.
restore-cards = Afterwards the cards and PINs of the backup are good, and this computer is a new device of the node.
restore-sure = Yes, put it in the place of what is here
restore-yes = Restore at the next start
restore-no = Do not restore
restore-agreed = At the next start of the kiosk, this backup takes the place of what is here.
restore-start = Start the kiosk again now
restore-starting = The kiosk starts again
restore-starting-more = It is back in a moment. If not, open this page again.
