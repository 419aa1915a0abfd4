//! A sheet whose headers are not ours: somebody says which column is what, once. It is remembered for the next sheet with
//! these headers.

use super::{Mapping, guessed, mapped, name_of, store};
use crate::{
    auth::{AsSocialWorker, Visit},
    exchange::{
        import::{IMPORT_PATH, wait},
        listing_sheet::COLUMNS,
        sheet::Raw,
    },
    kit::{
        text::Slip,
        words::{Kind, Status},
    },
    platform::db::Db,
    web::{Error, Form, Id, Slips, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// So many cells show what a column holds.
const SHOWN: usize = 3;

/// One of some to choose from.
struct Choice {
    value: &'static str,
    words: String,
    chosen: bool,
}

impl Choice {
    fn new(value: &'static str, words: String, chosen: &str) -> Self {
        Self { value, words, chosen: value == chosen }
    }
}

/// A column of theirs.
struct Theirs {
    /// Its field in the form.
    field: String,
    header: String,
    examples: String,
    /// Which of ours it is; empty: left out.
    ours: String,
}

#[derive(Template)]
#[template(path = "exchange/columns.html")]
struct ColumnsPage {
    v: Visit,
    slips: Slips,
    id: Uuid,
    rows: usize,
    theirs: Vec<Theirs>,
    kind: String,
    status: String,
    /// Somebody said so for a sheet before.
    is_remembered: bool,
}

impl ColumnsPage {
    fn new(
        v: Visit,
        slips: Slips,
        (id, headers, rows): (Uuid, &[String], &[Raw]),
        mapping: &Mapping,
        is_remembered: bool,
    ) -> Self {
        let one = |(place, header): (usize, &String)| {
            let cells =
                rows.iter().filter_map(|raw| raw.cells.get(place)?.as_deref()).map(str::trim).filter(|c| !c.is_empty());
            let short = |c: &str| c.chars().take(40).collect::<String>();
            Theirs {
                field: format!("to-{place}"),
                header: header.clone(),
                examples: cells.take(SHOWN).map(short).collect::<Vec<_>>().join(" · "),
                ours: mapping.of(header).unwrap_or_default().to_owned(),
            }
        };
        let theirs = headers.iter().enumerate().map(one).collect();
        let (kind, status) = (mapping.kind.clone(), mapping.status.clone());
        Self { v, slips, id, rows: rows.len(), theirs, kind, status, is_remembered }
    }

    /// Our columns, by name and in words, and which one is chosen.
    fn ours(&self, chosen: &str) -> Vec<Choice> {
        let words = |column: &'static str| match column {
            "cost_eur" => self.v.t("column-cost-cents"),
            "successor_id" => self.v.t("column-successor-key"),
            "id" => self.v.t("sheet-column-id"),
            other => self.v.t(format!("column-{}", other.replace('_', "-"))),
        };
        COLUMNS.into_iter().map(|column| Choice::new(column, words(column), chosen)).collect()
    }

    fn kinds(&self) -> Vec<Choice> {
        let one = |kind: &Kind| Choice::new(kind.as_str(), self.v.t(format!("kind-{kind}")), &self.kind);
        Kind::ALL.iter().map(one).collect()
    }

    fn statuses(&self) -> Vec<Choice> {
        let one = |open: Status| Choice::new(open.as_str(), self.v.t(format!("status-{open}")), &self.status);
        [Status::Draft, Status::Active].map(one).into()
    }
}

/// `GET /desk/import/{id}/columns`
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let (headers, rows) = store::strange(&db, id, who.account).await?.ok_or(Error::NotFound)?;
    let remembered = store::remembered(&db, &name_of(&headers)).await?;
    let (is_remembered, mapping) = (remembered.is_some(), remembered.unwrap_or_else(|| guessed(&headers)));
    show(&ColumnsPage::new(v, Slips::default(), (id, &headers, &rows), &mapping, is_remembered))
}

/// Which is what, in the order of their columns; and what every row is where no column says it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnsForm {
    #[serde(default)]
    to: Vec<String>,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    status: String,
}

/// `POST /desk/import/{id}/columns`: remembered, and the rows are shown as what would become of them.
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<ColumnsForm>,
) -> Result<Response, Error> {
    let (headers, rows) = store::strange(&db, id, who.account).await?.ok_or(Error::NotFound)?;
    let (mapping, slips) = read(&headers, form)?;
    if !slips.is_empty() {
        return show_again(&ColumnsPage::new(v, slips, (id, &headers, &rows), &mapping, false));
    }
    store::remember(&db, &name_of(&headers), &mapping).await?;
    let (columns, rows) = mapped(&headers, &mapping, &rows);
    let id = wait(&db, who.account, &columns, rows).await?;
    Ok(see(&format!("{IMPORT_PATH}/{id}")))
}

fn read(headers: &[String], form: ColumnsForm) -> Result<(Mapping, Slips), Error> {
    if form.to.len() != headers.len() || form.to.iter().any(|to| !to.is_empty() && !COLUMNS.contains(&to.as_str())) {
        return Err(Error::Unreadable);
    }
    let mut slips = Slips::default();
    let has = |column: &str| form.to.iter().any(|to| to == column);
    for (place, to) in form.to.iter().enumerate() {
        if !to.is_empty() && form.to[..place].contains(to) {
            slips.add(format!("to-{place}"), Slip::NotThis("slip-column-twice"));
        }
    }
    if !has("title_en") && !has("title_nl") {
        slips.add("to-0", Slip::NotThis("slip-column-title"));
    }
    if !has("kind") && form.kind.parse::<Kind>().is_err() {
        slips.add("kind", Slip::NotThis("slip-choice"));
    }
    if !has("status") && form.status.parse::<Status>().is_err() {
        slips.add("status", Slip::NotThis("slip-choice"));
    }
    let chosen = headers.iter().zip(form.to).filter(|(_, to)| !to.is_empty());
    let columns = chosen.map(|(header, to)| (header.clone(), to)).collect();
    Ok((Mapping { columns, kind: form.kind, status: form.status }, slips))
}
