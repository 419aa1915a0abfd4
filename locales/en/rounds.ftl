people-rounds = Everybody at once: a round
round-title = A round
round-all = All rounds
round-hint = We look at everybody who waits and every local with a place, all at once. You see who would meet whom, and you decide. Nobody notices until you hand it over.
round-whom = Whom is it about?
round-part = Where they live
round-all-parts = Everywhere I look after
round-everywhere = The whole city
round-wait = How long they wait
round-wait-any = Everybody who waits
round-waiting = { $days } days or longer
round-offer = What a local offers
round-offer-any = Every local with a place
round-asked-only = Only who asked to meet somebody
round-asked = asked to meet somebody
round-more-choices = More choices
round-fair = What if not everybody can have who fits best?
round-fair-hint = In both, as many people as possible meet somebody. Who waits longest goes first.
round-fair-nash = Good for all together
round-fair-nash-hint = Nobody fits badly where it can be helped. Then all pairs together fit as well as they can.
round-fair-leximin = First the pair that fits least
round-fair-leximin-hint = That pair fits as well as it can, then the next one, and so on. Others may fit a little less well.
round-count = Count again
round-make = Make the round
slip-round-nobody = Nobody waits in this choice. Choose wider.
round-newcomers = { $count ->
    [one] 1 newcomer waits.
   *[other] { $count } newcomers wait.
}
round-places = { $locals ->
    [one] 1 local has
   *[other] { $locals } locals have
} { $places ->
    [one] 1 free place.
   *[other] { $places } free places.
}
round-told-too-little = { $count ->
    [one] 1 more has not said which languages they speak.
   *[other] { $count } more have not said which languages they speak.
}
round-step-first = { $count ->
    [one] 1 local would like to, and another step comes first.
   *[other] { $count } locals would like to, and another step comes first.
}
round-most = The { $count } newcomers who wait longest are in it.
round-most-locals = The { $count } locals who wait longest for somebody are in it. { $more ->
    [one] 1 more has a place.
   *[other] { $more } more have a place.
} So we cannot say where places are short.
round-list = Rounds so far
round-list-none = There is no round yet.
round-open = open
round-away = put away
round-introduced = { $count ->
    [one] 1 introduced
   *[other] { $count } introduced
}
round-pace = { $count ->
    [one] 1 introduction
   *[other] { $count } introductions
} in { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}: { $each } minutes each.
round-pace-hint = Only you see this. A long pause counts as 15 minutes.
round-placed = { $placed } of { $count } newcomers would meet somebody.
round-free = { $count ->
    [one] There is 1 place.
   *[other] There are { $count } places.
}
round-letters = Who gets which letter
round-put-away = Put this round away
round-is-away = This round is put away.
round-bring-back = Bring it back
flash-round-put-away = The round is put away. Nobody in it notices anything.
flash-round-back = The round is back.
round-since = Since { $when }
round-since-back = { $count ->
    [one] 1 introduction came to nothing. That newcomer is in the round again.
   *[other] { $count } introductions came to nothing. Those newcomers are in the round again.
}
round-since-came = { $count ->
    [one] 1 newcomer came into the round.
   *[other] { $count } newcomers came into the round.
}
round-since-left = { $count ->
    [one] 1 newcomer is not in it any more.
   *[other] { $count } newcomers are not in it any more.
}
round-since-locals-came = { $count ->
    [one] 1 local came into the round.
   *[other] { $count } locals came into the round.
}
round-since-locals-left = { $count ->
    [one] 1 local is not in it any more.
   *[other] { $count } locals are not in it any more.
}
round-seen = I have seen it
round-one-more = With one more local like { $whom }, { $who } would meet somebody too.
round-rather = Who would rather have each other
round-rather-hint = They fit each other better than whom they would meet. If you put them together, others pay for it.
round-rather-two = { $who } and { $whom } would both rather have each other.
round-rather-see = See what it would change
round-rather-more = { $count ->
    [one] And 1 more such pair.
   *[other] And { $count } more such pairs.
}
round-instead-fewer = Then fewer people would meet somebody.
round-instead-waiting = Then somebody who waits longer would meet nobody.
round-instead-floor = Then another pair would fit less well than any pair does now.
round-instead-together = Then all pairs together would fit no better.
round-short = Too few places
round-advice = { $places } for { $people ->
    [one] 1 person
   *[other] { $people } people
}
round-advice-few = { $places } for a few people
round-advice-places = { $count ->
    [one] 1 place
   *[other] { $count } places
}
round-advice-speaks = { $language }-speaking
round-see = See the last round
round-you-said = What you said
round-pinned = these two
round-kept-out = not these two
round-is-proposed = proposed
round-release = Take this back
round-pin = These two
round-ban = Not these two
round-others = Why not somebody else?
round-why-not = Why not these two?
round-two = { $who } and { $whom }
round-newcomer = Newcomer { $number }
round-newcomer-in = Newcomer { $number } in { $part }
round-local = Local { $number }
round-local-in = Local { $number } in { $part }
round-somebody = Somebody of the desk
round-waits = waits { $since }
round-proposed = Who would meet whom
round-proposed-hint = Who waits longest comes first. Every sentence is as they would read it themselves.
round-reserve = If somebody says no, next: { $who }.
round-no-reserve = If somebody says no, there is nobody else yet.
round-none = Nobody fits yet
round-none-hint = Below you see why. Call them, or find another local first.
round-left = Who is left out, and why
round-left-places = { $count ->
    [0] You said “these two” for every place that could be theirs.
    [one] The 1 place that could be theirs goes to somebody else.
   *[other] The { $count } places that could be theirs go to others.
}
round-left-no-local = No local has a free place now.
round-left-banned = You said “not these two” of every local who fits.
round-left-later = The locals who could fit speak too little of the same language yet.
round-left-beyond = Somebody outside this round may fit. Choose a part of town, or what a local offers.
round-said-pin = You said: { $who } and { $whom }, these two.
round-said-ban = You said: { $who } and { $whom }, not these two.
round-said-release = You took back what you said of { $who } and { $whom }.
round-say-pin = { $who } and { $whom }: these two
round-say-ban = { $who } and { $whom }: not these two
round-say-release = { $who } and { $whom }: take it back
round-did-pin = these two
round-did-ban = not these two
round-did-release = taken back
round-did-introduced = introduced
round-did-refused = could not be introduced
round-did-taken-back = introduction taken back
round-effect-now = { $who } would now meet { $whom }.
round-effect-first = { $who }, who had nobody, would now meet { $whom }.
round-effect-nobody = { $who } would now meet nobody.
round-effect-others = { $count ->
    [one] And 1 other would meet somebody else.
   *[other] And { $count } others would meet somebody else.
}
round-effect-none = Nothing changes for anybody.
round-effect-as-many = As many people meet somebody as before.
round-effect-more = { $count ->
    [one] 1 more person meets somebody.
   *[other] { $count } more people meet somebody.
}
round-effect-fewer = { $count ->
    [one] 1 fewer person meets somebody.
   *[other] { $count } fewer people meet somebody.
}
round-effect-less = All together it fits a little less well.
round-effect-better = All together it fits a little better.
round-handed-over = { $count ->
    [0] Nobody could be introduced.
    [one] 1 introduction is on its way.
   *[other] { $count } introductions are on their way.
}
round-she-answers = The newcomer answers first. The local hears of it after the newcomer says yes.
round-letters-leave = { $count ->
    [one] The letter of 1 introduction leaves
   *[other] The letters of { $count } introductions leave
} at { $time }. Until then you can undo this.
round-letters-left = The letters have left. You can still take each one back on the newcomer's page.
round-undo = Take all of them back
round-refused = These could not be introduced
round-taken-back = { $count ->
    [one] 1 introduction is taken back. Nobody heard of it.
   *[other] { $count } introductions are taken back. Nobody heard of them.
}
flash-round-too-late = Somebody heard of it already. You can still take each one back on the newcomer's page.
round-for = Who could meet { $who }
round-for-hint = The best first. You see beforehand what your choice would change for others.
round-back = Back to the round
round-if-not = If you say “not these two”:
round-if-these = If you say “these two”:
round-if-released = If you take this back:
round-option-full = All places of this local are taken. Take back another “these two” first.
round-open-her = Open the newcomer's page
round-letters-names = First you see who they are. They can read that you looked, and why.
round-letters-hint = Nothing has been sent yet. This is what happens when you hand it over.
round-pairs = Whom do you introduce?
round-gets-letter = { $who } gets a letter in { $language }.
round-gets-none = { $who } gets no letter, and sees it on their own page.
round-hears-later = { $whom } hears of it after the newcomer says yes.
round-letter-en = English
round-letter-nl = Dutch
round-line-hint = Both read it, in every one of these introductions. You can leave it empty.
round-hand-over = Hand it over
round-texts = The letter as they read it
slip-round-pairs = Please choose whom you introduce: one pair at least.
round-conflict = Somebody was faster
round-conflict-hint = A colleague went on with this round while you were looking. Nothing of yours is lost.
round-changed = This has changed
round-changed-gone = One of these two is not in this round any more.
round-changed-pin = These two cannot be put together now. Nothing was changed.
round-changed-hint = The round is not as you saw it any more.
round-meanwhile-title = What happened meanwhile
round-meanwhile = { $by }: { $two }, { $what }.
round-still = Say it all the same
round-look-again = Look at the round as it is now
