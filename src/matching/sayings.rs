//! What each component says of a pair: one sentence in both languages, B1, at most 15 words, never an exam.

use super::{
    bridges,
    catalogue::Entry,
    following::{DUTCH, ENGLISH},
    score::Parts,
    seeker::Seeker,
    signal::Signal,
    skill,
};
use crate::kit::{
    lang::Lang,
    money::Euros,
    sentence::Sentence,
    vocabulary::{Named, vocabulary},
    words::{Domain, Travel},
};

/// From this rarity on an interest is called rare.
const RARE: f64 = 0.85;

/// The sentence of a component; `good` where it speaks for the listing, else against it. None where there is nothing to say.
pub(super) fn said(
    signal: Signal,
    good: bool,
    her: &Seeker,
    it: &Entry,
    parts: &Parts,
    rarity: impl Fn(usize) -> f64,
) -> Option<Sentence> {
    match signal {
        Signal::Interest => Some(interest(good, her, it, rarity)),
        Signal::Language => Some(language(good, her, it, parts)),
        Signal::Skill => Some(skill_need(her, it)),
        Signal::Availability if good => Some(Sentence::new(
            "By appointment: you choose the time together.",
            "Op afspraak: jullie kiezen samen een moment.",
        )),
        Signal::Availability => {
            Some(Sentence::new("You have few free moments for this.", "Je hebt hier weinig vrije momenten voor."))
        }
        Signal::Travel => travel(good, her, it),
        Signal::Goals => Some(goals(her, it)),
        Signal::Bridging => Some(bridging(good, it)),
        Signal::Child => child(parts),
        Signal::Cost => cost(it),
        Signal::Freshness if good => Some(Sentence::new("Checked recently.", "Onlangs nog gecontroleerd.")),
        Signal::Freshness => {
            Some(Sentence::new("Nobody has confirmed this for some weeks.", "Dit is al een paar weken niet bevestigd."))
        }
        Signal::Reciprocity => None,
    }
}

fn both(named: &Named, en: impl Fn(&str) -> String, nl: impl Fn(&str) -> String) -> Sentence {
    Sentence::new(en(named.name(Lang::En)), nl(named.name(Lang::Nl)))
}

fn interest(good: bool, her: &Seeker, it: &Entry, rarity: impl Fn(usize) -> f64) -> Sentence {
    let nearest = her.likes.as_ref().and_then(|l| l.nearest(it));
    match nearest {
        Some((n, near)) => {
            let named = &vocabulary().interests[n].named;
            match near {
                1.0 if good && rarity(n) >= RARE => both(
                    named,
                    |x| format!("You chose it, and it is rare here: {x}."),
                    |x| format!("Jij koos het, en het is hier zeldzaam: {x}."),
                ),
                1.0 => both(named, |x| format!("You chose this: {x}."), |x| format!("Dit koos jij: {x}.")),
                _ => both(
                    named,
                    |x| format!("Close to what you chose: {x}."),
                    |x| format!("Lijkt op wat jij koos: {x}."),
                ),
            }
        }
        None => Sentence::new("It is not one of the things you chose.", "Het hoort niet bij wat jij koos."),
    }
}

fn language(good: bool, her: &Seeker, it: &Entry, parts: &Parts) -> Sentence {
    let talk = &parts.talk;
    let practises_dutch = talk.practises == Some(DUTCH) && her.person.wants_to_learn.is_some();
    let wants_dutch = her.wants.contains(&DUTCH);
    let at_ease = her.comfort(talk.common.level) >= 0.5;
    match (good, talk.common.language) {
        (true, _) if practises_dutch && talk.practice.unwrap_or(0.0) >= 0.5 => {
            let needed = it.dutch.unwrap_or(0);
            if needed > her.level(DUTCH) {
                Sentence::new("The Dutch here is just within your reach.", "Dit Nederlands kun je net aan.")
            } else {
                Sentence::new("Here you can practise the Dutch you know.", "Hier oefen je het Nederlands dat je kent.")
            }
        }
        (false, _) if at_ease && wants_dutch && !practises_dutch => {
            Sentence::new("You will not practise Dutch here.", "Hier oefen je geen Nederlands.")
        }
        (_, _) if !at_ease => {
            Sentence::new("Talking takes some effort here at first.", "Praten kost hier in het begin wat moeite.")
        }
        (_, ENGLISH) => Sentence::new("You can get by in English here.", "Met Engels red je je hier."),
        (_, DUTCH) => Sentence::new("You can get by in Dutch here.", "Met jouw Nederlands red je je hier."),
        (_, other) => {
            let tag = it.it.languages.iter().find(|t| !t.is_dutch() && !t.is_english() && her.level_of(t) > 0);
            let name = |lang| tag.map_or("", |t| vocabulary().language_name(t, lang));
            debug_assert!(other > ENGLISH);
            Sentence::new(
                format!("You share a language there: {}.", name(Lang::En)),
                format!("Jullie delen een taal: {}.", name(Lang::Nl)),
            )
        }
    }
}

