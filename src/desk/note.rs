//! A note about a person: what for, and until when. The person can read it.

use crate::{
    kit::text::{Slip, lines},
    named,
    web::Slips,
};
use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use serde::Deserialize;
use uuid::Uuid;

named! {
    /// What a note is for. There is no other reason to write something down about somebody.
    Purpose {
        /// To call them back.
        CallBack = "call-back",
        /// We meet.
        Appointment = "appointment",
        /// About something they asked for.
        Request = "request",
        /// About meeting somebody.
        Introduction = "introduction",
        /// A worry about somebody's safety.
        Safety = "safety",
    }
}

named! {
    /// How long a note is kept.
    Keep {
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// Three months.
        ThreeMonths = "three-months",
        /// A year.
        Year = "year",
    }
}

impl Purpose {
    /// How long a note for this is kept, where nothing else was chosen.
    pub fn usually(self) -> Keep {
        match self {
            Purpose::CallBack => Keep::Week,
            Purpose::Appointment | Purpose::Request => Keep::Month,
            Purpose::Introduction => Keep::ThreeMonths,
            Purpose::Safety => Keep::Year,
        }
    }
}

impl Keep {
    /// The last day, for a note of today.
    pub fn until(self, today: NaiveDate) -> NaiveDate {
        match self {
            Keep::Week => today + Days::new(7),
            Keep::Month => today + Months::new(1),
            Keep::ThreeMonths => today + Months::new(3),
            Keep::Year => today + Months::new(12),
        }
    }
}

/// A note.
pub struct Note {
    /// What for.
    pub purpose: Purpose,
    /// What it says.
    pub text: String,
    /// The last day.
    pub until: NaiveDate,
}

/// A note as it was written down.
pub struct Written {
    /// To take it away.
    pub id: Uuid,
    /// The first name of who wrote it; `None` where they have left.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// The note.
    pub note: Note,
}

/// Most characters of a note.
pub const LONGEST: usize = 1_000;

/// A note as it is typed.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteForm {
    /// One of [`Purpose`].
    #[serde(default)]
    pub purpose: String,
    /// Lines of text.
    #[serde(default)]
    pub text: String,
    /// One of [`Keep`], or nothing: as is usual for the purpose.
    #[serde(default)]
    pub keep: String,
}

impl NoteForm {
    /// Reads what was typed.
    pub fn read(&self, today: NaiveDate, slips: &mut Slips) -> Option<Note> {
        let purpose = match self.purpose.as_str() {
            "" => Err(Slip::NotThis("slip-note-purpose")),
            name => name.parse::<Purpose>().map_err(|_| Slip::NotThis("slip-choice")),
        };
        let keep = match self.keep.as_str() {
            "" => Ok(None),
            name => name.parse::<Keep>().map(Some).map_err(|_| Slip::NotThis("slip-choice")),
        };
        let (purpose, text) = (
            slips.take("purpose", purpose),
            slips.take("text", lines(&self.text, LONGEST).and_then(|text| text.ok_or(Slip::Empty))),
        );
        let (keep, purpose, text) = (slips.take("keep", keep)?, purpose?, text?);
        Some(Note { purpose, text, until: keep.unwrap_or(purpose.usually()).until(today) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_ends_by_itself_within_a_year() {
        let today = NaiveDate::from_ymd_opt(2028, 2, 29).expect("a leap day");
        for purpose in Purpose::ALL {
            let until = purpose.usually().until(today);
            assert!(until > today && (until - today).num_days() <= 366, "{purpose}");
        }
        assert_eq!(Keep::Week.until(today).to_string(), "2028-03-07");
    }
}
