//! What a local is asked: few short pages, in ninety seconds, and each again from their own page.

use super::local::Local;
use crate::auth::Visit;

/// A page of signing up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Where they already go.
    Where,
    /// What they speak, and what they would like to practise in return.
    Languages,
    /// When they have time, how often they may be asked, and from where they come.
    Time,
}

use Asking::*;

/// The pages, in order.
const ALL: [Asking; 3] = [Where, Languages, Time];
/// Where they send it, once signed in.
pub const JOIN_PATH: &str = "/local/join";
/// Their own page.
pub const OWN_PATH: &str = "/local/me";

impl Asking {
    /// Its page, below the language prefix.
    pub fn path(self) -> &'static str {
        match self {
            Where => "/local/where",
            Languages => "/local/languages",
            Time => "/local/time",
        }
    }

    /// The middle of the names of its sentences.
    fn key(self) -> &'static str {
        match self {
            Where => "where",
            Languages => "languages",
            Time => "time",
        }
    }

    /// What it is about, in a list of what they said.
    pub fn short(self, v: &Visit) -> String {
        v.t(format!("local-short-{}", self.key()))
    }

    fn place(self) -> usize {
        ALL.iter().position(|a| *a == self).unwrap_or_default()
    }
}

/// Where somebody is: the page, and whether they come from their own page to change something.
#[derive(Clone, Copy)]
pub struct Here {
    asking: Asking,
    changes: bool,
}

impl Here {
    /// On this page, as this local.
    pub fn at(asking: Asking, them: Option<&Local>) -> Self {
        Self { asking, changes: them.is_some_and(|l| l.joined_at.is_some()) }
    }

    /// The question itself.
    pub fn title(self, v: &Visit) -> String {
        v.t(format!("local-ask-{}", self.asking.key()))
    }

    /// Why we ask.
    pub fn why(self, v: &Visit) -> String {
        v.t(format!("local-why-{}", self.asking.key()))
    }

    /// Where the form is sent.
    pub fn action(self, v: &Visit) -> String {
        v.to(self.asking.path())
    }

    /// The page before this one.
    pub fn back(self) -> &'static str {
        match self.asking.place() {
            _ if self.changes => OWN_PATH,
            0 => "/local",
            place => ALL[place - 1].path(),
        }
    }

    /// The page after this one: the last leads to signing in and sending it.
    pub fn on(self) -> &'static str {
        let after = ALL.get(self.asking.place() + 1);
        if self.changes { OWN_PATH } else { after.map_or(JOIN_PATH, |a| a.path()) }
    }

    /// Which page it is, of how many.
    pub fn progress(self) -> Option<(usize, usize)> {
        (!self.changes).then_some((self.asking.place() + 1, ALL.len()))
    }

    /// A newcomer can look at what fits before the last question; a local has nothing to look at yet.
    pub fn shows_results(self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_follow_one_another_and_end_where_it_is_sent() {
        let here = |asking| Here { asking, changes: false };
        for pair in ALL.windows(2) {
            assert_eq!((here(pair[0]).on(), here(pair[1]).back()), (pair[1].path(), pair[0].path()));
        }
        assert_eq!((here(Where).back(), here(Time).on()), ("/local", JOIN_PATH));
        let changes = Here { asking: Time, changes: true };
        assert_eq!((changes.back(), changes.on(), changes.progress()), (OWN_PATH, OWN_PATH, None));
    }
}
