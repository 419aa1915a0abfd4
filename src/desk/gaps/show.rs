//! The board: who waits against who could be there, as a picture and as a table.

use super::{
    board::{Board, Gap},
    call,
    cell::Cell,
    picture::picture,
    read, store,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    desk::round,
    platform::db::Db,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;
use std::collections::HashSet;

#[derive(Template)]
#[template(path = "desk/gaps.html")]
struct GapsPage {
    v: Visit,
    board: Board,
    picture: Option<String>,
    called: HashSet<Cell>,
    undo: Option<(String, String)>,
    /// The address of the last round, and where places were short in it.
    short: Option<(String, Vec<String>)>,
}

impl GapsPage {
    /// How many, where so many may be said.
    fn count(&self, gap: &Gap) -> String {
        if gap.can_be_counted() { gap.waiting.to_string() } else { self.v.t("gaps-few") }
    }

    /// How many wait in all.
    fn waiting(&self) -> String {
        let all = Gap { cell: Cell::default(), waiting: self.board.waiting, new: 0, places: 0 };
        if all.waiting == 0 { "0".to_owned() } else { self.count(&all) }
    }
}

/// `GET /desk/gaps`
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker, db: Db) -> Result<Response, Error> {
    let waiting = read::waiting(&db, &who.scope).await?;
    let board = read::board(&db, &who.scope, &waiting, v.now).await?;
    let called = store::open_cells(&db).await?;
    let short = round::last_advice(&v, &db, &who).await?;
    show(&GapsPage { short, picture: picture(&board, &v.w), undo: call::undo(&v), v, board, called })
}
