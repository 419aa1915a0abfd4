local-title = You're going anyway. Take somebody along?
local-description = You cycle, sing or play tennis. Take one person along, once.
local-text = Many people moved here for a partner's job. Getting to know people from here is hard. You cycle, sing or play tennis. Take one person along, once.
local-button = I'll take somebody along
local-once = One person, once; then you decide.
local-at-most = At most one request a month.
local-number = Your number stays hidden.
local-own-page = Your page
local-ask-where = Where do you already go?
local-why-where = We ask the group whether they know you.
local-short-where = Where you go
local-ask-languages = Which languages do you speak?
local-why-languages = An everyday conversation is enough.
local-short-languages = Languages you speak
local-ask-time = When, and how often?
local-why-time = You can leave the days empty.
local-short-time = When and how often
local-ask-often = How often a month?
local-ask-people = How many people?
local-people-hint = At the same time. An evening together counts until it is over.
local-describes = Not in the list?
local-describes-hint = Tell us in one line.
local-other-languages = Other languages
local-from = Where you live
local-postcode-hint = Only for the distance.
local-told = What you told us
local-return = And which language would you like to practise?
local-skill = Or help with something
local-skill-which = What would you like help with?
local-skill-none = nothing in particular
local-said-listings = { $count ->
    [one] 1 group
   *[other] { $count } groups
}
local-said-often = { $count ->
    [one] once a month
    [2] twice a month
   *[other] { $count } times a month
}
local-said-people = { $count ->
    [one] one person at a time
   *[other] { $count } people at a time
}
local-said-nothing = nothing yet
local-join-title = Almost there
local-first-name = Your first name
local-phone = Your phone number
local-phone-hint = { $name } calls you once, for five minutes. Your number stays hidden.
local-join-send = Send
slip-places-none = Choose where you go, or tell us in one line.
slip-places-most = Please choose at most 12.
slip-phone = This should be a phone number, like 06 12345678.
slip-agree = Tick this to sign.
flash-joined = Thank you! Below you see what happens next.
flash-paused = You take a break. Nobody asks you until you are back.
flash-back = Welcome back. We may ask you again.
flash-place-left = We took it off your list.
flash-code-signed = You signed. Thank you! We call you when everything is ready.
code-conduct-title = How we treat each other
code-conduct-lead = You meet one to one. These promises keep it safe for both of you.
code-conduct-public = We meet in a public place the first times.
code-conduct-pace = We both decide how often. A no is fine, without a reason.
code-conduct-quiet = What the other tells me stays with me.
code-conduct-money = We don't lend money, sell things or ask for favours.
code-conduct-romance = I am not looking for a date here.
code-conduct-call = Does something feel wrong? I call { $name }.
code-conduct-hint = Read the six promises first.
code-conduct-agree = I promise this.
code-conduct-sign = Sign
code-conduct-signed = You signed this.
code-conduct-not-yet = You can sign once { $name } has seen your certificate of conduct.
kinds-title = What you are up for
kinds-why = We ask you for these, and for nothing else. You can change it at any time.
kinds-one-to-one = Meet somebody one to one
kinds-coffee = Coffee with somebody in my field
kinds-question = Answer a question
kinds-welcome-group = Meet a household, with my group
kinds-what-one-to-one = Once, in a public place. Then you both decide.
kinds-what-coffee = One hour, about work.
kinds-what-question = One conversation about school, care, work or the house.
kinds-what-welcome-group = You are about five people who know each other.
kinds-save = Save
kinds-none = Nothing right now. You can still take somebody along.
kinds-change = Change what you are up for
kinds-group = We are a group: meet a household
flash-kinds = Saved. We ask you for nothing else.
training-title = A short evening for locals
training-comes = You come. See you there!
training-come = I come
training-not-come = I can't come after all
training-off = It does not take place: the evening for locals, { $when }.
training-calendar = In my calendar
flash-training-come = See you there!
flash-training-not-come = That's fine. You are welcome another time.
training-desk-title = Evenings for locals
training-desk-text = A short evening to meet, ask and practise. Locals see it on their page and in their welcome email.
training-desk-none = No evening is planned.
training-desk-people = { $count ->
    [one] One local comes
   *[other] { $count } locals come
}
training-call-off = Call it off
training-new = A new evening
training-date = Which day?
training-place = Where?
training-set = Plan it
slip-training-date = Choose a moment that is still to come.
flash-training-set = Planned. Locals see it on their page.
flash-training-off = Called off. Whoever would come gets an email.
local-letter-subject = News for you
local-letter-welcome = Good that you join in! Thank you.
local-letter-next = { $name } calls you for a short talk. Then you can take somebody along.
local-letter-training = There is a short evening for locals: { $when }, { $place }. You sign up with one tap.
local-letter-called-off = The evening for locals does not take place: { $when }.
local-letter-another = You see a new date on your page as soon as there is one.
