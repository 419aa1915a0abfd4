circle-title = My circle
circle-lead = Three numbers, two minutes, no names. This is for you alone. The desk cannot see it, and it is in no report.
circle-then = Then
circle-now = Now
circle-said-people = { $count ->
    [one] 1 person you do things with
   *[other] { $count } people you do things with
}
circle-said-rooted = { $count ->
    [one] 1 of them is from here
   *[other] { $count } of them are from here
}
circle-said-favour = { $count ->
    [one] 1 of them you could ask a favour
   *[other] { $count } of them you could ask a favour
}
circle-windows = A window for each person. The lit ones are people from here.
circle-count = Count your circle
circle-correct = Correct your numbers
circle-again = From { $day } you can count again. What you keep now changes your last numbers.
circle-people = How many people do you do things with now?
circle-people-hint = In the last month: drinking coffee, sport, playing with the children. Do not count the family you live with.
circle-rooted = How many of them are from here?
circle-rooted-hint = They have lived here for years, or speak Dutch every day.
circle-favour = How many could you call for a favour?
circle-favour-hint = To water your plants, or to pick up your child.
circle-keep = Keep these numbers
circle-delete = Delete my circle
circle-delete-what = All your numbers are deleted at once.
circle-due = Two minutes for you alone: count your circle.
slip-circle-number = Type a number from 0 to 200
slip-circle-of-them = Type a number that is not more than all people together
flash-circle-kept = Your numbers are kept, for you alone.
flash-circle-deleted = Your circle is deleted.
flash-circle-back = Your circle is back.
