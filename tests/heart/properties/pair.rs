//! The same promises between people: a newcomer before everybody from here, and back. Each takes a scene and says how many
//! pairs it looked at; a seed repeats it.

use super::{
    super::{
        draw::{self, Draw, today},
        pair_plain::{gate, plain},
    },
    flip::{object, read, shuffled},
    written,
};
use buurten::{
    kit::{language_tag::LanguageTag, level::Level, week::Daypart, words::Belonging},
    matching::{
        gates::Gate,
        pair::{Candidate, Held, Pool, Ranking, Standing},
        person::Person,
        weights::Weights,
    },
};
use serde_json::json;
use std::{collections::BTreeMap, sync::Arc};

/// Scores are rounded to 1e-6, and a hair may lie on either side.
const NEAR: f64 = 1.000_001e-6;

/// Newcomers before people from here, ranked.
pub struct Scene {
    pub seed: u64,
    pub newcomers: Vec<Person>,
    pub locals: Vec<Candidate>,
    pub pool: Pool,
    /// What became of every local, one list for each newcomer.
    pub became: Vec<Vec<Became>>,
}

/// What became of a pair: U, V and J as bits, or the gate.
pub type Became = Result<[u64; 3], Gate>;

impl Scene {
    pub fn new(seed: u64, newcomers: usize, locals: usize) -> Self {
        let (newcomers, people) = draw::people(seed, newcomers, locals);
        let mut draw = Draw(seed ^ 0x0010_ca15);
        let locals: Vec<Candidate> =
            people.into_iter().enumerate().map(|(n, person)| candidate(&mut draw, n, person)).collect();
        let pool = pool(locals.clone());
        let became = newcomers.iter().map(|her| became(&pool, her, &Standing::default())).collect();
        Self { seed, newcomers, locals, pool, became }
    }

    /// All of them before all of them.
    pub fn pairs(&self) -> usize {
        self.newcomers.len() * self.locals.len()
    }

    /// Enough to see again what went wrong.
    pub fn about(&self, her: &Person, them: &Candidate) -> String {
        format!("seed {}: {} {} {:?} {:?}", self.seed, written(her), written(&them.person), them.standing, them.held)
    }

    /// These with what is rare among all.
    pub fn with_rarity(&self, people: Vec<Candidate>) -> Pool {
        pool(people).with_rarity(self.pool.rarity().clone())
    }
}

/// How they stand beside their answers, and what stands between them and whoever asks: a few of each that shuts a gate.
fn candidate(draw: &mut Draw, n: usize, person: Person) -> Candidate {
    let standing = Standing {
        away: n % 20 == 3,
        places_left: if n % 20 == 7 { Some(0) } else { draw.or_blank(3, |d| 1 + d.below(3) as u32) },
        wished_skill: draw.or_blank(2, draw::skill),
    };
    let held = if n % 20 == 11 { Some(draw.pick(Held::ALL)) } else { None };
    Candidate { person, standing, held }
}

fn pool(people: Vec<Candidate>) -> Pool {
    Pool::new(people, today(), Arc::new(Weights::start()))
}

/// What became of everybody in a pool, in its order.
pub fn became(pool: &Pool, asker: &Person, standing: &Standing) -> Vec<Became> {
    let Ranking { fits, excluded, .. } = pool.rank(asker, standing, None);
    let mut all: Vec<Option<Became>> = vec![None; pool.candidates().len()];
    fits.iter().for_each(|f| all[f.place] = Some(Ok([f.u, f.v, f.score].map(f64::to_bits))));
    excluded.iter().for_each(|e| all[e.place] = Some(Err(e.why)));
    all.into_iter().map(|one| one.expect("matched or excluded")).collect()
}

/// A second, plain reading of the rules names the same gate, or says the same U, V and J; how often each was seen.
pub fn plainly(scene: &Scene) -> BTreeMap<Option<Gate>, usize> {
    let people: Vec<Person> = scene.locals.iter().map(|c| c.person.clone()).collect();
    let mut seen = BTreeMap::new();
    for (her, became) in scene.newcomers.iter().zip(&scene.became) {
        for (candidate, found) in scene.locals.iter().zip(became) {
            let (them, standing, about) = (&candidate.person, &candidate.standing, || scene.about(her, candidate));
            let shut = gate(her, them, standing, candidate.held.is_some(), &people);
            assert_eq!(found.err(), shut, "{}", about());
            if let Ok(found) = found {
                let again = plain(her, them, standing.wished_skill.as_deref(), &people);
                for (a, b) in found.map(f64::from_bits).into_iter().zip([again.u, again.v, again.j]) {
                    assert!((a - b).abs() <= NEAR && (0.05..=1.0).contains(&a), "{a} or plainly {b}: {}", about());
                }
            }
            *seen.entry(shut).or_default() += 1;
        }
    }
    seen
}

