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
    /// Asking to be taken along to a listing.
    Along(Uuid),
    /// The page of two who are introduced.
    Meet(Uuid),
    /// The page of a few who are brought together.
    Gathering(Uuid),
    /// Asking to meet somebody.
    MeetSomebody,
    /// What two who are introduced write to each other.
    Messages(Uuid),
    /// What two who have a tie write to each other.
    Between(Uuid),
    /// Beginning something together.
    Together,
    /// The page of something that is begun together.
    Plan(Uuid),
    /// The page of two who go somewhere together.
    Going(Uuid),
    /// The end of signing up as a local.
    Join,
    /// A local's own page.
    Local,
    /// A host's own page.
    Host,
    /// The desk.
    Desk,
}

impl Next {
    /// The middle of the names of what is said before signing in: to whoever would like to go somewhere, to whoever
    /// takes somebody along, to everybody else.
    pub fn why(self) -> &'static str {
        match self {
            Next::Go(_) | Next::Along(_) => "go",
            Next::Join => "join",
            _ => "any",
        }
    }

    /// Where staff go: the desk, where they asked for nothing else.
    pub fn of_staff(self) -> Self {
        if self == Next::Me { Next::Desk } else { self }
    }

    /// The page's address.
    pub fn path(self, lang: Lang) -> String {
        match self {
            Next::Me => format!("/{lang}/me"),
            Next::ForYou => format!("/{lang}/for-you"),
            Next::Week => format!("/{lang}/week"),
            Next::Go(listing) => format!("/{lang}/listings/{listing}/go"),
            Next::Along(listing) => format!("/{lang}/listings/{listing}/along"),
            Next::Meet(introduction) => format!("/{lang}/meet/{introduction}"),
            Next::Gathering(gathering) => format!("/{lang}/gathering/{gathering}"),
            Next::MeetSomebody => format!("/{lang}/meet"),
            Next::Messages(introduction) => format!("/{lang}/meet/{introduction}/messages"),
            Next::Between(tie) => format!("/{lang}/between/{tie}/messages"),
            Next::Together => format!("/{lang}/together"),
            Next::Plan(proposal) => format!("/{lang}/together/{proposal}"),
            Next::Going(going) => format!("/{lang}/going/{going}"),
            Next::Join => format!("/{lang}/local/join"),
            Next::Local => format!("/{lang}/local/me"),
            Next::Host => format!("/{lang}/host"),
            Next::Desk => "/desk".to_owned(),
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
            Next::Along(listing) => write!(f, "along.{listing}"),
            Next::Meet(introduction) => write!(f, "meet.{introduction}"),
            Next::Gathering(gathering) => write!(f, "gathering.{gathering}"),
            Next::MeetSomebody => f.write_str("meet"),
            Next::Messages(introduction) => write!(f, "messages.{introduction}"),
            Next::Between(tie) => write!(f, "between.{tie}"),
            Next::Together => f.write_str("together"),
            Next::Plan(proposal) => write!(f, "plan.{proposal}"),
            Next::Going(going) => write!(f, "going.{going}"),
            Next::Join => f.write_str("join"),
            Next::Local => f.write_str("local"),
            Next::Host => f.write_str("host"),
            Next::Desk => f.write_str("desk"),
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
            "meet" => Ok(Next::MeetSomebody),
            "together" => Ok(Next::Together),
            "join" => Ok(Next::Join),
            "local" => Ok(Next::Local),
            "host" => Ok(Next::Host),
            "desk" => Ok(Next::Desk),
            other => {
                let of = |prefix: &str| other.strip_prefix(prefix).and_then(|id| id.parse().ok());
                type OfOne = (&'static str, fn(Uuid) -> Next);
                let all: [OfOne; 8] = [
                    ("go.", Next::Go),
                    ("along.", Next::Along),
                    ("meet.", Next::Meet),
                    ("messages.", Next::Messages),
                    ("between.", Next::Between),
                    ("going.", Next::Going),
                    ("gathering.", Next::Gathering),
                    ("plan.", Next::Plan),
                ];
                all.into_iter().find_map(|(prefix, next)| of(prefix).map(next)).ok_or(())
            }
        }
    }
}
