desk-listings-title = Aanbod
desk-listings-new = Nieuw aanbod
desk-listings-found = { $count ->
    [0] Geen aanbod
    [one] 1 plek
   *[other] { $count } plekken
  }
desk-listings-none = Niets gevonden met deze filters.
desk-listings-all = Toon alles
desk-all = Alles
desk-look = Vraagt aandacht
desk-title-column = Titel
desk-texts = Teksten
desk-acts = Wat je kunt doen
curation-nothing = niets
desk-unknown = Niet bekend
desk-still-correct = Klopt nog
desk-english = In het Engels
desk-dutch = In het Nederlands
desk-repeat = Hoe vaak
desk-weekdays = Op welke dagen
desk-weekdays-hint = Kies je niets, dan geldt de dag van de eerste datum.
desk-nth = De hoeveelste van de maand
desk-rrule-hint = Alleen voor wat de velden hierboven niet kunnen. Kies dan ‘Volgens een regel’.
desk-skip-dates-hint = Datums met komma's ertussen, zoals 24-12-2026, 31-12-2026.
desk-postcode-hint = Vier cijfers zijn genoeg.
desk-audience-hint = Kies je niets, dan is het voor iedereen.
desk-publish = Publiceren
desk-save = Opslaan
desk-save-draft = Opslaan als concept
desk-save-and-publish = Opslaan en publiceren
desk-preview = Voorbeeld
desk-pause = Pauzeren
desk-reopen = Weer openen
desk-close = Sluiten
desk-close-now = Sluit het
desk-to-draft = Terug naar concept
desk-invite-host = Nodig de gastheer uit
desk-as-she-sees-it = Zoals zij het ziet
desk-history = Geschiedenis
desk-public-page = Openbare pagina
desk-rung-safe = Mensen die ook nieuw zijn
desk-rung-mixed = Een mix
desk-rung-bridging = Vooral mensen van hier
desk-rung-giving = Zij is gastvrouw
fresh-never = Nooit
fresh-today = Vandaag
fresh-days = { $days ->
    [one] Gisteren
   *[other] { $days } dagen geleden
  }