/// A pair is worth the same whoever asks, and the same gate keeps it apart.
pub fn whoever_asks(scene: &Scene) -> usize {
    for (n, them) in scene.locals.iter().enumerate() {
        let back = |her: &Person| Candidate { held: them.held, ..Candidate::new(her.clone()) };
        let back = scene.with_rarity(scene.newcomers.iter().map(back).collect());
        let back = became(&back, &them.person, &them.standing);
        for ((her, there), back) in scene.newcomers.iter().zip(&scene.became).zip(back) {
            assert_eq!(there[n], back, "{}", scene.about(her, them));
        }
    }
    scene.pairs()
}

/// Other names, another order of the people and of the keys, and whatever either belongs to, change no bit.
pub fn names(scene: &Scene) -> usize {
    let mut draw = Draw(scene.seed ^ 0x1abe_11ed);
    let mut order: Vec<usize> = (0..scene.locals.len()).collect();
    draw.shuffle(&mut order);
    let mut renamed = |one: &Person| {
        let mut told = object(one);
        told.insert("id".to_owned(), json!(format!("somebody else {}", draw.number())));
        let mut other = read(&shuffled(&mut draw, &told)).expect("a person");
        other.belongs_to = draw.or_blank(4, |d| d.some(Belonging::ALL, 0, 4));
        other
    };
    let others = order.iter().map(|from| {
        let them = &scene.locals[*from];
        Candidate { person: renamed(&them.person), ..them.clone() }
    });
    let others = pool(others.collect());
    for (her, was) in scene.newcomers.iter().zip(&scene.became) {
        let is = became(&others, &renamed(her), &Standing::default());
        for (from, is) in order.iter().zip(is) {
            assert_eq!(was[*from], is, "renamed: {}", scene.about(her, &scene.locals[*from]));
        }
    }
    scene.pairs()
}

/// Somebody with one more free daypart; none where they did not say, or are always free.
fn freer(draw: &mut Draw, one: &Person) -> Option<Person> {
    let taken: Vec<Daypart> = Daypart::all().filter(|d| one.free.is_some_and(|free| !free.has(*d))).collect();
    let more = (!taken.is_empty()).then(|| draw.pick(&taken))?;
    Some(Person { free: one.free.map(|free| free.with(more)), ..one.clone() })
}

/// Somebody with one level more of a language; none where they did not say: an answer is no level more.
fn better(draw: &mut Draw, one: &Person) -> Option<Person> {
    let own: Vec<LanguageTag> = one.languages.keys().cloned().collect();
    if own.is_empty() {
        return None;
    }
    let anywhere = draw.one_in(3);
    let tag = draw.pick(if anywhere { draw::tongues() } else { &own });
    let next = Level::ALL[(usize::from(one.level(&tag).number()) + 1).min(6)];
    let mut better = one.clone();
    better.languages.insert(tag, next);
    Some(better)
}

/// One more free daypart or one level more of a language, of either, takes nobody away.
pub fn monotony(scene: &Scene) -> usize {
    let mut draw = Draw(scene.seed ^ 0x0da7_1e4e);
    let keeps = |pool: &Pool, her: &Person, was: &[Became]| {
        let after = pool.rank(her, &Standing::default(), Some(0));
        for out in after.excluded {
            let them = pool.candidates().nth(out.place).expect("of the pool");
            assert!(was[out.place].is_err(), "{:?}, now {}", out.why, scene.about(her, them));
        }
    };
    for more in [freer, better] {
        let of_locals = scene.locals.iter().map(|them| {
            let person = more(&mut draw, &them.person).unwrap_or_else(|| them.person.clone());
            Candidate { person, ..them.clone() }
        });
        let locals = scene.with_rarity(of_locals.collect());
        for (her, was) in scene.newcomers.iter().zip(&scene.became) {
            keeps(&locals, her, was);
            if let Some(her) = more(&mut draw, her) {
                keeps(&scene.pool, &her, was);
            }
        }
    }
    scene.pairs()
}
