//! Groups that lost their heartbeat: nobody confirmed them for eight weeks, and a letter did not help. The desk calls.

use super::{
    ask::WEEKS,
    store::{self, SilentRow},
};
use crate::{kit::lang::Lang, matching::gates::CHECK_FIRST_WEEKS, platform::db::Db};
use chrono::{Duration, NaiveDate};
use uuid::Uuid;

/// Days that a letter has before its silence counts.
const PATIENCE: i32 = 14;
/// So many of a kind are counted, for nobody calls more in a week: from here on a count says "or more".
pub const SILENT_COUNTED: usize = 200;
/// Days without a word.
const DAYS: i32 = 7 * CHECK_FIRST_WEEKS as i32;

/// Such a group.
pub struct Silent {
    /// Which.
    pub id: Uuid,
    /// Who organises it.
    pub organisation: Option<String>,
    /// When somebody last said it is true.
    pub confirmed_on: Option<NaiveDate>,
    /// Whether we know whom to ask.
    pub has_address: bool,
    /// Letters there come back.
    pub bounces: bool,
    /// When they were asked last.
    pub asked_on: Option<NaiveDate>,
    titles: [Option<String>; 2],
}

impl Silent {
    fn of(row: SilentRow) -> Self {
        Self {
            id: row.id,
            organisation: row.organisation,
            confirmed_on: row.confirmed_on,
            has_address: row.has_address,
            bounces: row.bounces,
            asked_on: row.asked_on,
            titles: [row.title_en, row.title_nl],
        }
    }

    /// Its title for this reader, or in the other language.
    pub fn title(&self, lang: Lang) -> &str {
        let [en, nl] = &self.titles;
        let (own, other) = if lang == Lang::En { (en, nl) } else { (nl, en) };
        own.as_deref().or(other.as_deref()).unwrap_or_default()
    }

    /// From which day on a letter may go out again; `None` where none would arrive.
    pub fn may_be_asked_on(&self) -> Option<NaiveDate> {
        let asked = self.asked_on.filter(|_| self.has_address && !self.bounces)?;
        Some(asked + Duration::weeks(WEEKS))
    }
}

/// The groups that lost their heartbeat, the longest silence first: at most so many, and how many there are; from
/// [`SILENT_COUNTED`] on at least so many.
///
/// # Errors
/// Those of the database.
pub async fn silent(db: &Db, most: usize) -> Result<(Vec<Silent>, usize), sqlx::Error> {
    let [counted, most] = [SILENT_COUNTED, most].map(|many| i64::try_from(many).unwrap_or(i64::MAX));
    let rows = store::silent(db, (DAYS, PATIENCE), counted, most).await?;
    let all = rows.first().map_or(0, |row| usize::try_from(row.all).unwrap_or_default());
    Ok((rows.into_iter().map(Silent::of).collect(), all))
}
