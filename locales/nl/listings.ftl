domain-work = Werk
domain-social = Sociaal
domain-culture = Cultuur
domain-sport = Sport
domain-education = Leren
domain-health = Gezondheid
kind-club = Vereniging
kind-initiative = Initiatief
kind-activity = Activiteit
kind-volunteer-role = Vrijwilligerswerk
go-now = Je kunt zo gaan
go-with-somebody = Fijner samen
go-later = Voor straks
when-session = { $day }, { $starts }–{ $ends } uur
when-by-appointment = In overleg
when-none-planned = Nog geen datum
list-and = { $first } en { $last }
rhythm-once = Eén keer
rhythm-weekly = Elke { $days }
rhythm-fortnightly = Om de week, op { $days }
rhythm-monthly = Elke maand, op de { $nth } { $day }
rhythm-nth-1 = eerste
rhythm-nth-2 = tweede
rhythm-nth-3 = derde
rhythm-nth-4 = vierde
rhythm-nth-last = laatste
card-check-first = Vraag het even na
card-few = Nog maar een paar plekken
card-minutes = { $minutes ->
    [one] 1 minuut
   *[other] { $minutes } minuten
  }
card-along = Iemand neemt je mee.
card-keep = Bewaar: { $title }
card-kept = Bewaard: { $title }
card-not-for-me = Niks voor mij
pass-over-too-far = Te ver
pass-over-wrong-time = Komt niet uit
pass-over-not-my-thing = Niet mijn ding
pass-over-too-much-dutch = Te veel Nederlands
filter-failed = Dit konden we niet laden. Hieronder staat de vorige lijst.
filter-name = Zoeken en kiezen
filter-q = Wat zoek je?
filter-q-example = Koor, fietsen, koffie
filter-search = Zoek
filter-more = Meer keuzes
filter-go = Kan ik al gaan?
filter-go-now = Waar ik zo heen kan
filter-domain = Onderwerp
filter-day = Dag
filter-language = Taal
filter-any = Elke taal
filter-english = Engels is prima
filter-dutch = Er wordt Nederlands gesproken
filter-part = Stadsdeel
filter-any-part = Overal
pages-name = Pagina's van deze lijst
pages-page = Pagina
browse-title = Alle groepen en activiteiten
browse-description = Verenigingen, initiatieven, activiteiten en vrijwilligerswerk waar nieuwkomers welkom zijn.
browse-found = { $count ->
    [0] Niets gevonden
    [one] 1 plek om heen te gaan
   *[other] { $count } plekken om heen te gaan
  }
browse-nothing = Niets gevonden. Probeer minder woorden of keuzes.
browse-all = Bekijk alles
for-you-title = Voor jou
for-you-results = Dit past bij je
for-you-found = { $count ->
    [0] Er past niets
    [one] 1 plek past
   *[other] { $count } plekken passen
  }
for-you-this-week = { $count ->
    [0] Deze week kun je nog nergens terecht. Kijk wat er later komt.
    [1] Deze week kun je op één plek terecht.
    [2] Deze week kun je op twee plekken terecht.
    [3] Deze week kun je op drie plekken terecht.
    [4] Deze week kun je op vier plekken terecht.
    [5] Deze week kun je op vijf plekken terecht.
    [6] Deze week kun je op zes plekken terecht.
   *[other] Deze week kun je op { $count } plekken terecht.
  }
for-you-nothing = Nog niets gevonden. Zullen we iets verder weg kijken?
for-you-without-filters = Laat alles zien wat past
for-you-further = Kijk verder weg
for-you-left-out = Wat lieten we weg?
for-you-more = Meer over jou
for-you-answers = Je antwoorden
for-you-passed-over = { $title } is weg uit je lijst. Je ziet ook minder wat erop lijkt.
flash-passed-over = Je ziet minder wat erop lijkt.
greeting-morning = Goedemorgen
greeting-afternoon = Goedemiddag
greeting-evening = Goedenavond
greeting-morning-name = Goedemorgen, { $name }
greeting-afternoon-name = Goedemiddag, { $name }
greeting-evening-name = Goedenavond, { $name }
rung-question = Met wie?
rung-wish-bridging = Vooral mensen van hier
rung-wish-mixed = Een mix
rung-wish-safe = Mensen die ook nieuw zijn
left-out-unconfirmed = { $count ->
    [one] Van 1 weten we al een half jaar niet of het doorgaat.
   *[other] Van { $count } weten we al een half jaar niet of ze doorgaan.
  }
