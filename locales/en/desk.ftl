desk-nav = The desk
desk-nav-home = Today
desk-nav-listings = Listings
desk-nav-people = People
desk-nav-city = City
desk-title = What needs a look
desk-empty = Nothing waits. Lovely.
desk-empty-hint = Nobody waits for you, and every group is up to date.
desk-first = One for each question
desk-more = After that
desk-left = { $count ->
    [one] And 1 more.
   *[other] And { $count } more.
}
desk-counts = How much waits
desk-count-requests = Questions without an answer
desk-count-locals = Locals who wait for a step
desk-count-listings = Groups and activities to look at
desk-count-calls = Calls you promised
desk-somebody = Somebody in the city
desk-somebody-in = Somebody in { $part }
desk-never = never
desk-until = until { $date }
desk-line-call-back = You promised to call somebody back.
desk-line-letters = { $who }: { $count ->
    [one] 1 email
   *[other] { $count } emails
} could not be sent. About: { $about }.
desk-line-bounced = { $who }: the email address does not work. Waiting: { $about }.
desk-line-certificate = A local needs a new certificate of conduct.
desk-line-request = { $who } waits for an answer from “{ $title }”.
desk-line-refused = “{ $title }” said no to { $who }. They do not know it.
desk-line-activate = A local did every step and can begin one to one.
desk-line-call = A local waits for the short call.
desk-line-draft = “{ $title }” is a draft.
desk-line-unconfirmed = Is “{ $title }” still true? Not checked for:
desk-line-translation = “{ $title }” lacks one of its two languages.
desk-line-outdated = “{ $title }” changed in one language, and not in the other.
desk-line-correction = { $count ->
    [one] Somebody said that 1 thing on a page is not right.
   *[other] People said that { $count } things on pages are not right.
}
desk-do-call-back = Call
desk-do-letters = Try again
desk-do-bounced = Try again
desk-do-see = Look
desk-group = The address of “{ $title }”
desk-other-address = An address nobody here uses
desk-do-certificate = Look
desk-do-request = Help
desk-do-refused = Help
desk-do-activate = Look
desk-do-call = Call
desk-do-correction = Look
desk-do-draft = Finish it
desk-do-unconfirmed = It is still correct
desk-do-translation = Add it
flash-letters-again = We try to send them again now.
people-title = People
people-hint = Nobody is named here. You see who it is once you say why you look.
people-none = Nobody waits. Lovely.
look-title = Why do you look?
look-hint = We write down that you looked, and why. The person can read it. It holds for half an hour.
look-reason = Your reason
look-reason-request = To help with a question
look-reason-call = A call or an appointment
look-reason-introduction = To introduce somebody
look-reason-safety = A worry about safety
look-reason-other = Something else
look-said-request = To help with what you asked
look-said-call = For a call or an appointment with you
look-said-introduction = To introduce somebody to you
look-said-safety = Because of a worry about safety
look-more = In a line
look-more-hint = Only needed for “something else”. Write nothing that they should not read.
look-submit = Look
slip-look-reason = Please choose why you look.
slip-look-more = Please say why in a line.
person-title = Somebody who waits
person-nameless = Somebody without a name yet
person-paused = Takes a break
person-local = Local
person-local-paused = Takes nobody along for now
person-stopped = Stopped
person-written-down = That you looked is written down. They can read it.
person-asked = What they asked for
person-answers = What they told us
told-sent = No answer yet.
told-yes = They are welcome.
told-no = The group said no. They do not know it.
told-full = The group is full.
told-went = They have been there.
told-withdrawn = They cancelled this.
told-lapsed = Nobody answered, and they asked again.
told-answered = Answered on { $when }
told-contact = Ask the group:
told-see-to = I have seen to this
told-seen-to = You have seen to this.
flash-seen-to = This question is off your list. What they see stays the same.
flash-not-seen-to = This question is back on your list.
steps-title = Steps
step-talked-to = The short call
step-certificate-seen = Certificate of conduct seen
step-code-signed = Code of conduct signed
step-active = Can begin one to one
step-done = done
step-next = next
step-later = later
step-theirs = They sign it on their own page.
step-do-talked-to = We had the short call today
step-do-certificate = I saw a certificate
step-do-activate = They can begin
step-certificate-hint = We keep the two dates only. Give the paper back: no copy, no picture.
step-seen-on = When did you see it?
step-date-hint = For example { $date }
step-valid-until = Until when does it count?
step-valid-until-hint = Usually two years after the date on the paper.
step-certificate-submit = Keep these dates
step-undo = Take the last step back
step-stop = Let them stop
step-stop-why = Why do they stop?
step-stop-hint = They can read this. Nobody is introduced to them any more.
step-stop-submit = Let them stop
step-resume = Let them begin again
slip-step-not-yet = Another step comes first.
slip-certificate-order = These dates cannot be right: seen today or earlier, and not ended by then.
flash-step = This step is done.
flash-step-undone = The last step is taken back.
flash-certificate = The new dates are kept.
flash-stopped = They have stopped. Nobody is introduced to them any more.
flash-local-resumed = They can begin again where they were.
person-local-languages = Languages
person-local-learns = Would like to learn
person-local-wishes = Would like help with
person-local-asked = How often they can be asked
person-local-asked-most = { $count ->
    [one] At most once a month
   *[other] At most { $count } times a month
}
person-local-people = How many people at a time
person-local-people-most = { $count ->
    [one] One person at a time
   *[other] { $count } people at a time
}
person-local-describes = Also goes to
person-local-goes = Where they go
person-local-word-vouched = The host vouches for them
person-local-word-unknown = The host does not know them
person-local-word-waits = The host has not said yet
notes-title = Notes
notes-none = There are no notes.
note-new = A new note
note-purpose = What is it for?
note-call-back = Call back
note-appointment = Appointment
note-request = About a question
note-introduction = About meeting somebody
note-safety = Safety
note-text = Note
note-text-hint = They can read this. Write what you would say to them.
note-keep = How long do we keep it?
note-keep-hint = “As usual” is a week for a call, a month for an appointment or a question. For meeting somebody it is three months, for safety a year.
note-keep-usual = As usual
note-keep-week = 1 week
note-keep-month = 1 month
note-keep-three-months = 3 months
note-keep-year = 1 year
note-submit = Keep this note
note-end = Take this note away
slip-note-purpose = Please choose what the note is for.
flash-note-written = The note is kept.
flash-note-ended = The note is gone.
flash-note-back = The note is back.
desk-line-along = { $who } would like to be taken along to “{ $title }”. Nobody could yet.
desk-do-along = Help
flash-along-seen-to = This question is off your list. What they see stays the same.
told-along-asking = To be taken along: a local has the question.
told-along-nobody = To be taken along: nobody could. They do not know it.
told-along-yes = Somebody takes them along.
told-along-cannot-come = Somebody had said yes, and cannot come after all.
told-along-over = Somebody would take them along. The day is over.
told-along-went = They went together.
told-along-withdrawn = To be taken along: they cancelled this.
waits-request = No answer yet.
waits-refused = The group said no. They do not know it.
waits-along = Nobody could take them along yet.
people-trios = Three newcomers who could do something together
person-locals = Locals who could fit
locals-title = Locals who could fit
locals-back = Back to the person
locals-hint = The best for both sides first. Every sentence is as they would read it themselves.
locals-name = Show their first names
locals-name-hint = Nobody is named yet. If you want to see who they are, they can read that you looked.
flash-locals-named = You see their first names now. They can read that you looked.
locals-ready = Can begin now
locals-ready-none = Nobody who fits can begin yet.
locals-ready-do = Open the best one and introduce them. She answers first.
locals-first = Could fit, another step comes first
locals-first-do = Today: open one of them and take the next step together.
locals-first-talked-to = First the short call.
locals-first-certificate-seen = First a certificate of conduct.
locals-first-certificate = First a new certificate of conduct: the old one has ended.
locals-first-code-signed = First they sign the code of conduct on their own page.
locals-first-active = Every step is done. First say that they can begin.
locals-certificate-ends = Certificate until { $date }
locals-more = { $count ->
    [one] 1 more fits. The best ones are here.
   *[other] { $count } more fit. The best ones are here.
}
locals-open = Open
locals-offers = What they could do
locals-no-offer = Nothing they offered fits yet. Ask what they would like.
meeting-take-along = Take along
meeting-buddy = Buddy
meeting-language-partner = Language partner
meeting-mentor = Mentor
meeting-co-host = Host together
meeting-coffee = Coffee in the same field
locals-hers = For the newcomer
locals-theirs = For the local
locals-nothing-known = We know too little to say.
locals-doubt = Think of this
locals-common = Both have time
locals-common-unknown = One of them did not say when.
locals-places = Room
locals-places-left = { $count ->
    [one] Can meet 1 more person
   *[other] Can meet { $count } more people
}
locals-why-not-higher = Why not higher?
locals-why-not = Why not?
locals-told-too-little = We know too little yet
locals-told-too-little-hint = Once they say which languages they speak, we can look. Call them and ask.
locals-none = Nobody fits yet
locals-none-hint = Below you see why. Call them, or find another local first.
locals-left-out = Who does not fit, and why
locals-left-closed = { $count ->
    [one] 1 takes a break
   *[other] { $count } take a break
}
locals-left-blocked = { $count ->
    [one] 1 was introduced before, or it came to nothing lately
   *[other] { $count } were introduced before, or it came to nothing lately
}
locals-left-full = { $count ->
    [one] 1 has no room now
   *[other] { $count } have no room now
}
locals-left-language = { $count ->
    [one] 1 shares no language
   *[other] { $count } share no language
}
locals-left-stay = { $count ->
    [one] 1, for the stay is over
   *[other] { $count }, for the stay is over
}
locals-left-time = { $count ->
    [one] 1 has no time in common
   *[other] { $count } have no time in common
}
locals-left-distance = { $count ->
    [one] 1 lives too far away
   *[other] { $count } live too far away
}
locals-left-unrelated = { $count ->
    [one] 1 has nothing in common
   *[other] { $count } have nothing in common
}
trios-title = Three at the same level
trios-hint = Three newcomers with the same level of Dutch, who could go to something together. You see who they are once you say why you look.
trios-do = Ask the three: each gets a letter, and it takes place once two say yes.
trios-none = No three fit yet
trios-none-hint = As soon as three people have time and something in common, they stand here.
trios-level = Dutch: { $level }
trios-common = All have time
trios-in-common = In common
trios-dutch = Dutch is what they share.
trios-another = They also share another language they speak best.
trios-open = Open person { $number }
trios-open-in = Open person { $number }, { $part }
locals-introduce = Introduce
introduce-title = Introduce two people
introduce-line = A personal line (not needed)
introduce-line-hint = Both read it. No names, no addresses.
introduce-place = A public place
introduce-place-hint = Where others are, such as the library or a community centre.
introduce-library = The library in the centre
introduce-dates = Days that fit both
introduce-dates-hint = One to three. They come from both weeks.
introduce-dates-none = Their weeks have no daypart in common. Call one of them first.
introduce-next = She answers first, within seven days. After her yes the other is asked. Nobody hears of a no, but you.
introduce-submit = Propose it to her
introduce-refused-full = This local meets as many people as they can right now.
introduce-refused-asked = This local was asked as often this month as they chose.
introduce-refused-not-ready = This local is not ready for one to one, or takes a break.
introduce-refused-certificate = The certificate of conduct of this local has expired.
introduce-refused-open = These two are introduced to each other already.
introduce-refused-paused = She takes a break.
introduce-refused-not-now = These two cannot be introduced now.
slip-introduce-dates = Choose one to three days.
flash-introduced = Proposed. She gets an email.
flash-introduced-back = Taken back. What either of them sees stays as it is.
flash-introduced-over = This was over already.
flash-introduced-seen-to = Seen to. It is off your list.
person-introduced = Introductions
told-intro-proposed = She has the question
told-intro-one-yes = She said yes, the other has the question
told-intro-both-yes = Both said yes
told-intro-said-no = One of them said "not now". Neither sees it.
told-intro-lapsed = Came to nothing
told-intro-taken-back = Taken back by the desk
told-intro-reason = Why not:
told-intro-somebody-else = Look for somebody else
told-intro-leaves = The letter leaves at { $time }. Take it back before then, and nobody hears of it.
told-intro-take-back = Take it back
desk-line-apart = { $who }: an introduction came to nothing. Look for somebody else.
desk-do-apart = Look
desk-line-wish = { $who } would like: { $what }.
person-wish = Would like to meet somebody
locals-kind = What kind of meeting
locals-by-one-to-one = Those who fit best come first.
locals-by-coffee = Only those in the same field. The same trade comes first.
locals-by-question = Those who told us something of it come first.
locals-by-welcome-group = Those who speak for a group.
introduce-refused-not-up-for = This local is not up for this, or the group has stopped.
desk-line-report = Somebody told us that something is wrong. Answer before { $when }.
desk-do-report = Look
desk-line-message = A first message holds a link or a number. Read it first.
desk-do-message = Read
person-reported = Somebody told us that something is wrong. Until you have looked they meet nobody new.
person-kept-apart = After a report this person meets nobody new.
person-let-meet = Let them meet people again
desk-report-title = Something is wrong
desk-report-heading = Something is wrong with { $name }
desk-report-by = Answer before { $when }
desk-report-told = Told on { $when }
desk-report-no-words = They wrote no words.
desk-report-others = { $count ->
    [one] There was 1 other report about this person.
   *[other] There were { $count } other reports about this person.
}
desk-report-open = Open the page of { $name }
desk-report-open-writer = Open the page of who told us
desk-report-outcome = What came of it?
desk-report-outcome-hint = Until you answer, this person meets nobody new. They don't read who told us.
report-outcome-nothing-wrong = Nothing was wrong
report-outcome-talked-to = I talked to them, and they can go on
report-outcome-stopped = They stop: they meet nobody new through us
desk-report-answer = Your answer to who told us
desk-report-answer-hint = They get an email that there is an answer, and read it on their own page.
desk-report-submit = Answer
slip-report-outcome = Choose what came of it.
slip-report-answer = Please answer in a few words.
flash-report-answered = Answered. Who told us gets an email.
flash-report-before = Somebody answered this before.
desk-message-title = A first message
desk-message-heading = A first message of { $name }
desk-message-holds-link = a link
desk-message-holds-address = an email address
desk-message-holds-number = a number
desk-message-holds-account = an account number
desk-message-hint = Do they ask for money, or sell something? Then keep it back. A phone number to meet is fine.
desk-message-say-let-through = Let it through
desk-message-say-keep-back = Keep it back
desk-message-through = It went on its way.
desk-message-back = It was kept back. Its writer can read that.
flash-message-let-through = It is on its way.
flash-message-kept-back = It is kept back. You can still let it through.
desk-line-host-silent = { $who }: “{ $title }” has not answered.
told-call = Look up their number
told-other-address = Another address
told-ask-again = Ask the group again
flash-asked-again = The group gets the question once more.
flash-not-asked-again = Not sent: they were asked today already, or no address is known to be right.
cause-invitation = an invitation
cause-silent = keeping the account
cause-vouch = a local they may know
cause-claim = a group that may be theirs
cause-request = somebody who wants to come
cause-answer = an answer to a question
cause-along = going along
cause-introduction = an introduction
cause-weekly = the email of the week
cause-evening-before = what is tomorrow
cause-how-was-it = how it was
cause-follow-up = whether they still meet
cause-tie = a thank-you after a year
cause-made-possible = a thank-you about what they made possible
cause-message = a message from somebody
cause-report = a report
cause-together = starting something together
cause-other = something else
desk-do-wish = Look
desk-do-gathering = Look
