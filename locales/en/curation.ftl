desk-listings-title = Listings
desk-listings-new = New listing
desk-listings-found = { $count ->
    [0] No listings
    [one] 1 listing
   *[other] { $count } listings
  }
desk-listings-none = Nothing found with these filters.
desk-listings-all = Show all listings
desk-all = All
desk-look = Needs a look
desk-title-column = Title
desk-texts = Texts
desk-acts = What you can do
curation-nothing = nothing
desk-unknown = Not known
desk-still-correct = Still correct
desk-english = In English
desk-dutch = In Dutch
desk-repeat = How often
desk-weekdays = On which days
desk-weekdays-hint = Nothing chosen means the weekday of the first date.
desk-nth = Which one of the month
desk-rrule-hint = Only for what the fields above cannot say. Choose “By a rule” then.
desk-skip-dates-hint = Dates with commas between them, like 24-12-2026, 31-12-2026.
desk-postcode-hint = Four digits are enough.
desk-audience-hint = Nothing chosen means everyone.
desk-publish = Publish
desk-save = Save
desk-save-draft = Save as draft
desk-save-and-publish = Save and publish
desk-preview = Preview
desk-pause = Pause
desk-reopen = Open again
desk-close = Close
desk-close-now = Close it
desk-to-draft = Back to draft
desk-invite-host = Invite the host
desk-as-she-sees-it = As she sees it
desk-history = History
desk-public-page = Public page
desk-rung-safe = People who are new too
desk-rung-mixed = A mix
desk-rung-bridging = Mostly people from here
desk-rung-giving = She hosts
fresh-never = Never
fresh-today = Today
fresh-days = { $days ->
    [one] Yesterday
   *[other] { $days } days ago
  }
