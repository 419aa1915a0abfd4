//! What lies between two people, whoever asks: time, way, field, and a language.

use super::side::Side;
use crate::{
    kit::{level::Level, vocabulary::vocabulary, week::FreeWeek, words::Travel},
    matching::{language::practice, travel},
};

/// Two people talk where both have short chats; one step below is still matched.
pub(super) const NEEDED: u8 = Level::A2 as u8;
/// From here on somebody can be practised with.
const PRACTISED_WITH: u8 = Level::B1 as u8;

/// The field two people share: the nearest of their skills.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Field {
    /// 1 the same skill, .5 the same ISCO-08 three-digit group, 0 none.
    pub nearness: f64,
    /// The local's skill that comes nearest; any where none does.
    pub skill: usize,
}

/// What lies between a newcomer and a local.
#[derive(Clone, Debug)]
pub(super) struct Between {
    /// Dayparts in which both are free; none where one did not say.
    pub common: Option<FreeWeek>,
    /// Minutes from her home to theirs by her means; none where one of the three is unknown.
    pub minutes: Option<f64>,
    /// The same by the fastest means, where hers is unknown.
    pub fastest: Option<f64>,
    /// The field; none where one of them named no skill.
    pub field: Option<Field>,
    /// The lower level in the best language in common, 0 to 6; none where one said nothing of languages.
    pub level: Option<u8>,
    /// That language; none where there is none in common.
    pub language: Option<String>,
    /// The language she would practise with them, and p.
    pub practises: Option<(String, f64)>,
}

impl Between {
    pub fn of(her: &Side, them: &Side) -> Self {
        let (level, language) = spoken(her, them);
        let way = her.home.zip(them.home).map(|(from, to)| from.km_to(to));
        let practises = practised(her.wants_or_dutch(), |l| her.level(l), |l| them.level(l));
        let by = |means: Travel| way.map(|km| travel::minutes(km, means));
        Self {
            common: her.person.free.zip(them.person.free).map(|(a, b)| a.iter().filter(|d| b.has(*d)).collect()),
            minutes: her.person.travel.and_then(by),
            fastest: by(Travel::Bus),
            field: field(her, them),
            level,
            language,
            practises: practises.map(|(language, p)| (language.to_owned(), p)),
        }
    }

    /// How many steps they are short of short chats; none where it is unknown.
    pub fn short(&self) -> u8 {
        self.level.map_or(0, |level| NEEDED.saturating_sub(level))
    }
}

/// The best common language. Of equals Dutch, for it is what they meet for; then English; then by tag.
fn spoken(her: &Side, them: &Side) -> (Option<u8>, Option<String>) {
    if !her.speaks_something() || !them.speaks_something() {
        return (None, None);
    }
    let rank = |tag: &str| match tag {
        "nl" => 2,
        "en" => 1,
        _ => 0,
    };
    let both = her.levels.iter().map(|(tag, own)| (*own.min(&them.level(tag)), rank(tag), tag));
    let best = both.filter(|(level, ..)| *level > 0).reduce(|a, b| if (b.0, b.1) > (a.0, a.1) { b } else { a });
    (Some(best.map_or(0, |b| b.0)), best.map(|b| b.2.clone()))
}

/// Whether they may speak a language she wants to learn well enough to be practised with: a blank may be any. How well
/// she speaks it herself is no part of it, for one more level of hers must not part them.
pub(super) fn may_practise(her: &Side, them: &Side) -> bool {
    let unsaid = !them.speaks_something();
    match her.wants() {
        Some(wanted) => wanted.into_iter().any(|language| unsaid || them.level(language) >= PRACTISED_WITH),
        None => unsaid || them.best_level() >= PRACTISED_WITH,
    }
}

/// The best of the languages she wants to learn that they speak well enough, and no worse than she does, by the levels
/// of both.
pub(super) fn practised<'a>(
    wanted: impl IntoIterator<Item = &'a str>,
    hers: impl Fn(&str) -> u8,
    theirs: impl Fn(&str) -> u8,
) -> Option<(&'a str, f64)> {
    let with = wanted.into_iter().filter(|l| theirs(l) >= PRACTISED_WITH.max(hers(l)));
    let all = with.map(|language| (language, practice(NEEDED, hers(language))));
    all.reduce(|a, b| if b.1 > a.1 || b.1 == a.1 && b.0 == "nl" { b } else { a })
}

fn field(her: &Side, them: &Side) -> Option<Field> {
    let can = her.can.as_ref()?;
    let mut theirs = them.skills.as_ref()?.iter().map(|n| Field { nearness: can[*n], skill: *n });
    let first = theirs.next()?;
    Some(theirs.fold(first, |best, next| if next.nearness > best.nearness { next } else { best }))
}

/// Her skill that lies in the same field as theirs, for the sentence.
pub(super) fn her_skill_near(her: &Side, theirs: usize) -> Option<usize> {
    let words = vocabulary();
    let group = &words.skills[theirs].isco_group;
    let hers = her.skills.as_ref()?;
    let same = hers.iter().find(|n| **n == theirs);
    same.or_else(|| hers.iter().find(|n| group.is_some() && words.skills[**n].isco_group == *group)).copied()
}
