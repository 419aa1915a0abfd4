//! The letter of a message: there is one. Nothing of its text stands in it, and whom it is from only on the page.

use super::store::Told;
use crate::{
    introductions::Sender,
    letters::{Button, Kind, Letter},
    web::words::Words,
};

/// To whoever reads a message: "There is a message for you."
pub fn waits(sender: &Sender<'_>, told: &Told) -> Option<Letter> {
    let (lang, w) = (told.to.lang(), Words::of(told.to.lang()));
    Some(Letter {
        cause: Kind::Message.as_str(),
        to: told.to.address()?,
        about: Some(told.from),
        lang,
        subject: w.t("intro-letter-subject"),
        before: vec![w.t("messages-letter")],
        code: None,
        button: Some(Button {
            label: w.t("messages-letter-button"),
            link: sender.address.link(&format!("/{lang}{}/messages", told.page)),
        }),
        others: Vec::new(),
        after: vec![w.t("messages-letter-after")],
    })
}
