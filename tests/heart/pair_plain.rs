//! U, V and J of a newcomer and a local once more, plainly: from the words of the rules, with nothing of the heart but
//! the vocabulary, the postcodes and the stated table of blanks.

use super::draw::today;
use buurten::{
    kit::{
        language_tag::LanguageTag,
        level::Level,
        place::gazetteer,
        vocabulary::vocabulary,
        words::{Domain, Offer, Travel},
    },
    matching::{
        gates::Gate,
        pair::{Standing, UNKNOWN},
        person::Person,
    },
};
use chrono::{Datelike, Days, Months, NaiveDate};
use std::collections::BTreeSet;

/// U, V and J.
pub struct Plain {
    pub u: f64,
    pub v: f64,
    pub j: f64,
}

fn named(set: &Option<BTreeSet<String>>) -> Option<&BTreeSet<String>> {
    set.as_ref().filter(|s| !s.is_empty())
}

/// The lower quartile, but below the best by a tenth; each further blank takes a tenth more.
fn blank(quartile: f64, best: f64, blanks: usize) -> f64 {
    quartile.min(0.9 * best) * 0.9_f64.powi(blanks as i32 - 1)
}

fn count<const N: usize>(blanks: [bool; N]) -> usize {
    blanks.into_iter().filter(|b| *b).count()
}

fn near(liked: &str, it: &str) -> f64 {
    let words = vocabulary();
    let of = |id: &str| &words.interests[words.interest(id).expect("an interest")];
    let group = |id: &str| of(id).group.map(|g| words.interests[g].named.id.clone());
    let (a, b) = (group(liked), group(it));
    if liked == it {
        1.0
    } else if a.as_deref() == Some(it) || b.as_deref() == Some(liked) {
        0.5
    } else if a.is_some() && a == b {
        0.25
    } else {
        0.0
    }
}

fn interest(likes: &Person, has: &Person, pool: &[Person], quartile: f64) -> f64 {
    let (Some(mine), Some(theirs)) = (named(&likes.interests), named(&has.interests)) else {
        let blanks = count([named(&likes.interests).is_none(), named(&has.interests).is_none()]);
        return blank(quartile, 0.54, blanks);
    };
    let all = pool.len() as f64;
    let mut left = 1.0;
    for it in theirs {
        let with = pool.iter().filter(|p| p.interests.as_ref().is_some_and(|i| i.contains(it))).count() as f64;
        let idf = if pool.is_empty() { 0.0 } else { ((all + 1.0) / (with + 1.0)).ln() / (all + 1.0).ln() };
        let a = mine.iter().map(|m| near(m, it)).fold(0.0, f64::max);
        left *= 1.0 - 0.9 * a * (0.6 + 0.4 * idf);
    }
    1.0 - left
}

fn level(person: &Person, language: &str) -> i32 {
    let same = person.languages.iter().filter(|(t, _)| t.as_str().split('-').next() == Some(language));
    same.map(|(_, l)| i32::from(l.number())).max().unwrap_or(0)
}

fn tongues<'a>(set: impl Iterator<Item = &'a LanguageTag>) -> Vec<String> {
    set.map(|t| t.as_str().split('-').next().expect("a tag").to_owned()).collect()
}

fn f(level: i32) -> f64 {
    1.0 / (1.0 + (-(f64::from(level) - 2.5) / 0.7).exp())
}

fn p(own: i32) -> f64 {
    let d = f64::from((2 - own).max(0));
    (-(d - 0.5).powi(2) / 2.0).exp()
}

/// What a talk is worth where both said what they speak. `only`: nothing but a language may relate them, so that she
/// cannot have meant that she wants none.
fn talk(her: &Person, them: &Person, only: bool) -> f64 {
    let common = tongues(her.languages.keys()).iter().map(|t| level(her, t).min(level(them, t))).max();
    let comfort = f(common.unwrap_or(0));
    let wanted = match &her.wants_to_learn {
        None => vec!["nl".to_owned()],
        Some(w) => tongues(w.iter()),
    };
    let can = |l: &&String| level(them, l) >= level(her, l).max(3);
    let practised = |wanted: &[String]| wanted.iter().filter(can).map(|l| p(level(her, l))).fold(0.0, f64::max);
    let practice = practised(&wanted);
    let most = if only { practised(&tongues(them.languages.keys())) } else { 1.0 };
    match &her.wants_to_learn {
        Some(w) if w.is_empty() => comfort,
        Some(_) => 0.7 * comfort + 0.3 * practice,
        None => 0.7 * comfort + 0.3 * blank(UNKNOWN.practice, practice.max(comfort), 1).min(most),
    }
}

