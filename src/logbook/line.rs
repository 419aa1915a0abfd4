//! A line of the logbook, and the proof that one was written.

use crate::named;
use chrono::{DateTime, Utc};
use uuid::Uuid;

named! {
    /// What somebody of the desk did.
    Act {
        /// Opened somebody's page.
        Looked = "looked",
        /// Opened the page of somebody outside their team, for an hour. Without anybody: a try that found nobody.
        Opened = "opened",
        /// Wrote a note about somebody.
        Noted = "noted",
        /// Took a note away.
        NoteEnded = "note-ended",
        /// Had the short call with a local.
        TalkedTo = "talked-to",
        /// Saw a certificate of conduct.
        CertificateSeen = "certificate-seen",
        /// Saw the code of conduct signed.
        CodeSigned = "code-signed",
        /// Found a local ready for one-to-one.
        Activated = "activated",
        /// Took a step with a local back.
        StepUndone = "step-undone",
        /// Ended what a local does here, with a reason.
        Stopped = "stopped",
        /// Let a local begin again.
        Resumed = "resumed",
        /// Proposed a local to a newcomer. Stands about her alone: the local reads of it when she has said yes.
        Introduced = "introduced",
        /// Asked somebody to meet a few others, once.
        BroughtTogether = "brought-together",
        /// Answered what somebody told us was wrong.
        ReportAnswered = "report-answered",
        /// Decided that a newcomer meets nobody new, with a reason.
        KeptApart = "kept-apart",
        /// Let a newcomer meet people again.
        LetMeetAgain = "let-meet-again",
        /// Made somebody staff.
        StaffAdded = "staff-added",
        /// Sent somebody of the staff an invitation to a new second factor.
        StaffInvited = "staff-invited",
        /// Changed what somebody of the staff may do.
        StaffChanged = "staff-changed",
        /// Somebody is no staff any more.
        StaffRemoved = "staff-removed",
        /// Changed a team.
        TeamChanged = "team-changed",
        /// Changed what the pages say of the city.
        CityChanged = "city-changed",
        /// Changed the weights that order lists.
        WeightsChanged = "weights-changed",
    }
}

/// The proof that a look at this person stands in the logbook: only the logbook makes one. Every read of a person
/// for the desk takes it.
#[derive(Clone, Copy, Debug)]
pub struct Looked(pub(super) Uuid);

impl Looked {
    /// The account that was looked at.
    pub fn account(self) -> Uuid {
        self.0
    }
}

/// The proof that somebody of the desk opened the page of this person outside their team, within the last hour. It reads
/// what an opening shows, and is no [`Looked`]: nothing else takes it.
#[derive(Clone, Copy, Debug)]
pub struct Opened {
    pub(super) account: Uuid,
    pub(super) until: DateTime<Utc>,
}

impl Opened {
    /// Until when it stays open.
    pub fn until(self) -> DateTime<Utc> {
        self.until
    }

    /// For the few reads of what an opening shows: never for an act, nor for what is private.
    pub fn looked(self) -> Looked {
        Looked(self.account)
    }
}

/// A try to open a page, as administrators read it: of whom they do not.
pub struct Opening {
    /// When.
    pub at: DateTime<Utc>,
    /// The first name of who did it; `None` where they have left.
    pub by: Option<String>,
    /// Why.
    pub reason: String,
    /// Whether somebody was found.
    pub found: bool,
}

/// A line as the person it is about reads it.
#[derive(Clone)]
pub struct Line {
    /// When.
    pub at: DateTime<Utc>,
    /// The first name of who did it; `None` where they have left.
    pub by: Option<String>,
    /// What was done.
    pub act: Act,
    /// Why.
    pub reason: Option<String>,
}