left-out-blocked = { $count } keer kun je er niet terecht.
left-out-audience = { $count ->
    [one] 1 is alleen voor bepaalde mensen, zoals ouders of vrouwen.
   *[other] { $count } zijn alleen voor bepaalde mensen, zoals ouders of vrouwen.
  }
left-out-child = { $count ->
    [one] 1 is niet geschikt voor je kind.
   *[other] { $count } zijn niet geschikt voor je kind.
  }
left-out-full = { $count ->
    [one] 1 zit vol.
   *[other] { $count } zitten vol.
  }
left-out-language = { $count ->
    [one] Voor 1 is meer taal nodig dan je nu hebt.
   *[other] Voor { $count } is meer taal nodig dan je nu hebt.
  }
left-out-stay = { $count ->
    [one] 1 vraagt of je langer blijft.
   *[other] { $count } vragen of je langer blijft.
  }
left-out-time = { $count ->
    [one] 1 is op een tijd dat je niet kunt.
   *[other] { $count } zijn op tijden dat je niet kunt.
  }
left-out-distance = { $count ->
    [one] 1 is te ver weg.
   *[other] { $count } zijn te ver weg.
  }
left-out-cost = { $count ->
    [one] 1 kost meer dan je wilt betalen.
   *[other] { $count } kosten meer dan je wilt betalen.
  }
left-out-unrelated = { $count ->
    [one] 1 past niet bij wat je leuk vindt.
   *[other] { $count } passen niet bij wat je leuk vindt.
  }
left-out-of-all = { $fit ->
    [0] Van { $all } open plekken past er nog geen bij je.
    [one] Van { $all } open plekken past er 1 bij je.
   *[other] Van { $all } open plekken passen er { $fit } bij je.
  }
left-out-show = Laat zien
left-out-offers = Zo passen er meer
left-out-alone = { $count ->
    [one] Daarvan past er 1 verder wel.
   *[other] Daarvan passen er { $count } verder wel.
  }
left-out-alone-all = { $count ->
    [one] Het past verder wel.
   *[other] Ze passen verder allemaal.
  }
left-out-alone-in = { $count ->
    [one] Daarvan past er 1 verder wel: { $parts }.
   *[other] Daarvan passen er { $count } verder wel: { $parts }.
  }
only-in-morning = { $count } alleen in de ochtend
only-in-afternoon = { $count } alleen in de middag
only-in-evening = { $count } alleen in de avond
offer-tap = Ja, pas dat aan
offer-ask = Pas mijn antwoord aan
opens-free = { $count ->
    [one] Als { $daypart } je ook uitkomt, past er 1 meer.
   *[other] Als { $daypart } je ook uitkomt, passen er { $count } meer.
  }
opens-minutes = { $count ->
    [one] Als je tot { $minutes } minuten reist, past er 1 meer.
   *[other] Als je tot { $minutes } minuten reist, passen er { $count } meer.
  }
opens-travel-bike = { $count ->
    [one] Met de fiets past er 1 meer.
   *[other] Met de fiets passen er { $count } meer.
  }
opens-travel-bus = { $count ->
    [one] Met de bus past er 1 meer.
   *[other] Met de bus passen er { $count } meer.
  }
opens-cost = { $count ->
    [one] Als het { $amount } per keer mag kosten, past er 1 meer.
   *[other] Als het { $amount } per keer mag kosten, passen er { $count } meer.
  }
