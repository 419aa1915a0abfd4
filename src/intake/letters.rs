//! The letter after a talk on the telephone. It holds nothing of what was said.

use super::store::Intake;
use crate::{
    letters::{Button, Letter},
    platform::chance::Token,
    web::{PublicAddress, words::Words},
};

/// To her: is this right? Whoever has an account reads so here; the desk does not.
pub fn is_this_right(address: &PublicAddress, intake: &Intake, has_account: bool, token: &Token) -> Letter {
    let lang = intake.lang;
    let w = Words::of(lang);
    let account = if has_account { "intake-letter-account" } else { "intake-letter-no-account" };
    Letter {
        cause: "intake",
        to: intake.to.clone(),
        about: None,
        lang,
        subject: w.t("intake-letter-subject"),
        before: vec![w.t("intake-letter-before"), w.t(account)],
        code: None,
        button: Some(Button {
            label: w.t("intake-letter-button"),
            link: address.link(&format!("/{lang}/by-phone/{}", token.as_str())),
        }),
        others: Vec::new(),
        after: vec![w.t("intake-letter-days"), w.t("intake-letter-not-you")],
    }
}