fn skill_need(her: &Seeker, it: &Entry) -> Sentence {
    match her.can.as_ref().and_then(|can| skill::best(can, it)) {
        Some((n, near)) => {
            let named = &vocabulary().skills[n].named;
            if near >= 1.0 {
                both(
                    named,
                    |x| format!("They look for what you can do: {x}."),
                    |x| format!("Ze zoeken wat jij kunt: {x}."),
                )
            } else {
                both(
                    named,
                    |x| format!("They look for something close to yours: {x}."),
                    |x| format!("Ze zoeken iets dat erop lijkt: {x}."),
                )
            }
        }
        None => Sentence::new("They look for other skills than yours.", "Ze zoeken iets anders dan wat jij doet."),
    }
}

fn travel(good: bool, her: &Seeker, it: &Entry) -> Option<Sentence> {
    let minutes = libm::round(her.ways.minutes(it)?);
    let (en, nl) = match her.person.travel? {
        Travel::Foot => ("on foot", "lopen"),
        Travel::Bike => ("by bike", "fietsen"),
        Travel::Bus => ("by bus", "met de bus"),
    };
    Some(if good {
        Sentence::new(format!("About {minutes} minutes {en}."), format!("Ongeveer {minutes} minuten {nl}."))
    } else {
        Sentence::new(
            format!("A bit far: about {minutes} minutes {en}."),
            format!("Wat verder weg: ongeveer {minutes} minuten {nl}."),
        )
    })
}

fn goals(her: &Seeker, it: &Entry) -> Sentence {
    let shared = her.wishes.unwrap_or(0) & it.domains;
    let domain = Domain::ALL.iter().find(|d| shared & (1 << **d as u8) != 0);
    let (en, nl) = match domain {
        Some(Domain::Work) => {
            ("You are looking for work, and this is about work.", "Je zoekt werk, en dit gaat over werk.")
        }
        Some(Domain::Social) => {
            ("You want to meet people, and here you do.", "Je wilt mensen ontmoeten, en dat doe je hier.")
        }
        Some(Domain::Culture) => {
            ("You are looking for culture, and here it is.", "Je zoekt cultuur, en die vind je hier.")
        }
        Some(Domain::Sport) => ("You want to do sport, and here you do.", "Je wilt sporten, en dat doe je hier."),
        Some(Domain::Education) => {
            ("You want to learn something, and here you do.", "Je wilt iets leren, en dat doe je hier.")
        }
        Some(Domain::Health) => {
            ("You are looking for rest; this may suit you.", "Je zoekt rust; dit past daar misschien bij.")
        }
        None => ("It is not what you are looking for first.", "Het is niet waar je het eerst naar zoekt."),
    };
    Sentence::new(en, nl)
}

fn bridging(good: bool, it: &Entry) -> Sentence {
    if good {
        bridges::said(it)
    } else if it.ties.share < 0.4 {
        Sentence::new("You will meet few people from here.", "Je ontmoet hier weinig mensen van hier.")
    } else if it.ties.often() {
        Sentence::new(
            "It is a large group; getting to know people takes longer.",
            "Het is een grote groep; mensen leren kennen duurt langer.",
        )
    } else {
        Sentence::new("You will see each other only now and then.", "Jullie zien elkaar maar af en toe.")
    }
}

fn child(parts: &Parts) -> Option<Sentence> {
    (parts.nice[0] >= 1.0).then(|| Sentence::new("Your child is welcome too.", "Je kind is ook welkom."))
}

fn cost(it: &Entry) -> Option<Sentence> {
    let cost = Euros::of_cents(libm::round(it.cost? * 100.0) as u32);
    Some(if cost == Euros::FREE {
        Sentence::new("It is free.", "Het is gratis.")
    } else {
        Sentence::new(
            format!("It costs {} a time.", cost.text(Lang::En)),
            format!("Het kost {} per keer.", cost.text(Lang::Nl)),
        )
    })
}
