//! Properties of all questions: what is shown and sent again changes nothing; what is ticked is shown;
//! what is taken back is gone; and no question touches another's fields.

use super::{
    ask::Ask,
    before::BeforeForm,
    budget::BudgetForm,
    children::ChildrenForm,
    comfort::ComfortForm,
    company::{CompanyForm, Easier},
    dutch::DutchForm,
    groups::GroupsForm,
    interests::InterestsForm,
    languages::LanguagesForm,
    newcomer::Newcomer,
    place::PlaceForm,
    rung::RungForm,
    stay::StayForm,
    teach::TeachForm,
    ticks::held,
    time::TimeForm,
    wishes::{Wish, WishesForm},
};
use crate::{
    kit::{
        level::Level,
        month::Month,
        vocabulary::vocabulary,
        week::Daypart,
        words::{Belonging, Comfort, Domain, Role, Rung, Travel},
    },
    matching::person::Person,
    web::Slips,
};
use chrono::NaiveDate;
use proptest::{collection::btree_set, option::of, prelude::*, sample::select};
use serde_json::Value;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day")
}

fn with<A: Ask>(form: &A, her: &Newcomer) -> Newcomer {
    let mut slips = Slips::default();
    let change = form.read(today(), &mut slips).expect("a form that can be read");
    assert!(slips.is_empty(), "{slips:?}");
    let mut her = her.clone();
    change(&mut her);
    her
}

fn form<A: Ask>(fields: &str) -> A {
    serde_html_form::from_str(fields).expect("a form")
}

fn same(a: &Newcomer, b: &Newcomer) -> bool {
    a.person == b.person && a.women_only == b.women_only
}

/// The names of what differs.
fn touched(a: &Newcomer, b: &Newcomer) -> Vec<String> {
    let json = |n: &Newcomer| serde_json::to_value(&n.person).expect("a person");
    let (a, b): (Value, Value) = (json(a), json(b));
    let keys = |v: &Value| v.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    keys(&a).into_iter().chain(keys(&b)).filter(|k| a.get(k) != b.get(k)).collect()
}

fn nobody() -> Newcomer {
    Newcomer { id: uuid::Uuid::nil(), account: None, person: Person::new("n", Role::Newcomer), women_only: false }
}

fn some<T: Clone + std::fmt::Debug + Ord + 'static>(
    of_these: Vec<T>,
    most: usize,
) -> impl Strategy<Value = Option<std::collections::BTreeSet<T>>> {
    of(btree_set(select(of_these), 1..=most))
}

prop_compose! {
    fn lists()(
        interests in some(vocabulary().interests.iter().map(|i| i.named.id.clone()).collect(), 5),
        skills in some(vocabulary().skills.iter().map(|s| s.named.id.clone()).collect(), 5),
        wishes in some(Domain::ALL.to_vec(), 6),
        free in of(btree_set(select(Daypart::all().collect::<Vec<_>>()), 1..9)),
        belongs_to in some(Belonging::ALL.to_vec(), 4),
        can_teach in some(["en", "nl", "si", "hr"].iter().map(|t| t.parse().expect("a tag")).collect(), 4),
        // None of them is an answer too.
        wants_to_learn in of(btree_set(select(["en", "nl", "es"].map(|t| t.parse().expect("a tag")).to_vec()), 0..=3)),
        languages in proptest::collection::btree_map(select(["en", "nl", "si", "ar", "hr"].to_vec()), select(Level::ALL), 0..5),
    ) -> Person {
        let languages = languages.into_iter().map(|(t, l)| (t.parse().expect("a tag"), l)).collect();
        let free = free.map(|f| f.into_iter().collect());
        Person { interests, skills, wishes, free, belongs_to, can_teach, wants_to_learn, languages, ..Person::new("n", Role::Newcomer) }
    }
}

prop_compose! {
    fn anybody()(
        lists in lists(),
        (postcode, travel, travel_minutes) in (of(1000u16..9999), of(select(Travel::ALL)), of(5u16..=120)),
        cost_max_eur in of(of((0u32..20_000).prop_map(|cents| f64::from(cents) / 100.0))),
        (children, child_comes_along) in (of(proptest::collection::vec(1990..=2027, 0..4)), of(any::<bool>())),
        (comfort, rung) in (of(select(Comfort::ALL)), of(select(Rung::ALL))),
        (arrived, stay) in (of(0..120), of(of(0..240))),
        women_only in any::<bool>(),
    ) -> Newcomer {
        let month = |n: i32| Month::new(2018, 1).expect("a month").plus(n);
        let postcode = postcode.map(|p| p.to_string().parse().expect("a postcode"));
        let (arrived, stays_until) = (arrived.map(month), stay.map(|s| s.map(|n| month(120 + n))));
        let person = Person { postcode, travel, travel_minutes, cost_max_eur, children, child_comes_along, comfort, rung, arrived, stays_until, ..lists };
        Newcomer { person, women_only, ..nobody() }
    }
}

