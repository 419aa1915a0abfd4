//! The letters of one's own page: the letter of the week, and the one to somebody who was not here for long. Neutral
//! from outside, one button.

use super::store::Silent;
use crate::{
    kit::{email_address::EmailAddress, lang::Lang, schedule::Session},
    letters::{Button, Kind, Letter},
    listings::Item,
    next_steps,
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

/// What a letter of the week says.
pub struct Week {
    /// The reader's language.
    pub lang: Lang,
    /// They are here as a local alone.
    pub is_local: bool,
    /// Her next step: what, when and where, and why; empty where she has none.
    pub step: Vec<String>,
    /// Things to go to, a line each.
    pub places: Vec<String>,
    /// How much waits for their answer.
    pub waits: usize,
}

impl Week {
    /// "This week: Choir". Why as everybody may read it: a letter does not say what she answered. Where there are things
    /// to go to (they are known by now), no step without a listing says that nothing fits her.
    pub fn names_step(&mut self, kind: next_steps::Kind, title: &str, when: Option<String>) {
        let w = Words::of(self.lang);
        self.step.push(w.t1("step-this-week", "title", title));
        self.step.extend(when);
        let has_listing = !matches!(kind, next_steps::Kind::Talk | next_steps::Kind::Look);
        if has_listing || self.places.is_empty() {
            self.step.push(w.t(format!("step-why-{kind}")));
        }
    }

    /// "Choir: Tuesday 24 November, 20:00, The old school".
    pub fn line(&self, item: &Item, session: &Session) -> String {
        let listing = &item.listing;
        let when = Words::of(self.lang).moment(session.starts.to_utc());
        let place = listing.venue.as_deref().or_else(|| listing.part_of_town().map(|p| p.name.as_str()));
        let place = place.map(|place| format!(", {place}")).unwrap_or_default();
        format!("{}: {when}{place}", listing.title(self.lang).text)
    }
}

/// The letter of the week.
pub fn of_the_week(address: &PublicAddress, to: EmailAddress, week: &Week) -> Letter {
    let (lang, w) = (week.lang, Words::of(week.lang));
    let mut before = Vec::new();
    if week.waits > 0 {
        before.push(w.t1("weekly-letter-waits", "count", week.waits));
    }
    before.extend(week.step.iter().cloned());
    if !week.places.is_empty() {
        let places = if week.step.is_empty() { "weekly-letter-places" } else { "weekly-letter-also" };
        before.push(w.t1(places, "count", week.places.len()));
        before.extend(week.places.iter().cloned());
    }
    let (label, path) = match (week.waits > 0, week.is_local) {
        (true, true) => ("weekly-letter-answer", "/local/me"),
        (true, false) => ("weekly-letter-answer", "/me"),
        (false, _) if week.step.is_empty() => ("weekly-letter-more", "/for-you"),
        (false, _) => ("weekly-letter-page", "/me"),
    };
    Letter {
        cause: Kind::Weekly.as_str(),
        to,
        about: None,
        lang,
        subject: w.t("weekly-letter-subject"),
        before,
        code: None,
        button: Some(Button { label: w.t(label), link: address.link(&format!("/{lang}{path}")) }),
        others: Vec::new(),
        after: Vec::new(),
    }
}
