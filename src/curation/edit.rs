//! Editing everything about a listing, both languages side by side.

use super::{
    act::{by, open},
    conflict::ConflictPage,
    form::{ListingForm, Then},
    options::{self, Choice, Group},
    save::{base_of, together},
    store,
    translated::just_said,
    undo::Undo,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::{
        lang::Lang,
        readability::{self, Advice},
        words::Status,
    },
    listings::{self, Changed, Listing, next_sessions},
    platform::db::Db,
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "curation/edit.html")]
pub(super) struct EditPage {
    pub v: Visit,
    pub undo: Option<Undo>,
    pub slips: Slips,
    pub form: ListingForm,
    /// As it is stored.
    pub listing: Listing,
    /// The language whose texts are behind the other's.
    pub behind: Option<String>,
}

impl EditPage {
    /// Just said to say the same in both languages, and the one that was behind.
    fn translated(&self) -> Option<(Uuid, String)> {
        just_said(&self.v)
    }

    fn kinds(&self) -> Vec<Choice> {
        options::kinds(&self.v, &self.form.kind)
    }

    fn yes_no(&self, chosen: &str) -> Vec<Choice> {
        options::yes_no(&self.v, chosen)
    }

    fn levels(&self) -> Vec<Choice> {
        options::levels(&self.v, &self.form.dutch_needed)
    }

    fn cost_per(&self) -> Vec<Choice> {
        options::cost_per(&self.v, &self.form.cost_per)
    }

    fn rungs(&self) -> Vec<Choice> {
        options::rungs(&self.v, &self.form.rung)
    }

    fn repeats(&self) -> Vec<Choice> {
        options::repeats(&self.v, &self.form.repeat, true)
    }

    fn nths(&self) -> Vec<Choice> {
        options::nths(&self.v, &self.form.nth)
    }

    fn weekdays(&self) -> Vec<Choice> {
        options::weekdays(&self.v, &self.form.weekdays)
    }

    fn domains(&self) -> Vec<Choice> {
        options::domains(&self.v, &self.form.domains)
    }

    fn audience(&self) -> Vec<Choice> {
        options::audience(&self.v, &self.form.audience)
    }

    fn interests(&self) -> Vec<Group> {
        options::interests(&self.v, &self.form.interests)
    }

    fn skills(&self) -> Vec<Group> {
        options::skills(&self.v, &self.form.skills_wanted)
    }

    fn languages(&self) -> Vec<Group> {
        options::languages(&self.v, &self.form.languages)
    }

    /// The next dates as stored: whether the rule says what was meant.
    fn next(&self) -> String {
        let all = next_sessions(&self.v, &self.listing, 4);
        all.iter().map(|s| self.v.w.day(s.date)).collect::<Vec<_>>().join(" · ")
    }

    fn is(&self, status: &str) -> bool {
        self.listing.status.as_str() == status
    }

    fn reads_en(&self, text: &str) -> Vec<String> {
        advice(&self.v, text, Lang::En)
    }

    fn reads_nl(&self, text: &str) -> Vec<String> {
        advice(&self.v, text, Lang::Nl)
    }
}

/// What would make a text easier to read, in the language of the desk.
pub(super) fn advice(v: &Visit, text: &str, lang: Lang) -> Vec<String> {
    let reading = readability::read(text, lang);
    let said = reading.advice().into_iter().map(|advice| match advice {
        Advice::Split(words) => v.t1("reads-split", "count", words),
        Advice::Shorter(words) => v.t1("reads-shorter", "count", words),
        Advice::Words(words) => v.t1("reads-words", "words", words),
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() && reading.words > 0 { vec![v.t1("reads-well", "count", reading.average())] } else { said }
}

/// `GET /desk/listings/{id}`
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let (listing, version) = listings::with_version(&db, id).await?.ok_or(Error::NotFound)?;
    let undo = Undo::of(&db, &v, &who).await?;
    let behind = store::behind(&db, id).await?;
    show(&EditPage { behind, undo, slips: Slips::default(), form: ListingForm::of(&listing, version), listing, v })
}

/// `POST /desk/listings/{id}`: what two people changed is merged; where both changed the same, the one who saves
/// chooses on a page that shows both.
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<ListingForm>,
) -> Result<Response, Error> {
    let form = form.unfolded()?;
    let (from, places) = form.made_from()?;
    let mut tx = db.begin().await?;
    let (now, version) = listings::with_version_locked(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let base = base_of(&mut tx, (&now, version), from, places).await?;
    let mut slips = Slips::default();
    let Some(mine) = form.read(&base, v.today(), &mut slips) else {
        return show_again(&EditPage { behind: None, undo: None, slips, form, listing: now, v });
    };
    let mut both = together(&base, &now, &mine)?;
    if !both.conflicts.is_empty() {
        return ConflictPage::new(v, &both, &now, &mine, version, form.then).answer();
    }
    let publishes = form.then == Then::Publish && both.listing.status == Status::Draft;
    if publishes {
        open(&mut both.listing, v.today());
    }
    let changed = listings::change(&mut tx, by(&who), &both.listing, version).await?;
    tx.commit().await?;
    let (done, subject) = match changed {
        Changed::Done(_) if publishes => ("flash-published", Some(id)),
        Changed::Done(_) if both.merged => ("flash-listing-merged", Some(id)),
        Changed::Done(_) => ("flash-listing-saved", Some(id)),
        _ => ("flash-listing-same", None),
    };
    Ok(Flash::on(see(&format!("/desk/listings/{id}")), &v.address, done, subject))
}
