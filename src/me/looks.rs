//! Who looked at her page and why, and what the desk wrote down: she reads all of it.

use super::{
    store::{self, Note},
    words::moment,
};
use crate::{
    auth::{AsSignedIn, Visit},
    logbook,
    platform::db::Db,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

/// A line of the logbook as a sentence, and why.
struct Told {
    what: String,
    why: Option<String>,
}

#[derive(Template)]
#[template(path = "me/looks.html")]
struct LooksPage {
    v: Visit,
    lines: Vec<Told>,
    notes: Vec<Note>,
}

/// What somebody of the desk did, as a sentence.
pub fn sentence(v: &Visit, line: &logbook::Line) -> String {
    let by = line.by.clone().unwrap_or_else(|| v.t("look-somebody"));
    v.t2(format!("look-act-{}", line.act), "by", by, "when", moment(&v.w, line.at))
}

/// `GET /me/looks`
pub async fn page(v: Visit, AsSignedIn(who): AsSignedIn, db: Db) -> Result<Response, Error> {
    let told = |line: logbook::Line| Told { what: sentence(&v, &line), why: line.reason };
    let lines = logbook::about(&db, &who).await?.into_iter().map(told).collect();
    let notes = store::notes_about(&db, who.account).await?;
    show(&LooksPage { lines, notes, v })
}

#[cfg(test)]
mod tests {
    use crate::{kit::lang::Lang, logbook::Act, web::words::Words};

    #[test]
    fn every_act_has_its_sentence_in_both_languages() {
        for lang in [Lang::En, Lang::Nl] {
            let w = Words::of(lang);
            let says = |act: &Act| w.t2(format!("look-act-{act}"), "by", "Marieke", "when", "today");
            let missing: Vec<_> = Act::ALL.iter().filter(|act| !says(act).contains("today")).collect();
            assert!(missing.is_empty(), "locales/{lang}/logbook.ftl has no look-act- of {missing:?}");
        }
    }
}
