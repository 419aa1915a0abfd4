//! Dutch writes compounds as one word: "fietsclub", "kinderkoor", "vrijwilligerswerk".
//!
//! A word is split where both sides are words, or one side is a word that the house knows (of four letters or more) and
//! the other can be one. The linking -s- and -en- need no rule of their own: "vrijwilligers" and "boeken" are forms of
//! words already. What only looks like a compound is left whole.

use super::{
    lexicon::Lexicon,
    stem::{Key, keys},
};

/// The shortest part of a compound.
const PART: usize = 3;
/// The shortest part that is enough without the other being known.
const ALONE: usize = 4;

/// Words that look like compounds of something else.
const WHOLE: &str = "workshop workshops network networks networking netwerk netwerken werkelijk partner partners \
    handicap vergeten weather together another carnival carnaval business understand standaard restaurant restaurants \
    partij party parties gezond wetenschap bestand museum manager management kandidaat mentor \
    start starten kaart meester huisarts spelling boodschap boodschappen gemeenschap vriendschap beginner beginners";

/// What stands behind a word to make a form of it, or another kind of word.
const ENDINGS: &str = "ing ings ingen ers eren erij ster sters heid heden lijk lijke elijk elijke baar bare loos loze \
    achtig achtige isch ische tje tjes pje pjes etje etjes kje kjes ful less ness ment ments able ally tion tions ist \
    iste isten iteit ende aar aars ship ies ied ier iers ens eer eerd eert ering eur eurs els";

/// Whether letters can be a word: three or more, with a vowel.
fn can_be_a_word(letters: &str) -> bool {
    letters.len() >= PART && letters.bytes().any(|b| b"aeiouy".contains(&b))
}

/// Whether what stands before or behind a known part can be the other part of a compound.
fn can_be_other(letters: &str, stands_behind: bool) -> bool {
    let derives = if stands_behind {
        ENDINGS.split_whitespace().any(|ending| ending == letters)
    } else {
        // ver-get-en, be-taal-d: a verb's prefix and a rest of it.
        (letters.len() <= 5 && (letters.starts_with("ver") || letters.starts_with("ont")))
            || (letters.len() <= 4 && (letters.starts_with("ge") || letters.starts_with("be")))
    };
    can_be_a_word(letters) && !derives
}

fn can_be_split(word: &str) -> bool {
    word.len() >= 2 * PART
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && !WHOLE.split_whitespace().any(|whole| whole == word)
}

/// The two sides of a word at each place where it may be split.
fn sides(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let end = if can_be_split(word) { word.len() - PART + 1 } else { 0 };
    (PART..end).map(|at| word.split_at(at))
}

/// The keys of the known parts of a folded word.
pub(super) fn parts(word: &str, lexicon: &Lexicon) -> Vec<Key> {
    let mut found = Vec::new();
    for (a, b) in sides(word) {
        let (knows_a, knows_b) = (lexicon.knows(a), lexicon.knows(b));
        let a_is_part = knows_a && (knows_b || a.len() >= ALONE && can_be_other(b, true));
        let b_is_part = knows_b && (knows_a || b.len() >= ALONE && can_be_other(a, false));
        for part in [a_is_part.then_some(a), b_is_part.then_some(b)].into_iter().flatten() {
            found.extend(keys(part));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The two known parts of a compound that somebody typed: "fietsclub" is also "fiets" and "club".
pub(super) fn split<'a>(word: &'a str, lexicon: &Lexicon) -> Option<(&'a str, &'a str)> {
    sides(word).find(|(a, b)| a.len().max(b.len()) >= ALONE && lexicon.knows(a) && lexicon.knows(b))
}

/// Whether a typed word that the house does not know is a part of this one.
pub(super) fn is_part(typed: &str, word: &str) -> bool {
    let behind = || word.strip_prefix(typed).is_some_and(|rest| can_be_other(rest, true));
    let before = || word.strip_suffix(typed).is_some_and(|rest| can_be_other(rest, false));
    typed.len() >= ALONE && can_be_split(word) && (behind() || before())
}

#[cfg(test)]
mod tests {
    use super::super::{lexicon::lexicon, stem::share};
    use super::*;

    fn is_found(typed: &str, word: &str) -> bool {
        share(&keys(typed), &parts(word, lexicon())) || is_part(typed, word)
    }

    #[test]
    fn compounds_are_found_by_their_parts() {
        for (typed, word) in [
            ("koor", "popkoor"),
            ("koren", "kinderkoor"),
            ("kinderen", "kinderkoor"),
            ("koor", "shantykoor"),
            ("fietsen", "fietsclub"),
            ("club", "fietsclub"),
            ("taal", "taalcafe"),
            ("cafe", "taalcafe"),
            ("vrijwilliger", "vrijwilligerswerk"),
            ("werk", "vrijwilligerswerk"),
            ("boek", "boekenkast"),
            ("zwemmen", "zwemles"),
            ("les", "fietsles"),
            ("avond", "dinsdagavond"),
            ("dinsdag", "dinsdagavond"),
            ("volks", "volksdansen"),
            ("dansen", "volksdansen"),
            ("tuin", "buurttuin"),
        ] {
            assert!(is_found(typed, word), "{typed} in {word}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_left_whole() {
        for (typed, word) in [
            ("eten", "vergeten"),
            ("work", "workshop"),
            ("werk", "netwerk"),
            ("taal", "betaalt"),
            ("read", "reading"),
            ("koor", "akkoord"),
            ("part", "partner"),
            ("art", "start"),
        ] {
            assert!(!is_found(typed, word), "{typed} in {word}");
        }
        assert_eq!(split("fietsclub", lexicon()), Some(("fiets", "club")));
        assert_eq!(split("houdoe", lexicon()), None);
    }
}
