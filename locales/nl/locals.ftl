local-title = Je gaat toch al. Neem je iemand mee?
local-description = Jij fietst, zingt of tennist. Neem één keer iemand mee.
local-text = Veel mensen zijn hierheen verhuisd voor de baan van hun partner. Mensen van hier leren kennen is lastig. Jij fietst, zingt of tennist. Neem één keer iemand mee.
local-button = Ik neem iemand mee
local-once = Eén persoon, één keer; daarna beslis jij.
local-at-most = Hooguit één vraag per maand.
local-number = Je nummer blijft verborgen.
local-own-page = Jouw pagina
local-ask-where = Waar ga je al heen?
local-why-where = We vragen de groep of ze je kennen.
local-short-where = Waar je heen gaat
local-ask-languages = Welke talen spreek je?
local-why-languages = Een gewoon gesprek is genoeg.
local-short-languages = Talen die je spreekt
local-ask-time = Wanneer, en hoe vaak?
local-why-time = De dagen mag je leeg laten.
local-short-time = Wanneer en hoe vaak
local-ask-often = Hoe vaak per maand mogen we je vragen?
local-ask-people = Hoeveel mensen tegelijk?
local-people-hint = Een avond samen telt tot die voorbij is.
local-describes = Staat het er niet bij?
local-describes-hint = Vertel het in één regel.
local-other-languages = Andere talen
local-from = Waar je woont
local-postcode-hint = Alleen voor de afstand.
local-told = Wat je ons vertelde
local-return = En welke taal wil jij graag oefenen?
local-skill = Of hulp bij iets
local-skill-which = Waar wil je hulp bij?
local-skill-none = niets in het bijzonder
local-said-listings = { $count ->
    [one] 1 groep
   *[other] { $count } groepen
}
local-said-often = { $count ->
    [one] één keer per maand
    [2] twee keer per maand
   *[other] { $count } keer per maand
}
local-said-people = { $count ->
    [one] één tegelijk
   *[other] { $count } mensen tegelijk
}
local-said-nothing = nog niets
local-join-title = Bijna klaar
local-first-name = Je voornaam
local-phone = Je telefoonnummer
local-phone-hint = { $name } belt je één keer, vijf minuten. Je nummer blijft verborgen.
local-join-send = Verstuur
slip-places-none = Kies waar je heen gaat, of vertel het in één regel.
slip-places-most = Kies er hooguit 12.
slip-phone = Dit moet een telefoonnummer zijn, zoals 06 12345678.
slip-agree = Vink dit aan om te tekenen.
flash-joined = Dank je wel! Hieronder zie je wat er nu gebeurt.
flash-paused = Je neemt even pauze. Niemand vraagt je iets tot je terug bent.
flash-back = Fijn dat je er weer bent. We mogen je weer vragen.
flash-place-left = We hebben het van je lijst gehaald.
flash-code-signed = Je hebt getekend. Dank je wel! We bellen je als alles klaar is.
code-conduct-title = Zo gaan we met elkaar om
code-conduct-lead = Je spreekt met z'n tweeën af. Met deze beloftes is dat veilig voor jullie allebei.
code-conduct-public = De eerste keren zien we elkaar op een openbare plek.
code-conduct-pace = We beslissen allebei hoe vaak. Nee zeggen mag, zonder reden.
code-conduct-quiet = Wat de ander mij vertelt, houd ik voor me.
code-conduct-money = We lenen geen geld, verkopen niets en vragen geen gunsten.
code-conduct-romance = Ik zoek hier geen date.
code-conduct-call = Voelt er iets niet goed? Dan bel ik { $name }.
code-conduct-hint = Lees eerst de zes beloftes.
code-conduct-agree = Dit beloof ik.
code-conduct-sign = Teken
code-conduct-signed = Dit heb je getekend.
code-conduct-not-yet = Je kunt tekenen als { $name } je VOG heeft gezien.
kinds-title = Waar je voor te vinden bent
kinds-why = We vragen je hiervoor, en voor niets anders. Je kunt het altijd veranderen.
kinds-one-to-one = Iemand ontmoeten, met z'n tweeën
kinds-coffee = Koffie met iemand uit mijn vakgebied
kinds-question = Een vraag beantwoorden
kinds-welcome-group = Een huishouden ontmoeten, met mijn groep
kinds-what-one-to-one = Eén keer, op een openbare plek. Daarna beslissen jullie allebei.
kinds-what-coffee = Eén uur, over werk.
kinds-what-question = Eén gesprek over school, zorg, werk of het huis.
kinds-what-welcome-group = Jullie zijn met ongeveer vijf mensen die elkaar kennen.
kinds-save = Opslaan
kinds-none = Nu even niets. Je kunt nog wel iemand meenemen.
kinds-change = Veranderen waar je voor te vinden bent
kinds-group = We zijn een groep: een huishouden ontmoeten
flash-kinds = Opgeslagen. Voor iets anders vragen we je niet.
training-title = Een korte avond voor mensen van hier
training-comes = Je komt. Tot dan!
training-come = Ik kom
training-not-come = Ik kan toch niet
training-off = Het gaat niet door: de avond voor locals, { $when }.
training-calendar = In mijn agenda
flash-training-come = Tot dan!
flash-training-not-come = Dat is prima. Je bent een andere keer welkom.
training-desk-title = Avonden voor mensen van hier
training-desk-text = Een korte avond om elkaar te zien, te vragen en te oefenen. Zij zien hem op hun pagina en in hun welkomstmail.
training-desk-none = Er staat geen avond gepland.
training-desk-people = { $count ->
    [one] Eén iemand komt
   *[other] { $count } mensen komen
}
training-call-off = Zeg af
training-new = Een nieuwe avond
training-date = Welke dag?
training-place = Waar?
training-set = Plan hem
slip-training-date = Kies een moment dat nog komt.
flash-training-set = Gepland. Mensen van hier zien het op hun pagina.
flash-training-off = Afgezegd. Wie zou komen, krijgt een e-mail.
local-letter-subject = Nieuws voor jou
local-letter-welcome = Fijn dat je meedoet! Dank je wel.
local-letter-next = { $name } belt je voor een kort gesprek. Daarna kun je iemand meenemen.
local-letter-training = Er is een korte avond voor mensen van hier: { $when }, { $place }. Aanmelden is één tik.
local-letter-called-off = De avond voor mensen van hier gaat niet door: { $when }.
local-letter-another = Is er een nieuwe datum, dan zie je die op je pagina.
