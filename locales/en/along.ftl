show-along = Take me along
along-title = Take me along
along-what-happens = We ask somebody who goes there. They read your first name, nothing else.
along-session = When would you like to go?
along-submit = Ask
along-yours = Your question
along-seen-waiting = Asked. We are looking for somebody who takes you along.
along-seen-yes = Somebody takes you along. Go!
along-seen-silent = Nobody could take you along this time. That's not about you. Here you can walk in:
along-seen-cannot-come = This time it doesn't work out. That's not about you. Here you can walk in:
along-seen-over = Did you go?
along-seen-went = You went together.
along-seen-withdrawn = You cancelled this.
along-who = { $name } waits for you there, and knows you are new.
along-went = I have been there
along-nobody = Nobody can take you along right now
along-nobody-kind = Everybody who goes there has somebody already, or takes a break. You can do this:
along-ask-group = Ask the group itself
flash-along-asked = Asked! You see it here as soon as somebody says yes.
flash-along-already = You asked this before. Here you see how it stands.
slip-session = Choose one of these days.
along-letter-subject = A question for you
along-letter-before = { $name } would like to come along to { $title }. It is about this day: { $when }.
along-letter-new = It is somebody who is new in town. Do you take this person along, once?
along-letter-button = Answer
along-letter-after = No answer is fine too. After three days we ask somebody else.
along-answer-heading = { $name } would like to come along
along-answer-yes = Yes, come along
along-answer-no = Not now
along-answer-hint = With "not now" we ask somebody else. Nobody sees it as a no.
along-answered-sent = This question waits for your answer.
along-answered-yes = You said yes. Thank you! You both have an email with place and time.
along-answered-no = You said "not now". We ask somebody else.
along-answered-went = You went together. Thank you!
along-answered-withdrawn = This question was cancelled. You don't have to answer.
along-answered-lapsed = This question has lapsed. You don't have to answer.
along-own-page = Open your page
flash-along-yes = Thank you! You both get an email with place and time.
flash-along-no = That's fine. We ask somebody else.
flash-along-elsewhere = Thank you! You have somebody already, so we ask somebody else.
flash-along-before = This question was answered before.
flash-along-taken-back = We let the other know kindly. Thank you for telling us.
along-yes-subject = News for you
along-yes-her = { $name } takes you along to { $title }.
along-yes-her-knows = { $name } knows you are new, and looks out for you there.
along-yes-button = Look at it again
along-yes-her-after = Can't you make it? Cancel it on that page. Then nobody waits for you.
along-yes-them = You take { $name } along to { $title }. Thank you!
along-yes-them-after = Meet at the entrance, a little before it starts. Can't you make it? Say so on your page.
along-not-needed = { $name } can't come along to { $title } this time. It was about this day: { $when }.
along-nobody-comes = You would take somebody along to { $title }. It was about this day: { $when }. Nobody comes along this time.
along-cannot-come = You would be taken along to { $title }. It was about this day: { $when }. It doesn't work out this time.
along-cannot-come-kind = That's not about you. On this page you find somebody else, or a place where you can just come.
along-cannot-come-button = See what else you can do
own-asks = Somebody asks you
own-ask = { $name } would like to come along to { $title }
own-promised = Whom you take along
own-cannot-come = I can't make it
own-ready = You are ready
own-next = What happens next
own-step-joined = You signed up
own-step-host = The group says that they know you
own-step-host-waits = We asked them.
own-step-call = We call you once, for five minutes
own-step-call-waits = { $name } calls you.
own-step-asked = { $count ->
    [one] Then you get at most one question a month
   *[other] Then you get at most { $count } questions a month
}
own-done = Done
own-vouched = They know you
own-leave = I don't go there any more
own-add = Change where you go
own-made = What you made possible
own-made-none = Here you read whom you helped, after the first time.
own-made-people = { $count ->
    [one] Thanks to you 1 person did not have to go alone.
   *[other] Thanks to you { $count } people did not have to go alone.
}
own-made-went = { $count ->
    [one] One told us that it was good to be there.
   *[other] { $count } told us that they went.
}
own-data = Your data and where you are signed in
own-pause = I take a break
own-back = I'm back
own-paused = You take a break. Nobody asks you anything.
own-stopped = Taking people along has ended for you. Would you like to talk about it?
own-undo = Undo
own-read-code = Read and sign
own-one-to-one-certificate-seen = For one to one, read how we treat each other.
own-one-to-one-code-signed = For one to one we have everything. We call you when it starts.
own-one-to-one-active = You are ready for one to one too.
own-expired = Your certificate of conduct has expired. { $name } helps you with a new one.
