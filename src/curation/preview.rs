//! A listing as she sees it, stored or only typed: drafts too. Nothing is stored.

use super::{
    edit::{EditPage, advice},
    form::ListingForm,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::lang::Lang,
    listings::{self, Listing, Preview},
    platform::db::Db,
    web::{Error, Form, Id, Query, Slips, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "curation/preview.html")]
struct PreviewPage {
    v: Visit,
    id: uuid::Uuid,
    title: String,
    /// Only typed so far.
    typed: bool,
    sides: Vec<Side>,
}

/// Her card and page in one language, and how its texts read.
struct Side {
    seen: Preview,
    advice: Vec<String>,
}

impl PreviewPage {
    fn new(v: Visit, listing: &Listing, langs: &[Lang], typed: bool) -> Self {
        let side = |lang: &Lang| {
            let text = lang.pick(text(&listing.summary_en), text(&listing.summary_nl));
            Side { seen: listings::preview(&v, listing, *lang), advice: advice(&v, text, *lang) }
        };
        let sides = langs.iter().map(side).collect();
        Self { id: listing.id, title: listing.title(v.lang).text.to_owned(), typed, sides, v }
    }
}

fn text(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

/// The language to see it in; both where none is said.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    lang: String,
}

/// `GET /desk/listings/{id}/preview?lang=nl`
pub async fn page(
    v: Visit,
    AsSocialWorker(_): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let (listing, _) = listings::with_version(&db, id).await?.ok_or(Error::NotFound)?;
    let langs = chosen.lang.parse().map_or(Lang::ALL.to_vec(), |lang| vec![lang]);
    show(&PreviewPage::new(v, &listing, &langs, false))
}

/// `POST /desk/listings/{id}/preview`: from what is typed; with a slip the form comes back.
pub async fn typed(
    v: Visit,
    AsSocialWorker(_): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<ListingForm>,
) -> Result<Response, Error> {
    let (listing, _) = listings::with_version(&db, id).await?.ok_or(Error::NotFound)?;
    let (form, mut slips) = (form.unfolded()?, Slips::default());
    match form.read(&listing, v.today(), &mut slips) {
        Some(typed) => show(&PreviewPage::new(v, &typed, &Lang::ALL, true)),
        None => show_again(&EditPage { behind: None, undo: None, slips, form, listing, v }),
    }
}
