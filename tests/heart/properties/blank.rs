//! Unknown is not no, and does not pay: for every field that a component of a pair reads, U with it blank is below U with
//! its best answer; and where any answer passes the gates, the blank does.
//!
//! The answers to each field hold the best one for every pair (all interests at once, every level, every place of the
//! pool), and one or two poor ones, so that it is seen whether the field is read at all.

use super::{
    super::draw::{self, Draw, today},
    Became, Scene, became, ranked, written,
};
use buurten::{
    kit::{
        language_tag::LanguageTag,
        level::Level,
        money::Euros,
        month::Month,
        vocabulary::vocabulary,
        week::FreeWeek,
        words::{Comfort, Domain, Rung, Travel},
    },
    matching::{
        catalogue::Catalogue,
        opportunity::{Counted, Opportunity},
        person::Person,
    },
};
use chrono::Days;
use std::collections::BTreeSet;

/// The least U; at the floor nothing can be below.
const FLOOR: f64 = 0.050_001;

/// Whether the field is read, and that its blank does not pay; where blank is unknown, it `passes` where any answer does.
pub fn holds(passes: bool, blank: Became, answers: &[Became], about: impl Fn() -> String) -> bool {
    let known: Vec<f64> = answers.iter().filter_map(|a| a.ok()).map(f64::from_bits).collect();
    let Some(best) = known.iter().copied().reduce(f64::max) else { return false };
    let worst = known.iter().copied().fold(f64::MAX, f64::min);
    let Ok(blank) = blank.map(f64::from_bits) else {
        assert!(!passes, "{blank:?}, but {best} with the best answer: {}", about());
        return false;
    };
    assert!(blank <= best, "{blank} is more than its best answer, {best}: {}", about());
    let is_read = worst < best;
    assert!(!is_read || blank < best || best <= FLOOR, "{blank} pays as much as the best answer: {}", about());
    // Where only one answer passes the gates, the blank alone shows that it is read.
    is_read || blank < best
}

pub type Change<T> = Box<dyn Fn(&mut T)>;

/// A field: its name, the change that blanks it, and those that answer it.
pub struct Field<T> {
    pub name: &'static str,
    pub blank: Change<T>,
    pub answers: Vec<Change<T>>,
}

pub fn field<T: 'static, V: Clone + 'static>(
    name: &'static str,
    put: impl Fn(&mut T, Option<V>) + Copy + 'static,
    answers: impl IntoIterator<Item = V>,
) -> Field<T> {
    let answer = |value: V| -> Change<T> { Box::new(move |t| put(t, Some(value.clone()))) };
    Field { name, blank: Box::new(move |t| put(t, None)), answers: answers.into_iter().map(answer).collect() }
}

/// Every interest of the vocabulary that is for no age.
pub fn every_interest() -> BTreeSet<String> {
    let ages = ["parent-and-baby", "toddler-playgroup", "teenagers"];
    vocabulary().interests.iter().map(|i| i.named.id.clone()).filter(|id| !ages.contains(&id.as_str())).collect()
}

pub fn every_skill() -> BTreeSet<String> {
    vocabulary().skills.iter().map(|s| s.named.id.clone()).collect()
}

fn speaks(name: &'static str, tag: &'static str) -> Field<Person> {
    let put = move |p: &mut Person, level: Option<Level>| {
        let tag: LanguageTag = tag.parse().expect("a tag");
        match level {
            Some(level) => p.languages.insert(tag, level),
            None => p.languages.remove(&tag),
        };
    };
    field(name, put, [Level::A0, Level::A1, Level::A2, Level::B1, Level::C2])
}

fn hers() -> Vec<Field<Person>> {
    let tongues: BTreeSet<LanguageTag> = draw::tongues().iter().cloned().collect();
    let each = tongues.iter().map(|t| [t.clone()].into());
    let wants: Vec<BTreeSet<LanguageTag>> = each.chain([[].into(), tongues.clone()]).collect();
    let one = |id: &str| BTreeSet::from([id.to_owned()]);
    let now = Month::of(today());
    vec![
        speaks("her Dutch", "nl"),
        speaks("her English", "en"),
        field("wants_to_learn", |p: &mut Person, v| p.wants_to_learn = v, wants),
        field("interests", |p: &mut Person, v| p.interests = v, [one("baking"), every_interest()]),
        field("skills", |p: &mut Person, v| p.skills = v, [one("java"), every_skill()]),
        field(
            "wishes",
            |p: &mut Person, v| p.wishes = v,
            [[Domain::Work].into(), [Domain::Sport].into(), Domain::ALL.iter().copied().collect()],
        ),
        field("free", |p: &mut Person, v| p.free = v, [FreeWeek::default(), FreeWeek::ALWAYS]),
        field("postcode", |p: &mut Person, v| p.postcode = v, draw::postcodes().to_vec()),
        field("travel", |p: &mut Person, v| p.travel = v, Travel::ALL.to_vec()),
        field("children", |p: &mut Person, v| p.children = v, [vec![], vec![2019], vec![2026, 2024, 2010]]),
        field("child_comes_along", |p: &mut Person, v| p.child_comes_along = v, [true, false]),
        field("cost_max_eur", |p: &mut Person, v| p.cost_max_eur = v, [None, Some(0.0), Some(1e6)]),
        field("comfort", |p: &mut Person, v| p.comfort = v, Comfort::ALL.to_vec()),
        field("stays_until", |p: &mut Person, v| p.stays_until = v, [None, Some(now), Some(now.plus(4))]),
    ]
}