opens-cost-any = { $count ->
    [one] Als de prijs niet uitmaakt, past er 1 meer.
   *[other] Als de prijs niet uitmaakt, passen er { $count } meer.
  }
opens-child = { $count ->
    [one] Als je zonder je kind gaat, past er 1 meer.
   *[other] Als je zonder je kind gaat, passen er { $count } meer.
  }
opens-interest = { $count ->
    [one] Als je dit ook leuk vindt, past er 1 meer: { $interest }.
   *[other] Als je dit ook leuk vindt, passen er { $count } meer: { $interest }.
  }
opens-language = { $count ->
    [one] Met wat meer { $language } past er 1 meer.
   *[other] Met wat meer { $language } passen er { $count } meer.
  }
opens-until = { $count ->
    [one] Als je tot { $month } blijft, past er 1 meer.
   *[other] Als je tot { $month } blijft, passen er { $count } meer.
  }
change-free = Je hebt tijd op { $daypart }.
change-busy = Je hebt geen tijd op { $daypart }.
change-minutes = Je reist tot { $minutes } minuten.
change-travel-foot = Je gaat lopen.
change-travel-bike = Je gaat met de fiets.
change-travel-bus = Je gaat met de bus.
change-cost = Het mag { $amount } per keer kosten.
change-cost-free = Alleen wat gratis is.
change-cost-any = De prijs maakt niet uit.
change-child-along = Je kind gaat mee.
change-child-home = Je gaat zonder je kind.
change-interest = Dit vind je ook leuk: { $interest }.
change-no-interest = Dit kies je niet meer: { $interest }.
change-language = Je spreekt { $language }: { $level }.
change-until = Je blijft tot { $month }.
change-belongs = Je gaf aan dat je erbij hoort: { $groups }.
change-skill = Dit kun je: { $skill }.
change-wish = Dit zoek je ook: { $domain }.
flash-answer-changed = Je antwoord is aangepast.
show-own = Wat nog meer meetelt
show-fits-if = { $count ->
    [one] Zo past het wel
   *[other] Met dit alles past het wel
  }
show-not-yours = Dit ligt niet aan jou.
show-low = Waarom staat het niet hoger in mijn lijst?
show-low-stands = Het staat op plek { $now } in je lijst.
show-low-if = Wat zou helpen:
show-low-lift = Dan staat het op plek { $then }, niet op { $now }.
show-you-are-here = Je bent hier
show-closed-on = Dit is gestopt op { $date }.
show-closed = Dit is gestopt.
show-successor = Dit kwam ervoor in de plaats:
show-paused = Dit ligt even stil.
show-check-first = De laatste acht weken heeft niemand dit bevestigd. Vraag eerst even na of het doorgaat.
show-never = Niemand van de groep heeft dit al bevestigd. Vraag eerst even na of het doorgaat.
show-unconfirmed = Al een half jaar heeft niemand dit bevestigd. We stellen het niemand voor tot iemand dat doet.
show-last-confirmed = Voor het laatst bevestigd op { $date }.
show-fresh = Iemand heeft dit bevestigd op { $date }.
show-fresh-again = We vragen het de groep elke acht weken.
show-behind = Deze tekst is ouder dan de Engelse.
show-behind-nl = Lees de Nederlandse tekst
show-behind-en = Read the English text
show-in-other-language = Getoond in het Engels. Er is nog geen Nederlandse tekst.
show-why = Waarom je dit ziet
show-why-not = Waarom dit niet in je lijst staat
show-bridges = Wie je er ontmoet
show-missing = Zo kom je er wel
show-answer-first = Beantwoord zes korte vragen en kijk of dit bij je past.
show-go = Ik wil er graag heen
show-walk-in = Je kunt gewoon komen. Je hoeft het niet eerst te vragen.
show-own-page = Hun eigen pagina
show-keep = Bewaar
show-kept = Bewaard
show-calendar = Zet in mijn agenda
show-copied = De link is gekopieerd.
show-share = Stuur door
show-link = Link naar deze pagina, om door te sturen
show-facts = Goed om te weten
show-minutes-foot = Ongeveer { $minutes } minuten lopen.
show-minutes-bike = Ongeveer { $minutes } minuten fietsen.
show-minutes-bus = Ongeveer { $minutes } minuten met de bus.
fact-when = Wanneer
fact-next = Hierna:
fact-where = Waar
fact-language = Taal
fact-cost = Kosten
fact-audience = Voor wie
fact-children = Kinderen
fact-group = De groep
fact-skills = Ze zoeken hulp bij
fact-stay = Hoe lang
fact-about = Onderwerp
fact-organisation = Georganiseerd door
fact-checked = Laatst gecontroleerd
checked-on = { $date }
checked-never = Nog niet gecontroleerd
dutch-needed-none = Je hoeft geen Nederlands te spreken.
dutch-needed = Nederlands dat je nodig hebt: { $level }.
english-ok = Engels is prima.
english-not = Alleen Engels is niet genoeg.
level-a0 = nog niet
level-a1 = een paar woorden
level-a2 = korte gesprekjes
level-b1 = gewone gesprekken
level-b2 = bijna alles
level-c1 = vloeiend
level-c2 = vloeiend
cost-free = Gratis.
cost-per-session = { $amount } per keer.
cost-per-month = { $amount } per maand.
cost-per-year = { $amount } per jaar.
cost-trial = Je mag één keer komen proberen.
children-yes = Je kind mag mee.
children-no = Zonder kinderen.
group-size = { $count ->
    [one] 1 persoon
   *[other] Ongeveer { $count } mensen
  }
