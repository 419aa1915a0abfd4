season-title = Through the year in { $city }
season-text = What people here do through the year, when it is, and how you can join. You don't have to know how it goes.
season-none = Nothing stands here yet.
season-days = { $from } to { $until }
season-today = Today
season-now = Now, until { $until }
season-in-days = { $count ->
    [one] Tomorrow: { $days }
   *[other] In { $count } days: { $days }
}
season-in-weeks = In { $count } weeks: { $days }
season-expected = We expect these days; its organisers have not told them yet.
season-what = What it is
season-wear = What to wear
season-role = Something you can do
season-with = Go with somebody
season-say = What people say
season-talk = Rather talk about it? Call us.
season-join = Here you can join
season-join-none = Nothing stands here yet. In the weeks before there is more.
today-season = Something to talk about
season-desk-text = One click writes a draft for everything that comes within a year. You add where and who, and publish what suits. Drafts show on your Monday six weeks ahead.
season-prepare = { $count ->
    [one] Prepare the coming year: 1 draft
   *[other] Prepare the coming year: { $count } drafts
}
season-prepared = { $count ->
    [one] 1 draft is ready.
   *[other] { $count } drafts are ready.
}
season-all-prepared = The coming year is prepared.
season-desk-expected = Expected: look up the days
season-desk-right = put right by hand
season-desk-not-yet = not prepared yet
season-along = { $count ->
    [0] Nobody from here goes along yet.
    [one] 1 person from here goes along.
   *[other] { $count } people from here go along.
}
season-ask-along = Ask for somebody
season-days-title = Put the days right
season-public = The page for everybody
season-days-text = A festival chooses its own days. Drafts that nobody touched move along; look at the others yourself.
season-days-rule = By the rule: { $days }.
season-starts = First day
season-starts-hint = For example 7-11-2026. Leave both empty to follow the rule.
season-ends = Last day
season-days-save = Save the days
slip-season-far = This day is far from where the rule expects it. Look at the month and the year.
slip-season-ends = The last day must come after the first, within two months.
flash-season-prepared = The drafts are ready.
flash-season-nothing = Everything was there already.
flash-season-back = The drafts are gone.
flash-season-back-in-part = Drafts that nobody touched are gone. The others stay.
flash-season-days = The days are saved.