look-any = Anything that needs a look
look-draft = Drafts
look-unconfirmed = Not confirmed for half a year
look-check-first = Check first
look-untranslated = A text is missing
missing-en = No English yet
missing-nl = No Dutch yet
missing-none = Both
status-active = Open
status-paused = Paused
status-closed = Closed
status-draft = Draft
per-session = Each time
per-month = A month
per-year = A year
repeat-weekly = Every week
repeat-fortnightly = Every two weeks
repeat-monthly = Once a month
repeat-once = Once
repeat-appointment = By appointment
repeat-rule = By a rule
nth-of-first = As the first date
languages-near = Dutch and English
languages-elsewhere = Other languages
speech-english = English is spoken
speech-both = Dutch and English, either is fine
speech-dutch-a1 = Dutch, a few words are enough
speech-dutch-a2 = Dutch, short chats
speech-dutch-b1 = Dutch, everyday conversation
speech-dutch-b2 = Dutch, nearly everything
new-text = Fourteen fields, both languages. A draft needs only a title.
new-more = After saving you can add cost, languages, group size and more.
new-summary-hint = Two or three short sentences: what, with whom, what to bring.
new-interest = What is it about?
new-interest-hint = People who like this see it first.
new-speech = What do people speak there?
new-address-hint = Questions of newcomers go here. Nobody else sees it.
new-first-date-hint = For example 2026-11-24. You can also type 24-11-2026.
new-times = From when until when
new-times-hint = Like 19:30-21:30.
edit-about = What it is
edit-when = When
edit-next = Next: { $dates }
edit-where = Where
edit-contact = Contact and checking
edit-language = Language
edit-whom = For whom, and what it costs
edit-group = The group
column-kind = Kind
column-title-en = Title in English
column-title-nl = Title in Dutch
column-summary-en = Summary in English
column-summary-nl = Summary in Dutch
column-organisation = Organisation
column-domains = Topics
column-interests = Interests
column-skills-wanted = Skills they look for
column-languages = Languages spoken there
column-dutch-needed = Dutch that somebody needs
column-english-ok = Is English enough?
column-audience = For whom
column-cost-cents = Cost in euros
column-cost-per = The cost is for
column-when = When
column-rrule = Rule (RFC 5545)
column-first-date = First date
column-skip-dates = Dates without it
column-starts = Begins at
column-ends = Ends at
column-postcode = Postcode
column-venue = Place
column-children = Can children come along?
column-trial = Can somebody come and try once?
column-capacity = People in the group
column-newcomer-places = Places left for newcomers
column-take-along = Does somebody take newcomers along?
column-local-share = Share of people from here, in per cent
column-rung = With whom
column-status = Status
column-closed-on = Closed since
column-successor-key = What took its place
column-confirmed-on = Last checked on
column-min-months = Months somebody must be able to stay
column-contact-name = Contact person
column-contact-email = Contact address
column-contact-confirmed-on = Address known to be right on
column-url = Own web page
reads-well = Easy to read: about { $count } words a sentence.
reads-split = One sentence has { $count } words. Split it.
reads-shorter = About { $count } words a sentence. Shorter sentences read easier.
reads-words = Long words: { $words }. Is there a shorter one?
preview-typed = This is what you typed. Nothing is saved yet. Close this tab to go on.
conflict-title = Somebody else changed this too
conflict-text = Nothing is lost. Choose what to keep. Everything else is already put together.
conflict-theirs = Theirs, saved now
conflict-yours = Yours
conflict-save = Save this
history-before = Make it all as it was before this
history-none = Nothing was changed here yet.
history-field = Field
history-from = Was
history-to = Became
history-bring-back = Bring back
history-as-it-was = Make it all as it was after this
changed-by-social-worker = { $name }, at the desk
changed-by-host = { $name }, host
changed-by-import = { $name }, with a sheet
changed-by-seed = { $name }, sample
changed-as-social-worker = Somebody at the desk
changed-as-host = The host
changed-as-import = A sheet
changed-as-seed = The sample
close-title = Close for good
close-text = It stays findable, with the date and what came after it. Nobody is sent there any more.
close-successor-hint = Part of the title of another listing. Leave it empty if nothing took its place.
close-which = Which one do you mean?
flash-listing-saved = Saved.
flash-listing-merged = Saved. Somebody else changed it too; both are kept.
flash-listing-same = Nothing was different, so nothing was saved.
flash-listing-draft = Saved as a draft. Only the desk sees it.
flash-published = Published. Newcomers see it now.
flash-reopened = Open again.
flash-listing-paused = Paused.
flash-to-draft = A draft again.
flash-confirmed = Confirmed today.
flash-closed = Closed.
flash-restored = Brought back.
flash-not-restored = That old value does not fit any more. Nothing was changed.
slip-date = This does not look like a date. Type it like 24-11-2026.
slip-date-future = This day is still to come.
slip-time = This does not look like a time. Type it like 19:30.
slip-times = Type when it begins and ends, like 19:30-21:30.
slip-number = Type a whole number.
slip-euros = Type an amount like 0, 15 or 2.50.
slip-web-address = Type a web address that begins with https://.
slip-one-title = A title in at least one language is needed.
slip-one-weekday = Choose one day for once a month.
slip-rrule = We cannot read this rule. It should look like FREQ=WEEKLY;BYDAY=TU.
slip-no-such-listing = We found no other listing with this name.
slip-which-listing = There is more than one. Choose below, or type more of the title.
silent-title = Listings that lost their heartbeat
silent-link = Lost their heartbeat: { $count }
silent-link-many = Lost their heartbeat: { $count } or more
silent-text = { $count ->
    [one] Nobody confirmed this one for eight weeks, and an email did not help. A call does.
   *[other] Nobody confirmed these { $count } for eight weeks, and an email did not help. A call does.
  }
silent-text-many = Nobody confirmed these { $count } or more for eight weeks, and an email did not help. A call does.
silent-left = The others come here when these are done.
silent-none = Every listing has a heartbeat
silent-none-hint = Whoever stays silent for two weeks after our email comes here.
silent-no-address = We know no address to ask.
silent-bounces = Emails to this group come back.
silent-asked = We asked by email on { $date }.
silent-not-asked = We have not asked by email yet.
silent-called = I called: still on
silent-ask-again = Ask again by email
silent-next = The next email can go out on { $date }.
flash-silent-asked = The email is on its way. It names all groups of this address.
flash-silent-not-asked = No email went out: there is no address, or its last one is less than eight weeks old.
correction-title = What people say is not right
correction-link = Corrections: { $count }
correction-text = { $count ->
    [one] One correction waits. Struck through is what stands there now.
   *[other] { $count } corrections wait. Struck through is what stands there now.
  }
