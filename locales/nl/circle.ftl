circle-title = Mijn kring
circle-lead = Drie getallen, twee minuten, geen namen. Dit is voor jou alleen. De balie ziet het niet, en het staat in geen verslag.
circle-then = Toen
circle-now = Nu
circle-said-people = { $count ->
    [one] 1 persoon met wie je iets doet
   *[other] { $count } mensen met wie je iets doet
}
circle-said-rooted = { $count ->
    [one] 1 van hen komt van hier
   *[other] { $count } van hen komen van hier
}
circle-said-favour = { $count ->
    [one] 1 van hen kun je om hulp vragen
   *[other] { $count } van hen kun je om hulp vragen
}
circle-windows = Een raam voor elke persoon. Waar licht brandt, wonen mensen van hier.
circle-count = Tel je kring
circle-correct = Verbeter je getallen
circle-again = Vanaf { $day } kun je opnieuw tellen. Wat je nu bewaart, verandert je laatste getallen.
circle-people = Met hoeveel mensen doe je nu iets?
circle-people-hint = In de laatste maand: koffie drinken, sporten, met de kinderen spelen. Tel je eigen gezin niet mee.
circle-rooted = Hoeveel van hen komen van hier?
circle-rooted-hint = Ze wonen hier al jaren, of spreken elke dag Nederlands.
circle-favour = Hoeveel van hen kun je bellen als je hulp nodig hebt?
circle-favour-hint = Om je planten water te geven, of je kind op te halen.
circle-keep = Bewaar deze getallen
circle-delete = Verwijder mijn kring
circle-delete-what = Al je getallen zijn meteen weg.
circle-due = Twee minuten voor jou alleen: tel je kring.
slip-circle-number = Typ een getal van 0 tot 200
slip-circle-of-them = Typ een getal dat niet groter is dan alle mensen samen
flash-circle-kept = Je getallen zijn bewaard, voor jou alleen.
flash-circle-deleted = Je kring is verwijderd.
flash-circle-back = Je kring staat er weer.
