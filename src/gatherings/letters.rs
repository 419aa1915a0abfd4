//! The letters of gatherings. No letter names anybody: who comes stands on the page of those who said yes.

use super::{
    gathering::Kind,
    whole::{Gathering, Party},
};
use crate::{
    along::Sender,
    letters::{Button, Letter},
    platform::chance::Token,
    web::words::Words,
};

fn letter(
    sender: &Sender<'_>,
    to: &Party,
    cause: &'static str,
    before: Vec<String>,
    (label, path): (&str, String),
    after: Vec<String>,
) -> Option<Letter> {
    let lang = to.person.lang();
    let w = Words::of(lang);
    Some(Letter {
        cause,
        to: to.person.address()?,
        about: None,
        lang,
        subject: w.t("intro-letter-subject"),
        before,
        code: None,
        button: Some(Button { label: w.t(label), link: sender.address.link(&format!("/{lang}{path}")) }),
        others: Vec::new(),
        after,
    })
}

/// What there is to do, when and where.
fn what_and_when(w: &Words, it: &Gathering) -> String {
    [it.row.what.clone(), w.moment(it.row.meets_at), it.row.place.clone()].join(" · ")
}

/// To one of those asked: would you like to come? One button; it opens the page with the answer on it.
pub fn question(sender: &Sender<'_>, it: &Gathering, to: &Party, token: &Token) -> Option<Letter> {
    let w = Words::of(to.person.lang());
    let what = match it.kind() {
        Kind::Trio => w.t("gather-letter-trio"),
        Kind::TwoGroups => w.t("gather-letter-two-groups"),
    };
    let before = vec![what, what_and_when(&w, it)];
    let path = format!("/gatherings/{}", token.as_str());
    letter(sender, to, "gathering", before, ("intro-letter-look", path), vec![w.t("intro-letter-after")])
}

/// To one of those who said yes: it takes place.
pub fn takes_place(sender: &Sender<'_>, it: &Gathering, to: &Party) -> Option<Letter> {
    let w = Words::of(to.person.lang());
    let before = vec![w.t("gather-letter-on"), what_and_when(&w, it)];
    let path = format!("/gathering/{}", it.row.id);
    letter(sender, to, "gathering-on", before, ("intro-letter-own-page", path), vec![w.t("gather-letter-cannot")])
}

/// To whoever still would come: it does not take place, without a word of who cannot.
pub fn called_off(sender: &Sender<'_>, it: &Gathering, to: &Party) -> Option<Letter> {
    let w = Words::of(to.person.lang());
    let before = vec![w.t("gather-letter-off"), what_and_when(&w, it), w.t("intro-not-about-you")];
    letter(sender, to, "gathering-off", before, ("intro-letter-own-page", "/me".to_owned()), Vec::new())
}