/// What she leaves out: each person with one field blank and answered, before every listing.
pub fn what_she_leaves_out(scene: &Scene) -> usize {
    let fields = hers();
    let mut read = vec![0_usize; fields.len()];
    for (n, person) in scene.people.iter().enumerate() {
        let Field { name, blank, answers } = &fields[n % fields.len()];
        let with = |change: &Change<Person>| {
            let mut her = person.clone();
            change(&mut her);
            became(&ranked(&scene.catalogue, &her), scene.listings.len())
        };
        let (blank, known) = (with(blank), answers.iter().map(with).collect::<Vec<_>>());
        for place in 0..scene.listings.len() {
            let answers: Vec<Became> = known.iter().map(|k| k[place]).collect();
            // A language she does not name is one she does not speak.
            let passes = !name.starts_with("her ");
            let is_read = holds(passes, blank[place], &answers, || format!("{name}: {}", scene.about(person, place)));
            read[n % fields.len()] += usize::from(is_read);
        }
    }
    are_read(fields.iter().map(|f| f.name).zip(read));
    scene.pairs()
}

/// Skills that a listing does not ask for, and times that it does not have, are no blanks: their weight goes elsewhere.
fn theirs() -> Vec<Field<Opportunity>> {
    let one = |id: &str| BTreeSet::from([id.to_owned()]);
    let tongues = draw::tongues().iter().map(|t| [t.clone()].into());
    let counted = [(0, 8), (4, 8), (8, 8)].map(|(rooted, all)| Counted { rooted, all });
    vec![
        field(
            "a listing's interests",
            |l: &mut Opportunity, v: Option<BTreeSet<String>>| l.interests = v.unwrap_or_default(),
            [one("baking"), every_interest()],
        ),
        field(
            "domains",
            |l: &mut Opportunity, v: Option<BTreeSet<Domain>>| l.domains = v.unwrap_or_default(),
            [[Domain::Work].into(), [Domain::Sport].into(), Domain::ALL.iter().copied().collect()],
        ),
        field(
            "languages",
            |l: &mut Opportunity, v: Option<BTreeSet<LanguageTag>>| l.languages = v.unwrap_or_default(),
            tongues.collect::<Vec<_>>(),
        ),
        field("dutch_needed", |l: &mut Opportunity, v| l.dutch_needed = v, Level::ALL.to_vec()),
        field("english_ok", |l: &mut Opportunity, v| l.english_ok = v, [true, false]),
        field("cost_eur", |l: &mut Opportunity, v| l.cost = v, [0, 300, 200_000].map(Euros::of_cents)),
        field("a listing's postcode", |l: &mut Opportunity, v| l.postcode = v, draw::postcodes().to_vec()),
        field("a listing's children", |l: &mut Opportunity, v| l.children = v, [true, false]),
        field("capacity", |l: &mut Opportunity, v| l.capacity = v, [1, 8, 15, 40]),
        field("take_along", |l: &mut Opportunity, v| l.take_along = v, [true, false]),
        // What those who come said goes before what the host says: blank is what nobody said. The rung is held, for one
        // that is derived from the share moves U by the ladder, not by a component.
        field(
            "local_share",
            |l: &mut Opportunity, v| (l.counted, l.local_share, l.rung) = (None, v, l.rung.or(Some(Rung::Mixed))),
            [0, 24, 50, 64, 100],
        ),
        field(
            "counted",
            |l: &mut Opportunity, v| (l.counted, l.local_share, l.rung) = (v, None, l.rung.or(Some(Rung::Mixed))),
            counted,
        ),
        field(
            "confirmed_on",
            |l: &mut Opportunity, v| l.confirmed_on = v,
            [today(), today() - Days::new(40), today() - Days::new(120)],
        ),
    ]
}

/// What a listing leaves out: some listings, each blank and with every answer, before some people; all for one field
/// after the other.
pub fn what_a_listing_leaves_out(scene: &Scene, listings: usize, people: usize) -> usize {
    let mut draw = Draw(scene.seed ^ 0xb1a4);
    let (fields, mut read, mut pairs) = (theirs(), Vec::new(), 0);
    for Field { name, blank, answers } in &fields {
        let variants = 1 + answers.len();
        let base: Vec<&Opportunity> =
            (0..listings).map(|_| &scene.listings[draw.below(scene.listings.len())]).collect();
        let of_each = base.iter().flat_map(|it| {
            std::iter::once(blank).chain(answers).map(|change| {
                let mut it = (*it).clone();
                change(&mut it);
                it
            })
        });
        let catalogue = Catalogue::new(of_each.collect(), today()).with_rarity(scene.catalogue.rarity().clone());
        let mut of_this = 0;
        for _ in 0..people {
            let her = draw.pick(&scene.people);
            let all = became(&ranked(&catalogue, &her), catalogue.len());
            for (it, of_one) in base.iter().zip(all.chunks(variants)) {
                let about = || format!("seed {}: {name}: {} {it:?}", scene.seed, written(&her));
                of_this += usize::from(holds(true, of_one[0], &of_one[1..], about));
                pairs += 1;
            }
        }
        read.push((*name, of_this));
    }
    are_read(read);
    pairs
}

/// A test that never sees a field read proves nothing.
pub fn are_read(read: impl IntoIterator<Item = (&'static str, usize)>) {
    for (name, times) in read {
        assert!(times > 0, "{name} moved no score");
    }
}
