//! Ranking: one person before the catalogue, on request, without a cache.

use super::{
    bridges::{self, Bridges},
    catalogue::Catalogue,
    diversity,
    fast::{Key, Line, Survey},
    gates::{self, Gate},
    go::{self, Go},
    leaning::{self, Leaning, Taught},
    own::{self, OwnFactor},
    person::Person,
    reason::{self, Medians, Reason},
    score::Scored,
    seeker::Seeker,
};
use crate::kit::{sentence::Sentence, words::Rung};
use chrono::NaiveDate;
use std::sync::Arc;

/// How many of the next dates a match carries.
const NEXT_DATES: usize = 3;

/// What is asked of a ranking.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// At most so many matches; all where none is said.
    pub limit: Option<usize>,
    /// What she passed over, and why.
    pub leanings: Vec<Leaning>,
}

/// A listing that fits her, explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Its place in the catalogue.
    pub place: usize,
    /// Its id.
    pub id: String,
    /// U, 0 to 1, to six decimals. For the order and for staff; never shown to a newcomer.
    pub score: f64,
    /// The version of the weights that made it.
    pub weights: Arc<str>,
    /// The listing's rung, said or derived.
    pub rung: Rung,
    /// Whether she can go.
    pub go: Go,
    /// What is missing before she can follow it; none where nothing is.
    pub missing: Option<Sentence>,
    /// Up to three that speak for it, largest first; at least one where anything is known.
    pub reasons: Vec<Reason>,
    /// The largest that speaks against it, where it matters.
    pub doubt: Option<Reason>,
    /// What it bridges.
    pub bridges: Bridges,
    /// Minutes one way, rounded; none where home, place or means is unknown.
    pub travel_minutes: Option<u32>,
    /// The weekdays on which she can come, Monday lowest; all by appointment.
    pub weekdays: u8,
    /// The next dates that suit her; none by appointment.
    pub next: Vec<NaiveDate>,
    /// Nobody confirmed it lately.
    pub check_first: bool,
    /// More people need or see its places than there are, so that it stands lower: "Few places left."
    pub scarce: bool,
    /// Why it stands lower than it would, where something she passed over is like it.
    pub leaning: Option<Sentence>,
    /// What else counts: U's own factors, outside E and N, that are not 1.
    pub own: Vec<OwnFactor>,
}

/// A listing that does not fit her.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// Its place in the catalogue.
    pub place: usize,
    /// The first gate that fails.
    pub why: Gate,
}

/// Listings that fail one gate alone, and are one to that gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// The gate.
    pub why: Gate,
    /// The first of them in the catalogue.
    pub place: usize,
    /// How many there are.
    pub many: usize,
}

/// All listings, ranked or excluded.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// What fits her, best first; `later` after all others.
    pub matches: Vec<Match>,
    /// What does not, in the order of the catalogue; listed where it was asked for.
    pub excluded: Vec<Excluded>,
    /// How many listings each gate was the first to exclude, in the order of the gates, those that excluded any.
    pub left_out: Vec<(Gate, usize)>,
    /// How many fit her, before the limit.
    pub feasible: usize,
    /// Those of the excluded that fail one gate alone, and one that is hers to open: by gate and place, counted where it
    /// was asked for.
    pub near: Vec<Near>,
}

/// What of the excluded is listed. The more, the longer it takes where there are many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// Nothing: they are counted.
    Counted,
    /// How many one change of hers may open.
    Near,
    /// All, and that as well.
    All,
}

impl Ranking {
    /// How many listings each gate excluded, in the order of the gates: "14 only in the evening".
    pub fn counts(&self) -> Vec<(Gate, usize)> {
        self.left_out.clone()
    }
}

/// One listing, for its own page.
#[derive(Clone, Debug, PartialEq)]
pub enum One {
    /// It fits her.
    Matched {
        /// The match, as in the list.
        found: Box<Match>,
        /// The two lowest components: why it does not stand higher.
        weakest: Vec<Reason>,
    },
    /// It does not.
    Excluded {
        /// The first gate that fails.
        why: Gate,
        /// The same in words.
        sentence: Sentence,
    },
}

/// A look at all listings for somebody: every gate asked, every U worked out; put in order and explained as far as
/// somebody reads.
pub struct Look<'a> {
    catalogue: &'a Catalogue,
    her: Seeker<'a>,
    taught: Taught,
    survey: Survey,
}

