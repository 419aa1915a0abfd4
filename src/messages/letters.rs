//! The letter of a message: there is one. Nothing of its text stands in it, and whom it is from only on the page.

use crate::{
    introductions::{Introduction, Sender, Side},
    letters::{Button, Letter},
    web::words::Words,
};

/// To one of the two: "There is a message for you."
pub fn waits(sender: &Sender<'_>, to: Side, pair: &Introduction) -> Option<Letter> {
    let (to, from) = (pair.one(to)?, pair.other(to)?);
    let (lang, w) = (to.lang(), Words::of(to.lang()));
    Some(Letter {
        cause: "message",
        to: to.address()?,
        about: Some(from.account),
        lang,
        subject: w.t("intro-letter-subject"),
        before: vec![w.t("messages-letter")],
        code: None,
        button: Some(Button {
            label: w.t("messages-letter-button"),
            link: sender.address.link(&format!("/{lang}/meet/{}/messages", pair.id)),
        }),
        others: Vec::new(),
        after: vec![w.t("messages-letter-after")],
    })
}
