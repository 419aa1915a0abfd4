//! Reports as the desk has them: which wait and until when, one of them once somebody said why they look, and the answer.

mod store;

use super::{
    letters,
    report::{Cause, Outcome},
};
use crate::{
    auth::SignedIn,
    introductions::Sender,
    logbook::{self, Act, Looked},
    web::Error,
};
use chrono::{DateTime, Utc};
use sqlx::PgTransaction;
use uuid::Uuid;

pub use store::{about, blocked_pairs, kept_apart_from, looked_at, meets_nobody_new, open_about, waiting};

/// A report that nobody has looked at.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The report.
    pub id: Uuid,
    /// When it was told.
    pub since: DateTime<Utc>,
    /// By when somebody answers.
    pub answer_by: DateTime<Utc>,
}

/// A report, for who looked at whom it is about.
pub struct Told {
    /// The report.
    pub id: Uuid,
    /// What is wrong.
    pub cause: Cause,
    /// In the words of who told it.
    pub words: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// By when somebody answers.
    pub answer_by: DateTime<Utc>,
    /// Who told it; none where they left.
    pub by: Option<Uuid>,
    /// What came of it, once somebody looked.
    pub outcome: Option<Outcome>,
    /// What was answered.
    pub answered: Option<String>,
    /// How many other reports there are about the same person.
    pub others: i64,
}

/// What came of a report, and what its writer reads.
pub struct Answer {
    /// What came of it.
    pub outcome: Outcome,
    /// In words.
    pub words: String,
}

/// Somebody of the desk has looked, and answers whoever told it: the answer, a letter without any of it, a line in the
/// logbook about them. `false` where somebody answered before.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn answer(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    by: &SignedIn,
    about: Looked,
    report: Uuid,
    answer: &Answer,
) -> Result<bool, Error> {
    if !store::answer(tx, by, about, report, answer).await? {
        return Ok(false);
    }
    if let Some((account, email, language)) = store::who_told(tx, report).await? {
        logbook::write(tx, by, Some(account), Act::ReportAnswered, None).await?;
        sender.send(tx, letters::answered(sender, &email, language.parse().unwrap_or_default())).await?;
    }
    Ok(true)
}
