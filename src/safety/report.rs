//! "Something is wrong": a cause, words if they like; a named person reads it within two days and answers. Until then
//! whoever it is about meets nobody new. They are not told.

use super::{between::Between, letters, part::part, store};
use crate::{
    auth::{AsSignedIn, Visit},
    introductions::Sender,
    kit::text::{Slip, lines},
    listings::Shelf,
    named,
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

named! {
    /// What is wrong.
    Cause {
        /// Unkind words, or worse.
        Unkind = "unkind",
        /// Somebody else than they said.
        NotWhoTheySaid = "not-who-they-said",
        /// They asked for money.
        AskedForMoney = "asked-for-money",
        /// It did not feel safe.
        Unsafe = "unsafe",
        /// In their own words.
        SomethingElse = "something-else",
    }
}

named! {
    /// What came of it.
    Outcome {
        /// Nothing was wrong.
        NothingWrong = "nothing-wrong",
        /// The desk talked to them.
        TalkedTo = "talked-to",
        /// They meet nobody new any more.
        Stopped = "stopped",
    }
}

/// Most characters of the words of a report, and of the answer to it.
pub const LONGEST: usize = 2_000;

#[derive(Template)]
#[template(path = "safety/report.html")]
struct ReportPage {
    v: Visit,
    slips: Slips,
    between: Between,
    name: String,
    /// They told us before, and nobody has looked yet: until when somebody will.
    before: Option<String>,
    form: ReportForm,
}

/// What is wrong, as it is typed.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReportForm {
    cause: String,
    words: String,
    block: String,
}

async fn whole(v: Visit, db: &Db, between: Between, who: uuid::Uuid) -> Result<ReportPage, Error> {
    let other = between.other(db, who, v.now).await?;
    let before = store::open_report(db, who, other.account).await?.map(|by| v.w.moment(by));
    Ok(ReportPage { slips: Slips::default(), between, name: other.name, before, form: ReportForm::default(), v })
}

/// `GET /meet/{id}/report`, and of whatever else two know each other from.
pub async fn page(v: Visit, AsSignedIn(who): AsSignedIn, between: Between, db: Db) -> Result<Response, Error> {
    show(&whole(v, &db, between, who.account).await?)
}

/// `POST /meet/{id}/report` and the others: stored at once, with a block where they ticked it. Who told us
/// before is read once.
pub async fn submit(
    v: Visit,
    AsSignedIn(who): AsSignedIn,
    between: Between,
    db: Db,
    shelf: Shelf,
    Form(form): Form<ReportForm>,
) -> Result<Response, Error> {
    let other = between.other(&db, who.account, v.now).await?;
    let mut slips = Slips::default();
    let cause = form.cause.parse::<Cause>().map_err(|_| Slip::NotThis("slip-report-cause"));
    let cause = slips.take("cause", cause);
    let mut words = slips.take("words", lines(&form.words, LONGEST));
    if cause == Some(Cause::SomethingElse) && words == Some(None) {
        words = slips.take("words", Err(Slip::NotThis("slip-report-words")));
    }
    let block = match form.block.as_str() {
        "" => Ok(false),
        "yes" => Ok(true),
        _ => Err(Slip::NotThis("slip-choice")),
    };
    let block = slips.take("block", block);
    let (Some(cause), Some(words), Some(block)) = (cause, words, block) else {
        return show_again(&ReportPage { slips, form, ..whole(v, &db, between, who.account).await? });
    };
    let sender = Sender { city: &v.city, address: &v.address };
    let mut tx = db.begin().await?;
    if block {
        part(&mut tx, &sender, &shelf.now(), who.account, other.account).await?;
    }
    if store::tell(&mut tx, who.account, other.account, cause, words.as_deref()).await? {
        sender.send(&mut tx, letters::waits(&sender)).await?;
    }
    tx.commit().await?;
    Ok(Flash::on(see(&v.to("/me/safety")), &v.address, "flash-reported", None))
}
