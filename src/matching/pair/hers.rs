//! U's components, for the newcomer. The same formulas as for a listing where they make sense; what differs, and why:
//!
//! 1. **Interest**: over the local's interests, idf over the pool. 2. **Language**: m in the best common language, each at
//!    the level both have; practice with somebody of B1 or more, needed: short chats (A2).
//! 3. **Skill**: ½ + ½·nearness of the fields (1 the same skill, .5 the same ISCO-08 three-digit group). Most people one
//!    meets are of another field, so none in common costs little, and naming a skill never costs more than silence.
//! 4. **Availability**: 1 − e^(−h/3), six hours for each daypart in common. 5. **Travel**: between the two postcodes by her
//!    means. 6. **Goals**: the best of her wishes: 1 where an offer serves it (mentor: work; language-partner:
//!    education; the others: social) or an interest of theirs lies in that domain; for work also the nearness of the fields.
//! 7. **Bridging** (L·R·T)^⅓: L = 1 rooted here, .3 said not to be, .8 where unknown; R by two hours a month until her
//!    horizon, at most 52 weeks; T = 1, one to one.
//!
//! N, **life phase**: 1 with children at most two years apart, .75 where both have children, .5 otherwise, .3 unknown.

use super::{
    between::{Between, practised},
    pool::Rarity,
    side::{Side, bit},
    unknown::{LIFE_UNKNOWN, NEW_HERE_TOO, ROOTED_PRIOR, UNKNOWN},
};
use crate::{
    kit::{
        level::Level,
        month::Month,
        vocabulary::vocabulary,
        words::{Domain, Offer, Travel},
    },
    matching::{
        availability::of_hours, bridging::hours_together, interest, language::comfort, plan::hours_by_appointment,
        signal::blank, travel,
    },
};
use chrono::NaiveDate;

/// Hours of a daypart.
const DAYPART_HOURS: f64 = 6.0;
/// All dayparts of a week.
const ALL_WEEK: u32 = 21;
/// Children are of like ages within so many years.
const LIKE_AGES: i32 = 2;

/// A component's value, 0 to 1, and whether it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Value {
    pub value: f64,
    pub known: bool,
}

impl Value {
    pub fn known(value: f64) -> Self {
        Self { value, known: true }
    }

    /// Some of these fields are blank: below `best`, what the pair could have with the best that could stand there.
    pub fn unknown<const N: usize>(lower_quartile: f64, best: f64, blanks: [bool; N]) -> Self {
        let blanks = blanks.into_iter().filter(|b| *b).count().max(1) as i32;
        Self { value: blank(lower_quartile, best, blanks), known: false }
    }
}

/// What one side's likes say of what the other named.
pub(super) fn shared_interests(likes: &Side, named: &Side, rarity: &Rarity, lower_quartile: f64) -> Value {
    match (&likes.nearness, &named.interests) {
        (Some(near), Some(named)) => {
            let left: f64 = named.iter().map(|n| interest::factor(near[*n], rarity.idf(*n))).product();
            Value::known(1.0 - left)
        }
        (likes, named) => Value::unknown(lower_quartile, interest::LEAST, [likes.is_none(), named.is_none()]),
    }
}

/// It is known that neither interests, nor her wishes, nor a field, nor help that the local wishes for relates these two:
/// only a language to practise may.
pub(super) fn only_practice(
    her: &Side,
    between: &Between,
    interest: Value,
    goals: Value,
    wished: Option<usize>,
) -> bool {
    let nothing = Value::known(0.0);
    let no_field = between.field.is_some_and(|f| f.nearness == 0.0);
    let no_help = wished.is_none_or(|n| her.can.as_ref().is_some_and(|can| can[n] == 0.0));
    interest == nothing && goals == nothing && no_field && no_help
}

