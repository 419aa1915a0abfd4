slip-empty = Please fill this in.
slip-too-long = Please use at most { $max } characters.
slip-odd-character = There is a character in here that we cannot use. Please type it again.
slip-email = This does not look like an email address. It should look like name@example.org.
slip-first-name = This does not look like a first name. Letters, hyphens and apostrophes are fine.
slip-sum-below = These add up to { $sum }. They should be 100: { $off } more.
slip-sum-above = These add up to { $sum }. They should be 100: { $off } fewer.
waited-today = today
waited-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
waited-weeks = { $count ->
    [one] 1 week
   *[other] { $count } weeks
}
