//! Her answer to every class of the catalogue, asked of the plain definition once: a listing is made of which nothing
//! is known but what the class says, and the gates and components read it.

use super::leans::Leans;
use crate::kit::words::Kind;
use crate::matching::{
    availability,
    catalogue::{
        Catalogue, Entry,
        columns::{HORIZONS, MORE, Manner, NEVER, NONE},
    },
    following,
    gates::{self, Gate},
    go::{self, Go},
    goals, interest,
    leaning::Taught,
    nice, rung,
    score::{CHECK_FIRST, SLOW_TO_ANSWER},
    seeker::Seeker,
    signal::Reading,
    skill,
    unknown::UNKNOWN,
    weights::{FLOOR, NICE_SHARE},
};

/// A component's value and its logarithm, floored.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Valued {
    pub value: f64,
    pub ln: f64,
}

impl Valued {
    pub fn of(value: f64) -> Self {
        let value = value.max(FLOOR);
        Self { value, ln: libm::log(value) }
    }
}

/// One person before all classes of a catalogue.
pub(super) struct Tables {
    /// The gates that fail, one bit each.
    pub door: Vec<u16>,
    pub speech: Vec<u16>,
    pub time: Vec<u16>,
    pub cost: Vec<u16>,
    pub place: Vec<u16>,
    /// Component values by class.
    pub talk: Vec<Valued>,
    /// Whether she is a step short.
    pub short: Vec<bool>,
    pub way: Vec<Valued>,
    pub goals: [Valued; 64],
    /// Whether none of her wishes is among the domains.
    pub no_goal: [bool; 64],
    pub child: Vec<f64>,
    pub price: Vec<f64>,
    pub fresh: [f64; 256],
    /// What an interest leaves of the doubt; 1 for none.
    pub factors: [f64; 256],
    /// Whether she named interests; else what the component is worth, whatever the listing has.
    pub likes: Option<f64>,
    /// Where the listing names no interest.
    pub no_interest: f64,
    /// What she can do, by place in the vocabulary; 0 for none.
    pub can: [Valued; 256],
    /// Where she named no skill: what that is worth.
    pub can_unknown: Option<Valued>,
    /// By appointment.
    pub available: Valued,
    /// Which horizon of bridging; none where her stay is over.
    pub horizon: Option<usize>,
    /// By [`combination`].
    pub weights: [[f64; 7]; 8],
    /// Parts of .15·N.
    pub nice: [f64; 3],
    /// The own factors by manner.
    pub own: [f64; Manner::MANY],
    /// By whether somebody takes her along, and whether she is short.
    pub go: [[Go; 2]; 2],
    pub leans: Option<Box<Leans>>,
}

/// Which table of weights: a role, skills asked, by appointment.
#[inline(always)]
pub(super) fn combination(role: bool, skills: bool, appointment: bool) -> usize {
    usize::from(role) | usize::from(skills) << 1 | usize::from(appointment) << 2
}

/// A listing of which one thing is known at a time.
struct Probe<'a> {
    her: &'a Seeker<'a>,
    it: Entry,
}

impl Probe<'_> {
    /// Those of these gates that fail, one bit each.
    fn fails(&self, gates: &[Gate]) -> u16 {
        let fails = gates.iter().filter(|gate| gates::fails(**gate, self.her, &self.it));
        fails.fold(0, |mask, gate| mask | super::bit(*gate))
    }
}

fn essential(reading: Reading, k: usize) -> f64 {
    reading.value(UNKNOWN.essentials[k]).unwrap_or(1.0)
}