look-any = Alles wat aandacht vraagt
look-draft = Concepten
look-unconfirmed = Een half jaar niet bevestigd
look-check-first = Eerst even checken
look-untranslated = Een tekst ontbreekt
missing-en = Nog geen Engels
missing-nl = Nog geen Nederlands
missing-none = Allebei
status-active = Open
status-paused = Gepauzeerd
status-closed = Gesloten
status-draft = Concept
per-session = Elke keer
per-month = Een maand
per-year = Een jaar
repeat-weekly = Elke week
repeat-fortnightly = Om de week
repeat-monthly = Eén keer per maand
repeat-once = Eén keer
repeat-appointment = Op afspraak
repeat-rule = Volgens een regel
nth-of-first = Zoals de eerste datum
languages-near = Nederlands en Engels
languages-elsewhere = Andere talen
speech-english = Er wordt Engels gesproken
speech-both = Nederlands en Engels, allebei goed
speech-dutch-a1 = Nederlands, een paar woorden is genoeg
speech-dutch-a2 = Nederlands, korte gesprekjes
speech-dutch-b1 = Nederlands, gewone gesprekken
speech-dutch-b2 = Nederlands, bijna alles
new-text = Veertien velden, twee talen. Voor een concept is een titel genoeg.
new-more = Na het opslaan vul je kosten, talen, groepsgrootte en meer in.
new-summary-hint = Twee of drie korte zinnen: wat, met wie, wat neem je mee.
new-interest = Waar gaat het over?
new-interest-hint = Wie dit leuk vindt, ziet het als eerste.
new-speech = Wat spreken de mensen daar?
new-address-hint = Hier komen vragen van nieuwkomers binnen. Verder ziet niemand het.
new-first-date-hint = Bijvoorbeeld 2026-11-24. Typ gerust 24-11-2026.
new-times = Van wanneer tot wanneer
new-times-hint = Zoals 19:30-21:30.
edit-about = Wat het is
edit-when = Wanneer
edit-next = Volgende keren: { $dates }
edit-where = Waar
edit-contact = Contact en controle
edit-language = Taal
edit-whom = Voor wie, en wat het kost
edit-group = De groep
column-kind = Soort
column-title-en = Titel in het Engels
column-title-nl = Titel in het Nederlands
column-summary-en = Samenvatting in het Engels
column-summary-nl = Samenvatting in het Nederlands
column-organisation = Organisatie
column-domains = Onderwerpen
column-interests = Interesses
column-skills-wanted = Vaardigheden die ze zoeken
column-languages = Talen die daar gesproken worden
column-dutch-needed = Hoeveel Nederlands je nodig hebt
column-english-ok = Is Engels genoeg?
column-audience = Voor wie
column-cost-cents = Kosten in euro's
column-cost-per = De kosten zijn voor
column-when = Wanneer
column-rrule = Regel (RFC 5545)
column-first-date = Eerste datum
column-skip-dates = Datums zonder
column-starts = Begint om
column-ends = Eindigt om
column-postcode = Postcode
column-venue = Plek
column-children = Mogen kinderen mee?
column-trial = Kun je één keer komen kijken?
column-capacity = Mensen in de groep
column-newcomer-places = Plekken over voor nieuwkomers
column-take-along = Neemt iemand nieuwkomers mee?
column-local-share = Deel van de mensen dat van hier komt, in procenten
column-rung = Met wie
column-status = Status
column-closed-on = Gesloten sinds
column-successor-key = Wat ervoor in de plaats kwam
column-confirmed-on = Laatst gecontroleerd op
column-min-months = Maanden dat je moet kunnen blijven
column-contact-name = Contactpersoon
column-contact-email = Contactadres
column-contact-confirmed-on = Adres klopte op
column-url = Eigen website
reads-well = Leest makkelijk: ongeveer { $count } woorden per zin.
reads-split = Eén zin heeft { $count } woorden. Knip hem in tweeën.
reads-shorter = Ongeveer { $count } woorden per zin. Kortere zinnen lezen makkelijker.
reads-words = Lange woorden: { $words }. Kan het korter?
preview-typed = Dit is wat je typte. Er is nog niets opgeslagen. Sluit dit tabblad om verder te gaan.
conflict-title = Iemand anders veranderde dit ook
conflict-text = Er is niets kwijt. Kies wat blijft. De rest is al samengevoegd.
conflict-theirs = Van de ander, nu opgeslagen
conflict-yours = Van jou
conflict-save = Sla dit op
history-before = Maak alles zoals het hiervoor was
history-none = Hier is nog niets veranderd.
history-field = Veld
history-from = Was
history-to = Werd
history-bring-back = Zet terug
history-as-it-was = Maak alles zoals het hierna was
changed-by-social-worker = { $name }, van de balie
changed-by-host = { $name }, gastheer of gastvrouw
changed-by-import = { $name }, met een bestand
changed-by-seed = { $name }, voorbeeld
changed-as-social-worker = Iemand van de balie
changed-as-host = De gastheer of gastvrouw
changed-as-import = Een bestand
changed-as-seed = Het voorbeeld
close-title = Voorgoed sluiten
close-text = Het blijft te vinden, met de datum en wat erna kwam. Niemand wordt er nog heen gestuurd.
close-successor-hint = Een deel van de titel van ander aanbod. Laat het leeg als er niets voor in de plaats kwam.
close-which = Welke bedoel je?
flash-listing-saved = Opgeslagen.
flash-listing-merged = Opgeslagen. Iemand anders veranderde ook iets; allebei blijft.
flash-listing-same = Er was niets anders, dus er is niets opgeslagen.
flash-listing-draft = Opgeslagen als concept. Alleen de balie ziet het.
flash-published = Gepubliceerd. Nieuwkomers zien het nu.
flash-reopened = Weer open.
flash-listing-paused = Gepauzeerd.
flash-to-draft = Weer een concept.
flash-confirmed = Vandaag bevestigd.
flash-closed = Gesloten.
flash-restored = Teruggezet.
flash-not-restored = Die oude waarde past niet meer. Er is niets veranderd.
slip-date = Dit lijkt geen datum. Typ bijvoorbeeld 24-11-2026.
slip-date-future = Deze dag moet nog komen.
slip-time = Dit lijkt geen tijd. Typ bijvoorbeeld 19:30.
slip-times = Typ wanneer het begint en eindigt, zoals 19:30-21:30.
slip-number = Typ een heel getal.
slip-euros = Typ een bedrag zoals 0, 15 of 2,50.
slip-web-address = Typ een webadres dat begint met https://.
slip-one-title = Een titel in minstens één taal is nodig.
slip-one-weekday = Kies één dag bij één keer per maand.
slip-rrule = Deze regel kunnen we niet lezen. Bijvoorbeeld FREQ=WEEKLY;BYDAY=TU.
slip-no-such-listing = We vonden geen ander aanbod met deze naam.
slip-which-listing = Er is er meer dan één. Kies hieronder, of typ meer van de titel.
silent-title = Aanbod zonder hartslag
silent-link = Zonder hartslag: { $count }
silent-link-many = Zonder hartslag: { $count } of meer
silent-text = { $count ->
    [one] Niemand heeft dit in acht weken bevestigd. Een mail hielp niet, bellen wel.
   *[other] Niemand heeft deze { $count } in acht weken bevestigd. Een mail hielp niet, bellen wel.
  }
