//! Ranking: one person before a pool, on request.

use super::{
    between::Between,
    gates::{self, Asked},
    hers::{self, Value},
    meeting, opening,
    pool::{Candidate, Excluded, Fit, One, Ranking, Rarity, Standing},
    reason::{self, COMPONENTS, Medians, THEIRS},
    sayings::{self, Pair, Voice},
    score::Parts,
    side::Side,
    unknown::UNKNOWN,
};
use crate::{
    kit::words::{Comfort, Offer, Role, Rung},
    matching::{
        bridges::Bridges,
        following::Shortfall,
        gates::Gate,
        go::{self, Go},
        person::Person,
        reason::Reason,
        weights::Weights,
    },
};
use chrono::NaiveDate;
use std::{ops::Range, sync::Arc};

/// People among whom somebody is looked for.
#[derive(Clone)]
pub struct Pool {
    people: Vec<(Side, Candidate)>,
    rarity: Rarity,
    weights: Arc<Weights>,
    today: NaiveDate,
}

/// A pair whose gates are open.
pub(super) struct Scored {
    place: usize,
    between: Between,
    /// What U, V and J are made of.
    pub parts: Parts,
    scores: (f64, f64, f64),
    go: Go,
}

/// Whoever asks.
struct Asker {
    side: Side,
    standing: Standing,
    voice: Voice,
}

/// From this L on a local stands where mostly people from here are; a listing's own bound.
const BRIDGING: f64 = 0.65;

impl Pool {
    /// These people, as of a day (in Amsterdam). What is rare is counted over all of them, of both roles.
    pub fn new(people: Vec<Candidate>, today: NaiveDate, weights: Arc<Weights>) -> Self {
        let people: Vec<(Side, Candidate)> = people.into_iter().map(|c| (Side::of(&c.person), c)).collect();
        let rarity = Rarity::of(people.iter().map(|(side, _)| side));
        Self { people, rarity, weights, today }
    }

    /// The same with the rarity of another pool: what a pair's score is when only others come or go.
    pub fn with_rarity(self, rarity: Rarity) -> Self {
        Self { rarity, ..self }
    }

    /// How rare each interest is here.
    pub fn rarity(&self) -> &Rarity {
        &self.rarity
    }

    /// The people, in the order in which they were given.
    pub fn candidates(&self) -> impl ExactSizeIterator<Item = &Candidate> {
        self.people.iter().map(|(_, candidate)| candidate)
    }

    /// Ranks the people of the other role for somebody of the pool or beyond it; whoever has their id is left out.
    /// `standing` counts where whoever asks is a local. At most `limit` are explained; all where none is said.
    pub fn rank(&self, person: &Person, standing: &Standing, limit: Option<usize>) -> Ranking {
        let asker = Asker::new(person, standing);
        let (mut fits, excluded) = self.sorted_out(&asker);
        let medians = Medians::over(fits.iter().map(|s| &s.parts));
        // Ties by id, so that the order of the file does not matter.
        fits.sort_by(|a, b| {
            let id = |s: &Scored| &self.people[s.place].1.person.id;
            let later = (a.go == Go::Later).cmp(&(b.go == Go::Later));
            later.then(b.scores.2.total_cmp(&a.scores.2)).then_with(|| id(a).cmp(id(b))).then(a.place.cmp(&b.place))
        });
        let feasible = fits.len();
        let shown = fits.iter().take(limit.unwrap_or(usize::MAX));
        Ranking { fits: shown.map(|s| self.fit(&asker, s, &medians)).collect(), excluded, feasible }
    }

    /// What everybody is worth who fits and could meet her now: place, U and V, in the order of the pool, without a
    /// word. For a round, which wants all pairs at once. `standing` as in [`Pool::rank`].
    pub fn values(&self, person: &Person, standing: &Standing) -> Vec<(usize, f64, f64)> {
        let fits = self.sorted_out(&Asker::new(person, standing)).0.into_iter();
        fits.filter(|s| s.go != Go::Later).map(|s| (s.place, s.scores.0, s.scores.1)).collect()
    }

