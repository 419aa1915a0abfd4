//! "What you made possible": counts only, no names, and kind where there is nothing to count. A letter with it goes
//! out once a year, a year after they joined and a year after the last one.

use super::store::{self, MadePossible};
use crate::{
    along::Sender,
    auth::Visit,
    kit::{email_address::EmailAddress, lang::Lang},
    letters::{self, Button, Kind, Letter},
    locals::AsLocal,
    platform::db::Db,
    web::{Error, show, words::Words},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "me/made_possible.html")]
struct MadePossiblePage {
    v: Visit,
    said: Vec<String>,
}

/// Sentences: one for each that is not nought; where all are, the kind ones.
fn said(w: &Words, made: &MadePossible) -> Vec<String> {
    let all = [
        ("made-taken-along", made.taken_along),
        ("made-met", made.met),
        ("made-still", made.still),
        ("made-begun", made.begun),
    ];
    let counted: Vec<String> = all.iter().filter(|(_, n)| *n > 0).map(|(key, n)| w.t1(key, "count", n)).collect();
    if counted.is_empty() { vec![w.t("made-nothing"), w.t("made-nothing-kind")] } else { counted }
}

/// `GET /local/made-possible`
pub async fn page(v: Visit, them: AsLocal, db: Db) -> Result<Response, Error> {
    let made = store::made_possible(&db, them.local.id).await?;
    show(&MadePossiblePage { said: said(&v.w, &made), v })
}

fn letter(sender: &Sender<'_>, to: EmailAddress, lang: Lang, made: &MadePossible) -> Letter {
    let w = Words::of(lang);
    let link = sender.address.link(&format!("/{lang}/local/made-possible"));
    Letter {
        cause: Kind::MadePossible.as_str(),
        to,
        about: None,
        lang,
        subject: w.t("made-letter-subject"),
        before: std::iter::once(w.t("made-letter-before")).chain(said(&w, made)).collect(),
        code: None,
        button: Some(Button { label: w.t("made-letter-button"), link }),
        others: Vec::new(),
        after: vec![w.t("made-letter-after")],
    }
}

/// Thanks whoever has been a local for another year. The row says that it was done, in the transaction of the letter:
/// no second worker and no jump of the clock sends two within a year.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn thank(db: &Db, sender: &Sender<'_>) -> anyhow::Result<()> {
    loop {
        let mut tx = db.begin().await?;
        let due = store::thank(&mut tx).await?;
        if due.is_empty() {
            return Ok(());
        }
        for who in due {
            if let Ok(to) = EmailAddress::parse(&who.email) {
                let lang = who.language.parse().unwrap_or_default();
                letters::queue(&mut tx, sender.city, &letter(sender, to, lang, &who.made)).await?;
            }
        }
        tx.commit().await?;
    }
}