/// Where one of the two, or both, said nothing: whatever could be answered is tried, and the best of it is the best.
fn language(her: &Person, them: &Person, only: bool) -> f64 {
    let unsaid = [her.languages.is_empty(), them.languages.is_empty()];
    if unsaid == [false, false] {
        return talk(her, them, only);
    }
    let mut tags: BTreeSet<LanguageTag> = her.languages.keys().chain(them.languages.keys()).cloned().collect();
    tags.extend(her.wants_to_learn.iter().flatten().cloned());
    tags.insert("nl".parse().expect("a tag"));
    let tried = |person: &Person, other: &Person| {
        let all_at = |level: &Level| tags.iter().map(|tag| (tag.clone(), *level)).collect();
        match person.languages.is_empty() {
            true => Level::ALL[1..].iter().map(all_at).chain([other.languages.clone()]).collect(),
            false => vec![person.languages.clone()],
        }
    };
    let best = |wants_to_learn: Option<BTreeSet<LanguageTag>>| {
        let mut best: f64 = 0.0;
        for languages in tried(her, them) {
            let her = Person { languages, wants_to_learn: wants_to_learn.clone(), ..her.clone() };
            for languages in tried(them, &her) {
                best = best.max(talk(&her, &Person { languages, ..them.clone() }, false));
            }
        }
        best
    };
    let alone = best(her.wants_to_learn.clone());
    match &her.wants_to_learn {
        Some(_) => blank(UNKNOWN.hers[1], alone, count(unsaid)),
        None => {
            let answers = tags.iter().map(|tag| [tag.clone()].into()).chain([BTreeSet::new()]);
            let all = answers.map(|wants| best(Some(wants))).fold(0.0, f64::max);
            blank(UNKNOWN.hers[1].min(alone), all, 1 + count(unsaid))
        }
    }
}

fn can_do(her: &Person, skill: &str) -> f64 {
    let words = vocabulary();
    let group = |id: &str| words.skills[words.skill(id).expect("a skill")].isco_group.clone();
    let mine = named(&her.skills).expect("known");
    let one = |own: &String| match own == skill {
        true => 1.0,
        false if group(own).is_some() && group(own) == group(skill) => 0.5,
        false => 0.0,
    };
    mine.iter().map(one).fold(0.0, f64::max)
}

fn field(her: &Person, them: &Person) -> Option<f64> {
    named(&her.skills)?;
    Some(named(&them.skills)?.iter().map(|s| can_do(her, s)).fold(0.0, f64::max))
}

fn free_together(her: &Person, them: &Person, quartile: f64) -> f64 {
    let value = |dayparts: usize| 1.0 - (-(6.0 * dayparts as f64) / 3.0).exp();
    match (her.free, them.free) {
        (Some(a), Some(b)) => value(a.iter().filter(|d| b.has(*d)).count()),
        (Some(a), None) | (None, Some(a)) => blank(quartile, value(a.iter().count()), 1),
        (None, None) => blank(quartile, value(21), 2),
    }
}

fn way(her: &Person, them: &Person) -> f64 {
    let c = |minutes: f64| 1.0 / (1.0 + (minutes / 20.0).powi(3));
    let home = |p: &Person| p.postcode.and_then(|p| gazetteer().middle(p));
    let by = |means: Travel, km: f64| c(60.0 * 1.3 * km / means.speed() + 3.0);
    match (home(her), home(them), her.travel) {
        (Some(a), Some(b), Some(means)) => by(means, a.km_to(b)),
        (Some(a), Some(b), None) => blank(UNKNOWN.hers[4], by(Travel::Bus, a.km_to(b)), 1),
        (a, b, means) => blank(UNKNOWN.hers[4], c(3.0), count([a.is_none(), b.is_none(), means.is_none()])),
    }
}

fn goals(her: &Person, them: &Person) -> f64 {
    let words = vocabulary();
    let by = |offer: &Offer| match offer {
        Offer::Mentor => Domain::Work,
        Offer::LanguagePartner => Domain::Education,
        _ => Domain::Social,
    };
    let (no_offers, no_interests) = (them.offers.is_none(), named(&them.interests).is_none());
    let Some(wishes) = her.wishes.as_ref().filter(|w| !w.is_empty()) else {
        return blank(UNKNOWN.hers[5], 1.0, 1 + count([no_offers, no_interests]));
    };
    let mut served: BTreeSet<Domain> = them.offers.iter().flatten().map(by).collect();
    served.extend(them.interests.iter().flatten().map(|i| words.interests[words.interest(i).expect("one")].domain));
    if wishes.iter().any(|w| served.contains(w)) {
        return 1.0;
    }
    let wants_work = wishes.contains(&Domain::Work);
    let q = if wants_work { field(her, them).unwrap_or(0.0) } else { 0.0 };
    let serves_something = [Domain::Work, Domain::Education, Domain::Social].iter().any(|d| wishes.contains(d));
    let blanks = count([no_offers && serves_something, no_interests, wants_work && field(her, them).is_none()]);
    if q == 1.0 || blanks == 0 { q } else { q.max(blank(UNKNOWN.hers[5], 1.0, blanks)) }
}

