//! Typing errors: what somebody may have meant.
//!
//! The distance is that of Damerau and Levenshtein in its restricted form: a letter too many, too few, another one, or
//! two that changed places. One such slip in a word of four to seven letters, two from eight on. The first letter is
//! right nearly always: it is the same, changed places with the second, or sounds like it (who learns Dutch writes
//! "foetbal" and "singen"). Words with digits are not forgiven: 5611 is not 5612.

/// Letters that sound alike at the beginning of a word.
const ALIKE: [&[u8]; 6] = [b"szc", b"vfw", b"ckq", b"iyjeh", b"gh", b"pf"];

/// What a word is quickly compared by: its letters as bits, its length, its first letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    letters: u32,
    /// In characters.
    pub length: u8,
    first: [u8; 2],
}

impl Shape {
    /// The shape of a folded word.
    pub fn of(word: &str) -> Self {
        let bit = |b: u8| match b {
            b'a'..=b'z' => 1 << (b - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 1 << 27,
        };
        let bytes = word.as_bytes();
        let at = |n: usize| bytes.get(n).copied().unwrap_or_default();
        let letters = bytes.iter().fold(0, |bits, b| bits | bit(*b));
        Self { letters, length: word.chars().count().min(255) as u8, first: [at(0), at(1)] }
    }

    /// Whether every letter of another word is among this one's: never no where the other is a part of it.
    pub fn contains(self, other: Self) -> bool {
        other.letters & !self.letters == 0
    }

    /// How many slips are forgiven in a word of this shape.
    pub fn forgiven(self) -> u8 {
        match self.length {
            _ if self.letters & 1 << 26 != 0 => 0,
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        }
    }

    /// Whether the words may be so near: never no where they are.
    fn may_be_near(self, other: Self, slips: u8) -> bool {
        let [a, b] = self.first;
        let first = other.first[0];
        let alike = || ALIKE.iter().any(|set| set.contains(&a) && set.contains(&first));
        self.length.abs_diff(other.length) <= slips
            && (self.letters ^ other.letters).count_ones() <= 2 * u32::from(slips)
            && (a == first || (b == first && a == other.first[1]) || alike())
    }
}

/// A word that somebody typed, to be compared with many.
pub(super) struct Typed<'a> {
    word: &'a str,
    shape: Shape,
}

impl<'a> Typed<'a> {
    /// A folded word.
    pub fn new(word: &'a str) -> Self {
        Self { word, shape: Shape::of(word) }
    }

    /// How many slips it is away from another word; none where that is more than is forgiven, or nothing.
    pub fn slips(&self, word: &str, shape: Shape) -> Option<u8> {
        let most = self.shape.forgiven();
        if most == 0 || !self.shape.may_be_near(shape, most) {
            return None;
        }
        let slips = strsim::osa_distance(self.word, word);
        (1..=usize::from(most)).contains(&slips).then_some(slips as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slips(typed: &str, word: &str) -> Option<u8> {
        Typed::new(typed).slips(word, Shape::of(word))
    }

    #[test]
    fn a_slip_or_two_are_forgiven() {
        for (typed, word) in [("voetbl", "voetbal"), ("chior", "choir"), ("ifets", "fiets"), ("foetbal", "voetbal")] {
            assert_eq!(slips(typed, word), Some(1), "{typed}");
        }
        assert_eq!(slips("bibliotek", "bibliotheek"), Some(2));
        assert_eq!(slips("vrijwiliger", "vrijwilliger"), Some(1));
        for (typed, word) in
            [("tea", "sea"), ("kook", "boek"), ("tekenen", "rekenen"), ("5611", "5612"), ("yoga", "yoga")]
        {
            assert_eq!(slips(typed, word), None, "{typed}");
        }
    }

    proptest! {
        /// The quick comparison refuses nothing that is near by the distance, apart from the rule of the first letter.
        #[test]
        fn the_shape_never_refuses_what_is_near(tail in "[a-f]{3,9}", other in "[a-f]{3,9}") {
            let (a, b) = (format!("x{tail}"), format!("x{other}"));
            let most = Shape::of(&a).forgiven();
            let near = strsim::osa_distance(&a, &b);
            prop_assert_eq!(slips(&a, &b).is_some(), (1..=usize::from(most)).contains(&near));
        }
    }
}
