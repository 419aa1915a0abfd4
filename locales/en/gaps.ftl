desk-promised = What you promised, and what is about safety
monday-waits = Who waits longest?
monday-window = Whose time here ends soon, without anybody from here?
monday-silent = Which two have you not heard from?
monday-heartbeat = Which group did nobody check?
monday-gap = Where do more people wait without a place?
desk-line-window = { $who } meets nobody from here yet.
desk-months-left = { $count ->
    [0] the last month here
    [one] 1 month left here
   *[other] { $count } months left here
}
desk-line-gap = { $what }: { $waiting } people wait, { $places ->
    [0] and no local has room.
    [one] for 1 place.
   *[other] for { $places } places.
}
desk-new-this-week = { $count } new this week
desk-gap-grew = { $count } more without a place since { $date }
person-window = They meet nobody from here yet, and leave soon:
flash-window-seen-to = Off your list for four weeks. They see nothing of it.
desk-do-window = See who fits
desk-do-gap = Place the call
gaps-title = Where locals are missing
gaps-hint = Everybody who waits for somebody from here is counted once, where most others wait too. Fewer than five stand together with more. A free place is counted once too.
gaps-sum = Waiting: { $waiting }. Free places of locals: { $places }. Places that fit nobody who waits: { $spare }.
gaps-wanted = The page for everybody, with the calls
gaps-none = Nobody waits for somebody from here.
gaps-none-hint = As soon as somebody does, you see here where a local is missing.
gaps-picture = When people wait without a place
gaps-table = Who waits, and who has room
gaps-what = When and what
gaps-waiting = Waiting
gaps-places = Places
gaps-few = fewer than 5
gaps-call = See the call
gaps-called = call placed
gap-title = A call for somebody from here
gap-when-what = { $when }: { $what }
gap-rest = Everything else
gap-dutch = Dutch: { $level }
gap-counts = { $waiting } people wait; { $places ->
    [0] no local has room.
    [one] 1 place is free.
   *[other] { $places } places are free.
}
gap-nobody = Nobody waits here at the moment.
gap-place = Place this call
gap-place-hint = It stands on a page for everybody for eight weeks. It names nobody.
gap-stands = This call stands on the page for everybody.
gap-poster-en = Poster in English
gap-poster-nl = Poster in Dutch
gap-take-back = Take it off the page
gap-in-en = In English
gap-in-nl = In Dutch
gap-letter = Letter
gap-letter-hint = For a club, a choir or a newsletter. Copy it, and change what you like.
flash-call-placed = The call stands on the page for everybody.
flash-call-back = The call is off the page.
call-ask = Somebody who is new in town would like to do this with somebody from here.
call-ask-then = Somebody who is new in town has time then. They would like to do something with somebody from here.
call-part = It would be in { $part }.
call-level-none = They speak no Dutch yet.
call-level-little = They speak a little Dutch. A bit of patience is enough.
call-level-some = You can speak Dutch together.
call-letter-hello = Hello,
call-letter-for = We are looking for somebody from here: { $what }.
call-letter-waiting = { $count } people wait now; { $places ->
    [0] nobody has room yet.
    [one] only 1 local has room.
   *[other] locals have room for { $places }.
}
call-letter-where = You can say yes in two minutes: { $address }
call-letter-regards = With kind regards,
wanted-title = Who we are looking for
wanted-hint = You are going anyway, and somebody new would like to come along. Is there something here that you do?
wanted-none = We are not looking for anybody in particular now.
wanted-none-hint = Whatever you do, somebody may like to come along.
wanted-scan = Is that you? Scan the code, or type:
