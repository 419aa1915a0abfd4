//! How a word of the question meets a word of a listing, where it stands, and what that is worth.

/// How well two words meet, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// The same word, but for capitals and accents.
    Exact,
    /// Another form of it: fiets, fietsen.
    Stem,
    /// It begins like the last word, which she may still be typing: fiet, fietsen.
    Begins,
    /// It is a part of a compound: koor, popkoor.
    Part,
    /// Another word for the same, in either language: bike, fiets.
    Synonym,
    /// A kind of it: sport, voetbal.
    Narrower,
    /// A typing error away.
    Near,
}

/// Where a word stands in a listing, most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// Its title, in either language.
    Title,
    /// What it is about: interests, skills, domains, whom it is for.
    Topic,
    /// Who and where and when: organisation, venue, part of town, days.
    Name,
    /// Its summary, in either language.
    Summary,
}

impl Field {
    /// The field with this number.
    pub fn of(number: u32) -> Self {
        match number & 3 {
            0 => Field::Title,
            1 => Field::Topic,
            2 => Field::Name,
            _ => Field::Summary,
        }
    }
}

impl Way {
    /// What a meeting is worth in the title, 0 to 100.
    pub const fn worth(self) -> u32 {
        match self {
            Way::Exact => 100,
            Way::Stem => 95,
            Way::Begins => 90,
            Way::Part => 85,
            Way::Synonym => 70,
            Way::Narrower => 45,
            Way::Near => NEAR as u32,
        }
    }

    /// What it is worth in a field, 1 to 100: in each field a better way is worth more, and no typing error anywhere is
    /// worth as much as any word that is right.
    pub const fn points(self, field: Field) -> u8 {
        let share = match field {
            Field::Title => 100,
            Field::Topic => 80,
            Field::Name => 65,
            Field::Summary => 40,
        };
        (self.worth() * share / 100) as u8
    }

    /// The same where only a part of a compound meets.
    pub fn in_compound(self) -> Self {
        self.max(Way::Part)
    }
}

/// At most so many points are a typing error's.
pub(super) const NEAR: u8 = 12;
/// From so many points a listing is about the word: in its title, or of its topics, or a name that was typed.
pub(super) const ABOUT: u8 = 45;

#[cfg(test)]
mod tests {
    use super::*;

    const WAYS: [Way; 7] = [Way::Exact, Way::Stem, Way::Begins, Way::Part, Way::Synonym, Way::Narrower, Way::Near];

    #[test]
    fn a_better_way_is_worth_more_and_a_typing_error_least_of_all() {
        for field in (0..4).map(Field::of) {
            let points: Vec<u8> = WAYS.iter().map(|w| w.points(field)).collect();
            assert!(points.windows(2).all(|p| p[0] > p[1]), "{field:?} {points:?}");
            assert!(points[..6].iter().all(|p| *p > NEAR) && points[6] <= NEAR && points[6] > 0);
        }
        for way in WAYS {
            let points: Vec<u8> = (0..4).map(|n| way.points(Field::of(n))).collect();
            assert!(points.windows(2).all(|p| p[0] > p[1]), "{way:?} {points:?}");
        }
    }
}
