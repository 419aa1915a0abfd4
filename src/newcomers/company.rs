//! The sixth question: what makes it easier to go.

use super::{
    ask::{Ask, Change, Here},
    choices::{self, ChoicesPage},
    newcomer::Newcomer,
    question::Question,
    ticks::{self, Tick},
};
use crate::{
    auth::Visit,
    kit::words::{Comfort, Rung},
    named,
    web::{Slips, words::Words},
};
use chrono::NaiveDate;
use serde::Deserialize;

named! {
    /// A row of the page.
    Easier {
        /// Somebody takes her along.
        Along = "along",
        /// A small group.
        SmallGroup = "small-group",
        /// Her child can come.
        Child = "child",
        /// Free.
        Free = "free",
        /// Women only: a wish about the group. Whether she belongs to it is asked elsewhere.
        WomenOnly = "women-only",
        /// Mostly people from here.
        FromHere = "from-here",
    }
}

const FREE: Option<Option<f64>> = Some(Some(0.0));

impl Tick for Easier {
    const ROWS: &'static [Self] = Easier::ALL;

    fn name(self) -> &'static str {
        self.as_str()
    }

    fn label(self, w: &Words) -> String {
        w.t(format!("easier-{self}"))
    }

    fn holds(self, her: &Newcomer) -> bool {
        match self {
            Easier::Along => her.person.comfort == Some(Comfort::WithOne),
            Easier::SmallGroup => her.person.comfort == Some(Comfort::SmallGroup),
            Easier::Child => her.person.child_comes_along == Some(true),
            Easier::Free => her.person.cost_max_eur == FREE,
            Easier::WomenOnly => her.women_only,
            Easier::FromHere => her.person.rung == Some(Rung::Bridging),
        }
    }

    fn give(self, her: &mut Newcomer) {
        match self {
            Easier::Along => her.person.comfort = Some(Comfort::WithOne),
            // A person holds one kind of company: who is taken along is not alone in a group of any size.
            Easier::SmallGroup if Easier::Along.holds(her) => {}
            Easier::SmallGroup => her.person.comfort = Some(Comfort::SmallGroup),
            Easier::Child => her.person.child_comes_along = Some(true),
            Easier::Free => her.person.cost_max_eur = FREE,
            Easier::WomenOnly => her.women_only = true,
            Easier::FromHere => her.person.rung = Some(Rung::Bridging),
        }
    }

    fn take(self, her: &mut Newcomer) {
        match self {
            Easier::Along | Easier::SmallGroup => her.person.comfort = None,
            Easier::Child => her.person.child_comes_along = None,
            Easier::Free => her.person.cost_max_eur = None,
            Easier::WomenOnly => her.women_only = false,
            Easier::FromHere => her.person.rung = None,
        }
    }
}

/// What was ticked.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct CompanyForm {
    easier: Vec<String>,
}

impl Ask for CompanyForm {
    const QUESTION: Question = Question::Company;
    type Page = ChoicesPage;

    fn of(her: &Newcomer) -> Self {
        Self { easier: ticks::held::<Easier>(her) }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let wanted = slips.take("easier", choices::many::<Easier>(&self.easier))?;
        Some(Box::new(move |her| ticks::put(&wanted, her)))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        choices::listed(Easier::ALL.iter().filter(|t| t.holds(her)).map(|t| t.label(w)))
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> ChoicesPage {
        let rows = ticks::rows::<Easier>(&v.w, &self.easier);
        ChoicesPage::many(v, slips, here, "easier", rows)
    }
}
