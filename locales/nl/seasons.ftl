season-title = Het jaar rond in { $city }
season-text = Wat mensen hier door het jaar heen doen, wanneer dat is en hoe je meedoet. Je hoeft niet te weten hoe het gaat.
season-none = Hier staat nog niets.
season-days = { $from } tot en met { $until }
season-today = Vandaag
season-now = Nu, tot en met { $until }
season-in-days = { $count ->
    [one] Morgen: { $days }
   *[other] Over { $count } dagen: { $days }
}
season-in-weeks = Over { $count } weken: { $days }
season-expected = Deze dagen verwachten we; de organisatie heeft ze nog niet verteld.
season-what = Wat het is
season-wear = Wat je aantrekt
season-role = Iets wat je kunt doen
season-with = Ga met iemand mee
season-say = Wat mensen zeggen
season-talk = Praat je er liever over? Bel ons.
season-join = Hier kun je meedoen
season-join-none = Hier staat nog niets. In de weken ervoor komt er meer bij.
today-season = Iets om over te praten
season-desk-text = Eén klik schrijft een concept voor alles wat er binnen een jaar komt. Jij vult in waar en wie, en publiceert wat past. Zes weken vooraf staan concepten op je maandag.
season-prepare = { $count ->
    [one] Bereid het komende jaar voor: 1 concept
   *[other] Bereid het komende jaar voor: { $count } concepten
}
season-prepared = { $count ->
    [one] 1 concept staat klaar.
   *[other] { $count } concepten staan klaar.
}
season-all-prepared = Het komende jaar is voorbereid.
season-desk-expected = Verwacht: zoek de dagen op
season-desk-right = met de hand ingevuld
season-desk-not-yet = nog niet voorbereid
season-along = { $count ->
    [0] Er gaat nog niemand van hier mee.
    [one] Er gaat iemand van hier mee.
   *[other] Er gaan { $count } mensen van hier mee.
}
season-ask-along = Vraag iemand
season-days-title = Zet de dagen goed
season-public = De pagina voor iedereen
season-days-text = Een festival kiest zelf zijn dagen. Concepten die niemand heeft aangeraakt gaan mee; kijk zelf naar de andere.
season-days-rule = Volgens de regel: { $days }.
season-starts = Eerste dag
season-starts-hint = Bijvoorbeeld 7-11-2026. Laat beide leeg om de regel te volgen.
season-ends = Laatste dag
season-days-save = Bewaar de dagen
slip-season-far = Deze dag ligt ver van waar de regel hem verwacht. Kijk naar de maand en het jaar.
slip-season-ends = De laatste dag komt na de eerste, binnen twee maanden.
flash-season-prepared = De concepten staan klaar.
flash-season-nothing = Alles stond er al.
flash-season-back = De concepten zijn weg.
flash-season-back-in-part = Concepten die niemand heeft aangeraakt zijn weg. De andere blijven.
flash-season-days = De dagen zijn bewaard.
