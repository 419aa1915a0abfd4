//! "Good to know" on a listing's own page: everything that is no text of its own, in the reader's language.

use super::{listing::Listing, shelf::Item};
use crate::{
    auth::Visit,
    kit::{level::Level, vocabulary::vocabulary, words::CostPer},
};

/// The next dates, after the one that `when` says.
pub(super) fn dates(v: &Visit, item: &Item) -> Vec<String> {
    item.next(v.now).skip(1).take(3).map(|s| v.w.day(s.date)).collect()
}

/// "Good to know", in the reader's language.
#[allow(missing_docs)] // each line says itself; `None` is unknown
pub struct Facts {
    pub languages: Option<String>,
    pub dutch: Option<String>,
    pub english: Option<String>,
    pub cost: Option<String>,
    pub children: Option<String>,
    pub group: Option<String>,
    pub share: Option<String>,
    pub audience: Option<String>,
    pub skills: Option<String>,
    pub months: Option<String>,
    pub about: String,
    pub checked: String,
}

impl Facts {
    /// What is good to know of a listing.
    pub fn of(v: &Visit, l: &Listing) -> Self {
        let words = vocabulary();
        let list = |names: Vec<String>| (!names.is_empty()).then(|| names.join(", "));
        let cost = l.cost.map(|cost| match (cost.cents, l.cost_per.unwrap_or(CostPer::Session)) {
            (0, _) => v.t("cost-free"),
            (_, per) => v.t1(format!("cost-per-{per}"), "amount", cost.text(v.lang)),
        });
        let dutch = l.dutch_needed.filter(|_| l.speaks_dutch()).map(|level| match level {
            Level::A0 => v.t("dutch-needed-none"),
            level => v.t1("dutch-needed", "level", v.t(format!("level-{}", level.as_str().to_lowercase()))),
        });
        Self {
            languages: list(l.languages.iter().map(|t| words.language_name(t, v.lang).to_owned()).collect()),
            dutch,
            english: l.english_ok.map(|ok| v.t(if ok { "english-ok" } else { "english-not" })),
            cost: cost.map(|c| if l.trial == Some(true) { format!("{c} {}", v.t("cost-trial")) } else { c }),
            children: l.children.map(|c| v.t(if c { "children-yes" } else { "children-no" })),
            group: l.capacity.map(|n| v.t1("group-size", "count", n)),
            share: l.local_share.map(|share| v.t(format!("share-{}", band(share)))),
            audience: (!l.audience.is_everyone()).then(|| l.audience.said().text(v.lang).to_owned()),
            skills: list(
                l.skills_wanted
                    .iter()
                    .filter_map(|s| words.skill(s))
                    .map(|s| words.skills[s].named.name(v.lang).to_owned())
                    .collect(),
            ),
            months: l.min_months.filter(|m| *m > 0).map(|m| v.t1("stay-months", "count", m)),
            about: l.domains.iter().map(|d| v.t(format!("domain-{d}"))).collect::<Vec<_>>().join(", "),
            checked: match l.confirmed_on {
                Some(on) => v.t1("checked-on", "date", v.w.date(on)),
                None => v.t("checked-never"),
            },
        }
    }
}

/// A share in words: people do not count per cent when they look for company.
fn band(share: u8) -> &'static str {
    match share {
        0..15 => "hardly",
        15..40 => "some",
        40..60 => "half",
        60..85 => "most",
        _ => "nearly-all",
    }
}
