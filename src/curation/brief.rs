//! A listing in short, and what about it needs a human.

use crate::{
    kit::{
        lang::Lang,
        words::{Domain, Status},
    },
    listings::folded,
    matching::gates::{CHECK_FIRST_WEEKS, CONFIRMED_WEEKS},
    named,
};
use chrono::NaiveDate;
use uuid::Uuid;

/// A listing as the desk's table has it.
#[derive(Clone, sqlx::FromRow)]
pub struct Brief {
    /// In addresses.
    pub id: Uuid,
    /// Permanent.
    pub key: String,
    pub(super) title_en: Option<String>,
    pub(super) title_nl: Option<String>,
    pub(super) summarised_en: bool,
    pub(super) summarised_nl: bool,
    /// Who organises it.
    pub organisation: Option<String>,
    #[sqlx(try_from = "Vec<String>")]
    pub(super) domains: Domains,
    #[sqlx(try_from = "String")]
    pub(super) status: Open,
    /// When somebody last said it is true.
    pub confirmed_on: Option<NaiveDate>,
    /// Whether we know whom to ask.
    pub has_address: bool,
    /// The language whose texts are behind the other's.
    #[sqlx(try_from = "Option<String>")]
    pub(super) behind: Behind,
}

/// A language by its name as stored.
#[derive(Clone, Copy, Default)]
pub(super) struct Behind(pub Option<Lang>);

impl From<Option<String>> for Behind {
    fn from(name: Option<String>) -> Self {
        Self(name.and_then(|n| n.parse().ok()))
    }
}

/// The domains that we know of those stored.
#[derive(Clone)]
pub(super) struct Domains(pub Vec<Domain>);

impl From<Vec<String>> for Domains {
    fn from(names: Vec<String>) -> Self {
        Self(names.iter().filter_map(|n| n.parse().ok()).collect())
    }
}

/// The status as stored.
#[derive(Clone, Copy)]
pub(super) struct Open(pub Status);

impl From<String> for Open {
    fn from(name: String) -> Self {
        Self(name.parse().unwrap_or(Status::Draft))
    }
}

named! {
    /// Why somebody should look at a listing; in the order in which it matters.
    Look {
        /// A draft waits to be finished.
        Draft = "draft",
        /// Nobody confirmed it for half a year: it is proposed to nobody.
        Unconfirmed = "unconfirmed",
        /// Nobody confirmed it for eight weeks, or ever.
        CheckFirst = "check-first",
        /// A text is missing in one language.
        Untranslated = "untranslated",
        /// A text changed in one language alone.
        Outdated = "outdated",
    }
}

impl Brief {
    /// Its title for this reader, or in the other language.
    pub fn title(&self, lang: Lang) -> &str {
        let (own, other) = match lang {
            Lang::En => (&self.title_en, &self.title_nl),
            Lang::Nl => (&self.title_nl, &self.title_en),
        };
        own.as_deref().or(other.as_deref()).unwrap_or(&self.key)
    }

    /// Whether it is open, resting, over or a draft.
    pub fn status(&self) -> Status {
        self.status.0
    }

    /// The domain whose colours it wears.
    pub fn domain(&self) -> Option<Domain> {
        self.domains.0.first().copied()
    }

    /// The language in which a title or a summary is missing that the other has.
    pub fn missing(&self) -> Option<Lang> {
        let lacks = |title: &Option<String>, own: bool, other: bool| title.is_none() || other && !own;
        if lacks(&self.title_en, self.summarised_en, self.summarised_nl) {
            Some(Lang::En)
        } else if lacks(&self.title_nl, self.summarised_nl, self.summarised_en) {
            Some(Lang::Nl)
        } else {
            None
        }
    }

    /// The language whose texts are older than the other's, where both are there.
    pub fn behind(&self) -> Option<Lang> {
        self.behind.0.filter(|_| self.missing().is_none())
    }

    /// Days since somebody said it is true.
    pub fn days(&self, today: NaiveDate) -> Option<i64> {
        self.confirmed_on.map(|on| (today - on).num_days().max(0))
    }