proptest! {
    #[test]
    fn sent_again_as_it_is_shown_nothing_changes(her in anybody()) {
        fn check<A: Ask>(her: &Newcomer) {
            assert!(same(&with(&A::of(her), her), her), "{:?}: {:?}", A::QUESTION, touched(&with(&A::of(her), her), her));
        }
        check::<WishesForm>(&her);
        check::<InterestsForm>(&her);
        if her.person.languages.values().any(|l| *l != Level::A0) {
            check::<LanguagesForm>(&her);
        }
        check::<TimeForm>(&her);
        check::<PlaceForm>(&her);
        check::<CompanyForm>(&her);
        check::<BeforeForm>(&her);
        check::<ChildrenForm>(&her);
        check::<BudgetForm>(&her);
        check::<TeachForm>(&her);
        check::<DutchForm>(&her);
        check::<GroupsForm>(&her);
        check::<ComfortForm>(&her);
        check::<RungForm>(&her);
        check::<StayForm>(&her);
    }

    #[test]
    fn an_empty_form_takes_back_this_answer_alone(her in anybody()) {
        fn check<A: Ask>(her: &Newcomer, fields: &[&str]) {
            let after = with(&A::default(), her);
            assert!(A::say(&crate::web::words::Words::of(crate::kit::lang::Lang::En), &after).is_none(), "{:?}", A::QUESTION);
            assert!(touched(her, &after).iter().all(|t| fields.contains(&t.as_str())), "{:?}", touched(her, &after));
        }
        check::<WishesForm>(&her, &["wishes", "interests", "wants_to_learn"]);
        check::<InterestsForm>(&her, &["interests"]);
        check::<TimeForm>(&her, &["free"]);
        check::<PlaceForm>(&her, &["postcode", "travel", "travel_minutes"]);
        check::<CompanyForm>(&her, &["comfort", "child_comes_along", "cost_max_eur", "rung"]);
        check::<BeforeForm>(&her, &["skills"]);
        check::<ChildrenForm>(&her, &["children", "child_comes_along"]);
        check::<BudgetForm>(&her, &["cost_max_eur"]);
        check::<TeachForm>(&her, &["can_teach", "wants_to_learn"]);
        check::<GroupsForm>(&her, &["belongs_to"]);
        check::<ComfortForm>(&her, &["comfort"]);
        check::<RungForm>(&her, &["rung"]);
        check::<StayForm>(&her, &["arrived", "stays_until"]);
    }

    #[test]
    fn what_she_ticks_is_ticked_when_she_comes_back_and_unticking_takes_it_back(
        wishes in proptest::sample::subsequence(vec!["people", "work", "dutch", "sport", "culture", "children", "rest"], 0..=7),
        easier in proptest::sample::subsequence(vec!["small-group", "child", "free", "women-only", "from-here"], 0..=5),
    ) {
        let query = |name: &str, ticks: &[&str]| ticks.iter().map(|t| format!("{name}={t}")).collect::<Vec<_>>().join("&");
        let sent: WishesForm = form(&query("wishes", &wishes));
        let her = with(&sent, &nobody());
        prop_assert_eq!(held::<Wish>(&her), wishes);
        prop_assert!(same(&with(&WishesForm::default(), &her), &nobody()));
        let sent: CompanyForm = form(&query("easier", &easier));
        let her = with(&sent, &nobody());
        prop_assert_eq!(held::<Easier>(&her), easier);
        prop_assert!(same(&with(&CompanyForm::default(), &her), &nobody()));
    }
}

#[test]
fn the_first_question_maps_to_domains_to_dutch_and_to_the_family_group() {
    let her = with(&form::<WishesForm>("wishes=dutch&wishes=children"), &nobody()).person;
    assert_eq!(her.wishes, Some([Domain::Education].into()));
    assert_eq!(her.wants_to_learn, Some(["nl".parse().expect("Dutch")].into()));
    assert_eq!(her.interests, Some(["family".to_owned()].into()));
}

#[test]
fn going_alone_as_she_said_elsewhere_stays_when_the_sixth_question_is_sent() {
    let mut her = nobody();
    her.person.comfort = Some(Comfort::Alone);
    let after = with(&form::<CompanyForm>("easier=free"), &her);
    assert_eq!((after.person.comfort, after.person.cost_max_eur), (Some(Comfort::Alone), Some(Some(0.0))));
    assert!(same(&with(&CompanyForm::default(), &after), &her));
    // Both kinds of company: to be taken along is the one that a person can hold.
    let both = with(&form::<CompanyForm>("easier=along&easier=small-group"), &nobody());
    assert_eq!(both.person.comfort, Some(Comfort::WithOne));
}

#[test]
fn fluent_dutch_stays_fluent_when_nearly_everything_is_sent_again() {
    let mut her = nobody();
    her.person.languages.insert("nl".parse().expect("Dutch"), Level::C1);
    let again = with(&form::<LanguagesForm>("dutch=B2"), &her);
    assert_eq!(again.person.languages, her.person.languages);
    let less = with(&form::<LanguagesForm>("dutch=B1"), &her);
    assert_eq!(less.person.languages.values().next(), Some(&Level::B1));
}
