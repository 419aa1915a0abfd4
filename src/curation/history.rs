//! The history of a listing: every change of every field, who made it and as what.

use super::undo::Undo;
use crate::{
    auth::{AsSocialWorker, Visit},
    listings::{self, Change, column_label, column_said},
    platform::db::Db,
    web::{Error, Id, show},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "curation/history.html")]
struct HistoryPage {
    v: Visit,
    undo: Option<Undo>,
    id: uuid::Uuid,
    title: String,
    version: i32,
    entries: Vec<Entry>,
    /// The version before the oldest change, where there is one: what a sheet or the sample brought in.
    oldest: Option<i32>,
}

/// One change.
struct Entry {
    version: i32,
    when: String,
    /// "Marieke, at the desk".
    by: String,
    lines: Vec<Line>,
}

/// One field of it.
struct Line {
    column: String,
    label: String,
    from: String,
    to: String,
}

/// `GET /desk/listings/{id}/history`
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let (listing, version) = listings::with_version(&db, id).await?.ok_or(Error::NotFound)?;
    let entries: Vec<Entry> = listings::history_of(&db, id).await?.iter().map(|change| entry(&v, change)).collect();
    let oldest = entries.last().map(|e| e.version - 1).filter(|before| *before > 0);
    let undo = Undo::of(&db, &v, &who).await?;
    let title = listing.title(v.lang).text.to_owned();
    show(&HistoryPage { undo, id, title, version, entries, oldest, v })
}

fn entry(v: &Visit, change: &Change) -> Entry {
    let by = match &change.by {
        Some(name) => v.t1(format!("changed-by-{}", change.role), "name", name),
        None => v.t(format!("changed-as-{}", change.role)),
    };
    let line = |f: &listings::Field| Line {
        column: f.name.clone(),
        label: column_label(v, &f.name),
        from: column_said(v, &f.name, &f.from),
        to: column_said(v, &f.name, &f.to),
    };
    let lines = change.fields.iter().map(line).collect();
    Entry { version: change.version, when: v.w.moment(change.at), by, lines }
}
