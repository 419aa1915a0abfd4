//! The letters of introductions. Before both yes the local reads her first name and nothing else, she nothing of them;
//! no letter holds the line of the desk, a reason, a number, or what somebody said no to.

use super::{
    introduction::Side,
    pair::{Introduction, Party},
};
use crate::{
    letters::{Button, Letter},
    platform::chance::Token,
    web::words::Words,
};

pub use crate::along::Sender;

struct Texts {
    before: Vec<String>,
    button: String,
    path: String,
    after: Vec<String>,
}

fn letter(sender: &Sender<'_>, to: &Party, about: Option<&Party>, cause: &'static str, texts: Texts) -> Option<Letter> {
    let lang = to.lang();
    let link = sender.address.link(&format!("/{lang}{}", texts.path));
    Some(Letter {
        cause,
        to: to.address()?,
        about: about.map(|other| other.account),
        lang,
        subject: Words::of(lang).t("intro-letter-subject"),
        before: texts.before,
        code: None,
        button: Some(Button { label: texts.button, link }),
        others: Vec::new(),
        after: texts.after,
    })
}

/// To one of them: would you like to meet? One button; it opens the page with why, where and when.
pub fn question(sender: &Sender<'_>, side: Side, pair: &Introduction, token: &Token) -> Option<Letter> {
    let (to, other) = (pair.one(side)?, pair.other(side)?);
    let w = Words::of(to.lang());
    let what = match side {
        Side::Newcomer => w.t(format!("intro-letter-her-{}", pair.kind())),
        Side::Local => w.t1(format!("intro-letter-them-{}", pair.kind()), "name", other.name()),
    };
    let texts = Texts {
        before: vec![what, w.t("intro-letter-page")],
        button: w.t("intro-letter-look"),
        path: format!("/introductions/{}", token.as_str()),
        after: vec![w.t("intro-letter-after")],
    };
    letter(sender, to, Some(other), "introduction", texts)
}

/// "Tuesday 24 November, 20:00, The library"; the place alone where there is no date yet.
fn when_and_where(w: &Words, pair: &Introduction) -> String {
    let when = pair.meets_at.map_or_else(|| w.t("intro-no-date"), |at| w.moment(at));
    [Some(when), pair.place.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn own_page(
    sender: &Sender<'_>,
    side: Side,
    pair: &Introduction,
    cause: &'static str,
    before: Vec<String>,
) -> Option<Letter> {
    let (to, other) = (pair.one(side)?, pair.other(side)?);
    let w = Words::of(to.lang());
    let texts = Texts {
        before,
        button: w.t("intro-letter-own-page"),
        path: format!("/meet/{}", pair.id),
        after: vec![w.t("intro-letter-cannot")],
    };
    letter(sender, to, Some(other), cause, texts)
}

/// To one of them: both said yes.
pub fn both_yes(sender: &Sender<'_>, side: Side, pair: &Introduction) -> Option<Letter> {
    let w = Words::of(pair.one(side)?.lang());
    let who = w.t1("intro-letter-both", "name", pair.other(side)?.name());
    own_page(sender, side, pair, "introduction-yes", vec![who, when_and_where(&w, pair)])
}

/// To the other of them: this one chose another date, or none for now.
pub fn date_changed(sender: &Sender<'_>, by: Side, pair: &Introduction) -> Option<Letter> {
    let w = Words::of(pair.other(by)?.lang());
    let key = if pair.meets_at.is_some() { "intro-letter-date" } else { "intro-letter-called-off" };
    let what = w.t1(key, "name", pair.one(by)?.name());
    own_page(sender, by.other(), pair, "introduction-date", vec![what, when_and_where(&w, pair)])
}

/// To whoever stays, of somebody who left: nobody is told of in it.
pub fn nobody_comes(sender: &Sender<'_>, stays: Side, pair: &Introduction) -> Option<Letter> {
    let to = pair.one(stays)?;
    let w = Words::of(to.lang());
    let texts = Texts {
        before: vec![w.t1("intro-letter-nobody-comes", "when", when_and_where(&w, pair)), w.t("intro-not-about-you")],
        button: w.t("intro-letter-own-page"),
        path: if stays == Side::Local { "/local/me".to_owned() } else { "/me".to_owned() },
        after: Vec::new(),
    };
    letter(sender, to, None, "introduction-off", texts)
}
