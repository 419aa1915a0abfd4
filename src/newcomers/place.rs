//! The fifth question: where she lives, and how she gets around.

use super::{
    ask::{Ask, Change, Here},
    choices::{listed, one},
    newcomer::Newcomer,
    question::Question,
};
use crate::{
    auth::Visit,
    kit::{
        place::Postcode,
        text::{Slip, optional_line},
        words::Travel,
    },
    web::{Slips, words::Words},
};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

/// A postcode, a way to get around, minutes.
#[derive(Template)]
#[template(path = "newcomers/place.html", blocks = ["answer"])]
pub(super) struct PlacePage {
    v: Visit,
    slips: Slips,
    here: Here,
    form: PlaceForm,
}

impl PlacePage {
    /// A way to get around, and its icon.
    fn ways(&self) -> [(Travel, &'static str); 3] {
        [(Travel::Foot, "footprints"), (Travel::Bike, "bike"), (Travel::Bus, "bus")]
    }
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct PlaceForm {
    postcode: String,
    travel: String,
    minutes: String,
}

fn minutes(typed: &str) -> Result<Option<u16>, Slip> {
    let Some(text) = optional_line(typed, 10)? else { return Ok(None) };
    let minutes = text.parse().ok().filter(|m| (5..=120).contains(m));
    minutes.map(Some).ok_or(Slip::NotThis("slip-minutes"))
}

impl Ask for PlaceForm {
    const QUESTION: Question = Question::Place;
    type Page = PlacePage;

    fn of(her: &Newcomer) -> Self {
        let text = |t: Option<String>| t.unwrap_or_default();
        Self {
            postcode: text(her.person.postcode.map(|p| p.to_string())),
            travel: text(her.person.travel.map(|t| t.to_string())),
            minutes: text(her.person.travel_minutes.map(|m| m.to_string())),
        }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let postcode = slips.take("postcode", Postcode::typed(&self.postcode));
        let travel = slips.take("travel", one::<Travel>(&self.travel));
        let minutes = slips.take("minutes", minutes(&self.minutes));
        let (postcode, travel, minutes) = (postcode?, travel?, minutes?);
        Some(Box::new(move |her| {
            her.person.postcode = postcode;
            her.person.travel = travel;
            her.person.travel_minutes = minutes;
        }))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        let postcode = her.person.postcode.map(|p| p.to_string());
        let travel = her.person.travel.map(|t| w.t(format!("travel-{t}")));
        let minutes = her.person.travel_minutes.map(|m| w.t1("place-at-most", "minutes", m));
        listed([postcode, travel, minutes].into_iter().flatten())
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> PlacePage {
        PlacePage { v, slips, here, form: self }
    }
}
