# What members lend in, and want back.
owner-wanted = Its owner has it back from { $date } on: please bring it before then.
owner-h = Wanted back by their owners
owner-going = Going back to their owners: { $n }
owner-from = from { $date } on
owner-out = out with { $name }
owner-subject = { $n ->
    [one] The owner of something you borrowed needs it ({ $node })
   *[other] The owners of things you borrowed need them ({ $node })
}
owner-ask = { $n ->
    [one] What you borrowed is lent to us, and its owner needs it earlier than we had agreed. Please bring it before this day:
   *[other] What you borrowed is lent to us, and the owners need it earlier than we had agreed. Please bring it before these days:
}
owner-line = { $name } (before { $date })
