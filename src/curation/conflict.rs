//! Two people changed the same field: both stand side by side, and who saves last chooses. Nothing typed is lost.

use super::{
    form::{ListingForm, Then},
    save::Together,
};
use crate::{
    auth::Visit,
    listings::{Listing, column_label, unit_said},
    web::Error,
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

/// A field that both changed.
struct Choice {
    /// Its name in the form.
    field: String,
    label: String,
    /// What to send, and how it reads.
    theirs: (String, String),
    mine: (String, String),
}

#[derive(Template)]
#[template(path = "curation/conflict.html")]
pub(super) struct ConflictPage {
    v: Visit,
    id: uuid::Uuid,
    title: String,
    choices: Vec<Choice>,
    /// Everything else, merged.
    rest: Vec<(String, String)>,
    then: Then,
}

impl ConflictPage {
    /// The page for what both changed; it is made from the version that the database holds now.
    pub fn new(v: Visit, both: &Together, now: &Listing, mine: &Listing, version: i32, then: Then) -> Self {
        let value = |it: &Listing, field: &str| ListingForm::in_one_value(it, version).value_of(field);
        let choice = |name: &String| {
            let field = field_of(name);
            Choice {
                field: field.to_owned(),
                label: column_label(&v, name),
                theirs: (value(now, field), unit_said(&v, name, &both.theirs, now)),
                mine: (value(mine, field), unit_said(&v, name, &both.mine, mine)),
            }
        };
        let choices: Vec<Choice> = both.conflicts.iter().map(choice).collect();
        let mut form = ListingForm::in_one_value(&both.listing, version);
        form.places_were = now.newcomer_places.map(|n| n.to_string()).unwrap_or_default();
        let asked = |name: &String| name == "then" || choices.iter().any(|c| c.field == *name);
        let rest = form.pairs().into_iter().filter(|(name, _)| !asked(name)).collect();
        let title = now.title(v.lang).text.to_owned();
        Self { id: now.id, title, choices, rest, then, v }
    }

    /// 409, with everything that was typed.
    ///
    /// # Errors
    /// `Unexpected` where the template cannot be written.
    pub fn answer(&self) -> Result<Response, Error> {
        Ok((StatusCode::CONFLICT, Html(self.render()?)).into_response())
    }
}

/// The field of the form that a unit of columns is typed into.
fn field_of(unit: &str) -> &str {
    match unit {
        "cost_cents" => "cost_eur",
        other => other,
    }
}