places-full = Het zit nu vol. Bewaar het en kijk later nog eens.
places-few = Nog maar een paar plekken.
share-hardly = Bijna iedereen is hier ook nieuw.
share-some = Sommigen wonen hier al jaren.
share-half = Ongeveer de helft woont hier al jaren.
share-most = De meesten wonen hier al jaren.
share-nearly-all = Bijna iedereen woont hier al jaren.
stay-months = { $count ->
    [one] Je moet hier nog minstens een maand zijn.
   *[other] Je moet hier nog minstens { $count } maanden zijn.
  }
today-title = Waar kan ik vandaag Nederlands praten?
today-description = Elke dag: de plekken waar je Nederlands oefent terwijl je iets doet.
today-text = Hier praten mensen Nederlands terwijl ze iets doen. Fouten maken mag.
today-today = Vandaag, { $day }
today-nothing = Vandaag is er niets meer. Kijk bij de volgende dag.
today-more = { $count ->
    [one] Nog één plek op deze dag
   *[other] Nog { $count } plekken op deze dag
}
today-needed-none = je hoeft geen Nederlands te spreken
today-needed-words = een paar woorden is genoeg
today-needed-chats = korte gesprekjes
today-needed-conversation = gewone gesprekken
today-needed-unknown = vraag wat je nodig hebt
yes-ask-title = Twijfel je?
yes-ask = Ga één keer kijken. Je zit nergens aan vast.
yes-come-title = Twijfel je?
yes-come = Je kunt gewoon komen. Je hoeft het niet eerst te vragen. Je zit nergens aan vast.
yes-full-title = Nu even vol
yes-full = Er is nu geen plek meer. Bewaar het en kijk later nog eens.
yes-unknown-title = Hoe kom ik erbij?
yes-unknown = We weten nog niet hoe je ze bereikt. Bel ons gerust:
show-doubt = Wat misschien minder past
browse-calendar = Zet deze lijst in je agenda (iCalendar)
browse-feed = Wat er nieuw is in deze lijst (RSS)
browse-gone = Dit is er niet meer
for-you-outside = Zoek bij alle groepen
map-title = De zeven stadsdelen
search-closest = Niets heeft al deze woorden. Dit komt het dichtst in de buurt.
search-meant = Bedoelde je
for-you-not-now = Nu nog niet
