//! A next step: one thing to do this week.

use crate::{city::City, kit::sentence::Sentence, listings::Stock, named, web::words::Words};
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

    /// What to do, and when and where; none where its listing cannot be gone to any more.
    pub fn in_words(
        &self,
        w: &Words,
        city: &City,
        stock: &Stock,
        now: DateTime<Utc>,
    ) -> Option<(String, Option<String>)> {
        let Some(id) = self.listing_id else {
            let kind = self.kind();
            let call = (kind == Kind::Talk).then(|| city.contact.call_line(w, now));
            return Some((w.t(format!("step-title-{kind}")), call));
        };
        let listing = &stock.public(id).filter(|item| item.listing.is_open())?.listing;
        let place = listing.venue.clone().or_else(|| listing.part_of_town().map(|p| p.name.clone()));
        let day = self.starts_at.map(|at| w.moment(at));
        let when = [day, place].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Some((listing.title(w.lang).text.to_owned(), Some(when)))
    }

    /// Its day has come and gone: did she go?
    pub fn is_past(&self, now: DateTime<Utc>) -> bool {
        self.starts_at.is_some_and(|at| at <= now)
    }

    /// Why she sees it, where it fits her.
    pub fn why(&self) -> Option<&Sentence> {
        self.why.as_ref().map(|why| &why.0)
    }
}
