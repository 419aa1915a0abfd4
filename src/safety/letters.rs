//! The letter to whoever told us that something is wrong: there is an answer. Nothing of it stands in the letter.

use crate::{
    introductions::Sender,
    kit::{email_address::EmailAddress, lang::Lang},
    letters::{Button, Letter},
    web::words::Words,
};

/// "There is an answer for you." `None` where the address cannot be written to.
pub fn answered(sender: &Sender<'_>, email: &str, lang: Lang) -> Option<Letter> {
    let w = Words::of(lang);
    Some(Letter {
        cause: "report-answer",
        to: EmailAddress::parse(email).ok()?,
        about: None,
        lang,
        subject: w.t("intro-letter-subject"),
        before: vec![w.t("report-letter")],
        code: None,
        button: Some(Button {
            label: w.t("report-letter-button"),
            link: sender.address.link(&format!("/{lang}/me/safety")),
        }),
        others: Vec::new(),
        after: Vec::new(),
    })
}
