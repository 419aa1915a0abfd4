show-along = Neem me mee
along-title = Neem me mee
along-what-happens = We vragen iemand die er al heen gaat. Die leest je voornaam, verder niets.
along-session = Wanneer wil je gaan?
along-submit = Vraag het
along-yours = Jouw vraag
along-seen-waiting = Gevraagd. We zoeken iemand die je meeneemt.
along-seen-yes = Er is iemand die je meeneemt. Ga maar!
along-seen-silent = Niemand kon je deze keer meenemen. Dat ligt niet aan jou. Hier kun je gewoon heen:
along-seen-cannot-come = Deze keer lukt het niet. Dat ligt niet aan jou. Hier kun je gewoon heen:
along-seen-over = Ben je geweest?
along-seen-went = Jullie zijn samen geweest.
along-seen-withdrawn = Je hebt deze vraag ingetrokken.
along-who = { $name } wacht daar op je, en weet dat je nieuw bent.
along-went = Ik ben er geweest
along-nobody = Nu kan niemand je meenemen
along-nobody-kind = Iedereen die er heen gaat heeft al iemand, of neemt even pauze. Dit kun je doen:
along-ask-group = Vraag het aan de groep zelf
flash-along-asked = Gevraagd! Je ziet het hier zodra iemand ja zegt.
flash-along-already = Dit heb je al gevraagd. Hier zie je hoe het ervoor staat.
slip-session = Kies een van deze dagen.
along-letter-subject = Een vraag voor je
along-letter-before = { $name } wil graag mee naar { $title }. Het gaat om deze dag: { $when }.
along-letter-new = Het is iemand die nieuw is in de stad. Neem je die ene keer mee?
along-letter-button = Geef antwoord
along-letter-after = Niet antwoorden mag ook. Na drie dagen vragen we iemand anders.
along-answer-heading = { $name } wil graag mee
along-answer-yes = Ja, kom maar mee
along-answer-no = Nu even niet
along-answer-hint = Bij ‘nu even niet’ vragen we iemand anders. Niemand ziet het als een nee.
along-answered-sent = Deze vraag wacht op je antwoord.
along-answered-yes = Je zei ja. Dank je wel! Jullie hebben allebei een mail met plek en tijd.
along-answered-no = Je zei ‘nu even niet’. We vragen iemand anders.
along-answered-went = Jullie zijn samen geweest. Dank je wel!
along-answered-withdrawn = Deze vraag is ingetrokken. Je hoeft niet te antwoorden.
along-answered-lapsed = Deze vraag is verlopen. Je hoeft niet te antwoorden.
along-own-page = Open je pagina
flash-along-yes = Dank je wel! Jullie krijgen allebei een mail met plek en tijd.
flash-along-no = Dat is prima. We vragen iemand anders.
flash-along-elsewhere = Dank je wel! Je hebt al iemand, dus we vragen een ander.
flash-along-before = Deze vraag is al beantwoord.
flash-along-taken-back = We laten het de ander netjes weten. Fijn dat je het zegt.
along-yes-subject = Nieuws voor je
along-yes-her = { $name } neemt je mee naar { $title }.
along-yes-her-knows = { $name } weet dat je nieuw bent, en kijkt daar naar je uit.
along-yes-button = Bekijk het nog eens
along-yes-her-after = Kun je toch niet? Trek je vraag dan in op die pagina. Zo wacht niemand op je.
along-yes-them = Je neemt { $name } mee naar { $title }. Dank je wel!
along-yes-them-after = Spreek af bij de ingang, iets voor het begint. Kun je toch niet? Zeg het op je pagina.
along-not-needed = { $name } kan deze keer niet mee naar { $title }. Het ging om deze dag: { $when }.
along-nobody-comes = Je zou iemand meenemen naar { $title }. Het ging om deze dag: { $when }. Deze keer komt er niemand mee.
along-cannot-come = Je zou mee naar { $title }. Het ging om deze dag: { $when }. Het lukt deze keer niet.
along-cannot-come-kind = Dat ligt niet aan jou. Op deze pagina vind je iemand anders, of een plek waar je gewoon heen kunt.
along-cannot-come-button = Kijk wat er nog meer kan
own-asks = Iemand vraagt je iets
own-ask = { $name } wil graag mee naar { $title }
own-promised = Wie je meeneemt
own-cannot-come = Ik kan toch niet
own-ready = Je bent er klaar voor
own-next = Wat er nu gebeurt
own-step-joined = Je hebt je aangemeld
own-step-host = De groep zegt dat ze je kennen
own-step-host-waits = We hebben het gevraagd.
own-step-call = We bellen je één keer, vijf minuten
own-step-call-waits = { $name } belt je.
own-step-asked = { $count ->
    [one] Daarna krijg je hooguit één vraag per maand
   *[other] Daarna krijg je hooguit { $count } vragen per maand
}
own-done = Klaar
own-vouched = Ze kennen je
own-leave = Hier ga ik niet meer heen
own-add = Verander waar je heen gaat
own-made = Wat jij mogelijk maakte
own-made-none = Hier lees je na de eerste keer wie je hebt geholpen.
own-made-people = { $count ->
    [one] Dankzij jou hoefde 1 iemand niet alleen te gaan.
   *[other] Dankzij jou hoefden { $count } mensen niet alleen te gaan.
}
own-made-went = { $count ->
    [one] Eén van hen liet weten dat het fijn was.
   *[other] { $count } van hen lieten weten dat ze er waren.
}
own-data = Je gegevens en waar je bent ingelogd
own-pause = Ik neem even pauze
own-back = Ik ben er weer
own-paused = Je neemt even pauze. Niemand vraagt je iets.
own-stopped = Mensen meenemen is voor jou gestopt. Wil je erover praten?
own-undo = Maak ongedaan
own-read-code = Lees en teken
own-one-to-one-certificate-seen = Wil je met z'n tweeën afspreken? Lees dan hoe we met elkaar omgaan.
own-one-to-one-code-signed = Voor afspreken met z'n tweeën hebben we alles. We bellen je als het begint.
own-one-to-one-active = Je kunt ook met z'n tweeën afspreken.
own-expired = Je VOG is verlopen. { $name } helpt je met een nieuwe.
