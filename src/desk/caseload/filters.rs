//! The filters of the caseload: a plain GET form.

use super::state::{LocalState, Newcomer, NewcomerState};
use crate::{kit::place::gazetteer, matching::window::Phase, web::Error};
use serde::{Deserialize, Serialize};

/// "Everybody", among the states.
pub const EVERYBODY: &str = "all";
/// "Did not say", among the phases.
const NOT_SAID: &str = "not-said";

/// The names of the phases, in order; the last is that of who did not say.
pub fn phases() -> impl Iterator<Item = &'static str> {
    Phase::ALL.iter().map(|phase| phase.as_str()).chain([NOT_SAID])
}

/// The name of a phase.
pub fn phase_name(phase: Option<Phase>) -> &'static str {
    phase.map_or(NOT_SAID, Phase::as_str)
}

/// The filters as they stand in the address. An empty value is no filter; without a state they are those who wait.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct FilterForm {
    #[serde(skip_serializing_if = "String::is_empty")]
    state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    phase: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    part: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    page: String,
}

/// Who is wanted.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    WhoWaits,
    Everybody,
    Newcomers(NewcomerState),
    Locals(LocalState),
}

/// The filters, read.
#[derive(Clone)]
pub struct Filters {
    form: FilterForm,
    wanted: Wanted,
    /// The page of the lists, from 1.
    pub page: usize,
}

impl FilterForm {
    /// Reads the filters.
    ///
    /// # Errors
    /// `Unreadable` where a value is none that the form offers.
    pub fn read(self) -> Result<Filters, Error> {
        let wanted = match self.state.as_str() {
            "" => Wanted::WhoWaits,
            EVERYBODY => Wanted::Everybody,
            name => match (name.parse(), name.parse()) {
                (Ok(state), _) => Wanted::Newcomers(state),
                (_, Ok(state)) => Wanted::Locals(state),
                _ => return Err(Error::Unreadable),
            },
        };
        let is_phase = self.phase.is_empty() || phases().any(|name| name == self.phase);
        let is_part = self.part.is_empty() || gazetteer().parts.iter().any(|part| part.slug == self.part);
        let page = if self.page.is_empty() { Some(1) } else { self.page.parse().ok() };
        let page = page.filter(|page| is_phase && is_part && (1..=10_000).contains(page)).ok_or(Error::Unreadable)?;
        Ok(Filters { wanted, page, form: Self { page: String::new(), ..self } })
    }
}

impl Filters {
    /// Whether locals can be among those wanted; a phase is of newcomers alone.
    pub fn wants_locals(&self) -> bool {
        !matches!(self.wanted, Wanted::Newcomers(_)) && self.form.phase.is_empty()
    }

    /// Whether this newcomer is wanted.
    pub fn shows_newcomer(&self, her: &Newcomer) -> bool {
        let is_wanted = match self.wanted {
            Wanted::WhoWaits => her.state == NewcomerState::Waits,
            Wanted::Everybody => true,
            Wanted::Newcomers(state) => her.state == state,
            Wanted::Locals(_) => false,
        };
        is_wanted && (self.form.phase.is_empty() || phase_name(her.phase) == self.form.phase)
    }

    /// Whether a local who stands there is wanted.
    pub fn shows_local(&self, state: LocalState) -> bool {
        self.wants_locals()
            && match self.wanted {
                Wanted::WhoWaits => state == LocalState::Steps,
                Wanted::Everybody => true,
                Wanted::Locals(wanted) => state == wanted,
                Wanted::Newcomers(_) => false,
            }
    }

    /// The part of town that is wanted, by its slug.
    pub fn part(&self) -> Option<&str> {
        Some(self.form.part.as_str()).filter(|slug| !slug.is_empty())
    }

    /// Whether this is chosen.
    pub fn has(&self, field: &str, value: &str) -> bool {
        match field {
            "state" => self.form.state == value,
            "phase" => self.form.phase == value,
            "part" => self.form.part == value,
            _ => false,
        }
    }

    /// Whether nothing is chosen: who waits, wherever.
    pub fn is_plain(&self) -> bool {
        self.wanted == Wanted::WhoWaits && self.form.phase.is_empty() && self.form.part.is_empty()
    }

    /// The address of all whom a bar counts: those in the same part of town who stand there.
    pub fn link_to(&self, field: &str, value: &str) -> String {
        let part = self.form.part.clone();
        let form = match field {
            "phase" => FilterForm { state: EVERYBODY.to_owned(), phase: value.to_owned(), part, page: String::new() },
            _ => FilterForm { state: value.to_owned(), part, ..FilterForm::default() },
        };
        address(&form)
    }

    /// The address of a page of the same lists.
    pub fn link_to_page(&self, page: &usize) -> String {
        address(&FilterForm { page: page.to_string(), ..self.form.clone() })
    }
}

fn address(form: &FilterForm) -> String {
    format!("/desk/people?{}", serde_html_form::to_string(form).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_of_newcomers_or_of_locals_and_never_of_both() {
        for state in NewcomerState::ALL {
            assert!(state.as_str().parse::<LocalState>().is_err() && state.as_str() != EVERYBODY, "{state}");
        }
    }

    #[test]
    fn what_a_bar_counts_is_what_its_link_lists() {
        let form = FilterForm { part: gazetteer().parts[0].slug.clone(), ..FilterForm::default() };
        let Ok(filters) = form.read() else { panic!("a part of town") };
        let link = filters.link_to("phase", "settling");
        let query = link.split_once('?').expect("a query").1;
        let Ok(read) = serde_html_form::from_str::<FilterForm>(query).expect("a form").read() else { panic!("{link}") };
        assert!(read.has("phase", "settling") && read.part() == filters.part() && !read.wants_locals(), "{link}");
        assert!(FilterForm { phase: "late".to_owned(), ..FilterForm::default() }.read().is_err());
        assert!(FilterForm { page: "0".to_owned(), ..FilterForm::default() }.read().is_err());
    }
}
