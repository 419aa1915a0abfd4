desk-nav = Het bureau
desk-nav-home = Vandaag
desk-nav-listings = Aanbod
desk-nav-people = Mensen
desk-nav-city = Stad
desk-title = Waar je naar moet kijken
desk-empty = Er ligt niets. Heerlijk.
desk-empty-hint = Niemand wacht op je, en al het aanbod klopt.
desk-first = Bij elke vraag één
desk-more = Daarna
desk-left = { $count ->
    [one] En nog 1.
   *[other] En nog { $count }.
}
desk-counts = Hoeveel er ligt
desk-count-requests = Vragen zonder antwoord
desk-count-locals = Mensen van hier die wachten op een stap
desk-count-listings = Aanbod om naar te kijken
desk-count-calls = Beloofde telefoontjes
desk-somebody = Iemand in de stad
desk-somebody-in = Iemand in { $part }
desk-never = nooit
desk-until = tot en met { $date }
desk-line-call-back = Je zou iemand terugbellen.
desk-line-letters = { $who }: { $count ->
    [one] 1 mail kon
   *[other] { $count } mails konden
} niet weg. Over: { $about }.
desk-line-bounced = { $who }: het e-mailadres werkt niet. Er wacht: { $about }.
desk-line-certificate = Iemand van hier heeft een nieuwe VOG nodig.
desk-line-request = { $who } wacht op antwoord van ‘{ $title }’.
desk-line-refused = ‘{ $title }’ zei nee tegen { $who }. Die weet dat niet.
desk-line-activate = Iemand van hier heeft alle stappen gedaan en kan één op één beginnen.
desk-line-call = Iemand van hier wacht op het korte gesprek.
desk-line-draft = ‘{ $title }’ is nog niet klaar.
desk-line-unconfirmed = Klopt ‘{ $title }’ nog? Niet gecontroleerd in:
desk-line-translation = ‘{ $title }’ mist een van de twee talen.
desk-line-outdated = ‘{ $title }’ is in één taal veranderd en in de andere niet.
desk-line-correction = { $count ->
    [one] Iemand zei dat er 1 ding op een pagina niet klopt.
   *[other] Er zijn { $count } dingen op pagina’s die niet kloppen.
}
desk-do-call-back = Bellen
desk-do-letters = Probeer opnieuw
desk-do-bounced = Probeer opnieuw
desk-do-see = Bekijk
desk-group = Het adres van ‘{ $title }’
desk-other-address = Een adres dat niemand hier gebruikt
desk-do-certificate = Bekijk
desk-do-request = Helpen
desk-do-refused = Helpen
desk-do-activate = Bekijk
desk-do-call = Bellen
desk-do-correction = Bekijk
desk-do-draft = Maak af
desk-do-unconfirmed = Het klopt nog
desk-do-translation = Vul aan
flash-letters-again = We proberen ze nu opnieuw te versturen.
people-title = Mensen
people-hint = Hier staan geen namen. Je ziet wie het is als je zegt waarom je kijkt.
people-none = Niemand wacht. Heerlijk.
look-title = Waarom kijk je?
look-hint = We schrijven op dat je keek, en waarom. Die persoon kan dat lezen. Het geldt een half uur.
look-reason = Je reden
look-reason-request = Helpen met een vraag
look-reason-call = Een telefoontje of afspraak
look-reason-introduction = Iemand voorstellen
look-reason-safety = Zorgen over veiligheid
look-reason-other = Iets anders
look-said-request = Om te helpen met wat je vroeg
look-said-call = Voor een telefoontje of afspraak met je
look-said-introduction = Om iemand aan je voor te stellen
look-said-safety = Vanwege zorgen over veiligheid
look-more = In één regel
look-more-hint = Alleen nodig bij ‘iets anders’. Schrijf niets wat die persoon niet mag lezen.
look-submit = Bekijk
slip-look-reason = Kies waarom je kijkt.
slip-look-more = Zeg in één regel waarom.
person-title = Iemand die wacht
person-nameless = Iemand die nog geen naam gaf
person-paused = Neemt pauze
person-local = Van hier
person-local-paused = Neemt nu even niemand mee
person-stopped = Gestopt
person-written-down = Dat je keek, staat opgeschreven. Die persoon kan het lezen.
person-asked = Wat deze persoon vroeg
person-answers = Wat deze persoon ons vertelde
told-sent = Nog geen antwoord.
told-yes = Welkom.
told-no = De groep zei nee. Deze persoon weet dat niet.
told-full = De groep zit vol.
told-went = Is er geweest.
told-withdrawn = Heeft dit geannuleerd.
told-lapsed = Niemand antwoordde. Er is opnieuw gevraagd.
told-answered = Beantwoord op { $when }
told-contact = Vraag het de groep:
told-see-to = Dit heb ik geregeld
told-seen-to = Dit is geregeld.
flash-seen-to = Deze vraag is van je lijst. Voor deze persoon verandert er niets.
flash-not-seen-to = Deze vraag staat weer op je lijst.
steps-title = Stappen
step-talked-to = Het korte gesprek
step-certificate-seen = VOG gezien
step-code-signed = Gedragscode getekend
step-active = Kan één op één beginnen
step-done = gedaan
step-next = nu aan de beurt
step-later = later
step-theirs = Tekenen gaat op de eigen pagina.
step-do-talked-to = We spraken elkaar vandaag
step-do-certificate = Ik zag een VOG
step-do-activate = Kan beginnen
step-certificate-hint = We bewaren alleen de twee datums. Geef het papier terug: geen kopie, geen foto.
step-seen-on = Wanneer zag je die?
step-date-hint = Bijvoorbeeld { $date }
step-valid-until = Tot wanneer geldt die?
step-valid-until-hint = Meestal tot twee jaar na de datum op het papier.
step-certificate-submit = Bewaar deze datums
step-undo = Neem de laatste stap terug
step-stop = Laten stoppen
step-stop-why = Waarom stopt deze persoon?
step-stop-hint = Deze persoon kan dit lezen. Er wordt niemand meer voorgesteld.
step-stop-submit = Laat stoppen
step-resume = Laat weer beginnen
slip-step-not-yet = Er komt eerst een andere stap.
slip-certificate-order = Deze datums kunnen niet kloppen: vandaag of eerder gezien, en toen nog geldig.
flash-step = Deze stap is gedaan.
flash-step-undone = De laatste stap is teruggenomen.
flash-certificate = De nieuwe datums zijn bewaard.
flash-stopped = Gestopt. Er wordt niemand meer voorgesteld.
flash-local-resumed = Kan weer verder waar het ophield.
person-local-languages = Talen
person-local-learns = Wil graag leren
person-local-wishes = Wil graag hulp bij
person-local-asked = Hoe vaak we mogen vragen
person-local-asked-most = { $count ->
    [one] Hooguit één keer per maand
   *[other] Hooguit { $count } keer per maand
}
person-local-people = Hoeveel mensen tegelijk
person-local-people-most = { $count ->
    [one] Eén tegelijk
   *[other] { $count } mensen tegelijk
}
person-local-describes = Gaat ook naar
person-local-goes = Gaat naar
person-local-word-vouched = De gastheer staat ervoor in
person-local-word-unknown = De gastheer kent deze persoon niet
person-local-word-waits = De gastheer zei nog niets
notes-title = Notities
notes-none = Er zijn geen notities.
note-new = Nieuwe notitie
note-purpose = Waarvoor is het?
note-call-back = Terugbellen
note-appointment = Afspraak
note-request = Over een vraag
note-introduction = Over iemand leren kennen
note-safety = Veiligheid
note-text = Notitie
note-text-hint = Deze persoon kan dit lezen. Schrijf wat je ook zou zeggen.
note-keep = Hoe lang bewaren we het?
note-keep-hint = ‘Zoals altijd’ is een week voor bellen, een maand voor een afspraak of vraag. Voor leren kennen is het drie maanden, voor veiligheid een jaar.
note-keep-usual = Zoals altijd
note-keep-week = 1 week
note-keep-month = 1 maand
note-keep-three-months = 3 maanden
note-keep-year = 1 jaar
note-submit = Bewaar deze notitie
note-end = Haal deze notitie weg
slip-note-purpose = Kies waarvoor de notitie is.
flash-note-written = De notitie is bewaard.
flash-note-ended = De notitie is weg.
flash-note-back = De notitie is terug.
desk-line-along = { $who } wil graag mee naar ‘{ $title }’. Niemand kon nog.
desk-do-along = Helpen
flash-along-seen-to = Deze vraag is van je lijst. Voor deze persoon verandert er niets.
told-along-asking = Wil graag mee: iemand van hier heeft de vraag.
told-along-nobody = Wil graag mee: niemand kon. Deze persoon weet dat niet.
told-along-yes = Iemand gaat mee.
told-along-cannot-come = Iemand zei ja, en kan toch niet.
told-along-over = Iemand zou meegaan. De dag is voorbij.
told-along-went = Ze gingen samen.
told-along-withdrawn = Wilde graag mee: geannuleerd.
waits-request = Nog geen antwoord.
waits-refused = De groep zei nee. Deze persoon weet dat niet.
waits-along = Niemand kon nog mee.
people-trios = Drie nieuwkomers die samen iets kunnen doen
person-locals = Mensen van hier die kunnen passen
locals-title = Mensen van hier die kunnen passen
locals-back = Terug naar de persoon
locals-hint = Wie voor beiden het beste past, staat bovenaan. Elke zin staat er zoals zij hem zelf zouden lezen.
locals-name = Toon hun voornamen
locals-name-hint = Je ziet nog geen namen. Wil je zien wie het zijn, dan kunnen zij lezen dat je keek.
flash-locals-named = Je ziet nu hun voornamen. Zij kunnen lezen dat je keek.
locals-ready = Kan nu beginnen
locals-ready-none = Niemand die past, kan al beginnen.
locals-ready-do = Open de beste en stel ze aan elkaar voor. Zij antwoordt eerst.
locals-first = Kan passen, eerst nog een stap
locals-first-do = Vandaag: open een van hen en zet samen de volgende stap.
locals-first-talked-to = Eerst het korte gesprek.
locals-first-certificate-seen = Eerst een VOG.
locals-first-certificate = Eerst een nieuwe VOG: de oude is verlopen.
locals-first-code-signed = Eerst tekent die persoon de gedragscode op de eigen pagina.
locals-first-active = Alle stappen zijn gedaan. Zeg eerst dat deze persoon kan beginnen.
locals-certificate-ends = VOG tot en met { $date }
locals-more = { $count ->
    [one] Er past nog 1 persoon. De besten staan hier.
   *[other] Er passen nog { $count } mensen. De besten staan hier.
}
locals-open = Openen
locals-offers = Wat ze kunnen doen
locals-no-offer = Niets van het aanbod past al. Vraag wat die persoon graag doet.
meeting-take-along = Meenemen
meeting-buddy = Maatje
meeting-language-partner = Taalmaatje
meeting-mentor = Mentor
meeting-co-host = Samen organiseren
meeting-coffee = Koffie in hetzelfde vak
locals-hers = Voor de nieuwkomer
locals-theirs = Voor wie van hier is
locals-nothing-known = We weten te weinig om iets te zeggen.
locals-doubt = Let hierop
locals-common = Allebei tijd
locals-common-unknown = Een van beiden zei niet wanneer.
locals-places = Ruimte
locals-places-left = { $count ->
    [one] Kan nog 1 persoon ontmoeten
   *[other] Kan nog { $count } mensen ontmoeten
}
locals-why-not-higher = Waarom niet hoger?
locals-why-not = Waarom niet?
locals-told-too-little = We weten nog te weinig
locals-told-too-little-hint = Als we weten welke talen deze persoon spreekt, kunnen we zoeken. Bel en vraag het.
locals-none = Er past nog niemand
locals-none-hint = Hieronder zie je waarom. Bel, of zoek eerst iemand anders van hier.
locals-left-out = Wie niet past, en waarom
locals-left-closed = { $count ->
    [one] 1 persoon heeft even pauze
   *[other] { $count } mensen hebben even pauze
}
locals-left-blocked = { $count ->
    [one] 1 persoon is al eens voorgesteld, of het werd kort geleden niets
   *[other] { $count } mensen zijn al eens voorgesteld, of het werd kort geleden niets
}
locals-left-full = { $count ->
    [one] 1 persoon heeft nu geen plek
   *[other] { $count } mensen hebben nu geen plek
}
locals-left-language = { $count ->
    [one] 1 persoon deelt geen taal
   *[other] { $count } mensen delen geen taal
}
locals-left-stay = { $count ->
    [one] 1 persoon, want het verblijf is voorbij
   *[other] { $count } mensen, want het verblijf is voorbij
}
locals-left-time = { $count ->
    [one] 1 persoon heeft nooit op hetzelfde moment tijd
   *[other] { $count } mensen hebben nooit op hetzelfde moment tijd
}
locals-left-distance = { $count ->
    [one] 1 persoon woont te ver weg
   *[other] { $count } mensen wonen te ver weg
}
locals-left-unrelated = { $count ->
    [one] 1 persoon heeft niets gemeen
   *[other] { $count } mensen hebben niets gemeen
}
trios-title = Drie op hetzelfde niveau
trios-hint = Drie nieuwkomers met hetzelfde niveau Nederlands, die samen ergens heen kunnen. Je ziet wie het zijn als je zegt waarom je kijkt.
trios-do = Vraag het de drie: ieder krijgt een mail. Het gaat door als twee ja zeggen.
trios-none = Er passen nog geen drie mensen bij elkaar
trios-none-hint = Zodra drie mensen tegelijk tijd hebben en iets delen, staan ze hier.
trios-level = Nederlands: { $level }
trios-common = Allemaal tijd
trios-in-common = Samen
trios-dutch = Nederlands is wat ze delen.
trios-another = Ze delen ook een andere taal, die ze het beste spreken.
trios-open = Open persoon { $number }
trios-open-in = Open persoon { $number }, { $part }
locals-introduce = Voorstellen
introduce-title = Twee mensen aan elkaar voorstellen
introduce-line = Een persoonlijke regel (hoeft niet)
introduce-line-hint = Beiden lezen het. Geen namen, geen adressen.
introduce-place = Een openbare plek
introduce-place-hint = Waar anderen zijn, zoals de bibliotheek of een buurthuis.
introduce-library = De bibliotheek in het centrum
introduce-dates = Dagen waarop beiden kunnen
introduce-dates-hint = Een tot drie. Ze komen uit beide weken.
introduce-dates-none = Hun weken hebben geen dagdeel gemeen. Bel eerst een van beiden.
introduce-next = Zij antwoordt eerst, binnen zeven dagen. Na haar ja vragen we de ander. Een nee hoor alleen jij.
introduce-submit = Stel het haar voor
introduce-refused-full = Deze vrijwilliger ontmoet nu zoveel mensen als kan.
introduce-refused-asked = Deze persoon is deze maand al zo vaak gevraagd als die zelf koos.
introduce-refused-not-ready = Deze vrijwilliger is nog niet klaar voor één op één, of neemt pauze.
introduce-refused-certificate = De VOG van deze vrijwilliger is verlopen.
introduce-refused-open = Deze twee zijn al aan elkaar voorgesteld.
introduce-refused-paused = Zij neemt pauze.
introduce-refused-not-now = Deze twee kunnen nu niet aan elkaar worden voorgesteld.
slip-introduce-dates = Kies een tot drie dagen.
flash-introduced = Voorgesteld. Ze krijgt een e-mail.
flash-introduced-back = Teruggenomen. Wat zij zien, blijft zoals het is.
flash-introduced-over = Dit was al voorbij.
flash-introduced-seen-to = Gezien. Het is van je lijst.
person-introduced = Voorgesteld
told-intro-proposed = Zij heeft de vraag
told-intro-one-yes = Zij zei ja, de ander heeft de vraag
told-intro-both-yes = Allebei ja
told-intro-said-no = Een van beiden zei "nu niet". Niemand anders ziet het.
told-intro-lapsed = Niet gelukt
told-intro-taken-back = Teruggenomen
told-intro-reason = Waarom niet:
told-intro-somebody-else = Zoek iemand anders
told-intro-leaves = De brief gaat om { $time } weg. Neem je het eerder terug, dan hoort niemand ervan.
told-intro-take-back = Neem het terug
desk-line-apart = { $who }: een voorstel is niet gelukt. Zoek iemand anders.
desk-do-apart = Kijk
desk-line-wish = { $who } wil graag: { $what }.
person-wish = Wil iemand leren kennen
locals-kind = Wat voor ontmoeting
locals-by-one-to-one = Wie het best past, staat vooraan.
locals-by-coffee = Alleen uit hetzelfde vakgebied. Hetzelfde vak staat vooraan.
locals-by-question = Wie er iets over verteld heeft, staat vooraan.
locals-by-welcome-group = Wie voor een groep spreekt.
introduce-refused-not-up-for = Deze vrijwilliger is hier niet voor te vinden, of de groep is gestopt.
desk-line-report = Iemand vertelde ons dat er iets niet klopt. Antwoord voor { $when }.
desk-do-report = Kijk
desk-line-message = In een eerste bericht staat een link of nummer. Lees het eerst.
desk-do-message = Lees
person-reported = Iemand vertelde ons dat er iets niet klopt. Tot je hebt gekeken ontmoet deze persoon niemand nieuw.
person-kept-apart = Na een melding ontmoet deze persoon niemand nieuw.
person-let-meet = Laat weer mensen ontmoeten
desk-report-title = Er klopt iets niet
desk-report-heading = Er klopt iets niet met { $name }
desk-report-by = Antwoord voor { $when }
desk-report-told = Verteld op { $when }
desk-report-no-words = Er staan geen woorden bij.
desk-report-others = { $count ->
    [one] Er was 1 andere melding over deze persoon.
   *[other] Er waren { $count } andere meldingen over deze persoon.
}
desk-report-open = Open de pagina van { $name }
desk-report-open-writer = Open de pagina van wie het vertelde
desk-report-outcome = Wat kwam eruit?
desk-report-outcome-hint = Tot je antwoordt ontmoet deze persoon niemand nieuw. Wie het vertelde, blijft geheim.
report-outcome-nothing-wrong = Er was niets mis
report-outcome-talked-to = Ik sprak met deze persoon, die kan verder
report-outcome-stopped = Het stopt: deze persoon ontmoet via ons niemand nieuw
desk-report-answer = Je antwoord aan wie het vertelde
desk-report-answer-hint = Die krijgt een e-mail dat er antwoord is, en leest het op de eigen pagina.
desk-report-submit = Antwoord
slip-report-outcome = Kies wat eruit kwam.
slip-report-answer = Antwoord in een paar woorden.
flash-report-answered = Beantwoord. Wie het vertelde, krijgt een e-mail.
flash-report-before = Iemand heeft dit al beantwoord.
desk-message-title = Een eerste bericht
desk-message-heading = Een eerste bericht van { $name }
desk-message-holds-link = een link
desk-message-holds-address = een e-mailadres
desk-message-holds-number = een nummer
desk-message-holds-account = een rekeningnummer
desk-message-hint = Wordt er om geld gevraagd of iets verkocht? Houd het dan tegen. Een nummer om af te spreken is prima.
desk-message-say-let-through = Laat het door
desk-message-say-keep-back = Houd het tegen
desk-message-through = Het is doorgegaan.
desk-message-back = Het is tegengehouden. De schrijver kan dat lezen.
flash-message-let-through = Het is onderweg.
flash-message-kept-back = Het is tegengehouden. Je kunt het nog doorlaten.
desk-line-host-silent = { $who }: ‘{ $title }’ heeft niet geantwoord.
told-call = Zoek hun nummer op
told-other-address = Ander adres
told-ask-again = Vraag het de groep nog eens
flash-asked-again = De groep krijgt de vraag nog een keer.
flash-not-asked-again = Niet verstuurd: ze kregen de vraag vandaag al, of er is geen adres dat klopt.
cause-invitation = een uitnodiging
cause-silent = het account houden
cause-vouch = iemand die ze misschien kennen
cause-claim = een groep die misschien van hen is
cause-request = iemand die wil komen
cause-answer = een antwoord op een vraag
cause-along = samen gaan
cause-introduction = een kennismaking
cause-weekly = de mail van de week
cause-evening-before = wat morgen is
cause-how-was-it = hoe het was
cause-follow-up = of ze elkaar nog zien
cause-tie = een bedankje na een jaar
cause-made-possible = wat ze mogelijk maakten
cause-message = een bericht van iemand
cause-report = een melding
cause-together = samen iets beginnen
cause-other = iets anders
desk-do-wish = Kijk
desk-do-gathering = Kijk