impl Tables {
    pub fn of(her: &Seeker, taught: &Taught, catalogue: &Catalogue) -> Self {
        use Gate::{Audience, Child, Closed, Cost, Distance, Full, Language, Stay, Time, Unconfirmed};
        let classes = &catalogue.classes;
        let blank = Entry::blank(catalogue.today);
        let probe = || Probe { her, it: blank.clone() };
        let mut leans = Leans { speech: vec![], time: vec![], place: vec![], interest: [0; 256] };

        let mut at = probe();
        let (mut door, mut child) = (Vec::new(), Vec::new());
        for class in &classes.doors.values {
            at.it.closed = class.closed;
            at.it.it.audience.0.clone_from(&class.audience);
            at.it.it.children = class.children;
            at.it.ages = class.ages;
            at.it.it.newcomer_places = class.full.then_some(0);
            at.it.it.min_months = Some(class.min_months);
            door.push(at.fails(&[Closed, Unconfirmed, Audience, Child, Full, Stay]));
            child.push(nice::child_value(nice::child(her, &at.it)));
        }
        // Where no listing stands.
        door[0] = super::NOT_ASKED;

        let mut at = probe();
        let (mut speech, mut talk, mut short) = (Vec::new(), Vec::new(), Vec::new());
        for class in &classes.speeches.values {
            at.it.languages.clone_from(&class.languages);
            (at.it.dutch, at.it.english_ok, at.it.own_need) = (class.dutch, class.english_ok, class.own_need);
            speech.push(at.fails(&[Language]));
            talk.push(Valued::of(crate::matching::language::read(her, &at.it).value));
            short.push(following::shortfall(her, &at.it).steps > 0);
            leans.speech.push(taught.hold(her, &at.it));
        }

        let mut at = probe();
        let mut time = Vec::new();
        for class in classes.times() {
            at.it.plan.clone_from(class);
            time.push(at.fails(&[Time]));
            leans.time.push(taught.hold(her, &at.it));
        }

        let mut at = probe();
        let (mut cost, mut price) = (Vec::new(), Vec::new());
        for class in classes.costs() {
            at.it.cost = *class;
            cost.push(at.fails(&[Cost]));
            price.push(nice::cost(her, &at.it).value(UNKNOWN.nice[1]).unwrap_or_default());
        }

        let mut at = probe();
        let (mut place, mut way) = (Vec::new(), Vec::new());
        for n in 0..=her.ways.many() {
            at.it.place = (n as u16).checked_sub(1);
            place.push(at.fails(&[Distance]));
            way.push(Valued::of(essential(her.ways.read(&at.it), 4)));
            leans.place.push(taught.hold(her, &at.it));
        }

        let mut at = probe();
        let reading = |it: &Entry| essential(interest::read(her.likes.as_ref(), it), 0);
        let no_interest = reading(&at.it);
        at.it.interests = vec![0];
        let likes = her.likes.is_none().then(|| reading(&at.it));
        let mut factors = [1.0; 256];
        if let Some(likes) = &her.likes {
            let n = likes.factors.len().min(usize::from(MORE));
            factors[..n].copy_from_slice(&likes.factors[..n]);
        }
        if !taught.places.is_empty() {
            for n in 0..u16::from(MORE) {
                at.it.interests[0] = n;
                leans.interest[usize::from(n)] = taught.hold(her, &at.it);
            }
        }

        let mut at = probe();
        at.it.skills = vec![0];
        let can_unknown = her.can.is_none().then(|| Valued::of(essential(skill::read(her, &at.it), 2)));
        let mut can = [Valued::of(0.0); 256];
        for (n, value) in her.can.iter().flatten().enumerate().take(MORE.into()) {
            can[n] = Valued::of(*value);
        }

        let mut at = probe();
        let mut read_goals = |domains: usize| {
            at.it.domains = domains as u8;
            goals::read(her, &at.it)
        };
        let goals: [Reading; 64] = std::array::from_fn(&mut read_goals);

        let mut at = probe();
        let mut fresh = |days: usize| {
            at.it.freshness = (days != usize::from(NEVER)).then(|| nice::fresh_after(days as f64));
            nice::fresh(&at.it).value(UNKNOWN.nice[2]).unwrap_or_default()
        };
        let fresh = std::array::from_fn(&mut fresh);

        let mut at = probe();
        let mut own = |number: usize| {
            let manner = Manner::numbered(number);
            at.it.it.take_along = Some(manner.takes_along);
            at.it.it.capacity = manner.small.map(|small| if small { go::SMALL_GROUP } else { go::SMALL_GROUP + 1 });
            at.it.it.kind = if manner.role { Kind::VolunteerRole } else { Kind::Club };
            at.it.rung = manner.rung;
            let check = if manner.check_first { CHECK_FIRST } else { 1.0 };
            let slow = if manner.slow_to_answer { SLOW_TO_ANSWER } else { 1.0 };
            go::company(her, &at.it) * rung::factor(her.person, &at.it) * check * slow
        };
        let own = std::array::from_fn(&mut own);

        let weights = |n: usize| {
            let (role, skills, appointment) = (n & 1 != 0, n & 2 != 0, n & 4 != 0);
            her.weights.of(role, [true, true, skills, appointment, true, true, true])
        };
        let ways = |takes_along: bool, steps: u8| {
            let mut it = blank.clone();
            it.it.take_along = Some(takes_along);
            go::of(her, &it, following::Shortfall { steps, needed: 0, dutch: true })
        };
        Self {
            door,
            speech,
            time,
            cost,
            place,
            talk,
            short,
            way,
            goals: goals.map(|g| Valued::of(essential(g, 5))),
            no_goal: goals.map(|g| g == Reading::Known(0.0)),
            child,
            price,
            fresh,
            factors,
            likes,
            no_interest,
            can,
            can_unknown,
            available: Valued::of(essential(availability::read(her, &blank), 3)),
            horizon: match her.months {
                None => Some(HORIZONS - 1),
                Some(months) => usize::try_from(months).ok().map(|m| m.min(HORIZONS - 2)),
            },
            weights: std::array::from_fn(weights),
            nice: her.weights.nice.map(|w| NICE_SHARE * w),
            own,
            go: [[ways(false, 0), ways(false, 1)], [ways(true, 0), ways(true, 1)]],
            leans: (!taught.places.is_empty()).then(|| Box::new(leans)),
        }
    }

    /// The interest component. None where the listing has to be asked.
    #[inline(always)]
    pub fn interest(&self, [a, b, c, d]: [u8; 4]) -> Option<f64> {
        if a >= MORE {
            return (a == NONE).then_some(self.no_interest);
        }
        if let Some(unknown) = self.likes {
            return Some(unknown);
        }
        let [a, b, c, d] = [a, b, c, d].map(|n| self.factors[usize::from(n)]);
        Some(1.0 - a * b * c * d)
    }

    /// The skill component of a listing that asks some. None where the listing has to be asked.
    #[inline(always)]
    pub fn skill(&self, wanted: [u8; 4]) -> Option<Valued> {
        if self.can_unknown.is_some() {
            return self.can_unknown;
        }
        let better = |a: Valued, b: Valued| if b.value > a.value { b } else { a };
        let best = wanted.map(|n| self.can[usize::from(n)]).into_iter().fold(self.can[usize::from(NONE)], better);
        (wanted[0] != MORE).then_some(best)
    }
}
