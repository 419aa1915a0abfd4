//! The letters that ask after a tie: a first name and a question, nothing of what either said. The button and the links
//! below it open the same page, each with another answer chosen; nothing is answered by opening it.

use super::{asking::Due, tie::Answer};
use crate::{
    letters::{Button, Kind, Letter},
    platform::chance::Token,
    web::{PublicAddress, words::Words},
};

/// The letter of a question, or the word of thanks at the end; `None` where its reader has no address.
pub fn follow_up(address: &PublicAddress, due: &Due, token: &Token) -> Option<Letter> {
    let (lang, name) = (due.to.lang(), due.other.name());
    let w = Words::of(lang);
    let page = address.link(&format!("/{lang}/ties/{}", token.as_str()));
    let thanks = due.is_thanks();
    let likely = Answer::next(due.said());
    let answer =
        |answer: Answer| Button { label: w.t(format!("tie-say-{answer}")), link: format!("{page}?say={answer}") };
    let (before, button, others, after) = if thanks {
        let button = Button { label: w.t("tie-letter-open"), link: page.clone() };
        (
            vec![
                w.t1(if due.once { "tie-letter-thanks-once" } else { "tie-letter-thanks" }, "name", name),
                w.t("tie-letter-thanks-next"),
            ],
            button,
            Vec::new(),
            Vec::new(),
        )
    } else {
        let others = Answer::ALL.iter().copied().filter(|other| *other != likely).map(answer).collect();
        let after = vec![w.t1("tie-letter-after", "name", name), w.t("tie-letter-quiet")];
        (
            vec![w.t1(if due.once { "tie-letter-once" } else { "tie-letter-question" }, "name", name)],
            answer(likely),
            others,
            after,
        )
    };
    Some(Letter {
        cause: if thanks { "tie-thanks" } else { Kind::FollowUp.as_str() },
        to: due.to.address()?,
        about: Some(due.other.account),
        lang,
        subject: w.t("tie-letter-subject"),
        before,
        code: None,
        button: Some(button),
        others,
        after,
    })
}
