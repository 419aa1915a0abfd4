//! Somebody who works at the desk, as an administrator sees them.

use crate::kit::{email_address::EmailAddress, first_name::FirstName, lang::Lang};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Somebody of the desk.
#[derive(Clone, Debug)]
pub struct Member {
    /// The account.
    pub account: Uuid,
    /// How to call them.
    pub first_name: Option<FirstName>,
    /// Where letters go.
    pub email: EmailAddress,
    /// The language of the account.
    pub lang: Lang,
    /// Also keeps the accounts of the desk.
    pub administrator: bool,
    /// Their team; without one they see the whole city.
    pub team: Option<Uuid>,
    /// What the team is called.
    pub team_name: Option<String>,
    /// They have set a second factor.
    pub has_second_factor: bool,
    /// When they were last here; `None` where they never were.
    pub seen_at: Option<DateTime<Utc>>,
    /// An invitation is on its way.
    pub is_invited: bool,
}

impl Member {
    /// Their first name, or their address where we do not know it.
    pub fn name(&self) -> &str {
        self.first_name.as_ref().map_or(self.email.as_str(), FirstName::as_str)
    }
}

/// Somebody who comes to work at the desk.
pub struct NewMember {
    /// Where the invitation goes.
    pub email: EmailAddress,
    /// How to call them; who has an account with a name keeps that.
    pub first_name: FirstName,
    /// The language of a new account.
    pub lang: Lang,
    /// Also keeps the accounts of the desk.
    pub administrator: bool,
    /// Their team.
    pub team: Option<Uuid>,
}

/// What opens the door once, to a session that may set a second factor.
pub struct Invitation {
    /// Where it goes.
    pub email: EmailAddress,
    /// The language of its reader.
    pub lang: Lang,
    /// The path of its link.
    pub path: String,
}
