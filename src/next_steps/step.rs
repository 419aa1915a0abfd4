//! A next step: one thing to do this week.

use crate::{kit::sentence::Sentence, named};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

named! {
    /// What kind of step.
    Kind {
        /// Something she keeps takes place this week.
        Kept = "kept",
        /// Something fits her this week.
        Fits = "fits",
        /// Everybody can walk in there this week.
        WalkIn = "walk-in",
        /// A walk or a call with the social worker.
        Talk = "talk",
        /// Look at what there is this week.
        Look = "look",
    }
}

/// A step that stands.
#[derive(FromRow)]
pub struct Step {
    /// The row.
    pub id: Uuid,
    pub(super) kind: String,
    /// Where to, unless it is a talk or a look.
    pub listing_id: Option<Uuid>,
    /// When it begins there.
    pub starts_at: Option<DateTime<Utc>>,
    pub(super) why: Option<Json<Sentence>>,
}

impl Step {
    /// What kind it is.
    pub fn kind(&self) -> Kind {
        self.kind.parse().unwrap_or(Kind::Look)
    }

    /// Why she sees it, where it fits her.
    pub fn why(&self) -> Option<&Sentence> {
        self.why.as_ref().map(|why| &why.0)
    }
}
