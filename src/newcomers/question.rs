//! The questions: the six that come first, one a page, and those of "More about you".

/// A question. Each is a page of its own; what it reads and writes stands in the file of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What she would like to find here.
    Wishes,
    /// What she likes doing.
    Interests,
    /// Which languages she speaks: the only one that is required.
    Languages,
    /// When she has time.
    Time,
    /// Where she lives and how she gets around.
    Place,
    /// What makes it easier to go.
    Company,
    /// What she did before she moved here.
    Before,
    /// Her children.
    Children,
    /// What a session may cost.
    Budget,
    /// Languages she helps with, and those she wants to learn.
    Teach,
    /// How well she speaks Dutch, to the letter.
    Dutch,
    /// The groups she belongs to: some places are only for…
    Groups,
    /// The company she likes, precisely.
    Comfort,
    /// With whom: the rung of the ladder.
    Rung,
    /// Since when she is here, and until when.
    Stay,
}

use Question::*;

impl Question {
    /// The six, in order.
    pub const SIX: [Question; 6] = [Wishes, Interests, Languages, Time, Place, Company];

    /// Those of "More about you", in order.
    pub const MORE: [Question; 9] = [Before, Children, Budget, Teach, Dutch, Groups, Comfort, Rung, Stay];

    /// Its page, below the language prefix.
    pub fn path(self) -> &'static str {
        match self {
            Wishes => "/questions",
            Interests => "/questions/interests",
            Languages => "/questions/languages",
            Time => "/questions/time",
            Place => "/questions/place",
            Company => "/questions/company",
            Before => "/more-about-you/before",
            Children => "/more-about-you/children",
            Budget => "/more-about-you/budget",
            Teach => "/more-about-you/teach",
            Dutch => "/more-about-you/dutch",
            Groups => "/more-about-you/groups",
            Comfort => "/more-about-you/company",
            Rung => "/more-about-you/rung",
            Stay => "/more-about-you/stay",
        }
    }

    /// The middle of the names of its sentences: `question-…`, `question-…-why`, `question-…-short`.
    pub fn key(self) -> &'static str {
        match self {
            Wishes => "wishes",
            Interests => "interests",
            Languages => "languages",
            Time => "time",
            Place => "place",
            Company => "easier",
            Before => "before",
            Children => "children",
            Budget => "budget",
            Teach => "teach",
            Dutch => "dutch",
            Groups => "groups",
            Comfort => "company",
            Rung => "rung",
            Stay => "stay",
        }
    }

    /// Which of the six it is, counted from 1.
    pub fn number(self) -> Option<usize> {
        Self::SIX.iter().position(|q| *q == self).map(|place| place + 1)
    }

    /// Whether its answer can be taken away again: without languages nothing can be shown.
    pub fn can_be_cleared(self) -> bool {
        !matches!(self, Languages | Dutch)
    }

    /// The page before it.
    pub fn before(self) -> &'static str {
        match self.number() {
            None => MORE_PATH,
            Some(1) => "/",
            Some(number) => Self::SIX[number - 2].path(),
        }
    }

    /// The page after it: the six end where she checks what she said.
    pub fn after(self) -> &'static str {
        match self.number() {
            None => MORE_PATH,
            Some(number) => Self::SIX.get(number).map_or(CHECK_PATH, |next| next.path()),
        }
    }
}

/// What she said to the six.
pub const CHECK_PATH: &str = "/questions/check";
/// All she said, and what else she could say.
pub const MORE_PATH: &str = "/more-about-you";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_has_an_address_and_a_name_of_its_own() {
        let all: Vec<_> = Question::SIX.into_iter().chain(Question::MORE).collect();
        for (place, question) in all.iter().enumerate() {
            assert!(all[..place].iter().all(|q| q.path() != question.path() && q.key() != question.key()));
        }
    }

    #[test]
    fn the_six_follow_one_another_and_end_at_the_check() {
        for pair in Question::SIX.windows(2) {
            assert_eq!((pair[0].after(), pair[1].before()), (pair[1].path(), pair[0].path()));
        }
        assert_eq!((Wishes.before(), Company.after()), ("/", CHECK_PATH));
    }
}
