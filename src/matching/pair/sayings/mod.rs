//! What each component says of a pair, to the newcomer or to the local: both languages, B1, at most 15 words.

mod theirs;
mod words;

use super::{
    between::Between,
    hers::served,
    pool::Rarity,
    score::Parts,
    side::{Side, bit},
};
use crate::{
    kit::{
        lang::Lang,
        sentence::Sentence,
        vocabulary::{Named, vocabulary},
        words::{Domain, Travel},
    },
    matching::language::comfort,
};

pub(super) use theirs::of_theirs;
pub(super) use words::{daypart, language};

/// Who is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    Newcomer,
    Local,
}

/// A pair, to be spoken of.
pub(super) struct Pair<'a> {
    pub her: &'a Side,
    pub them: &'a Side,
    pub between: &'a Between,
    pub parts: &'a Parts,
    pub rarity: &'a Rarity,
    /// What the local would like help with.
    pub wished: Option<usize>,
    pub voice: Voice,
}

/// From this rarity on an interest is called rare.
const RARE: f64 = 0.85;

/// Two sentences, for the newcomer and for the local: the one for this voice.
pub(in crate::matching::pair) fn either(voice: Voice, hers: (&str, &str), theirs: (&str, &str)) -> Sentence {
    let (en, nl) = if voice == Voice::Newcomer { hers } else { theirs };
    Sentence::new(en, nl)
}

pub(in crate::matching::pair) fn about(named: &Named, en: &str, nl: &str) -> Sentence {
    Sentence::new(format!("{en}: {}.", named.name(Lang::En)), format!("{nl}: {}.", named.name(Lang::Nl)))
}

/// The sentence of one of U's components or of life phase; `good` where it speaks for the pair. None where there is
/// nothing to say.
pub(in crate::matching::pair) fn of_hers(pair: &Pair, k: usize, good: bool) -> Option<Sentence> {
    match k {
        0 => Some(interest(pair, good)),
        1 => language_said(pair, good),
        2 => skill(pair).filter(|_| good),
        3 => time(pair, good),
        4 => way(pair, good),
        5 => Some(goals(pair)),
        6 => Some(bridging(pair, good)),
        _ => life(pair).filter(|_| good),
    }
}

/// The interest of theirs that says most of what she likes: nearest first, then the first of the file.
pub(in crate::matching::pair) fn nearest(likes: &Side, named: &Side) -> Option<(usize, f64)> {
    let near = likes.nearness.as_ref()?;
    let all = named.interests.iter().flatten().map(|n| (*n, near[*n])).filter(|(_, a)| *a > 0.0);
    all.reduce(|a, b| if b.1 > a.1 { b } else { a })
}

fn interest(pair: &Pair, good: bool) -> Sentence {
    match nearest(pair.her, pair.them) {
        Some((n, near)) => {
            let named = &vocabulary().interests[n].named;
            match near {
                1.0 if good && pair.rarity.idf(n) >= RARE => about(
                    named,
                    "You both chose it, and few here did",
                    "Jullie kozen het allebei, en hier doen weinig mensen dat",
                ),
                1.0 => about(named, "You both chose this", "Dit kozen jullie allebei"),
                _ if pair.voice == Voice::Newcomer => {
                    about(named, "They like something close to yours", "De ander houdt van iets dat erop lijkt")
                }
                _ => about(named, "They like something close to this", "De ander houdt van iets dat hierop lijkt"),
            }
        }
        None => Sentence::new("You chose different things.", "Jullie kozen verschillende dingen."),
    }
}

fn language_said(pair: &Pair, good: bool) -> Option<Sentence> {
    let level = pair.between.level?;
    let wants = pair.her.wants();
    let at_ease = comfort(level) >= 0.5;
    let practises = pair.between.practises.as_ref().filter(|(_, p)| wants.is_some() && *p >= 0.5);
    match practises {
        Some((tag, _)) if good => {
            let (en, nl) = (language(tag, Lang::En), language(tag, Lang::Nl));
            return Some(match pair.voice {
                Voice::Newcomer => Sentence::new(
                    format!("You would like to practise {en}; they speak it."),
                    format!("Je wilt {nl} oefenen; de ander spreekt het."),
                ),
                Voice::Local => Sentence::new(
                    format!("They would like to practise {en}; you speak it."),
                    format!("De ander wil {nl} oefenen; jij spreekt het."),
                ),
            });
        }
        _ => {}
    }
    if !at_ease {
        return Some(Sentence::new("Talking takes some effort at first.", "Praten kost in het begin wat moeite."));
    }
    let wants_dutch = wants.is_some_and(|w| w.contains(&"nl"));
    if !good && wants_dutch && pair.between.practises.is_none() {
        return Some(Sentence::new("You will not practise Dutch together.", "Samen oefenen jullie geen Nederlands."));
    }
    let tag = pair.between.language.as_deref()?;
    Some(Sentence::new(
        format!("You can talk in {}.", language(tag, Lang::En)),
        format!("Jullie kunnen praten in het {}.", language(tag, Lang::Nl)),
    ))
}

fn skill(pair: &Pair) -> Option<Sentence> {
    let field = pair.between.field.filter(|f| f.nearness > 0.0)?;
    let named = &vocabulary().skills[field.skill].named;
    Some(match (field.nearness, pair.voice) {
        (1.0, _) => about(named, "You know the same field", "Jullie kennen hetzelfde vak"),
        (_, Voice::Newcomer) => about(named, "Their field is close to yours", "Hun vak ligt dicht bij dat van jou"),
        (_, Voice::Local) => about(named, "Their field is close to yours", "Hun vak ligt dicht bij het jouwe"),
    })
}