impl Look<'_> {
    /// What fits her, and whether she can go, in the order of the catalogue: the quick way to count.
    pub fn fits(&self) -> impl Iterator<Item = (usize, Go)> {
        self.survey.found.iter().map(|key| (key.place(self.catalogue), key.go()))
    }

    /// The same, best first.
    pub fn in_order(&self) -> impl Iterator<Item = (usize, Go)> {
        let mut line = Line::new(self.survey.found.clone());
        let head = diversity::spread(&mut line, self.catalogue);
        let mut n = head.len();
        let behind = std::iter::from_fn(move || {
            n += 1;
            line.get(n - 1)
        });
        head.into_iter().chain(behind).map(|key: Key| (key.place(self.catalogue), key.go()))
    }

    /// Explains what stands at these places, in their order; what does not fit is left out.
    pub fn ranking(mut self, places: impl IntoIterator<Item = usize>) -> Ranking {
        let places: Vec<usize> = places.into_iter().collect();
        let left_out = Gate::ALL.iter().copied().zip(self.survey.left_out).filter(|(_, n)| *n > 0).collect();
        let (excluded, near) = (std::mem::take(&mut self.survey.excluded), std::mem::take(&mut self.survey.near));
        Ranking { matches: self.explained(&places), excluded, left_out, feasible: self.survey.found.len(), near }
    }

    fn explained(&self, places: &[usize]) -> Vec<Match> {
        if places.is_empty() {
            return Vec::new();
        }
        let (catalogue, her) = (self.catalogue, &self.her);
        let medians = self.survey.medians(catalogue, her);
        let explain = |place: &usize| {
            let it = catalogue.entries.get(*place)?;
            // What the fast twin found passes here as well: a test holds the two against each other.
            let found = Scored::of(*place, her, it, gates::pass(her, it).ok()?, &self.taught);
            Some(catalogue.matched(her, &found, &medians))
        };
        places.iter().filter_map(explain).collect()
    }
}

impl Catalogue {
    /// Looks at all listings for somebody, with so much of the excluded listed.
    pub fn look<'a>(&'a self, person: &'a Person, leanings: &[Leaning], listed: Listed) -> Look<'a> {
        let her = Seeker::new(person, self);
        let taught = Taught::of(leanings, &her, self);
        let survey = Survey::of(self, &her, &taught, listed);
        Look { catalogue: self, her, taught, survey }
    }

    /// Ranks all listings for somebody, and lists the excluded.
    pub fn rank(&self, person: &Person, asked: &Asked) -> Ranking {
        self.first_of(self.look(person, &asked.leanings, Listed::All), asked, |_, _| true)
    }

    /// The same with those alone that pass (asked of each by its place and whether she can go, best first, as far as it is
    /// needed); the excluded are counted and not listed.
    pub fn rank_where(&self, person: &Person, asked: &Asked, pass: impl FnMut(usize, Go) -> bool) -> Ranking {
        self.first_of(self.look(person, &asked.leanings, Listed::Counted), asked, pass)
    }

    fn first_of(&self, look: Look, asked: &Asked, mut pass: impl FnMut(usize, Go) -> bool) -> Ranking {
        let passed = look.in_order().filter(|(place, go)| pass(*place, *go)).map(|(place, _)| place);
        let places: Vec<usize> = passed.take(asked.limit.unwrap_or(usize::MAX)).collect();
        look.ranking(places)
    }

    /// Explains one listing: the same match as in the list, or why it is not there. Where she passed this one over, it is
    /// not left out here, for she asked for it, and it does not count as like itself.
    pub fn explain_one(&self, person: &Person, place: usize, leanings: &[Leaning]) -> Option<One> {
        let it = self.entries.get(place)?;
        let her = Seeker::new(person, self);
        Some(match gates::pass(&her, it) {
            Err(why) => One::Excluded { why, sentence: gates::said(why, &her, it) },
            Ok(open) => {
                let others: Vec<Leaning> = leanings.iter().filter(|l| l.place != place).copied().collect();
                let taught = Taught::of(&others, &her, self);
                let found = Scored::of(place, &her, it, open, &taught);
                let medians = Survey::of(self, &her, &taught, Listed::Counted).medians(self, &her);
                let weakest = reason::weakest(&her, &found, &medians, self);
                One::Matched { found: Box::new(self.matched(&her, &found, &medians)), weakest }
            }
        })
    }

    /// Why each of these is not matched, in one sentence each.
    pub fn said(&self, person: &Person, excluded: &[Excluded]) -> Vec<Sentence> {
        let her = Seeker::new(person, self);
        excluded.iter().map(|e| gates::said(e.why, &her, &self.entries[e.place])).collect()
    }

    pub(super) fn matched(&self, her: &Seeker, found: &Scored, medians: &Medians) -> Match {
        let it = &self.entries[found.place];
        let (reasons, doubt) = reason::shown(her, found, medians, self);
        let gain = found.parts.essentials[super::score::BRIDGING];
        let next = it.plan.as_ref().map(|p| p.dates_on(found.open.weekdays).take(NEXT_DATES).collect());
        Match {
            place: found.place,
            id: it.it.id.clone(),
            score: found.score,
            weights: self.weights.version.clone(),
            rung: it.rung,
            go: found.go,
            missing: go::missing(found.open.short),
            reasons,
            doubt,
            bridges: Bridges { gain, sentence: bridges::said(it) },
            travel_minutes: her.ways.minutes(it).map(|m| libm::round(m) as u32),
            weekdays: found.open.weekdays,
            next: next.unwrap_or_default(),
            check_first: it.check_first,
            leaning: leaning::said(found.parts.leanings),
            scarce: self.handicap(found.place) > 0,
            own: own::factors(her, it, found.parts.leanings),
        }
    }
}