/// `only_practice`: see there; then she cannot answer that she wants none, for that would keep the two apart.
pub(super) fn language(her: &Side, them: &Side, between: &Between, only_practice: bool) -> Value {
    let Some(level) = between.level else { return talk_unsaid(her, them) };
    let any = || practised(them.levels.keys().map(String::as_str), |l| her.level(l), |l| them.level(l));
    let most = if only_practice { any().map_or(0.0, |(_, p)| p) } else { 1.0 };
    let p = between.practises.as_ref().map_or(0.0, |(_, p)| *p);
    Value::known(talk(her, comfort(level), p, most))
}

fn mix(f: f64, p: f64) -> f64 {
    0.7 * f + 0.3 * p
}

/// What a talk is worth to her, of this comfort and this practice; at most so much of practice where she left it open.
fn talk(her: &Side, f: f64, p: f64, most: f64) -> f64 {
    match &her.person.wants_to_learn {
        Some(wanted) if wanted.is_empty() => f,
        Some(_) => mix(f, p),
        // Her best answer is either that she does not want to (f) or that she does (p).
        None => mix(f, blank(UNKNOWN.practice, p.max(f), 1).min(most)),
    }
}

/// One of the two said nothing of languages. The best that could stand there is the best with this other person: she
/// may speak what they speak, and as well; they may speak anything, but what she speaks she speaks no better for it.
fn talk_unsaid(her: &Side, them: &Side) -> Value {
    let c2 = Level::C2.number();
    let (she, they) = (her.speaks_something(), them.speaks_something());
    let theirs = |language: &str| if they { them.level(language) } else { c2 };
    let hers = |language: &str| if she { her.level(language) } else { theirs(language) };
    let f = comfort(match (she, they) {
        (true, _) => her.best_level(),
        (_, true) => them.best_level(),
        _ => c2,
    });
    let at_best = |wanted: Vec<&str>| practised(wanted, hers, theirs).map_or(0.0, |(_, p)| p);
    let alone = talk(her, f, at_best(her.wants_or_dutch()), 1.0);
    let quartile = UNKNOWN.hers[1];
    if her.person.wants_to_learn.is_some() {
        return Value::unknown(quartile, alone, [!she, !they]);
    }
    // She may want to learn any language that either speaks, or none. Still the languages are a blank of their own, and
    // must not pay where she leaves the other blank.
    let any = her.levels.keys().chain(them.levels.keys()).map(String::as_str).chain(["nl"]);
    let best = f.max(mix(f, at_best(any.collect())));
    Value::unknown(quartile.min(alone), best, [!she, !they, true])
}

pub(super) fn skill(her: &Side, them: &Side, between: &Between) -> Value {
    match between.field {
        Some(field) => Value::known(0.5 + 0.5 * field.nearness),
        None => Value::unknown(UNKNOWN.hers[2], 1.0, [her.skills.is_none(), them.skills.is_none()]),
    }
}

pub(super) fn availability(her: &Side, them: &Side, between: &Between, lower_quartile: f64) -> Value {
    let value = |dayparts: u32| of_hours(DAYPART_HOURS * f64::from(dayparts));
    match between.common {
        Some(common) => Value::known(value(common.bits().count_ones())),
        None => {
            let (hers, theirs) = (her.person.free, them.person.free);
            let at_best = hers.or(theirs).map_or(ALL_WEEK, |free| free.bits().count_ones());
            Value::unknown(lower_quartile, value(at_best), [hers.is_none(), theirs.is_none()])
        }
    }
}

pub(super) fn way(her: &Side, them: &Side, between: &Between) -> Value {
    let no_means = her.person.travel.is_none();
    match (between.minutes, between.fastest) {
        (Some(minutes), _) => Value::known(travel::of_minutes(minutes)),
        (None, Some(fastest)) => Value::unknown(UNKNOWN.hers[4], travel::of_minutes(fastest), [true]),
        (None, None) => {
            let next_door = travel::of_minutes(travel::minutes(0.0, Travel::Bus));
            Value::unknown(UNKNOWN.hers[4], next_door, [her.home.is_none(), them.home.is_none(), no_means])
        }
    }
}

