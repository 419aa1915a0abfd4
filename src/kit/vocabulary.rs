//! The words for interests, skills and languages, in English and Dutch. Ids are permanent.

use super::{lang::Lang, language_tag::LanguageTag, words::Domain};
use std::{collections::BTreeMap, sync::LazyLock};

/// A named thing in both languages.
#[derive(Clone, Debug)]
pub struct Named {
    /// Permanent.
    pub id: String,
    /// In English.
    pub en: String,
    /// In Dutch.
    pub nl: String,
}

impl Named {
    /// Its name in the reader's language.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.en, &self.nl)
    }
}

/// An interest: a group (no parent) or a leaf of one.
#[derive(Clone, Debug)]
pub struct Interest {
    /// Id and names.
    pub named: Named,
    /// The group; `None` for a group itself.
    pub group: Option<usize>,
    /// The domain it belongs to.
    pub domain: Domain,
}

/// A skill with its place in ISCO-08.
#[derive(Clone, Debug)]
pub struct Skill {
    /// Id and names.
    pub named: Named,
    /// The first three digits of its ISCO-08 unit group.
    pub isco_group: Option<String>,
}

/// All interests, skills and languages.
#[derive(Debug)]
pub struct Vocabulary {
    /// Groups and leaves, in the order of the file.
    pub interests: Vec<Interest>,
    /// Skills, in the order of the file.
    pub skills: Vec<Skill>,
    /// Languages by tag, in the order of their English names.
    pub languages: Vec<Named>,
    interest_of: BTreeMap<String, usize>,
    skill_of: BTreeMap<String, usize>,
    language_of: BTreeMap<String, usize>,
}

impl Vocabulary {
    fn read(interests: &str, skills: &str, languages: &str) -> anyhow::Result<Self> {
        let mut all = Self {
            interests: vec![],
            skills: vec![],
            languages: vec![],
            interest_of: BTreeMap::new(),
            skill_of: BTreeMap::new(),
            language_of: BTreeMap::new(),
        };
        for record in csv::Reader::from_reader(interests.as_bytes()).records() {
            let record = record?;
            let group = match &record[1] {
                "" => None,
                parent => Some(
                    *all.interest_of.get(parent).ok_or_else(|| anyhow::anyhow!("interests.csv: no group {parent}"))?,
                ),
            };
            all.interest_of.insert(record[0].to_owned(), all.interests.len());
            let named = Named { id: record[0].to_owned(), en: record[2].to_owned(), nl: record[3].to_owned() };
            all.interests.push(Interest { named, group, domain: record[4].parse()? });
        }
        for record in csv::Reader::from_reader(skills.as_bytes()).records() {
            let record = record?;
            let isco = record[3].split_whitespace().find_map(|h| h.strip_prefix("isco08:"));
            all.skill_of.insert(record[0].to_owned(), all.skills.len());
            let named = Named { id: record[0].to_owned(), en: record[1].to_owned(), nl: record[2].to_owned() };
            all.skills.push(Skill { named, isco_group: isco.map(|i| i.chars().take(3).collect()) });
        }
        for record in csv::Reader::from_reader(languages.as_bytes()).records() {
            let record = record?;
            all.language_of.insert(record[0].to_ascii_lowercase(), all.languages.len());
            all.languages.push(Named {
                id: record[0].to_ascii_lowercase(),
                en: record[1].to_owned(),
                nl: record[2].to_owned(),
            });
        }
        Ok(all)
    }

    /// The place of an interest in `interests`.
    pub fn interest(&self, id: &str) -> Option<usize> {
        self.interest_of.get(id).copied()
    }

    /// The place of a skill in `skills`.
    pub fn skill(&self, id: &str) -> Option<usize> {
        self.skill_of.get(id).copied()
    }

    /// The groups of interests, each with its leaves.
    pub fn groups(&self) -> impl Iterator<Item = (&Interest, Vec<&Interest>)> {
        self.interests.iter().enumerate().filter(|(_, i)| i.group.is_none()).map(|(place, group)| {
            let leaves = self.interests.iter().filter(|i| i.group == Some(place)).collect();
            (group, leaves)
        })
    }

    /// The name of a language; its tag where we have none.
    pub fn language_name<'a>(&'a self, tag: &'a LanguageTag, lang: Lang) -> &'a str {
        self.language_of.get(tag.as_str()).map_or(tag.as_str(), |i| self.languages[*i].name(lang))
    }

    /// Whether we have a name for this language.
    pub fn knows_language(&self, tag: &LanguageTag) -> bool {
        self.language_of.contains_key(tag.as_str())
    }
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let interests = include_str!("../../data/vocabulary/interests.csv");
    let skills = include_str!("../../data/vocabulary/skills.csv");
    let languages = include_str!("../../data/vocabulary/languages.csv");
    Vocabulary::read(interests, skills, languages).expect("the project's own files are right (a test)")
});

/// The vocabulary in the binary.
pub fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_whole() {
        let words = vocabulary();
        assert_eq!(words.groups().count(), 14);
        assert_eq!(words.interests.len(), 176);
        assert_eq!(words.skills.len(), 94);
        assert!(words.skills.iter().all(|s| s.isco_group.as_ref().is_some_and(|g| g.len() == 3)));
        assert_eq!(words.language_name(&LanguageTag::dutch(), Lang::Nl), "Nederlands");
    }
}
