//! The words of the product as types: domain, rung, kind, audience, company, travel.

use super::sentence::Sentence;
use crate::named;
use std::collections::BTreeSet;

named! {
    /// What a listing is about.
    Domain {
        /// Work and career.
        Work = "work",
        /// Being together.
        Social = "social",
        /// Arts and traditions.
        Culture = "culture",
        /// Sport.
        Sport = "sport",
        /// Learning.
        Education = "education",
        /// Health and wellbeing.
        Health = "health",
    }
}

named! {
    /// A step of the ladder, from people like me to hosting myself.
    Rung {
        /// Among people who are new too.
        Safe = "safe",
        /// A mix.
        Mixed = "mixed",
        /// Mostly people from here, with something to do.
        Bridging = "bridging",
        /// She hosts.
        Giving = "giving",
    }
}

named! {
    /// A way to meet somebody from here that a newcomer can ask for, and a local be up for.
    Meet {
        /// Just the two of them.
        OneToOne = "one-to-one",
        /// An hour over coffee, about the field they share.
        Coffee = "coffee",
        /// One conversation about something she would like to know.
        Question = "question",
        /// Her household, and a group of about five.
        WelcomeGroup = "welcome-group",
    }
}

named! {
    /// What a newcomer would like to ask somebody from here.
    Topic {
        /// Children and school.
        School = "school",
        /// The doctor, and care.
        Care = "care",
        /// Work.
        Work = "work",
        /// The house, and the neighbours.
        House = "house",
        /// Something else.
        Else = "else",
    }
}

named! {
    /// What kind of thing a listing is.
    Kind {
        /// A club with members.
        Club = "club",
        /// Something set up for newcomers.
        Initiative = "initiative",
        /// Something to go to.
        Activity = "activity",
        /// A role to take.
        VolunteerRole = "volunteer-role",
    }
}

named! {
    /// A group that a listing may be for and that a person may say to belong to. For eligibility alone.
    Belonging {
        /// Women.
        Women = "women",
        /// Men.
        Men = "men",
        /// Parents.
        Parents = "parents",
        /// Students.
        Students = "students",
    }
}

named! {
    /// The company she likes.
    Comfort {
        /// Goes alone.
        Alone = "alone",
        /// With one person who takes her along.
        WithOne = "with-one",
        /// In a small group.
        SmallGroup = "small-group",
        /// All the same.
        Any = "any",
    }
}

named! {
    /// How she gets around.
    Travel {
        /// On foot.
        Foot = "foot",
        /// By bicycle.
        Bike = "bike",
        /// By bus.
        Bus = "bus",
    }
}

named! {
    /// What a price is for.
    CostPer {
        /// Each time.
        Session = "session",
        /// A month.
        Month = "month",
        /// A year.
        Year = "year",
    }
}

named! {
    /// Whether a listing is open.
    Status {
        /// Open.
        Active = "active",
        /// Not for now.
        Paused = "paused",
        /// For good.
        Closed = "closed",
        /// Not shown yet.
        Draft = "draft",
    }
}

named! {
    /// Newcomer or local.
    Role {
        /// New in town.
        Newcomer = "newcomer",
        /// From here.
        Local = "local",
    }
}

named! {
    /// What a local offers.
    Offer {
        /// Takes somebody along to what they go to anyway.
        TakeAlong = "take-along",
        /// A buddy.
        Buddy = "buddy",
        /// Talks a language with somebody.
        LanguagePartner = "language-partner",
        /// A mentor.
        Mentor = "mentor",
        /// Hosts something together.
        CoHost = "co-host",
    }
}

impl Travel {
    /// Kilometres an hour.
    pub fn speed(self) -> f64 {
        match self {
            Travel::Foot => 5.0,
            Travel::Bike => 15.0,
            Travel::Bus => 18.0,
        }
    }
}

/// Whom a listing is for: empty = everyone. Within women and men either will do; parents and students must each hold too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience(pub BTreeSet<Belonging>);

impl Audience {
    /// Whether it is for everyone.
    pub fn is_everyone(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether somebody who belongs to these groups may come; `None` = never said: only what is for everyone.
    pub fn admits(&self, belongs_to: Option<&BTreeSet<Belonging>>) -> bool {
        if self.is_everyone() {
            return true;
        }
        let Some(hers) = belongs_to else { return false };
        let sexes: Vec<_> = [Belonging::Women, Belonging::Men].into_iter().filter(|b| self.0.contains(b)).collect();
        let each = [Belonging::Parents, Belonging::Students].into_iter().filter(|b| self.0.contains(b));
        (sexes.is_empty() || sexes.iter().any(|b| hers.contains(b))) && each.into_iter().all(|b| hers.contains(&b))
    }
}

impl Audience {
    /// Whom it is for, as people say it: "women who are parents".
    pub fn said(&self) -> Sentence {
        let has = |b: Belonging| self.0.contains(&b);
        let (mut en, mut nl) = match (has(Belonging::Women), has(Belonging::Men)) {
            (true, true) => ("women or men".to_owned(), "vrouwen of mannen".to_owned()),
            (true, false) => ("women".to_owned(), "vrouwen".to_owned()),
            (false, true) => ("men".to_owned(), "mannen".to_owned()),
            (false, false) if has(Belonging::Parents) && has(Belonging::Students) => {
                return Sentence::new("students who are parents", "studenten met kinderen");
            }
            (false, false) if has(Belonging::Parents) => return Sentence::new("parents", "ouders"),
            (false, false) if has(Belonging::Students) => return Sentence::new("students", "studenten"),
            (false, false) => return Sentence::new("everyone", "iedereen"),
        };
        if has(Belonging::Parents) {
            en.push_str(" who are parents");
            nl.push_str(" met kinderen");
        }
        if has(Belonging::Students) {
            en.push_str(if has(Belonging::Parents) { " and study" } else { " who study" });
            nl.push_str(" die studeren");
        }
        Sentence::new(en, nl)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mothers_may_come_to_a_group_for_women_who_are_parents() {
        let group = Audience([Belonging::Women, Belonging::Parents].into());
        assert!(group.admits(Some(&[Belonging::Women, Belonging::Parents].into())));
        assert!(!group.admits(Some(&[Belonging::Women].into())) && !group.admits(None));
        assert!(Audience([Belonging::Women, Belonging::Men].into()).admits(Some(&[Belonging::Men].into())));
        assert!(Audience::default().admits(None));
        assert_eq!(group.said(), Sentence::new("women who are parents", "vrouwen met kinderen"));
    }

    #[test]
    fn a_wrong_name_says_what_was_expected() {
        let wrong = "sports".parse::<Domain>().expect_err("no domain");
        assert_eq!(wrong.to_string(), "\"sports\": expected work, social, culture, sport, education, health");
    }
}
