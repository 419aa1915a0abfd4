slip-empty = Vul dit nog even in.
slip-too-long = Gebruik hooguit { $max } tekens.
slip-odd-character = Hier staat een teken in dat we niet kunnen gebruiken. Typ het nog eens.
slip-email = Dit lijkt geen e-mailadres. Het ziet eruit als naam@voorbeeld.nl.
slip-first-name = Dit lijkt geen voornaam. Letters, streepjes en apostrofs mogen.
slip-sum-below = Samen is dit { $sum }. Het moet 100 zijn: er moet { $off } bij.
slip-sum-above = Samen is dit { $sum }. Het moet 100 zijn: er moet { $off } af.
waited-today = vandaag
waited-days = { $count ->
    [one] 1 dag
   *[other] { $count } dagen
}
waited-weeks = { $count ->
    [one] 1 week
   *[other] { $count } weken
}
