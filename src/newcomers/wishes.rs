//! The first question: what she would like to find here.

use super::{
    ask::{Ask, Change, Here},
    choices::{self, ChoicesPage},
    newcomer::Newcomer,
    question::Question,
    ticks::{self, Tick, add, has, remove},
};
use crate::{
    auth::Visit,
    kit::{language_tag::LanguageTag, words::Domain},
    named,
    web::{Slips, words::Words},
};
use chrono::NaiveDate;
use serde::Deserialize;

named! {
    /// A row of the page.
    Wish {
        /// People to do things with.
        People = "people",
        /// Work or colleagues in her field.
        Work = "work",
        /// Practising Dutch.
        Dutch = "dutch",
        /// Sport.
        Sport = "sport",
        /// Culture.
        Culture = "culture",
        /// Things with her children.
        Children = "children",
        /// Rest.
        Rest = "rest",
    }
}

/// The group of interests behind "things with my children".
const FAMILY: &str = "family";

impl Wish {
    /// The domain it stands for; things with her children stand for a group of interests instead.
    fn domain(self) -> Option<Domain> {
        match self {
            Wish::People => Some(Domain::Social),
            Wish::Work => Some(Domain::Work),
            Wish::Dutch => Some(Domain::Education),
            Wish::Sport => Some(Domain::Sport),
            Wish::Culture => Some(Domain::Culture),
            Wish::Rest => Some(Domain::Health),
            Wish::Children => None,
        }
    }
}

impl Tick for Wish {
    const ROWS: &'static [Self] = Wish::ALL;

    fn name(self) -> &'static str {
        self.as_str()
    }

    fn label(self, w: &Words) -> String {
        w.t(format!("wish-{self}"))
    }

    fn holds(self, her: &Newcomer) -> bool {
        match self.domain() {
            Some(domain) => has(&her.person.wishes, &domain),
            None => has(&her.person.interests, &FAMILY.to_owned()),
        }
    }

    fn give(self, her: &mut Newcomer) {
        match self.domain() {
            Some(domain) => add(&mut her.person.wishes, domain),
            None => add(&mut her.person.interests, FAMILY.to_owned()),
        }
        if self == Wish::Dutch {
            add(&mut her.person.wants_to_learn, LanguageTag::dutch());
        }
    }

    fn take(self, her: &mut Newcomer) {
        match self.domain() {
            Some(domain) => remove(&mut her.person.wishes, &domain),
            None => remove(&mut her.person.interests, &FAMILY.to_owned()),
        }
        if self == Wish::Dutch {
            remove(&mut her.person.wants_to_learn, &LanguageTag::dutch());
        }
    }
}

/// What was ticked.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WishesForm {
    wishes: Vec<String>,
}

impl Ask for WishesForm {
    const QUESTION: Question = Question::Wishes;
    type Page = ChoicesPage;

    fn of(her: &Newcomer) -> Self {
        Self { wishes: ticks::held::<Wish>(her) }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let wanted = slips.take("wishes", choices::many::<Wish>(&self.wishes))?;
        Some(Box::new(move |her| ticks::put(&wanted, her)))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        choices::listed(Wish::ALL.iter().filter(|t| t.holds(her)).map(|t| t.label(w)))
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> ChoicesPage {
        let rows = ticks::rows::<Wish>(&v.w, &self.wishes);
        ChoicesPage::many(v, slips, here, "wishes", rows)
    }
}
