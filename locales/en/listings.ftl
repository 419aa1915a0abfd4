domain-work = Work
domain-social = Social
domain-culture = Culture
domain-sport = Sport
domain-education = Learning
domain-health = Health
kind-club = Club
kind-initiative = Initiative
kind-activity = Activity
kind-volunteer-role = Volunteer role
go-now = You can just go
go-with-somebody = Nicer together
go-later = For later
when-session = { $day }, { $starts }–{ $ends }
when-by-appointment = You agree on a time
when-none-planned = No date planned
list-and = { $first } and { $last }
rhythm-once = Once
rhythm-weekly = Every { $days }
rhythm-fortnightly = Every two weeks, on { $days }
rhythm-monthly = Every month, on the { $nth } { $day }
rhythm-nth-1 = first
rhythm-nth-2 = second
rhythm-nth-3 = third
rhythm-nth-4 = fourth
rhythm-nth-last = last
card-check-first = Check first
card-few = Few places left
card-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
  }
card-along = Somebody takes you along.
card-keep = Save: { $title }
card-kept = Saved: { $title }
card-not-for-me = Not for me
pass-over-too-far = Too far
pass-over-wrong-time = Not a good time
pass-over-not-my-thing = Not my thing
pass-over-too-much-dutch = Too much Dutch
filter-failed = We could not load this. The list below is the last one.
filter-name = Search and filter
filter-q = What are you looking for?
filter-q-example = Choir, cycling, coffee
filter-search = Search
filter-more = More filters
filter-go = Can I go already?
filter-go-now = Where I can just go
filter-domain = Topic
filter-day = Day
filter-language = Language
filter-any = Any language
filter-english = English is fine
filter-dutch = Dutch is spoken
filter-part = Part of town
filter-any-part = Everywhere
pages-name = Pages of this list
pages-page = Page
browse-title = All groups and activities
browse-description = Clubs, initiatives, activities and volunteer roles where newcomers are welcome.
browse-found = { $count ->
    [0] Nothing found
    [one] 1 place to go
   *[other] { $count } places to go
  }
browse-nothing = Nothing found. Try fewer words or filters.
browse-all = See everything
for-you-title = For you
for-you-results = What fits you
for-you-found = { $count ->
    [0] Nothing fits
    [one] 1 place fits
   *[other] { $count } places fit
  }
for-you-this-week = { $count ->
    [0] This week nothing is open to you yet. Look at what comes later.
    [1] One place is open to you this week.
    [2] Two places are open to you this week.
    [3] Three places are open to you this week.
    [4] Four places are open to you this week.
    [5] Five places are open to you this week.
    [6] Six places are open to you this week.
   *[other] { $count } places are open to you this week.
  }
for-you-nothing = Nothing fits yet. Shall we look a little further away?
for-you-without-filters = Show without filters
for-you-further = Look further away
for-you-left-out = What did we leave out?
for-you-more = More about you
for-you-answers = Your answers
for-you-passed-over = { $title } is gone from your list. You see less that is like it.
flash-passed-over = We show less that is like it.
greeting-morning = Good morning
greeting-afternoon = Good afternoon
greeting-evening = Good evening
greeting-morning-name = Good morning, { $name }
greeting-afternoon-name = Good afternoon, { $name }
greeting-evening-name = Good evening, { $name }
rung-question = With whom?
rung-wish-bridging = Mostly people from here
rung-wish-mixed = A mix
rung-wish-safe = People who are new too
left-out-unconfirmed = { $count ->
    [one] 1 was not confirmed for half a year.
   *[other] { $count } were not confirmed for half a year.
  }
left-out-blocked = { $count } are not open to you.
left-out-audience = { $count ->
    [one] 1 is only for some people, such as parents or women.
   *[other] { $count } are only for some people, such as parents or women.
  }
left-out-child = { $count ->
    [one] 1 is not made for your child.
   *[other] { $count } are not made for your child.
  }
left-out-full = { $count ->
    [one] 1 is full.
   *[other] { $count } are full.
  }
left-out-language = { $count ->
    [one] 1 asks for more language than you have now.
   *[other] { $count } ask for more language than you have now.
  }
