//! The window clock: where somebody is between arriving and leaving.
//!
//! Sources. The report behind this project: the partners look ahead no further than about six years, so there is a
//! window of opportunity. Ward, Okura, Kennedy and Kojima (1998, "The U-curve on trial"): trouble is greatest at entry
//! and falls within the first months, hence a phase of arriving of three. Lysgaard (1955): those here for 6 to 18
//! months fare worse than those here for longer, hence settling until the eighteenth. Hall (2019): about 50 hours
//! together make a casual friend; with two hours a week that is half a year, hence at least six months count as last.

use super::person::Person;
use crate::{
    kit::{month::Month, sentence::Sentence},
    named,
};
use chrono::NaiveDate;

named! {
    /// A phase of a stay.
    Phase {
        /// The first three months.
        Arriving = "arriving",
        /// Until a year and a half.
        Settling = "settling",
        /// The window: until about six years, or the last months.
        Open = "open",
        /// Longer than six years, with no end in sight.
        Staying = "staying",
        /// The last fifth of the stay, at least six months and at most twelve.
        LastMonths = "last-months",
    }
}

/// Where somebody is in their stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The phase.
    pub phase: Phase,
    /// Whole months until the end that was said; negative where that is over. None: unknown, or no end.
    pub left: Option<i32>,
}

/// Months of arriving.
const ARRIVING: i32 = 3;
/// Months until somebody has settled.
const SETTLING: i32 = 18;
/// Months until the window closes.
const OPEN: i32 = 72;
/// The last part of a stay: one in so many.
const LAST: i32 = 5;
/// The fewest and most months that count as the last; also what counts where the arrival is unknown is the fewest.
const LAST_MONTHS: (i32, i32) = (6, 12);

/// The window of somebody as of a day; none where neither arrival nor end was said.
pub fn of(person: &Person, today: NaiveDate) -> Option<Window> {
    let now = Month::of(today);
    let here = person.arrived.map(|since| now.months_after(since).max(0));
    let left = person.stays_until.flatten().map(|until| until.months_after(now));
    let last = here.zip(left).map_or(LAST_MONTHS.0, |(here, left)| (here + left) / LAST);
    let is_last = left.is_some_and(|left| left <= last.clamp(LAST_MONTHS.0, LAST_MONTHS.1));
    let phase = match here {
        _ if is_last => Phase::LastMonths,
        Some(here) if here < ARRIVING => Phase::Arriving,
        Some(here) if here < SETTLING => Phase::Settling,
        Some(here) if here < OPEN || left.is_some() => Phase::Open,
        Some(_) => Phase::Staying,
        // Since when is unknown; the end is known and not near.
        None if left.is_some() => Phase::Open,
        None => return None,
    };
    Some(Window { phase, left })
}

impl Window {
    /// For the desk.
    pub fn said(self) -> Sentence {
        let (en, nl) = match self.phase {
            Phase::Arriving => ("Just arrived.", "Net aangekomen."),
            Phase::Settling => ("Settling in.", "Aan het wennen."),
            Phase::Open => ("In the window: here, and here for a while.", "In het venster: hier, en nog wel even."),
            Phase::Staying => ("Here to stay.", "Hier om te blijven."),
            Phase::LastMonths => ("The last months here.", "De laatste maanden hier."),
        };
        Sentence::new(en, nl)
    }

    /// For her, where it helps: what her time here means for the list. Never that it is running out.
    pub fn to_her(self) -> Option<Sentence> {
        match (self.phase, self.left) {
            (Phase::Arriving, _) => Some(Sentence::new(
                "You have just arrived. One place is enough to begin with.",
                "Je bent er net. Eén plek is genoeg om mee te beginnen.",
            )),
            (Phase::LastMonths, Some(left)) if left < 0 => Some(Sentence::new(
                "You said you would stay until a month that is over. Are you still here?",
                "Je zou blijven tot een maand die al voorbij is. Ben je er nog?",
            )),
            (Phase::LastMonths, Some(left)) => {
                let (en, nl) = about(left);
                Some(Sentence::new(
                    format!("You have about {en} here: what meets often stands higher."),
                    format!("Je bent hier nog ongeveer {nl}: wat vaak samenkomt, staat hoger."),
                ))
            }
            _ => None,
        }
    }
}

/// So many months in words, 0 to 12.
fn about(months: i32) -> (String, String) {
    const EN: [&str; 11] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    const NL: [&str; 11] = ["twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
    match usize::try_from(months - 2) {
        Ok(n) => (format!("{} months", EN[n.min(10)]), format!("{} maanden", NL[n.min(10)])),
        Err(_) => ("a month".to_owned(), "een maand".to_owned()),
    }
}