silent-text-many = Niemand heeft deze { $count } of meer in acht weken bevestigd. Een mail hielp niet, bellen wel.
silent-left = De rest komt hier te staan als deze klaar zijn.
silent-none = Al het aanbod heeft een hartslag
silent-none-hint = Wie twee weken na onze mail stil blijft, komt hier te staan.
silent-no-address = We weten geen adres om het te vragen.
silent-bounces = Mails naar deze groep komen terug.
silent-asked = We vroegen het per mail op { $date }.
silent-not-asked = We hebben het nog niet per mail gevraagd.
silent-called = Ik belde: het klopt nog
silent-ask-again = Vraag het nog eens per mail
silent-next = De volgende mail kan weg op { $date }.
flash-silent-asked = De mail is onderweg. Alle groepen van dit adres staan erin.
flash-silent-not-asked = Er ging geen mail: er is geen adres, of de vorige is nog geen acht weken oud.
correction-title = Wat er volgens mensen niet klopt
correction-link = Verbeteringen: { $count }
correction-text = { $count ->
    [one] Er wacht één verbetering. Doorgestreept is wat er nu staat.
   *[other] Er wachten { $count } verbeteringen. Doorgestreept is wat er nu staat.
  }
correction-none = Er wacht niets
correction-none-hint = Iedereen kan op een pagina zeggen wat er niet klopt. Dat komt hier, veld voor veld.
twins-title = Aanbod dat op elkaar lijkt
twins-text = Dit lijkt twee keer hetzelfde. Voeg ze samen, of zeg dat het er twee zijn.
twins-none = Er staat niets dubbel
twins-none-hint = We vergelijken titels, organisaties, plekken en tijden. Tikfouten geven niet.
twins-merge = Vergelijk en voeg samen
twins-apart = Dit zijn er twee
twins-lately = Samengevoegd in de laatste 30 dagen
flash-twins-apart = We vragen niet meer naar deze twee.
flash-twins-together = Ze staan weer bij wat op elkaar lijkt.
flash-merged = Samengevoegd. De andere pagina blijft, gesloten, en verwijst naar de pagina die blijft.
flash-merge-undone = Allebei zijn ze weer zoals ze waren.
flash-merge-undone-in-part = Teruggedraaid. Wat ze intussen allebei hebben, blijft bij de ander.
flash-merge-stays = Dit kan niet meer terug, dus er is niets veranderd.
merge-title = Van twee wordt het één
merge-stays = Deze blijft
merge-goes = Deze sluit
merge-goes-text = De pagina blijft, met de datum van vandaag, en verwijst naar de pagina die blijft.
merge-other-way = Houd liever deze
merge-closed = Een van deze twee is al gesloten.
merge-draft = Wat zou blijven is een concept, en het andere ziet iedereen. Houd het andere, of publiceer dit eerst.
merge-same = In de velden staat hetzelfde.
merge-fields = Waar ze verschillen
merge-fields-hint = Vink aan wat je overneemt van de pagina die sluit.
merge-take = Overnemen van de pagina die sluit
merge-moves = Wat er meegaat
merge-moves-nothing = Er hoort nog niets bij.
merge-moves-regulars = Mensen van hier die er komen: { $count }
merge-moves-hosts = Gastheren en gastvrouwen: { $count }
merge-moves-bookmarks = Bewaard: { $count }
merge-moves-passed-over = ‘Niets voor mij’: { $count }
merge-moves-requests = Vragen om te komen: { $count }
merge-moves-going-along = Meegaan met iemand van hier: { $count }
merge-moves-next-steps = Volgende stappen: { $count }
merge-moves-gathering-parties = Groepen die elkaar ontmoeten: { $count }
merge-moves-together = Samen begonnen: { $count }
merge-moves-corrections = Verbeteringen die wachten: { $count }
merge-submit = Voeg samen
new-twins = Misschien staat dit er al:
new-another = Het is iets anders. Bewaar het.
slip-another = Kijk of het er al staat. Is het iets anders? Vink het dan aan.
look-outdated = Een vertaling loopt achter
behind-en = Het Engels loopt achter
behind-nl = Het Nederlands loopt achter
translated-same = Het zegt hetzelfde
flash-translated = Beide talen zeggen hetzelfde.
flash-not-translated = Eén taal loopt weer achter.
many-label = Met wat is aangevinkt
many-next = Verder
many-all = Kies alle { $count } op deze pagina
many-found = Alle { $count } die gevonden zijn, ook op de andere pagina’s
many-no-one = Kies niets
many-choose = Kiezen
many-keys = In de tabel: j gaat omlaag, k omhoog, x vinkt aan.
many-none-chosen = Je hebt nog niets gekozen. Ga terug en vink iets aan.
many-staying = { $count ->
    [one] Dit blijft zoals het is
   *[other] Deze { $count } blijven zoals ze zijn
  }
