//! Between people too, unknown is not no and does not pay: for every field that a component of a pair reads, U, V and J
//! with it blank are below those with its best answer; and where any answer passes the gates, the blank does.

use super::{
    super::draw::{self, today},
    blank::{Field, are_read, every_interest, every_skill, field, holds},
    pair::{Became, Scene, became},
};
use buurten::{
    kit::{
        language_tag::LanguageTag,
        level::Level,
        month::Month,
        week::FreeWeek,
        words::{Domain, Offer, Role, Travel},
    },
    matching::{
        pair::{Candidate, Standing},
        person::Person,
    },
};
use std::collections::BTreeSet;

/// A newcomer and a local.
type Two = (Person, Person);

/// The one of this role, and the other.
fn of(two: &mut Two, role: Role) -> (&mut Person, &mut Person) {
    match role {
        Role::Newcomer => (&mut two.0, &mut two.1),
        Role::Local => (&mut two.1, &mut two.0),
    }
}

/// The fields that both are asked.
fn of_both(role: Role, names: [&'static str; 9]) -> Vec<Field<Two>> {
    let tongues: BTreeSet<LanguageTag> = draw::tongues().iter().cloned().collect();
    let some = tongues.iter().map(|t| BTreeSet::from([t.clone()])).chain([[].into(), tongues.clone()]);
    let some: Vec<BTreeSet<LanguageTag>> = some.collect();
    let one = |id: &str| BTreeSet::from([id.to_owned()]);
    let [languages, wants, teaches, interests, skills, wishes, free, postcode, children] = names;
    vec![
        spoken(role, languages),
        field(wants, move |two: &mut Two, v| of(two, role).0.wants_to_learn = v, some.clone()),
        field(teaches, move |two: &mut Two, v| of(two, role).0.can_teach = v, some),
        field(interests, move |two: &mut Two, v| of(two, role).0.interests = v, [one("baking"), every_interest()]),
        field(skills, move |two: &mut Two, v| of(two, role).0.skills = v, [one("java"), every_skill()]),
        field(
            wishes,
            move |two: &mut Two, v| of(two, role).0.wishes = v,
            [[Domain::Work].into(), [Domain::Sport].into(), Domain::ALL.iter().copied().collect()],
        ),
        field(free, move |two: &mut Two, v| of(two, role).0.free = v, [FreeWeek::default(), FreeWeek::ALWAYS]),
        field(postcode, move |two: &mut Two, v| of(two, role).0.postcode = v, draw::postcodes().to_vec()),
        field(
            children,
            move |two: &mut Two, v| of(two, role).0.children = v,
            [vec![], vec![2019], (2005..=2028).collect()],
        ),
    ]
}

/// Nothing, everything at one level, or all that the other speaks, just as well, and what they learn as one's own.
fn spoken(role: Role, name: &'static str) -> Field<Two> {
    let put = move |two: &mut Two, answer: Option<Option<Level>>| {
        let (one, other) = of(two, role);
        one.languages = match answer {
            None => Default::default(),
            Some(Some(level)) => draw::tongues().iter().map(|tag| (tag.clone(), level)).collect(),
            Some(None) => {
                let learnt = other.wants_to_learn.iter().flatten().map(|tag| (tag.clone(), Level::C2));
                let elsewhere = ("fi".parse().expect("a tag"), Level::C2);
                learnt.chain([elsewhere]).chain(other.languages.clone()).collect()
            }
        };
    };
    field(name, put, Level::ALL.iter().map(|level| Some(*level)).chain([None]))
}

fn fields() -> Vec<Field<Two>> {
    let hers = [
        "her languages",
        "her wants_to_learn",
        "her can_teach",
        "her interests",
        "her skills",
        "her wishes",
        "her free",
        "her postcode",
        "her children",
    ];
    let theirs = [
        "their languages",
        "their wants_to_learn",
        "their can_teach",
        "their interests",
        "their skills",
        "their wishes",
        "their free",
        "their postcode",
        "their children",
    ];
    let now = Month::of(today());
    let mut all = of_both(Role::Newcomer, hers);
    // What they could teach is read of her alone.
    all.extend(of_both(Role::Local, theirs).into_iter().filter(|field| field.name != "their can_teach"));
    let offers = Offer::ALL.iter().map(|o| [*o].into()).chain([Offer::ALL.iter().copied().collect()]);
    let offers: Vec<BTreeSet<Offer>> = offers.collect();
    all.extend([
        field("travel", |two: &mut Two, v| two.0.travel = v, Travel::ALL.to_vec()),
        field("stays_until", |two: &mut Two, v| two.0.stays_until = v, [None, Some(now), Some(now.plus(4))]),
        field("offers", |two: &mut Two, v| two.1.offers = v, offers),
        field("years_here", |two: &mut Two, v| two.1.years_here = v, [0, 9, 10, 60]),
        field("dutch_daily", |two: &mut Two, v| two.1.dutch_daily = v, [true, false]),
    ]);
    all
}

/// Every pair, with one field blank and answered; the fields in turn.
pub fn what_either_leaves_out(scene: &Scene) -> usize {
    let fields = fields();
    let mut read = vec![0_usize; fields.len()];
    for (n, her) in scene.newcomers.iter().enumerate() {
        for (m, them) in scene.locals.iter().enumerate() {
            let turn = (n * scene.locals.len() + m + n) % fields.len();
            let Field { name, blank, answers } = &fields[turn];
            let with = |change: &dyn Fn(&mut Two)| -> Became {
                let mut two = (her.clone(), them.person.clone());
                change(&mut two);
                let alone = scene.with_rarity(vec![Candidate { person: two.1, ..them.clone() }]);
                became(&alone, &two.0, &Standing::default())[0]
            };
            let (blank, known) = (with(blank), answers.iter().map(|a| with(a)).collect::<Vec<_>>());
            for (k, what) in ["U", "V", "J"].into_iter().enumerate() {
                let one = |became: &Became| became.map(|all| all[k]);
                let known: Vec<_> = known.iter().map(one).collect();
                let about = || format!("{what}, {name}: {}", scene.about(her, them));
                read[turn] += usize::from(holds(true, one(&blank), &known, about));
            }
        }
    }
    are_read(fields.iter().map(|f| f.name).zip(read));
    scene.pairs()
}