fn bridging(her: &Person, them: &Person) -> f64 {
    let l = match (them.years_here.map(|y| y >= 10), them.dutch_daily) {
        (Some(true), _) | (_, Some(true)) => 1.0,
        (Some(false), Some(false)) => 0.3,
        (years, daily) => blank(0.8, 1.0, count([years.is_none(), daily.is_none()])),
    };
    let r = |months: u32| {
        let first: NaiveDate = today().with_day(1).expect("a day");
        let end = first + Months::new(months + 1) - Days::new(1);
        let last = end.min(today() + Days::new(52 * 7 - 1));
        let hours = 2.0 * ((last - today()).num_days() + 1) as f64 * 12.0 / 365.25;
        1.0 - (-hours / 50.0).exp()
    };
    let ahead = |m: buurten::kit::month::Month| (m.year() - 2026) * 12 + m.month() as i32 - 11;
    let r = match her.stays_until {
        None => blank(UNKNOWN.hours, r(12), 1),
        Some(None) => r(12),
        Some(Some(m)) => r(ahead(m).clamp(0, 12) as u32),
    };
    (l * r).cbrt()
}

fn life(her: &Person, them: &Person) -> f64 {
    let (Some(a), Some(b)) = (&her.children, &them.children) else { return 0.3 };
    if a.iter().any(|x| b.iter().any(|y| (x - y).abs() <= 2)) {
        1.0
    } else if !a.is_empty() && !b.is_empty() {
        0.75
    } else {
        0.5
    }
}

fn learn(her: &Person, them: &Person) -> Option<f64> {
    let teaches = tongues(her.can_teach.iter().flatten());
    let unsaid = her.languages.is_empty() && her.can_teach.is_none();
    let worth = |language: &String| match level(her, language) {
        _ if teaches.contains(language) => 1.0,
        0 => 0.0,
        level => 0.8 * f(level),
    };
    match &them.wants_to_learn {
        Some(wanted) if wanted.is_empty() => None,
        Some(_) if unsaid => Some(blank(UNKNOWN.theirs[0], 1.0, 1)),
        Some(wanted) => Some(tongues(wanted.iter()).iter().map(worth).fold(0.0, f64::max)),
        None if unsaid => Some(blank(UNKNOWN.theirs[0], 1.0, 2)),
        None => {
            let best = her.languages.values().map(|l| i32::from(l.number())).max().unwrap_or(0);
            Some(blank(UNKNOWN.theirs[0], if teaches.is_empty() { 0.8 * f(best) } else { 1.0 }, 1))
        }
    }
}

fn domains(her: &Person, them: &Person) -> f64 {
    let said = |p: &Person| p.wishes.clone().filter(|w| !w.is_empty());
    match (said(her), said(them)) {
        (Some(a), Some(b)) => f64::from(u8::from(!a.is_disjoint(&b))),
        (a, b) => blank(UNKNOWN.theirs[2], 1.0, count([a.is_none(), b.is_none()])),
    }
}

/// What each component of a pair is worth: U's seven essentials, life phase, and the five wishes that a local may have.
pub struct Parts(pub [Option<f64>; 13]);

/// What the essentials weigh.
const WEIGHTS: [f64; 7] = [0.26, 0.13, 0.06, 0.13, 0.10, 0.12, 0.20];

impl Parts {
    /// `wished`: what the local would like help with.
    pub fn of(her: &Person, them: &Person, wished: Option<&str>, pool: &[Person]) -> Self {
        let skill = match field(her, them) {
            Some(near) => 0.5 + 0.5 * near,
            None => blank(UNKNOWN.hers[2], 1.0, count([named(&her.skills).is_none(), named(&them.skills).is_none()])),
        };
        let help = wished.map(|skill| match named(&her.skills) {
            Some(_) => can_do(her, skill),
            None => blank(UNKNOWN.theirs[3], 1.0, 1),
        });
        Self([
            Some(interest(her, them, pool, UNKNOWN.hers[0])),
            Some(language(her, them, shares_nothing_else(her, them, wished, pool))),
            Some(skill),
            Some(free_together(her, them, UNKNOWN.hers[3])),
            Some(way(her, them)),
            Some(goals(her, them)),
            Some(bridging(her, them)),
            Some(life(her, them)),
            learn(her, them),
            Some(interest(them, her, pool, UNKNOWN.theirs[1])),
            Some(domains(her, them)),
            help,
            Some(free_together(her, them, UNKNOWN.theirs[4])),
        ])
    }

