//! The desk looks: what it is, as she would see it, the fields to edit, and what to do with it.

use super::{acts, draft, store};
use crate::{
    along::Sender,
    auth::{AsSocialWorker, Visit},
    curation::{self, Choice, NewForm, Then},
    hosts,
    kit::lang::Lang,
    listings::{self, Preview},
    platform::db::Db,
    together::{
        facts::Fact,
        letters,
        proposal::{Proposal, State},
        store::{Key, locked},
    },
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "together/desk.html")]
pub(super) struct DeskPage {
    v: Visit,
    slips: Slips,
    id: Uuid,
    title: String,
    facts: Vec<Fact>,
    state: State,
    not_now: bool,
    talk_first: bool,
    seen_to: bool,
    /// The pages of the two, each behind its own reason.
    her: String,
    them: Option<String>,
    listing: Option<Uuid>,
    form: NewForm,
    /// As she would see it, in both languages; none where a field is not in order.
    sides: Vec<Preview>,
    reason: String,
}

impl DeskPage {
    pub fn of(v: Visit, it: &Proposal, form: NewForm, slips: Slips) -> Self {
        let seen = draft::listing(it, &form, v.today(), &mut Slips::default());
        let sides = |listing| Lang::ALL.iter().map(|lang| listings::preview(&v, &listing, *lang)).collect();
        let person = |account: Uuid| format!("/desk/people/{account}");
        Self {
            sides: seen.map(sides).unwrap_or_default(),
            id: it.id,
            title: it.what.title.clone(),
            facts: it.what.facts(&v.w),
            state: it.stands().state,
            not_now: it.not_now_at.is_some(),
            talk_first: it.talk_first_at.is_some(),
            seen_to: it.seen_to_at.is_some(),
            her: person(it.her.account),
            them: it.them.as_ref().map(|them| person(them.account)),
            listing: it.listing_id,
            form,
            slips,
            reason: String::new(),
            v,
        }
    }

    /// The same with a reason that cannot be.
    pub fn with_reason(self, reason: String) -> Self {
        Self { reason, ..self }
    }

    fn waits_for_a_look(&self) -> bool {
        self.state == State::CoHosted && !self.not_now
    }

    fn looks_for_somebody(&self) -> bool {
        self.them.is_none() && matches!(self.state, State::Proposed | State::Lapsed)
    }

    fn can_be_undone(&self) -> bool {
        self.state == State::CoHosted && (self.not_now || self.talk_first) || self.looks_for_somebody() && self.seen_to
    }

    fn repeats(&self) -> Vec<Choice> {
        curation::repeats(&self.v, &self.form.repeat)
    }

    fn speeches(&self) -> Vec<Choice> {
        curation::speeches(&self.v, &self.form.speech)
    }
}

/// `GET /desk/together/{id}`
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let it = store::found(&db, &who.scope, id).await?.ok_or(Error::NotFound)?;
    let form = draft::form(&it, v.today());
    show(&DeskPage::of(v, &it, form, Slips::default()))
}

/// `POST /desk/together/{id}`: as she would see it, or published: the listing, both hosts, their letters; all or nothing.
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<NewForm>,
) -> Result<Response, Error> {
    let it = store::found(&db, &who.scope, id).await?.ok_or(Error::NotFound)?;
    let mut slips = Slips::default();
    let Some(listing) = draft::listing(&it, &form, v.today(), &mut slips) else {
        return show_again(&DeskPage::of(v, &it, form, slips));
    };
    if form.then == Then::Draft {
        return show(&DeskPage::of(v, &it, form, slips));
    }
    let mut tx = db.begin().await?;
    let it = locked(&mut tx, Key::Known(id)).await?.ok_or(Error::NotFound)?;
    if it.stands().state != State::CoHosted {
        return Ok(Flash::on(see(&acts::path(id)), &v.address, "flash-desk-together-before", None));
    }
    let key = curation::publish_new(&mut tx, &who, listing, &form.slug(), v.today()).await?;
    for account in [Some(it.her.account), it.them.as_ref().map(|them| them.account)].into_iter().flatten() {
        hosts::insert(&mut tx, account, &key).await?;
    }
    if !store::publish(&mut tx, id, it.id).await? {
        return Err(Error::Stale);
    }
    let sender = Sender { city: &v.city, address: &v.address };
    for letter in letters::published(&sender, &it, it.id) {
        sender.send(&mut tx, letter).await?;
    }
    tx.commit().await?;
    Ok(Flash::on(see(&acts::path(id)), &v.address, "flash-desk-together-published", None))
}
