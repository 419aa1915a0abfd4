people-rounds = Iedereen tegelijk: een ronde
round-title = Een ronde
round-all = Alle rondes
round-hint = We kijken naar iedereen die wacht en iedereen van hier met een plek, allemaal tegelijk. Je ziet wie wie zou ontmoeten, en jij beslist. Niemand merkt er iets van, tot jij het doorgeeft.
round-whom = Over wie gaat het?
round-part = Waar ze wonen
round-all-parts = Overal waar ik voor zorg
round-everywhere = De hele stad
round-wait = Hoe lang ze wachten
round-wait-any = Iedereen die wacht
round-waiting = { $days } dagen of langer
round-offer = Wat iemand van hier aanbiedt
round-offer-any = Iedereen van hier met een plek
round-asked-only = Alleen wie vroeg om iemand te ontmoeten
round-asked = vroeg om iemand te ontmoeten
round-more-choices = Meer keuzes
round-fair = Wat als niet iedereen de beste kan krijgen?
round-fair-hint = Bij allebei ontmoeten zo veel mogelijk mensen iemand. Wie het langst wacht, gaat voor.
round-fair-nash = Goed voor allemaal samen
round-fair-nash-hint = Niemand past slecht als het anders kan. Daarna passen alle paren samen zo goed mogelijk.
round-fair-leximin = Eerst het paar dat het minst past
round-fair-leximin-hint = Dat paar past zo goed mogelijk, daarna het volgende, enzovoort. Anderen passen misschien iets minder goed.
round-count = Tel opnieuw
round-make = Maak de ronde
slip-round-nobody = Met deze keuze wacht er niemand. Kies ruimer.
round-newcomers = { $count ->
    [one] Er wacht 1 nieuwkomer.
   *[other] Er wachten { $count } nieuwkomers.
}
round-places = { $locals ->
    [one] 1 persoon van hier heeft
   *[other] { $locals } mensen van hier hebben
} { $places ->
    [one] 1 vrije plek.
   *[other] { $places } vrije plekken.
}
round-told-too-little = { $count ->
    [one] Nog 1 persoon zei niet welke talen die spreekt.
   *[other] Nog { $count } mensen zeiden niet welke talen ze spreken.
}
round-step-first = { $count ->
    [one] 1 persoon van hier wil graag, maar er komt eerst een stap.
   *[other] { $count } mensen van hier willen graag, maar er komt eerst een stap.
}
round-most = De { $count } nieuwkomers die het langst wachten doen mee.
round-most-locals = De { $count } mensen van hier die het langst op iemand wachten doen mee. { $more ->
    [one] Nog 1 heeft een plek.
   *[other] Nog { $more } hebben een plek.
} Waar plekken te kort zijn, weten we dus niet.
round-list = Rondes tot nu toe
round-list-none = Er is nog geen ronde.
round-open = open
round-away = opgeborgen
round-introduced = { $count ->
    [one] 1 voorgesteld
   *[other] { $count } voorgesteld
}
round-pace = { $count ->
    [one] 1 kennismaking
   *[other] { $count } kennismakingen
} in { $minutes ->
    [one] 1 minuut
   *[other] { $minutes } minuten
}: { $each } minuten per stuk.
round-pace-hint = Alleen jij ziet dit. Een lange pauze telt als 15 minuten.
round-placed = { $placed } van de { $count } nieuwkomers zouden iemand ontmoeten.
round-free = { $count ->
    [one] Er is 1 plek.
   *[other] Er zijn { $count } plekken.
}
round-letters = Wie welke brief krijgt
round-put-away = Berg deze ronde op
round-is-away = Deze ronde is opgeborgen.
round-bring-back = Haal hem terug
flash-round-put-away = De ronde is opgeborgen. Niemand merkt er iets van.
flash-round-back = De ronde is terug.
round-since = Sinds { $when }
round-since-back = { $count ->
    [one] 1 kennismaking werd niets. Die nieuwkomer doet weer mee.
   *[other] { $count } kennismakingen werden niets. Die nieuwkomers doen weer mee.
}
round-since-came = { $count ->
    [one] 1 nieuwkomer kwam erbij.
   *[other] { $count } nieuwkomers kwamen erbij.
}
round-since-left = { $count ->
    [one] 1 nieuwkomer doet niet meer mee.
   *[other] { $count } nieuwkomers doen niet meer mee.
}
round-since-locals-came = { $count ->
    [one] Iemand van hier kwam erbij.
   *[other] { $count } mensen van hier kwamen erbij.
}
round-since-locals-left = { $count ->
    [one] Iemand van hier doet niet meer mee.
   *[other] { $count } mensen van hier doen niet meer mee.
}
round-seen = Ik heb het gezien
round-one-more = Met nog iemand van hier zoals { $whom } zou ook { $who } iemand ontmoeten.
round-rather = Wie liever elkaar zouden ontmoeten
round-rather-hint = Zij passen beter bij elkaar dan bij wie ze nu ontmoeten. Zet je ze samen, dan kost dat anderen iets.
round-rather-two = { $who } en { $whom } zouden allebei liever elkaar ontmoeten.
round-rather-see = Bekijk wat het zou veranderen
round-rather-more = { $count ->
    [one] En nog 1 zo’n paar.
   *[other] En nog { $count } zulke paren.
}
round-instead-fewer = Dan ontmoeten minder mensen iemand.
round-instead-waiting = Dan ontmoet iemand die langer wacht niemand.
round-instead-floor = Dan past een ander paar minder goed dan nu welk paar ook.
round-instead-together = Dan passen alle paren samen niet beter.
round-short = Te weinig plekken
round-advice = { $places } voor { $people ->
    [one] 1 persoon
   *[other] { $people } mensen
}
round-advice-few = { $places } voor een paar mensen
round-advice-places = { $count ->
    [one] 1 plek
   *[other] { $count } plekken
}
round-advice-speaks = spreken { $language }
round-see = Bekijk de laatste ronde
round-you-said = Wat je zei
round-pinned = deze twee
round-kept-out = niet deze twee
round-is-proposed = voorstel
round-release = Neem dit terug
round-pin = Deze twee
round-ban = Niet deze twee
round-others = Waarom niet iemand anders?
round-why-not = Waarom niet deze twee?
round-two = { $who } en { $whom }
round-newcomer = Nieuwkomer { $number }
round-newcomer-in = Nieuwkomer { $number } in { $part }
round-local = Iemand van hier { $number }
round-local-in = Iemand van hier { $number } in { $part }
round-somebody = Iemand van het bureau
round-waits = wacht { $since }
round-proposed = Wie wie zou ontmoeten
round-proposed-hint = Wie het langst wacht, staat bovenaan. Elke zin staat er zoals zij hem zelf zouden lezen.
round-reserve = Zegt iemand nee, dan daarna: { $who }.
round-no-reserve = Zegt iemand nee, dan is er nog niemand anders.
round-none = Er past nog niemand
round-none-hint = Hieronder zie je waarom. Bel, of zoek eerst iemand anders van hier.
round-left = Wie overblijft, en waarom
round-left-places = { $count ->
    [0] Je zei ‘deze twee’ bij elke plek die zou passen.
    [one] De enige plek die zou passen gaat naar iemand anders.
   *[other] De { $count } plekken die zouden passen gaan naar anderen.
}
round-left-no-local = Niemand van hier heeft nu een vrije plek.
round-left-banned = Je zei ‘niet deze twee’ bij iedereen van hier die past.
round-left-later = Wie zou passen, spreekt nog te weinig van dezelfde taal.
round-left-beyond = Iemand buiten deze ronde past misschien. Kies een wijk, of wat iemand van hier aanbiedt.
round-said-pin = Je zei: { $who } en { $whom }, deze twee.
round-said-ban = Je zei: { $who } en { $whom }, niet deze twee.
round-said-release = Je nam terug wat je zei over { $who } en { $whom }.
round-say-pin = { $who } en { $whom }: deze twee
round-say-ban = { $who } en { $whom }: niet deze twee
round-say-release = { $who } en { $whom }: neem het terug
round-did-pin = deze twee
round-did-ban = niet deze twee
round-did-release = teruggenomen
round-did-introduced = aan elkaar voorgesteld
round-did-refused = kon niet worden voorgesteld
round-did-taken-back = kennismaking teruggenomen
round-effect-now = { $who } zou nu { $whom } ontmoeten.
round-effect-first = { $who } had nog niemand en zou nu { $whom } ontmoeten.
round-effect-nobody = { $who } zou nu niemand ontmoeten.
round-effect-others = { $count ->
    [one] En nog 1 persoon zou iemand anders ontmoeten.
   *[other] En nog { $count } mensen zouden iemand anders ontmoeten.
}
round-effect-none = Er verandert voor niemand iets.
round-effect-as-many = Evenveel mensen ontmoeten iemand als eerst.
round-effect-more = { $count ->
    [one] 1 persoon meer ontmoet iemand.
   *[other] { $count } mensen meer ontmoeten iemand.
}
round-effect-fewer = { $count ->
    [one] 1 persoon minder ontmoet iemand.
   *[other] { $count } mensen minder ontmoeten iemand.
}
round-effect-less = Alles bij elkaar past het iets minder goed.
round-effect-better = Alles bij elkaar past het iets beter.
round-handed-over = { $count ->
    [0] Niemand kon worden voorgesteld.
    [one] 1 kennismaking is onderweg.
   *[other] { $count } kennismakingen zijn onderweg.
}
round-she-answers = De nieuwkomer antwoordt eerst. Wie van hier is, hoort het als de nieuwkomer ja zegt.
round-letters-leave = { $count ->
    [one] De brief van 1 kennismaking gaat
   *[other] De brieven van { $count } kennismakingen gaan
} om { $time } weg. Tot dan kun je dit terugdraaien.
round-letters-left = De brieven zijn weg. Je kunt ze nog één voor één terugnemen, bij de nieuwkomer zelf.
round-undo = Neem ze allemaal terug
round-refused = Deze konden niet worden voorgesteld
round-taken-back = { $count ->
    [one] 1 kennismaking is teruggenomen. Niemand hoorde ervan.
   *[other] { $count } kennismakingen zijn teruggenomen. Niemand hoorde ervan.
}
flash-round-too-late = Iemand heeft het al gehoord. Je kunt ze nog één voor één terugnemen, bij de nieuwkomer zelf.
round-for = Wie { $who } kan ontmoeten
round-for-hint = De beste staat bovenaan. Je ziet vooraf wat je keuze voor anderen verandert.
round-back = Terug naar de ronde
round-if-not = Als je zegt ‘niet deze twee’:
round-if-these = Als je zegt ‘deze twee’:
round-if-released = Als je dit terugneemt:
round-option-full = Alle plekken bij deze persoon zijn bezet. Neem eerst een andere ‘deze twee’ terug.
round-open-her = Open de pagina van de nieuwkomer
round-letters-names = Eerst zie je wie het zijn. Zij kunnen lezen dat je keek, en waarom.
round-letters-hint = Er is nog niets verstuurd. Dit gebeurt er als je het doorgeeft.
round-pairs = Wie stel je aan elkaar voor?
round-gets-letter = { $who } krijgt een brief in het { $language }.
round-gets-none = { $who } krijgt geen brief en ziet het op de eigen pagina.
round-hears-later = { $whom } hoort het als de nieuwkomer ja zegt.
round-letter-en = Engels
round-letter-nl = Nederlands
round-line-hint = Beiden lezen het, bij elk van deze kennismakingen. Leeg laten mag ook.
round-hand-over = Geef het door
round-texts = De brief zoals zij hem lezen
slip-round-pairs = Kies wie je aan elkaar voorstelt: ten minste één tweetal.
round-conflict = Iemand was je voor
round-conflict-hint = Een collega ging verder met deze ronde terwijl jij keek. Wat jij zei, is niet weg.
round-changed = Dit is veranderd
round-changed-gone = Een van deze twee doet niet meer mee aan deze ronde.
round-changed-pin = Deze twee kunnen nu niet bij elkaar. Er is niets veranderd.
round-changed-hint = De ronde is niet meer zoals je hem zag.
round-meanwhile-title = Wat er intussen gebeurde
round-meanwhile = { $by }: { $two }, { $what }.
round-still = Zeg het toch
round-look-again = Bekijk de ronde zoals hij nu is