    /// Explains one of them: as in the list and why not higher, or why not.
    pub fn explain_one(&self, person: &Person, standing: &Standing, place: usize) -> Option<One> {
        let asker = Asker::new(person, standing);
        self.people.get(place)?;
        Some(match self.pair(&asker, place) {
            Ok(scored) => {
                let medians = Medians::over(self.sorted_out(&asker).0.iter().map(|s| &s.parts));
                let fit = Box::new(self.fit(&asker, &scored, &medians));
                let said = |k| self.reason(&asker, &scored, &medians, k, false, asker.voice);
                let weakest = reason::weakest(&scored.parts).into_iter().filter_map(said).take(2).collect();
                One::Fits { fit, weakest }
            }
            Err(excluded) => {
                let admits = |changed: &Person| self.pair(&Asker::new(changed, standing), place).is_ok();
                let other = &self.people[place].0;
                let minutes = self.between(&asker, place).minutes;
                let opening = opening::of(excluded.why, &asker.side, other, minutes, admits).map(Box::new);
                One::Excluded { excluded, opening }
            }
        })
    }

    fn sorted_out(&self, asker: &Asker) -> (Vec<Scored>, Vec<Excluded>) {
        let (mut fits, mut excluded) = (Vec::new(), Vec::new());
        let others = (0..self.people.len()).filter(|p| {
            let them = &self.people[*p].1.person;
            them.role != asker.side.person.role || them.id != asker.side.person.id
        });
        for place in others {
            match self.pair(asker, place) {
                Ok(scored) => fits.push(scored),
                Err(out) => excluded.push(out),
            }
        }
        (fits, excluded)
    }

