//! Languages to choose from, and the words for how well somebody speaks them.

use crate::{
    kit::{lang::Lang, language_tag::LanguageTag, level::Level, text::Slip, vocabulary::vocabulary},
    web::words::Words,
};

/// Reads a choice of the list; nothing chosen is none.
///
/// # Errors
/// A tag that was not in the list is a slip.
pub fn tag(chosen: &str) -> Result<Option<LanguageTag>, Slip> {
    if chosen.is_empty() {
        return Ok(None);
    }
    let tag: Option<LanguageTag> = chosen.parse().ok().filter(|t| vocabulary().knows_language(t));
    tag.map(Some).ok_or(Slip::NotThis("slip-choice"))
}

/// A language to choose: its tag and its name for this reader.
pub type Choosable = (&'static str, &'static str);

/// The languages by their name for this reader, English first: most people choose it.
pub fn by_name(lang: Lang, with_dutch: bool) -> Vec<Choosable> {
    let all = vocabulary().languages.iter().map(|l| (l.id.as_str(), l.name(lang)));
    let mut all: Vec<_> = all.filter(|(tag, _)| with_dutch || *tag != "nl").collect();
    all.sort_by_key(|(tag, name)| (*tag != "en", name.to_lowercase()));
    all
}

/// "a few words", "gewone gesprekken".
pub fn level_words(w: &Words, level: Level) -> String {
    w.t(format!("speaks-{}", level.as_str().to_ascii_lowercase()))
}