left-out-stay = { $count ->
    [one] 1 asks you to stay longer.
   *[other] { $count } ask you to stay longer.
  }
left-out-time = { $count ->
    [one] 1 is at a time when you are not free.
   *[other] { $count } are at times when you are not free.
  }
left-out-distance = { $count ->
    [one] 1 is too far away.
   *[other] { $count } are too far away.
  }
left-out-cost = { $count ->
    [one] 1 costs more than you want to pay.
   *[other] { $count } cost more than you want to pay.
  }
left-out-unrelated = { $count ->
    [one] 1 has little to do with your interests.
   *[other] { $count } have little to do with your interests.
  }
left-out-of-all = { $fit ->
    [0] Of { $all } open places, none fits you yet.
    [one] Of { $all } open places, 1 fits you.
   *[other] Of { $all } open places, { $fit } fit you.
  }
left-out-show = Show them
left-out-offers = What would open more
left-out-alone = { $count ->
    [one] 1 of them would fit otherwise.
   *[other] { $count } of them would fit otherwise.
  }
left-out-alone-all = { $count ->
    [one] It would fit otherwise.
   *[other] They would all fit otherwise.
  }
left-out-alone-in = { $count ->
    [one] 1 of them would fit otherwise: { $parts }.
   *[other] { $count } of them would fit otherwise: { $parts }.
  }
only-in-morning = { $count } only in the morning
only-in-afternoon = { $count } only in the afternoon
only-in-evening = { $count } only in the evening
offer-tap = Yes, change that
offer-ask = Change my answer
opens-free = { $count ->
    [one] If { $daypart } suits you too, 1 more fits.
   *[other] If { $daypart } suits you too, { $count } more fit.
  }
opens-minutes = { $count ->
    [one] If you travel up to { $minutes } minutes, 1 more fits.
   *[other] If you travel up to { $minutes } minutes, { $count } more fit.
  }
opens-travel-bike = { $count ->
    [one] By bike, 1 more fits.
   *[other] By bike, { $count } more fit.
  }
opens-travel-bus = { $count ->
    [one] By bus, 1 more fits.
   *[other] By bus, { $count } more fit.
  }
opens-cost = { $count ->
    [one] If it may cost { $amount } each time, 1 more fits.
   *[other] If it may cost { $amount } each time, { $count } more fit.
  }
opens-cost-any = { $count ->
    [one] If the price does not matter, 1 more fits.
   *[other] If the price does not matter, { $count } more fit.
  }
opens-child = { $count ->
    [one] If you go without your child, 1 more fits.
   *[other] If you go without your child, { $count } more fit.
  }
opens-interest = { $count ->
    [one] If you like this too, 1 more fits: { $interest }.
   *[other] If you like this too, { $count } more fit: { $interest }.
  }
opens-language = { $count ->
    [one] With a bit more { $language }, 1 more fits.
   *[other] With a bit more { $language }, { $count } more fit.
  }
opens-until = { $count ->
    [one] If you stay until { $month }, 1 more fits.
   *[other] If you stay until { $month }, { $count } more fit.
  }
change-free = You have time on { $daypart }.
change-busy = You have no time on { $daypart }.
change-minutes = You travel up to { $minutes } minutes.
change-travel-foot = You go on foot.
change-travel-bike = You go by bike.
change-travel-bus = You go by bus.
change-cost = It may cost { $amount } each time.
change-cost-free = Only what is free.
change-cost-any = The price does not matter.
change-child-along = Your child comes along.
change-child-home = You go without your child.
change-interest = You like this too: { $interest }.
change-no-interest = You no longer choose this: { $interest }.
change-language = You speak { $language }: { $level }.
change-until = You stay until { $month }.
change-belongs = You said that you are one of them: { $groups }.
change-skill = You can do this: { $skill }.
change-wish = You look for this too: { $domain }.
flash-answer-changed = Your answer is changed.
show-own = What else counts
show-fits-if = { $count ->
    [one] This would make it fit
   *[other] All of this together would make it fit
  }