    /// The newcomer and the local of a pair.
    fn sides<'a>(&'a self, asker: &'a Asker, place: usize) -> (&'a Side, &'a Side) {
        let other = &self.people[place].0;
        match asker.voice {
            Voice::Newcomer => (&asker.side, other),
            Voice::Local => (other, &asker.side),
        }
    }

    fn between(&self, asker: &Asker, place: usize) -> Between {
        let (her, them) = self.sides(asker, place);
        Between::of(her, them)
    }

    fn pair(&self, asker: &Asker, place: usize) -> Result<Scored, Excluded> {
        let candidate = &self.people[place].1;
        if candidate.person.role == asker.side.person.role {
            return Err(Excluded { place, why: Gate::Unrelated, held: None, sentence: gates::same_role(asker.voice) });
        }
        let (her, them) = self.sides(asker, place);
        let between = Between::of(her, them);
        let standing = match asker.voice {
            Voice::Newcomer => &candidate.standing,
            Voice::Local => &asker.standing,
        };
        let interest: Value = hers::shared_interests(her, them, &self.rarity, UNKNOWN.hers[0]);
        let held = candidate.held;
        let asked = Asked { her, them, between: &between, standing, held, interest, today: self.today };
        if let Some(why) = gates::fails(&asked) {
            let sentence = gates::said(why, held, &between, asker.voice);
            return Err(Excluded { place, why, held: held.filter(|_| why == Gate::Blocked), sentence });
        }
        let wished = standing.wished_place();
        let parts = Parts::of(her, them, &between, wished, &self.rarity, &self.weights, self.today);
        Ok(Scored { place, scores: parts.scores(), go: go_of(her, them, &between), parts, between })
    }

    fn fit(&self, asker: &Asker, scored: &Scored, medians: &Medians) -> Fit {
        let (her, them) = self.sides(asker, scored.place);
        let parts = &scored.parts;
        let say = |k: usize, good: bool, voice: Voice| self.reason(asker, scored, medians, k, good, voice);
        let some = |among: Range<usize>, voice: Voice| {
            let (shown, doubt) = reason::chosen(parts, medians, among, |k, good| say(k, good, voice).is_some());
            let reasons: Vec<Reason> = shown.into_iter().filter_map(|k| say(k, true, voice)).collect();
            (reasons, doubt.and_then(|k| say(k, false, voice)))
        };
        // What they both like and when they are both free stands in U already; said once is enough.
        let mine = [THEIRS + 1, THEIRS + 4];
        let all = |k: usize, good: bool| !mine.contains(&k) && say(k, good, asker.voice).is_some();
        let (shown, doubt) = reason::chosen(parts, medians, 0..COMPONENTS, all);
        let rooted = hers::rooted(them).value;
        Fit {
            place: scored.place,
            id: self.people[scored.place].1.person.id.clone(),
            u: scored.scores.0,
            v: scored.scores.1,
            score: scored.scores.2,
            weights: self.weights.version.clone(),
            rung: if rooted >= BRIDGING { Rung::Bridging } else { Rung::Mixed },
            go: scored.go,
            missing: missing(&scored.between),
            reasons: shown.into_iter().filter_map(|k| say(k, true, asker.voice)).collect(),
            hers: some(0..THEIRS, Voice::Newcomer).0,
            theirs: some(THEIRS..COMPONENTS, Voice::Local).0,
            doubt: doubt.and_then(|k| say(k, false, asker.voice)),
            offers: meeting::fitting(her, them, &scored.between, parts, asker.voice),
            bridges: Bridges { gain: parts.hers[6].value, sentence: sayings::bridges(them, asker.voice) },
            travel_minutes: scored.between.minutes.map(|m| libm::round(m) as u32),
            common: scored.between.common,
        }
    }

    fn reason(
        &self,
        asker: &Asker,
        scored: &Scored,
        medians: &Medians,
        k: usize,
        good: bool,
        voice: Voice,
    ) -> Option<Reason> {
        let (her, them) = self.sides(asker, scored.place);
        let standing = match asker.voice {
            Voice::Newcomer => &self.people[scored.place].1.standing,
            Voice::Local => &asker.standing,
        };
        let pair = Pair {
            her,
            them,
            between: &scored.between,
            parts: &scored.parts,
            rarity: &self.rarity,
            wished: standing.wished_place(),
            voice,
        };
        let sentence = match k {
            0..THEIRS => sayings::of_hers(&pair, k, good),
            _ => sayings::of_theirs(&pair, k - THEIRS, good),
        }?;
        Some(Reason {
            signal: reason::signal(k),
            score: reason::value(&scored.parts, k).unwrap_or_default(),
            weight: reason::weight(&scored.parts, k),
            contribution: medians.contribution(&scored.parts, k),
            sentence,
        })
    }
}

impl Asker {
    fn new(person: &Person, standing: &Standing) -> Self {
        let voice = if person.role == Role::Newcomer { Voice::Newcomer } else { Voice::Local };
        Self { side: Side::of(person), standing: standing.clone(), voice }
    }
}

/// Now where both have short chats in a language; together where they are one step short or she wants company and the
/// local takes people along; later otherwise, with what is missing. Who wants company has it: one local is company.
fn go_of(her: &Side, them: &Side, between: &Between) -> Go {
    let follows = between.short() == 0;
    if them.offers(Offer::TakeAlong) && (!follows || her.person.comfort == Some(Comfort::WithOne)) {
        Go::WithSomebody
    } else if follows {
        Go::Now
    } else {
        Go::Later
    }
}

fn missing(between: &Between) -> Option<crate::kit::sentence::Sentence> {
    let dutch = between.language.as_deref() == Some("nl");
    go::missing(Shortfall { steps: between.short(), needed: super::between::NEEDED, dutch })
}

/// The parts of every pair of this person and the pool that passes the gates: for the table of quartiles.
pub(super) fn parts_of(pool: &Pool, person: &Person) -> Vec<Parts> {
    let asker = Asker::new(person, &Standing::default());
    pool.sorted_out(&asker).0.into_iter().map(|s| s.parts).collect()
}