fn time(pair: &Pair, good: bool) -> Option<Sentence> {
    let common = pair.between.common?;
    let first = daypart(common.iter().next()?);
    let count = common.bits().count_ones();
    Some(match count {
        1 if good => Sentence::new(
            format!("You are both free on {}.", first.en),
            format!("Jullie kunnen allebei op {}.", first.nl),
        ),
        1 => Sentence::new(
            format!("You are both free only on {}.", first.en),
            format!("Jullie kunnen alleen op {} allebei.", first.nl),
        ),
        _ => Sentence::new(
            format!("You are both free {count} times a week, such as {}.", first.en),
            format!("Jullie kunnen {count} keer per week allebei, zoals {}.", first.nl),
        ),
    })
}

fn way(pair: &Pair, good: bool) -> Option<Sentence> {
    let minutes = libm::round(pair.between.minutes?);
    let (en, nl) = match pair.her.person.travel? {
        Travel::Foot => ("on foot", "lopen"),
        Travel::Bike => ("by bike", "fietsen"),
        Travel::Bus => ("by bus", "met de bus"),
    };
    Some(if good {
        Sentence::new(
            format!("You live about {minutes} minutes apart, {en}."),
            format!("Jullie wonen ongeveer {minutes} minuten {nl} van elkaar."),
        )
    } else {
        Sentence::new(
            format!("A bit far: about {minutes} minutes {en}."),
            format!("Wat verder weg: ongeveer {minutes} minuten {nl}."),
        )
    })
}

fn goals(pair: &Pair) -> Sentence {
    let hers = pair.her.wishes.unwrap_or(0);
    let by_field = pair.between.field.is_some_and(|f| f.nearness > 0.0);
    let all = served(pair.them) | if by_field { bit(Domain::Work) } else { 0 };
    let domain = Domain::ALL.iter().find(|d| hers & all & bit(**d) != 0);
    let voice = pair.voice;
    match domain {
        Some(Domain::Work) => either(
            voice,
            ("You are looking for work, and they can help.", "Je zoekt werk, en de ander kan daarbij helpen."),
            ("They are looking for work, and you can help.", "De ander zoekt werk, en jij kunt daarbij helpen."),
        ),
        Some(Domain::Social) => either(
            voice,
            ("You want to meet people, and so do they.", "Je wilt mensen ontmoeten, en de ander ook."),
            ("They want to meet people, and so do you.", "De ander wil mensen ontmoeten, en jij ook."),
        ),
        Some(Domain::Culture) => either(
            voice,
            ("You are looking for culture, and they like it.", "Je zoekt cultuur, en de ander houdt daarvan."),
            ("They are looking for culture, and you like it.", "De ander zoekt cultuur, en jij houdt daarvan."),
        ),
        Some(Domain::Sport) => either(
            voice,
            ("You want to do sport, and so do they.", "Je wilt sporten, en de ander ook."),
            ("They want to do sport, and so do you.", "De ander wil sporten, en jij ook."),
        ),
        Some(Domain::Education) => either(
            voice,
            ("You want to learn, and they like to help.", "Je wilt iets leren, en de ander helpt graag."),
            ("They want to learn, and you like to help.", "De ander wil iets leren, en jij helpt graag."),
        ),
        Some(Domain::Health) => either(
            voice,
            ("You are looking for rest, and they like that too.", "Je zoekt rust, en de ander vindt dat ook fijn."),
            ("They are looking for rest, and you like that too.", "De ander zoekt rust, en jij vindt dat ook fijn."),
        ),
        None => either(
            voice,
            ("It is not what you are looking for first.", "Het is niet waar je het eerst naar zoekt."),
            ("It is not what they are looking for first.", "Het is niet waar de ander het eerst naar zoekt."),
        ),
    }
}

fn bridging(pair: &Pair, good: bool) -> Sentence {
    if good || pair.them.is_rooted() == Some(false) {
        bridges(pair.them, pair.voice)
    } else {
        Sentence::new("You will see each other only now and then.", "Jullie zien elkaar maar af en toe.")
    }
}

/// What the pair bridges; never said as known where it is only usual.
pub(in crate::matching::pair) fn bridges(them: &Side, voice: Voice) -> Sentence {
    match them.is_rooted() {
        Some(true) if them.person.years_here.is_some_and(|years| years >= 10) => either(
            voice,
            ("They have lived here for years.", "De ander woont hier al jaren."),
            ("You have lived here for years; they are new.", "Jij woont hier al jaren; de ander is nieuw."),
        ),
        Some(true) => either(
            voice,
            ("They speak Dutch every day.", "De ander spreekt elke dag Nederlands."),
            ("You speak Dutch every day; they are new.", "Jij spreekt elke dag Nederlands; de ander is nieuw."),
        ),
        Some(false) => either(
            voice,
            ("They have not lived here for long either.", "De ander woont hier ook nog niet lang."),
            ("You have not lived here for long either.", "Jij woont hier ook nog niet lang."),
        ),
        None => either(
            voice,
            (
                "People who take somebody along have mostly lived here for years.",
                "Wie iemand meeneemt, woont hier meestal al jaren.",
            ),
            ("They are new here.", "De ander is nieuw hier."),
        ),
    }
}

fn life(pair: &Pair) -> Option<Sentence> {
    let life = pair.parts.life;
    (life.known && life.value >= 0.75).then(|| {
        if life.value >= 1.0 {
            Sentence::new(
                "You have children of about the same age.",
                "Jullie hebben kinderen van ongeveer dezelfde leeftijd.",
            )
        } else {
            Sentence::new("You both have children.", "Jullie hebben allebei kinderen.")
        }
    })
}