show-not-yours = This is not about you.
show-low = Why is it not higher in my list?
show-low-stands = It stands at place { $now } in your list.
show-low-if = What would help:
show-low-lift = Then it stands at place { $then }, not { $now }.
show-you-are-here = You are here
show-closed-on = This closed on { $date }.
show-closed = This is closed.
show-successor = What came after it:
show-paused = This is not open for now.
show-check-first = Nobody confirmed this in the last eight weeks. Check first if it is still on.
show-never = Nobody of the group has confirmed this yet. Check first if it is on.
show-unconfirmed = Nobody confirmed this for half a year. We don't propose it to anybody until somebody does.
show-last-confirmed = Last confirmed on { $date }.
show-fresh = Somebody confirmed this on { $date }.
show-fresh-again = We ask the group again every eight weeks.
show-behind = This text is older than the one in Dutch.
show-behind-nl = Lees de Nederlandse tekst
show-behind-en = Read the English text
show-in-other-language = Shown in Dutch. There is no English text yet.
show-why = Why you see this
show-why-not = Why this is not in your list
show-bridges = Who you meet there
show-missing = What would get you there
show-answer-first = Answer six short questions and see if this fits you.
show-go = I would like to go
show-walk-in = You can just come. You don't have to ask first.
show-own-page = Their own page
show-keep = Save
show-kept = Saved
show-calendar = Put in my calendar
show-copied = The link is copied.
show-share = Pass it on
show-link = Link to this page, to pass on
show-facts = Good to know
show-minutes-foot = About { $minutes } minutes on foot.
show-minutes-bike = About { $minutes } minutes by bike.
show-minutes-bus = About { $minutes } minutes by bus.
fact-when = When
fact-next = Next:
fact-where = Where
fact-language = Language
fact-cost = Cost
fact-audience = For whom
fact-children = Children
fact-group = The group
fact-skills = They look for help with
fact-stay = How long
fact-about = Topic
fact-organisation = Organised by
fact-checked = Last checked
checked-on = { $date }
checked-never = Not checked yet
dutch-needed-none = You don't need to speak Dutch.
dutch-needed = Dutch you need: { $level }.
english-ok = English is fine.
english-not = English alone is not enough.
level-a0 = none yet
level-a1 = a few words
level-a2 = short chats
level-b1 = everyday conversation
level-b2 = nearly everything
level-c1 = fluent
level-c2 = fluent
cost-free = Free.
cost-per-session = { $amount } each time.
cost-per-month = { $amount } a month.
cost-per-year = { $amount } a year.
cost-trial = You can come and try once.
children-yes = Your child can come along.
children-no = Without children.
group-size = { $count ->
    [one] 1 person
   *[other] About { $count } people
  }
places-full = It is full now. Save it, and look again later.
places-few = Few places left.
share-hardly = Nearly everybody is new here too.
share-some = Some have lived here for years.
share-half = About half have lived here for years.
share-most = Most have lived here for years.
share-nearly-all = Nearly everybody has lived here for years.
stay-months = { $count ->
    [one] You need to be here for at least a month.
   *[other] You need to be here for at least { $count } months.
  }
today-title = Where can I speak Dutch today?
today-description = Every day: the places where you can practise Dutch while doing something.
today-text = Here people speak Dutch while they do something. Mistakes are welcome.
today-today = Today, { $day }
today-nothing = Nothing more today. Look at the next day.
today-more = { $count ->
    [one] One more place on this day
   *[other] { $count } more places on this day
}
today-needed-none = no Dutch needed
today-needed-words = a few words are enough
today-needed-chats = short chats
today-needed-conversation = everyday conversation
today-needed-unknown = ask what you need
yes-ask-title = Not sure?
yes-ask = Go once. You are not tied to anything.
yes-come-title = Not sure?
yes-come = You can just come. You don't have to ask first. You are not tied to anything.
yes-full-title = Full for now
yes-full = There are no places left now. Save it, and look again later.
yes-unknown-title = How do I get there?
yes-unknown = We don't know yet how to reach them. You can call us:
show-doubt = What may fit less
browse-calendar = Put this list in your calendar (iCalendar)
browse-feed = What is new in this list (RSS)
browse-gone = No longer there
for-you-outside = Look among all groups
map-title = The seven parts of town
search-closest = Nothing has all of these words. This comes closest.
search-meant = Did you mean
for-you-not-now = Not for now
