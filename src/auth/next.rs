//! Where to go after signing in: the name of a page, never an address somebody else could write.

use crate::kit::lang::Lang;
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A page that signing in can lead to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Next {
    /// Her own page.
    #[default]
    Me,
    /// The matches.
    ForYou,
    /// Her week.
    Week,
    /// Saying yes to a listing.
    Go(Uuid),
}

impl Next {
    /// Whether it leads to saying yes.
    pub fn is_go(self) -> bool {
        matches!(self, Next::Go(_))
    }

    /// The page's address.
    pub fn path(self, lang: Lang) -> String {
        match self {
            Next::Me => format!("/{lang}/me"),
            Next::ForYou => format!("/{lang}/for-you"),
            Next::Week => format!("/{lang}/week"),
            Next::Go(listing) => format!("/{lang}/listings/{listing}/go"),
        }
    }
}

impl fmt::Display for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Next::Me => f.write_str("me"),
            Next::ForYou => f.write_str("for-you"),
            Next::Week => f.write_str("week"),
            Next::Go(listing) => write!(f, "go.{listing}"),
        }
    }
}

impl FromStr for Next {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "me" => Ok(Next::Me),
            "for-you" => Ok(Next::ForYou),
            "week" => Ok(Next::Week),
            other => other.strip_prefix("go.").and_then(|id| id.parse().ok()).map(Next::Go).ok_or(()),
        }
    }
}
