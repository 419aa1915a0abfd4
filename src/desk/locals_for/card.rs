//! A local as the page of a newcomer shows them: what speaks for it on both sides, and what could be done.

use crate::{
    auth::Visit,
    kit::sentence::Sentence,
    locals::{Local, State},
    matching::pair::Fit,
    web::availability,
};
use chrono::NaiveDate;
use uuid::Uuid;

/// A certificate that ends within so many days needs a new one.
const ENDS_SOON: i64 = 56;

/// What comes first before a local can begin one to one; none where nothing does.
pub fn step_first(local: &Local, today: NaiveDate) -> Option<&'static str> {
    let expired = local.valid_until.is_some_and(|until| until < today);
    match local.state {
        State::Applied => Some("talked-to"),
        State::TalkedTo => Some("certificate-seen"),
        _ if expired => Some("certificate"),
        State::CertificateSeen => Some("code-signed"),
        State::CodeSigned => Some("active"),
        State::Active => None,
    }
}

/// A local who fits.
pub struct Card {
    /// Their account.
    pub account: Uuid,
    /// Whether the look at them stands in the logbook.
    pub seen: bool,
    /// Their first name, where it does and they gave one.
    pub name: Option<String>,
    /// Their part of town: to who said why they look always, else where it hides them among enough others.
    pub part: Option<&'static str>,
    /// What comes first.
    pub step: Option<&'static str>,
    /// Why they could answer what she would like to ask.
    pub knows: Option<String>,
    /// The group they speak for, and how many they are.
    pub group: Option<(Option<String>, i32)>,
    /// What they could do: the name of it, and why.
    pub offers: Vec<(&'static str, String)>,
    /// What speaks for it for the newcomer, as she would read it.
    pub hers: Vec<String>,
    /// What speaks for it for the local, as they would read it.
    pub theirs: Vec<String>,
    /// What speaks most against it.
    pub doubt: Option<String>,
    /// What is missing before they can talk.
    pub missing: Option<String>,
    /// When both have time; none where one did not say.
    pub common: Option<String>,
    /// How many more people they can meet now.
    pub places: u32,
    /// When a certificate that ends soon ends.
    pub ends: Option<NaiveDate>,
}

impl Card {
    /// How to speak of them: by name, or "Somebody in Strijp".
    pub fn who(&self, v: &Visit) -> String {
        match (&self.name, self.part) {
            (Some(name), _) => name.clone(),
            (None, _) if self.seen => v.t("person-nameless"),
            (None, Some(part)) => v.t1("desk-somebody-in", "part", part),
            (None, None) => v.t("desk-somebody"),
        }
    }

    /// As the desk reads it.
    pub fn of(v: &Visit, local: &Local, fit: &Fit, seen: bool) -> Option<Self> {
        let say = |sentence: &Sentence| sentence.text(v.lang).to_owned();
        let dayparts = |free: crate::kit::week::FreeWeek| {
            free.iter().map(|d| availability::daypart(&v.w, d)).collect::<Vec<_>>().join(", ")
        };
        let soon = |until: &NaiveDate| (0..ENDS_SOON).contains(&(*until - v.today()).num_days());
        Some(Self {
            account: local.account?,
            seen,
            name: None,
            part: None,
            knows: None,
            group: None,
            step: step_first(local, v.today()),
            offers: fit.offers.iter().map(|o| (o.meeting.as_str(), say(&o.sentence))).collect(),
            hers: fit.hers.iter().map(|r| say(&r.sentence)).collect(),
            theirs: fit.theirs.iter().map(|r| say(&r.sentence)).collect(),
            doubt: fit.doubt.as_ref().map(|d| say(&d.sentence)),
            missing: fit.missing.as_ref().map(say),
            common: fit.common.map(dayparts),
            places: 0,
            ends: local.valid_until.filter(soon),
        })
    }
}