correction-none = Nothing waits
correction-none-hint = Everybody can say on a page what is not right. It comes here, field by field.
twins-title = Listings that look the same
twins-text = These look like the same thing twice. Merge them, or say that they are two.
twins-none = Nothing is there twice
twins-none-hint = We compare titles, organisations, places and times. Typing errors don't matter.
twins-merge = Compare and merge
twins-apart = These are two
twins-lately = Merged in the last 30 days
flash-twins-apart = We won't ask about these two again.
flash-twins-together = They are among the lookalikes again.
flash-merged = Merged. The other page stays, closed, and leads to the one that stays.
flash-merge-undone = Both are as they were.
flash-merge-undone-in-part = Undone. What both have by now stays with the other one.
flash-merge-stays = This cannot be undone any more, so nothing changed.
merge-title = Two listings become one
merge-stays = This one stays
merge-goes = This one closes
merge-goes-text = Its page stays, with today's date, and leads to the one that stays.
merge-other-way = Keep this one instead
merge-closed = One of these two is closed already.
merge-draft = The one that would stay is a draft, and everybody sees the other. Keep the other, or publish this one first.
merge-same = Their fields say the same.
merge-fields = Where they differ
merge-fields-hint = Tick what to take from the one that closes.
merge-take = Take from the one that closes
merge-moves = What moves along
merge-moves-nothing = Nothing belongs to it yet.
merge-moves-regulars = Locals who go there: { $count }
merge-moves-hosts = Hosts: { $count }
merge-moves-bookmarks = Bookmarks: { $count }
merge-moves-passed-over = "Not for me": { $count }
merge-moves-requests = Requests to come: { $count }
merge-moves-going-along = Going along with a local: { $count }
merge-moves-next-steps = Next steps: { $count }
merge-moves-gathering-parties = Groups that meet groups: { $count }
merge-moves-together = Started together: { $count }
merge-moves-corrections = Corrections that wait: { $count }
merge-submit = Merge
new-twins = This may be there already:
new-another = It is another one. Save it.
slip-another = Look whether it is there already. If it is another one, tick the box.
look-outdated = A translation is behind
behind-en = English is behind
behind-nl = Dutch is behind
translated-same = It says the same
flash-translated = Both languages say the same.
flash-not-translated = One language is behind again.
many-label = With the chosen ones
many-next = Next
many-all = Choose all { $count } on this page
many-found = All { $count } found, on the other pages too
many-no-one = Choose none
many-choose = Choose
many-keys = In the table: j goes down, k goes up, x chooses.
many-none-chosen = You have not chosen a listing yet. Go back and tick some.
many-staying = { $count ->
    [one] This one stays as it is
   *[other] These { $count } stay as they are
  }
many-act-confirm = Still correct
many-act-pause = Pause
many-act-reopen = Open again
many-act-publish = Publish
many-act-close = Close
many-ask-confirm = { $count ->
    [one] Is this listing still correct?
   *[other] Are these { $count } listings still correct?
  }
many-do-confirm = { $count ->
    [one] Yes, still correct
   *[other] Yes, all { $count } are correct
  }
many-done-confirm = { $count ->
    [one] One listing is confirmed today.
   *[other] { $count } listings are confirmed today.
  }
many-ask-pause = { $count ->
    [one] Pause one listing?
   *[other] Pause { $count } listings?
  }
many-do-pause = { $count ->
    [one] Pause it
   *[other] Pause { $count } listings
  }
many-done-pause = { $count ->
    [one] One listing is paused.
   *[other] { $count } listings are paused.
  }
many-ask-reopen = { $count ->
    [one] Open one listing again?
   *[other] Open { $count } listings again?
  }
many-do-reopen = { $count ->
    [one] Open it again
   *[other] Open { $count } listings again
  }
many-done-reopen = { $count ->
    [one] One listing is open again.
   *[other] { $count } listings are open again.
  }
many-ask-publish = { $count ->
    [one] Publish one draft?
   *[other] Publish { $count } drafts?
  }
many-do-publish = { $count ->
    [one] Publish it
   *[other] Publish { $count } drafts
  }
many-done-publish = { $count ->
    [one] One draft is published.
   *[other] { $count } drafts are published.
  }
many-ask-close = { $count ->
    [one] Close one listing?
   *[other] Close { $count } listings?
  }
many-do-close = { $count ->
    [one] Close it
   *[other] Close { $count } listings
  }
many-done-close = { $count ->
    [one] One listing is closed.
   *[other] { $count } listings are closed.
  }
flash-many = Done.
flash-many-nothing = Nothing was left to do: they are so already.
flash-many-undone = All of it is undone.
flash-many-undone-in-part = Undone. What somebody changed since stays as it is.
views-name = Saved views
views-label = Save this filter as
views-hint = A short name. It comes above the list, for you alone.
views-save = Save
views-remove = Remove “{ $name }”
flash-view-saved = Saved. It is above the list.
flash-view-removed = The view is removed.
slip-view-nothing = Choose a filter first. Then it can have a name.
slip-views-most = You have twelve views. Remove one first.
