//! Letters that somebody can do without: each kind can be turned off, in one click and on one page. Whatever answers
//! what they asked for, and what signs in, always comes.

use super::letter::Letter;
use crate::{named, platform::chance::Token};
use url::Url;

named! {
    /// What can be turned off; its name is the cause of its letters.
    Kind {
        /// The letter of the week.
        Weekly = "weekly",
        /// The evening before they go somewhere.
        EveningBefore = "evening-before",
        /// The day after: how was it?
        HowWasIt = "how-was-it",
        /// Do you still meet?
        FollowUp = "follow-up",
        /// There is a message.
        Message = "message",
        /// Once a year, to a local: what they made possible.
        MadePossible = "made-possible",
    }
}

/// The way out of a kind, for one letter.
pub struct Unsubscribe {
    /// Only its hash is kept once the letter is forgotten.
    pub token: Token,
    /// The page: a button there, and one click in the mailbox (RFC 8058).
    pub link: String,
}

impl Unsubscribe {
    /// On the site that the button of this letter leads to.
    pub fn beside(letter: &Letter) -> Option<Self> {
        let token = Token::new();
        let site = Url::parse(&letter.button.as_ref()?.link).ok()?;
        let link = site.join(&format!("/{}/letters/{}", letter.lang, token.as_str())).ok()?;
        Some(Self { token, link: link.into() })
    }
}
