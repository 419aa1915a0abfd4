//! Dayparts and languages inside a sentence.

use crate::kit::{lang::Lang, language_tag::LanguageTag, sentence::Sentence, vocabulary::vocabulary, week::Daypart};

const DAYS: [(&str, &str); 7] = [
    ("Monday", "maandag"),
    ("Tuesday", "dinsdag"),
    ("Wednesday", "woensdag"),
    ("Thursday", "donderdag"),
    ("Friday", "vrijdag"),
    ("Saturday", "zaterdag"),
    ("Sunday", "zondag"),
];
const PARTS: [(&str, &str); 3] = [("morning", "ochtend"), ("afternoon", "middag"), ("evening", "avond")];

/// "Tuesday evening", "dinsdagavond".
pub(in crate::matching::pair) fn daypart(daypart: Daypart) -> Sentence {
    let (day, part) = (DAYS[usize::from(daypart.day())], PARTS[usize::from(daypart.part())]);
    Sentence::new(format!("{} {}", day.0, part.0), format!("{}{}", day.1, part.1))
}

/// The name of a language, by its tag without a region.
pub(in crate::matching::pair) fn language(tag: &str, lang: Lang) -> String {
    let parsed: Option<LanguageTag> = tag.parse().ok();
    parsed.map_or_else(|| tag.to_owned(), |tag| vocabulary().language_name(&tag, lang).to_owned())
}
