//! A sheet that was read: what would become of each row, one button that brings them in, and what became of it.

use super::{
    bring_in::{self, BATCH, Counts, keys_of},
    import::IMPORT_PATH,
    lookalikes::{Lookalikes, Named},
    outcome::{self, Outcome, WrongCell},
    plan::{Became, Field, Keys, Planned},
    sheet::{Columns, Raw},
    store::{self, Taken},
    undo,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    listings::{self, By, Listing, Role, Shelf, Stock, Twins},
    platform::db::Db,
    web::{Error, Id, flash::Flash, see, show, words::Words},
};
use askama::Template;
use axum::response::Response;
use sqlx::PgTransaction;
use std::{cell::LazyCell, time::Duration};
use uuid::Uuid;

/// So many cells and rows are shown; the rest is counted.
const MOST_SHOWN: usize = 500;
/// What is done within this time shows no progress.
const SHORT: Duration = Duration::from_secs(1);

/// A listing that would be new.
struct New {
    line: u64,
    title: String,
    /// What nobody said yet.
    open: String,
    /// What is there already and may be the same one.
    twin: Option<(Uuid, String)>,
}

/// What would become of a sheet.
#[derive(Template)]
#[template(path = "exchange/preview.html")]
struct PreviewPage {
    v: Visit,
    id: Uuid,
    /// The last try failed, and stored nothing.
    has_failed: bool,
    counts: Counts,
    wrong: Vec<WrongCell>,
    /// Line, title, what is different.
    changed: Vec<(u64, String, Vec<Field>)>,
    new: Vec<New>,
    stale: Vec<(u64, String)>,
    /// New rows that look like an earlier one, and how many more there are.
    lookalikes: Vec<(Named, Named)>,
    more_lookalikes: usize,
}

/// How far a sheet is.
#[derive(Template)]
#[template(path = "exchange/progress.html")]
struct ProgressPage {
    v: Visit,
    id: Uuid,
    done: i32,
    all: usize,
}

/// What became of a sheet.
#[derive(Template)]
#[template(path = "exchange/done.html")]
struct DonePage {
    v: Visit,
    became: Outcome,
}

impl DonePage {
    /// What is new and what is different, each with its heading.
    fn lists(&self) -> [(&'static str, &[outcome::Named]); 2] {
        [("sheet-new-rows", &self.became.new), ("sheet-changed-rows", &self.became.changed)]
    }
}

/// `GET /desk/import/{id}`
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
) -> Result<Response, Error> {
    let mut import = store::of_account(&db, id, who.account).await?.ok_or(Error::NotFound)?;
    if import.state == "headers" {
        return Ok(see(&format!("{IMPORT_PATH}/{id}/columns")));
    }
    if import.is_running {
        return show(&ProgressPage { v, id, done: import.done, all: import.rows.len() });
    }
    let (columns, rows) = (import.columns(), std::mem::take(&mut import.rows.0));
    if let Some(became) = import.became {
        return show(&DonePage { v, became: became.0 });
    }
    // Cut short, or failed: nothing of it was stored, and it can be tried again.
    let has_failed = import.state != "read";
    let known = listings::of_keys(&mut *db.acquire().await?, &keys_of(&columns, &rows)).await?;
    let stock = shelf.now();
    let read = tokio::task::spawn_blocking(move || {
        let planned = Keys::default().plan(&columns, &rows, &known);
        PreviewPage::new(v, id, has_failed, planned, &stock)
    });
    show(&read.await.map_err(Error::unexpected)?)
}

impl PreviewPage {
    fn new(v: Visit, id: Uuid, has_failed: bool, planned: Vec<Planned>, stock: &Stock) -> Self {
        let there: Vec<&Listing> = stock.items.iter().map(|item| &*item.listing).collect();
        // Made where something is new: all listings are looked at for it.
        let twins = LazyCell::new(|| Twins::new(there.iter().copied()));
        let (mut counts, mut own) = (Counts::default(), Lookalikes::default());
        counts.add(&planned);
        own.rows(&planned, v.lang);
        let (lookalikes, more_lookalikes) = own.found();
        let (mut wrong, mut changed, mut new, mut stale) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for row in &planned {
            match &row.became {
                Became::Changed(change) if changed.len() < MOST_SHOWN => {
                    let title = change.before.title(v.lang).text.to_owned();
                    changed.push((row.line, title, change.fields()));
                }
                Became::New(listing) if new.len() < MOST_SHOWN => {
                    let title = |it: &Listing| it.title(v.lang).text.to_owned();
                    let twin = twins.of(listing).first().map(|place| (there[*place].id, title(there[*place])));
                    new.push(New { line: row.line, title: title(listing), open: row.open.join(", "), twin });
                }
                Became::Wrong(faults) if wrong.len() < MOST_SHOWN => {
                    wrong.extend(faults.iter().map(|fault| WrongCell::of(fault, &v.w)));
                }
                Became::Stale if stale.len() < MOST_SHOWN => stale.push((row.line, row.key.clone())),
                _ => {}
            }
        }
        Self { v, id, has_failed, counts, wrong, changed, new, stale, lookalikes, more_lookalikes }
    }
}

/// `POST /desk/import/{id}`: the yes.
pub async fn bring_in(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    match store::take_up(&db, id, who.account).await? {
        Taken::Nowhere => return Err(Error::NotFound),
        Taken::Already => {}
        Taken::Ours(mut import, tx) => {
            let (by, w) = (By::of(&who, Role::Import), v.w);
            let (columns, rows) = (import.columns(), std::mem::take(&mut import.rows.0));
            // It goes on when its reader goes away.
            let work = tokio::spawn(async move {
                if let Err(trouble) = apply(&db, tx, by, (id, &columns, &rows), w).await {
                    tracing::warn!(%trouble, "a sheet could not be brought in");
                    if let Err(trouble) = store::fail(&db, id).await {
                        tracing::warn!(%trouble, "nor could it be written down that it failed");
                    }
                }
            });
            // What takes longer shows how far it is.
            let _ = tokio::time::timeout(SHORT, work).await;
        }
    }
    Ok(see(&format!("{IMPORT_PATH}/{id}")))
}

async fn apply(
    db: &Db,
    mut tx: PgTransaction<'static>,
    by: By,
    (id, columns, rows): (Uuid, &Columns, &[Raw]),
    w: Words,
) -> Result<(), sqlx::Error> {
    let (mut keys, mut became) = (Keys::default(), Outcome::default());
    for batch in rows.chunks(BATCH) {
        let planned = bring_in::rows(&mut tx, by, (columns, &mut keys), batch, true).await?;
        became.add(&planned, &w);
        store::say_how_far(db, id, became.counts.all()).await?;
    }
    store::finish(&mut tx, id, &became).await?;
    undo::remember(&mut tx, by, became.counts).await?;
    tx.commit().await
}

/// `POST /desk/import/{id}/leave`: the no.
pub async fn leave(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    if store::leave(&db, id, who.account).await? {
        return Ok(Flash::on(see(IMPORT_PATH), &v.address, "flash-sheet-left", None));
    }
    // It runs, or there is none.
    store::of_account(&db, id, who.account).await?.ok_or(Error::NotFound)?;
    Ok(see(&format!("{IMPORT_PATH}/{id}")))
}
