slip-empty = Vul dit nog even in.
slip-too-long = Gebruik hooguit { $max } tekens.
slip-odd-character = Hier staat een teken in dat we niet kunnen gebruiken. Typ het nog eens.
slip-email = Dit lijkt geen e-mailadres. Het ziet eruit als naam@voorbeeld.nl.
slip-first-name = Dit lijkt geen voornaam. Letters, spaties, streepjes en apostrofs mogen.
waited-today = vandaag
waited-days = { $count ->
    [one] 1 dag
   *[other] { $count } dagen
}
waited-weeks = { $count ->
    [one] 1 week
   *[other] { $count } weken
}
