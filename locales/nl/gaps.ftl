desk-promised = Wat je beloofde, en wat over veiligheid gaat
monday-waits = Wie wacht het langst?
monday-window = Wie gaat bijna weg, en kent nog niemand van hier?
monday-silent = Van welke twee hoorde je niets?
monday-heartbeat = Welke groep heeft niemand nagekeken?
monday-gap = Waar wachten meer mensen zonder plek?
desk-line-window = { $who } ziet nog niemand van hier.
desk-months-left = { $count ->
    [0] de laatste maand hier
    [one] nog 1 maand hier
   *[other] nog { $count } maanden hier
}
desk-line-gap = { $what }: { $waiting } mensen wachten, { $places ->
    [0] en niemand van hier heeft plek.
    [one] op 1 plek.
   *[other] op { $places } plekken.
}
desk-new-this-week = { $count } nieuw deze week
desk-gap-grew = { $count } meer zonder plek sinds { $date }
person-window = Ziet nog niemand van hier en gaat bijna weg:
flash-window-seen-to = Vier weken van je lijst. Zij merken er niets van.
desk-do-window = Kijk wie er past
desk-do-gap = Plaats de oproep
gaps-title = Waar mensen van hier ontbreken
gaps-hint = Iedereen die op iemand van hier wacht, telt één keer mee: daar waar de meeste anderen ook wachten. Minder dan vijf staan bij elkaar. Ook een vrije plek telt één keer.
gaps-sum = Wachten: { $waiting }. Vrije plekken van mensen van hier: { $places }. Plekken die bij niemand passen: { $spare }.
gaps-wanted = De pagina voor iedereen, met de oproepen
gaps-none = Niemand wacht op iemand van hier.
gaps-none-hint = Zodra iemand wacht, zie je hier waar iemand ontbreekt.
gaps-picture = Wanneer mensen wachten zonder plek
gaps-table = Wie er wacht, en wie plek heeft
gaps-what = Wanneer en wat
gaps-waiting = Wachten
gaps-places = Plekken
gaps-few = minder dan 5
gaps-call = Bekijk de oproep
gaps-called = oproep geplaatst
gap-title = Een oproep voor iemand van hier
gap-when-what = { $when }: { $what }
gap-rest = Al het andere
gap-dutch = Nederlands: { $level }
gap-counts = { $waiting } mensen wachten; { $places ->
    [0] niemand van hier heeft plek.
    [one] 1 plek is vrij.
   *[other] { $places } plekken zijn vrij.
}
gap-nobody = Hier wacht nu niemand.
gap-place = Plaats deze oproep
gap-place-hint = De oproep staat acht weken op een pagina voor iedereen. Er staat geen naam in.
gap-stands = Deze oproep staat op de pagina voor iedereen.
gap-poster-en = Poster in het Engels
gap-poster-nl = Poster in het Nederlands
gap-take-back = Haal de oproep weg
gap-in-en = In het Engels
gap-in-nl = In het Nederlands
gap-letter = Brief
gap-letter-hint = Voor een club, een koor of een nieuwsbrief. Kopieer de brief en verander wat je wilt.
flash-call-placed = De oproep staat op de pagina voor iedereen.
flash-call-back = De oproep is van de pagina af.
call-ask = Iemand die hier nieuw is, wil dit graag samen doen met iemand van hier.
call-ask-then = Iemand die hier nieuw is, heeft dan tijd. Diegene doet graag iets samen met iemand van hier.
call-part = Het is in { $part }.
call-level-none = Diegene spreekt nog geen Nederlands.
call-level-little = Diegene spreekt een beetje Nederlands. Wat geduld is genoeg.
call-level-some = Jullie kunnen Nederlands met elkaar praten.
call-letter-hello = Hallo,
call-letter-for = We zoeken iemand van hier: { $what }.
call-letter-waiting = Er wachten nu { $count } mensen; { $places ->
    [0] nog niemand heeft plek.
    [one] er is maar 1 plek.
   *[other] er zijn { $places } plekken.
}
call-letter-where = Ja zeggen kost twee minuten: { $address }
call-letter-regards = Hartelijke groet,
wanted-title = Wie we zoeken
wanted-hint = Je gaat toch al, en iemand die hier nieuw is wil graag mee. Zit er iets bij wat jij doet?
wanted-none = We zoeken nu niemand in het bijzonder.
wanted-none-hint = Wat je ook doet: misschien gaat er iemand graag mee.
wanted-scan = Ben jij dat? Scan de code, of typ:
