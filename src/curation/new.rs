//! A new listing: fourteen fields, both languages, a draft or published at once.

use super::{
    act::{by, open},
    conflict::ConflictPage,
    form,
    new_form::{NewForm, Speech, Then, blank},
    options::{self, Choice, Group},
    save::{base_of, together},
    store,
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    kit::{text::Slip, words::Status},
    listings::{self, Listing, Shelf, Twins},
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use sqlx::PgTransaction;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "curation/new.html")]
struct NewPage {
    v: Visit,
    slips: Slips,
    form: NewForm,
    /// Those that may be the same one.
    twins: Vec<(Uuid, String)>,
}

impl NewPage {
    fn kinds(&self) -> Vec<Choice> {
        options::kinds(&self.v, &self.form.kind)
    }

    fn repeats(&self) -> Vec<Choice> {
        repeats(&self.v, &self.form.repeat)
    }

    fn interests(&self) -> Vec<Group> {
        options::interests(&self.v, std::slice::from_ref(&self.form.interest))
    }

    fn speeches(&self) -> Vec<Choice> {
        speeches(&self.v, &self.form.speech)
    }
}

/// How often, as a new listing says it.
pub fn repeats(v: &Visit, chosen: &str) -> Vec<Choice> {
    options::repeats(v, chosen, false)
}

/// How people talk there.
pub fn speeches(v: &Visit, chosen: &str) -> Vec<Choice> {
    let say = |n: &str| v.t(format!("speech-{n}"));
    options::one(Some(v.t("choice-choose")), &options::names(Speech::ALL, Speech::as_str), say, chosen)
}

/// `GET /desk/listings/new`
pub async fn page(v: Visit, _: AsSocialWorker) -> Result<Response, Error> {
    show(&NewPage { v, slips: Slips::default(), form: NewForm::empty(), twins: Vec::new() })
}

/// Two people may choose the same title at the same moment.
const TRIES: usize = 3;
/// So many that may be the same are shown.
const MOST_TWINS: usize = 5;

/// `POST /desk/listings/new`: sent twice it makes one listing; sent again with other words it changes that one.
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    shelf: Shelf,
    Form(form): Form<NewForm>,
) -> Result<Response, Error> {
    let mut tried = 1;
    loop {
        let mut tx = db.begin().await?;
        let before = listings::with_version_locked(&mut tx, form.entry).await?;
        let base = match &before {
            Some((now, version)) => base_of(&mut tx, (now, *version), 1, now.newcomer_places).await?,
            None => blank(form.entry),
        };
        let mut slips = Slips::default();
        let Some(mine) = form.read(&base, v.today(), &mut slips) else {
            return show_again(&NewPage { v, slips, form, twins: Vec::new() });
        };
        let twins = if before.is_none() && form.another.is_empty() { twins(&v, &shelf, &mine) } else { Vec::new() };
        if !twins.is_empty() {
            slips.add("another", Slip::NotThis("slip-another"));
            return show_again(&NewPage { v, slips, form, twins });
        }
        let stored = match &before {
            Some((now, version)) => {
                let both = together(&base, now, &mine)?;
                if !both.conflicts.is_empty() {
                    return ConflictPage::new(v, &both, now, &mine, *version, then(form.then)).answer();
                }
                store_changed(&mut tx, &who, both.listing, *version, form.then, v.today()).await
            }
            None => {
                store_new(&mut tx, &who, mine, &form.slug(), form.then, v.today()).await.map(|(_, published)| published)
            }
        };
        match stored {
            Err(sqlx::Error::Database(d)) if d.is_unique_violation() && tried < TRIES => tried += 1,
            other => {
                let published = other?;
                tx.commit().await?;
                let (done, subject) =
                    if published { ("flash-published", Some(form.entry)) } else { ("flash-listing-draft", None) };
                let next = see(&format!("/desk/listings/{}", form.entry));
                return Ok(Flash::on(next, &v.address, done, subject));
            }
        }
    }
}

/// What is there already and may be the same one.
fn twins(v: &Visit, shelf: &Shelf, mine: &Listing) -> Vec<(Uuid, String)> {
    let stock = shelf.now();
    let found = Twins::among(stock.items.iter().map(|item| &*item.listing), mine);
    found.into_iter().take(MOST_TWINS).map(|it| (it.id, it.title(v.lang).text.to_owned())).collect()
}

fn then(then: Then) -> form::Then {
    match then {
        Then::Draft => form::Then::Save,
        Then::Publish => form::Then::Publish,
    }
}

/// As a draft first, so that publishing is a change of its own that can be undone. Answers its key, and whether it is
/// public now.
async fn store_new(
    tx: &mut PgTransaction<'_>,
    who: &SignedIn,
    mut it: Listing,
    slug: &str,
    then: Then,
    today: chrono::NaiveDate,
) -> Result<(String, bool), sqlx::Error> {
    it.key = store::free_key(tx, slug).await?;
    listings::create(tx, by(who), &it).await?;
    let key = it.key.clone();
    Ok((key, store_changed(tx, who, it, 1, then, today).await?))
}

/// A new listing that everybody sees; answers its key.
///
/// # Errors
/// Those of the database; `one_listing_per_key` where somebody chose the same title at the same moment.
pub async fn publish_new(
    tx: &mut PgTransaction<'_>,
    who: &SignedIn,
    it: Listing,
    slug: &str,
    today: chrono::NaiveDate,
) -> Result<String, sqlx::Error> {
    Ok(store_new(tx, who, it, slug, Then::Publish, today).await?.0)
}

async fn store_changed(
    tx: &mut PgTransaction<'_>,
    who: &SignedIn,
    mut it: Listing,
    version: i32,
    then: Then,
    today: chrono::NaiveDate,
) -> Result<bool, sqlx::Error> {
    let publishes = then == Then::Publish && it.status == Status::Draft;
    if publishes {
        open(&mut it, today);
    }
    listings::change(tx, by(who), &it, version).await?;
    Ok(publishes)
}
