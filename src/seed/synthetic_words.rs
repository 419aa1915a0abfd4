//! The words of a synthetic city: titles in both languages from the vocabulary, invented names.

use crate::kit::{
    vocabulary::{Interest, vocabulary},
    words::Kind,
};
use std::sync::LazyLock;

/// Leaves of the vocabulary, most popular first: one of each group in turn.
pub(super) struct Popular {
    people: Vec<&'static str>,
    kinds: [Vec<&'static str>; 4],
}

/// What clubs, initiatives, activities and volunteer roles are about, by group of the vocabulary.
const ABOUT: [&[&str]; 4] = [
    &["sports", "stage", "games", "making", "outdoors", "learning", "wellbeing"],
    &["language", "career", "food", "family", "city", "wellbeing", "volunteering"],
    &["food", "city", "outdoors", "making", "stage", "science", "games", "learning"],
    &["volunteering", "learning", "science", "outdoors"],
];
const PEOPLE: [&str; 14] = [
    "language",
    "food",
    "career",
    "sports",
    "outdoors",
    "stage",
    "games",
    "making",
    "city",
    "family",
    "volunteering",
    "wellbeing",
    "learning",
    "science",
];

static POPULAR: LazyLock<Popular> = LazyLock::new(|| Popular { people: in_turn(&PEOPLE), kinds: ABOUT.map(in_turn) });

/// The popularity of interests.
pub(super) fn popular() -> &'static Popular {
    &POPULAR
}

impl Popular {
    /// With people.
    pub fn with_people(&self) -> &[&'static str] {
        &self.people
    }

    /// Among what there is of a kind.
    pub fn among(&self, kind: Kind) -> &[&'static str] {
        &self.kinds[kind as usize]
    }
}

fn in_turn(groups: &[&str]) -> Vec<&'static str> {
    let leaves_of = |group: &&str| {
        let found = vocabulary().groups().find(|(g, _)| g.named.id == **group);
        found.map(|(_, leaves)| leaves).unwrap_or_default()
    };
    let leaves: Vec<Vec<&'static Interest>> = groups.iter().map(leaves_of).collect();
    let longest = leaves.iter().map(Vec::len).max().unwrap_or_default();
    let turns = (0..longest).flat_map(|n| leaves.iter().filter_map(move |group| group.get(n)));
    turns.map(|leaf| leaf.named.id.as_str()).collect()
}

/// Shorter than the vocabulary says it, where a title wants that.
const SHORT: [(&str, &str, &str); 20] = [
    ("choir", "Choir", "Koor"),
    ("play-an-instrument", "Music group", "Muziekgroep"),
    ("dutch-practice", "Dutch conversation", "Nederlands praten"),
    ("dutch-course", "Dutch course", "Cursus Nederlands"),
    ("job-search", "Job search club", "Samen werk zoeken"),
    ("cooking-together", "Cooking club", "Kookclub"),
    ("coffee-meetups", "Coffee morning", "Koffieochtend"),
    ("learn-to-cycle", "Cycling lessons", "Fietsles"),
    ("leisure-cycling", "Bike rides", "Fietstochten"),
    ("volunteer-older-people", "Company for older people", "Gezelschap voor ouderen"),
    ("volunteer-events", "Festival crew", "Festivalploeg"),
    ("volunteer-school", "Reading help at school", "Leeshulp op school"),
    ("volunteer-library", "Library team", "Bibliotheekteam"),
    ("volunteer-newcomers", "Welcome team", "Welkomstteam"),
    ("board-member", "Board member", "Bestuurslid"),
    ("teaching-and-tutoring", "Homework help", "Huiswerkhulp"),
    ("drawing-and-painting", "Painting group", "Schildergroep"),
    ("running", "Running group", "Hardloopgroep"),
    ("football", "Football", "Voetbal"),
    ("book-club", "Book club", "Leesclub"),
];

/// A text in both languages.
pub(super) type Both = (String, String);

/// What a title calls this interest.
pub(super) fn called(interest: &str) -> Both {
    if let Some((_, en, nl)) = SHORT.iter().find(|(id, ..)| *id == interest) {
        return ((*en).to_owned(), (*nl).to_owned());
    }
    let words = vocabulary();
    let found = words.interest(interest).map(|place| &words.interests[place].named);
    found.map_or((interest.to_owned(), interest.to_owned()), |named| (named.en.clone(), named.nl.clone()))
}

/// "Choir in Gestel" / "Koor in Gestel".
pub(super) fn title(kind: Kind, what: &Both, part: &str) -> Both {
    let (en, nl) = what;
    match kind {
        Kind::Club => (format!("{en} in {part}"), format!("{nl} in {part}")),
        Kind::Initiative => (format!("{en}: newcomers in {part}"), format!("{nl}: nieuwkomers in {part}")),
        Kind::Activity => (format!("{en}, open to all, {part}"), format!("{nl}, voor iedereen, {part}")),
        Kind::VolunteerRole => (format!("Wanted in {part}: {en}"), format!("Gezocht in {part}: {nl}")),
    }
}

/// One sentence on what it is.
pub(super) fn summary(kind: Kind, what: &Both, part: &str) -> Both {
    let (en, nl) = what;
    let (more_en, more_nl) = match kind {
        Kind::Club => ("A club with members from the area. Come and look.", "Een club uit de buurt. Kom eens kijken."),
        Kind::Initiative => (
            "People who are new meet people from here. You can just come.",
            "Nieuwe mensen en mensen van hier. Je kunt zo langskomen.",
        ),
        Kind::Activity => {
            ("Something to do together, no experience needed.", "Samen iets doen, ervaring is niet nodig.")
        }
        Kind::VolunteerRole => {
            ("We show you how and you never do it alone.", "We leggen het uit en je staat er nooit alleen voor.")
        }
    };
    (format!("{en}, {part}. {more_en}"), format!("{nl}, {part}. {more_nl}"))
}

/// Names of houses and associations, all invented.
pub(super) const NAMES: [&str; 24] = [
    "De Linde",
    "De Wilg",
    "De Ekster",
    "De Molen",
    "De Brug",
    "De Spil",
    "De Kiosk",
    "De Lantaarn",
    "De Weide",
    "De Kade",
    "De Specht",
    "De Reiger",
    "De Beuk",
    "De Hazelaar",
    "De Zwaan",
    "De Poort",
    "De Akker",
    "De Vlinder",
    "De Klaver",
    "De Merel",
    "De Treffer",
    "De Schakel",
    "De Fontein",
    "De Werkplaats",
];

/// First names of anybody; they say nothing of anybody.
pub(super) const FIRST_NAMES: [&str; 40] = [
    "Aino", "Amal", "Ana", "Asha", "Beatriz", "Bo", "Chidi", "Daan", "Deniz", "Elena", "Emre", "Farah", "Femke",
    "Giulia", "Hana", "Ines", "Ivo", "Jing", "Joris", "Kamal", "Katya", "Lars", "Leila", "Lotte", "Luca", "Maja",
    "Mei", "Milan", "Nadia", "Noor", "Omar", "Priya", "Rania", "Ravi", "Sanne", "Sofia", "Tariq", "Vera", "Yuki",
    "Zola",
];