    pub fn ln_u(&self) -> f64 {
        let e: f64 = WEIGHTS.iter().zip(&self.0).map(|(w, c)| w * c.expect("asked").max(0.05).ln()).sum();
        e + (0.85 + 0.15 * self.0[7].expect("asked")).ln()
    }

    pub fn ln_v(&self) -> f64 {
        let wishes: Vec<f64> = self.0[8..].iter().flatten().map(|v| v.max(0.05).ln()).collect();
        wishes.iter().sum::<f64>() / wishes.len() as f64
    }
}

/// `wished`: what the local would like help with.
pub fn plain(her: &Person, them: &Person, wished: Option<&str>, pool: &[Person]) -> Plain {
    let parts = Parts::of(her, them, wished, pool);
    let [u, v] = [parts.ln_u(), parts.ln_v()].map(|ln| ln.exp().clamp(0.05, 1.0));
    Plain { u, v, j: (u * v).sqrt() }
}

/// The first gate that keeps two apart, in the order of the rules. `held`: something stands between them.
pub fn gate(her: &Person, them: &Person, standing: &Standing, held: bool, pool: &[Person]) -> Option<Gate> {
    let talks = tongues(her.languages.keys()).iter().map(|t| level(her, t).min(level(them, t))).max().unwrap_or(0);
    let said_languages = !her.languages.is_empty() && !them.languages.is_empty();
    let home = |p: &Person| p.postcode.and_then(|p| gazetteer().middle(p));
    let minutes = match (home(her), home(them), her.travel) {
        (Some(a), Some(b), Some(means)) => Some(60.0 * 1.3 * a.km_to(b) / means.speed() + 3.0),
        _ => None,
    };
    let is_over = matches!(her.stays_until, Some(Some(m)) if (m.year(), m.month()) < (today().year(), today().month()));
    let never = matches!((her.free, them.free), (Some(a), Some(b)) if !a.iter().any(|d| b.has(d)));
    let too_far = matches!((minutes, her.travel_minutes), (Some(m), Some(most)) if m > f64::from(most));
    let gates = [
        (Gate::Closed, standing.away),
        (Gate::Blocked, held),
        (Gate::Full, standing.places_left.or(them.capacity) == Some(0)),
        (Gate::Language, said_languages && talks == 0),
        (Gate::Stay, is_over),
        (Gate::Time, never),
        (Gate::Distance, too_far),
        (Gate::Unrelated, shares_nothing(her, them, standing.wished_skill.as_deref(), pool)),
    ];
    gates.into_iter().find(|(_, shut)| *shut).map(|(gate, _)| gate)
}

/// "A listing that shares neither interest, goal nor skill with her is not matched", for people: nor help that they wish
/// for, nor a language that they would practise with her. "Gates pass on unknown": a blank is no proof of anything.
fn shares_nothing(her: &Person, them: &Person, wished: Option<&str>, pool: &[Person]) -> bool {
    !may_practise(her, them) && shares_nothing_else(her, them, wished, pool)
}

fn shares_nothing_else(her: &Person, them: &Person, wished: Option<&str>, pool: &[Person]) -> bool {
    let may_share = [
        named(&her.interests).is_none()
            || named(&them.interests).is_none()
            || interest(her, them, pool, UNKNOWN.hers[0]) > 0.0,
        !has_no_goal(her, them),
        field(her, them).is_none_or(|near| near > 0.0),
        wished.is_some_and(|skill| named(&her.skills).is_none() || can_do(her, skill) > 0.0),
    ];
    !may_share.contains(&true)
}

/// They may offer to practise, and speak at B1 or better what she may want to learn.
fn may_practise(her: &Person, them: &Person) -> bool {
    let offers = them.offers.as_ref().is_none_or(|o| o.contains(&Offer::LanguagePartner));
    let spoken: Vec<String> = tongues(them.languages.keys()).into_iter().filter(|l| level(them, l) >= 3).collect();
    let silent = them.languages.is_empty();
    let wanted = match &her.wants_to_learn {
        None => silent || !spoken.is_empty(),
        Some(wanted) if silent => !wanted.is_empty(),
        Some(wanted) => tongues(wanted.iter()).iter().any(|l| spoken.contains(l)),
    };
    offers && wanted
}

/// They are known to serve none of her wishes.
fn has_no_goal(her: &Person, them: &Person) -> bool {
    let Some(wishes) = her.wishes.as_ref().filter(|w| !w.is_empty()) else { return false };
    let by_offer = [Domain::Work, Domain::Education, Domain::Social].iter().any(|d| wishes.contains(d));
    let field_unsaid = wishes.contains(&Domain::Work) && field(her, them).is_none();
    let known = named(&them.interests).is_some() && !(them.offers.is_none() && by_offer) && !field_unsaid;
    known && goals(her, them) == 0.0
}