many-act-confirm = Klopt nog
many-act-pause = Pauzeren
many-act-reopen = Weer openen
many-act-publish = Publiceren
many-act-close = Sluiten
many-ask-confirm = { $count ->
    [one] Klopt dit nog?
   *[other] Kloppen deze { $count } nog?
  }
many-do-confirm = { $count ->
    [one] Ja, dit klopt nog
   *[other] Ja, alle { $count } kloppen nog
  }
many-done-confirm = { $count ->
    [one] Eén is vandaag bevestigd.
   *[other] { $count } zijn vandaag bevestigd.
  }
many-ask-pause = { $count ->
    [one] Dit pauzeren?
   *[other] Deze { $count } pauzeren?
  }
many-do-pause = { $count ->
    [one] Pauzeer het
   *[other] Pauzeer deze { $count }
  }
many-done-pause = { $count ->
    [one] Eén is gepauzeerd.
   *[other] { $count } zijn gepauzeerd.
  }
many-ask-reopen = { $count ->
    [one] Dit weer openen?
   *[other] Deze { $count } weer openen?
  }
many-do-reopen = { $count ->
    [one] Open het weer
   *[other] Open deze { $count } weer
  }
many-done-reopen = { $count ->
    [one] Eén is weer open.
   *[other] { $count } zijn weer open.
  }
many-ask-publish = { $count ->
    [one] Eén concept publiceren?
   *[other] { $count } concepten publiceren?
  }
many-do-publish = { $count ->
    [one] Publiceer het
   *[other] Publiceer { $count } concepten
  }
many-done-publish = { $count ->
    [one] Eén concept is gepubliceerd.
   *[other] { $count } concepten zijn gepubliceerd.
  }
many-ask-close = { $count ->
    [one] Dit sluiten?
   *[other] Deze { $count } sluiten?
  }
many-do-close = { $count ->
    [one] Sluit het
   *[other] Sluit deze { $count }
  }
many-done-close = { $count ->
    [one] Eén is gesloten.
   *[other] { $count } zijn gesloten.
  }
flash-many = Gedaan.
flash-many-nothing = Er was niets meer te doen: het is al zo.
flash-many-undone = Alles is teruggedraaid.
flash-many-undone-in-part = Teruggedraaid. Wat iemand daarna heeft veranderd, blijft zo.
views-name = Bewaarde filters
views-label = Bewaar dit filter als
views-hint = Een korte naam. Hij komt boven de lijst, alleen voor jou.
views-save = Bewaren
views-remove = Haal “{ $name }” weg
flash-view-saved = Bewaard. Je vindt het boven de lijst.
flash-view-removed = Het filter is weg.
slip-view-nothing = Kies eerst een filter. Dan kan het een naam krijgen.
slip-views-most = Je hebt twaalf filters. Haal er eerst een weg.