/// The domain that an offer serves.
fn serves(offer: Offer) -> Domain {
    match offer {
        Offer::Mentor => Domain::Work,
        Offer::LanguagePartner => Domain::Education,
        Offer::TakeAlong | Offer::Buddy | Offer::CoHost => Domain::Social,
    }
}

/// The domains that some offer serves, one bit each.
fn by_offers() -> u8 {
    Offer::ALL.iter().fold(0, |bits, offer| bits | bit(serves(*offer)))
}

/// The domains a local's offers and interests serve, one bit each.
pub(super) fn served(them: &Side) -> u8 {
    let by_offers = them.person.offers.iter().flatten().map(|o| bit(serves(*o)));
    let words = vocabulary();
    let by_interests = them.interests.iter().flatten().map(|n| bit(words.interests[*n].domain));
    by_offers.chain(by_interests).fold(0, |bits, b| bits | b)
}

pub(super) fn goals(her: &Side, them: &Side, between: &Between) -> Value {
    let (no_offers, no_interests) = (them.person.offers.is_none(), them.interests.is_none());
    let Some(wishes) = her.wishes else {
        return Value::unknown(UNKNOWN.hers[5], 1.0, [true, no_offers, no_interests]);
    };
    // What an answer could still serve; the rest of the blanks would change nothing.
    let no_offers = no_offers && wishes & by_offers() != 0;
    let wants_work = wishes & bit(Domain::Work) != 0;
    let by_field = between.field.map_or(0.0, |f| f.nearness);
    let q = if wishes & served(them) != 0 {
        1.0
    } else if wants_work {
        by_field
    } else {
        0.0
    };
    let no_field = wants_work && between.field.is_none();
    if q == 1.0 || !(no_offers || no_interests || no_field) {
        return Value::known(q);
    }
    let guess = Value::unknown(UNKNOWN.hers[5], 1.0, [no_offers, no_interests, no_field]);
    Value { value: guess.value.max(q), ..guess }
}

/// L: whether somebody rooted here is there.
pub(super) fn rooted(them: &Side) -> Value {
    match them.is_rooted() {
        Some(true) => Value::known(1.0),
        Some(false) => Value::known(NEW_HERE_TOO),
        None => {
            Value::unknown(ROOTED_PRIOR, 1.0, [them.person.years_here.is_none(), them.person.dutch_daily.is_none()])
        }
    }
}

/// Months ahead of her: none = unknown; a long time where no end is in sight.
pub(super) fn months_ahead(her: &Side, today: NaiveDate) -> Option<i32> {
    her.person.stays_until.map(|end| end.map_or(i32::MAX, |month| month.months_after(Month::of(today))))
}

/// R: hours together until her horizon.
pub(super) fn hours(her: &Side, today: NaiveDate) -> Value {
    let r = |months: i32| hours_together(hours_by_appointment(today, months.clamp(0, 12) as usize));
    match months_ahead(her, today) {
        Some(months) => Value::known(r(months)),
        None => Value::unknown(UNKNOWN.hours, r(12), [true]),
    }
}

pub(super) fn bridging(her: &Side, them: &Side, today: NaiveDate) -> Value {
    let (l, r) = (rooted(them), hours(her, today));
    // T = 1: one to one.
    Value { value: libm::cbrt(l.value * r.value), known: l.known }
}

pub(super) fn life(her: &Side, them: &Side) -> Value {
    let (Some(hers), Some(theirs)) = (&her.person.children, &them.person.children) else {
        return Value { value: LIFE_UNKNOWN, known: false };
    };
    let like = hers.iter().any(|a| theirs.iter().any(|b| (a - b).abs() <= LIKE_AGES));
    Value::known(match (like, hers.is_empty() || theirs.is_empty()) {
        (true, _) => 1.0,
        (false, false) => 0.75,
        (false, true) => 0.5,
    })
}