    /// Everything that needs a look, the most pressing first.
    pub fn looks(&self, today: NaiveDate) -> Vec<Look> {
        let mut looks = Vec::new();
        match (self.status.0, self.days(today)) {
            (Status::Closed, _) => return looks,
            (Status::Draft, _) => looks.push(Look::Draft),
            (Status::Active, Some(days)) if days > 7 * CONFIRMED_WEEKS => looks.push(Look::Unconfirmed),
            (Status::Active, Some(days)) if days >= 7 * CHECK_FIRST_WEEKS => looks.push(Look::CheckFirst),
            (Status::Active, None) => looks.push(Look::CheckFirst),
            _ => {}
        }
        if self.missing().is_some() {
            looks.push(Look::Untranslated);
        } else if self.behind().is_some() {
            looks.push(Look::Outdated);
        }
        looks
    }

    /// Whether every word of a folded question is in its names.
    pub(super) fn says(&self, words: &[String]) -> bool {
        let names = [&self.title_en, &self.title_nl, &self.organisation];
        let all: Vec<&str> = names.into_iter().flatten().map(String::as_str).chain([self.key.as_str()]).collect();
        let all = folded(&all.join("\n"));
        words.iter().all(|w| all.contains(w.as_str()))
    }
}

/// Sorted by what needs a human: drafts, unconfirmed, to check, untranslated, then the rest by title.
pub(super) fn sort(briefs: &mut [Brief], today: NaiveDate, lang: Lang) {
    briefs.sort_by_cached_key(|b| {
        let look = b.looks(today).first().map_or(Look::ALL.len(), |l| *l as usize);
        // Among those to check the one that waits longest; never comes first.
        let waits = match b.looks(today).first() {
            Some(Look::Unconfirmed | Look::CheckFirst) => b.confirmed_on,
            _ => None,
        };
        (look, waits, folded(b.title(lang)), b.key.clone())
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn brief(status: Status, days: Option<u64>, dutch: bool) -> Brief {
        let title = "Choir".to_owned();
        Brief {
            id: Uuid::nil(),
            key: "choir".to_owned(),
            title_en: Some(title.clone()),
            title_nl: dutch.then_some(title),
            summarised_en: false,
            summarised_nl: false,
            organisation: None,
            domains: Domains(vec![]),
            status: Open(status),
            confirmed_on: days.map(|d| today() - Days::new(d)),
            has_address: false,
            behind: Behind::default(),
        }
    }

    fn today() -> NaiveDate {
        "2026-11-25".parse().expect("a date")
    }

    #[test]
    fn each_reason_to_look_is_named_at_its_first_day() {
        for (status, days, dutch, looks) in [
            (Status::Draft, None, true, vec![Look::Draft]),
            (Status::Active, Some(55), true, vec![]),
            (Status::Active, Some(56), true, vec![Look::CheckFirst]),
            (Status::Active, Some(182), true, vec![Look::CheckFirst]),
            (Status::Active, Some(183), true, vec![Look::Unconfirmed]),
            (Status::Active, None, true, vec![Look::CheckFirst]),
            (Status::Active, Some(0), false, vec![Look::Untranslated]),
            (Status::Paused, Some(400), true, vec![]),
            (Status::Closed, None, false, vec![]),
        ] {
            assert_eq!(brief(status, days, dutch).looks(today()), looks, "{status} {days:?} {dutch}");
        }
        let half = Brief { summarised_en: true, ..brief(Status::Active, Some(1), true) };
        assert_eq!(half.missing(), Some(Lang::Nl));
        let behind = Brief { behind: Behind(Some(Lang::Nl)), ..brief(Status::Active, Some(1), true) };
        assert_eq!((behind.looks(today()), behind.behind()), (vec![Look::Outdated], Some(Lang::Nl)));
        assert_eq!(Brief { summarised_en: true, ..behind }.looks(today()), [Look::Untranslated], "missing comes first");
    }

    proptest! {
        #[test]
        fn what_needs_a_human_stands_first(all in prop::collection::vec((0_usize..4, prop::option::of(0_u64..400), any::<bool>()), 0..30)) {
            let mut briefs: Vec<Brief> = all.into_iter().map(|(s, d, nl)| brief(Status::ALL[s], d, nl)).collect();
            sort(&mut briefs, today(), Lang::En);
            let order: Vec<usize> =
                briefs.iter().map(|b| b.looks(today()).first().map_or(9, |l| *l as usize)).collect();
            prop_assert!(order.is_sorted());
        }
    }
}
