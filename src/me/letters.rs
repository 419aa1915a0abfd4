//! The letter to somebody who was not here for long: neutral from outside, one button.

use super::store::Silent;
use crate::{
    kit::{email_address::EmailAddress, lang::Lang},
    letters::{Button, Letter},
    web::{PublicAddress, words::Words},
};

/// Which notice it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A month before.
    First,
    /// Two weeks before.
    Second,
}

/// "Do you want to keep your account?" `None` where the address cannot be written to.
pub fn still_here(address: &PublicAddress, who: &Silent, notice: Notice) -> Option<Letter> {
    let lang: Lang = who.language.parse().unwrap_or_default();
    let w = Words::of(lang);
    let left = match notice {
        Notice::First => "silent-letter-first",
        Notice::Second => "silent-letter-second",
    };
    Some(Letter {
        cause: "silent",
        to: EmailAddress::parse(&who.email).ok()?,
        about: None,
        lang,
        subject: w.t("silent-letter-subject"),
        before: vec![w.t(left), w.t("silent-letter-stay")],
        code: None,
        button: Some(Button { label: w.t("silent-letter-button"), link: address.link(&format!("/{lang}/me")) }),
        others: Vec::new(),
        after: vec![w.t("silent-letter-after")],
    })
}
