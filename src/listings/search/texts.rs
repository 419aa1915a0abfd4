//! What a listing says, for the index: its texts by how much each tells, and in words what it is and whom it is for.

use super::{
    segment::Row,
    text::{is_stop_word, tokens},
    way::Field,
};
use crate::{
    kit::{
        money::Euros,
        vocabulary::{Named, vocabulary},
        week::DAYS,
        words::{Belonging, Kind},
    },
    listings::listing::Listing,
};

/// The days of the week in Dutch, Monday first.
const DAGEN: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
const DAYS_IN_FULL: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The texts of a listing.
#[derive(Clone, Debug, Default)]
pub struct Texts(Vec<(Field, String)>);

impl Texts {
    /// Of a listing and the weekdays it takes place on (Monday lowest).
    pub fn of(listing: &Listing, weekdays: u8) -> Self {
        let mut texts = Self::default();
        texts.add(Field::Title, [&listing.title_en, &listing.title_nl].into_iter().flatten());
        texts.add(Field::Summary, [&listing.summary_en, &listing.summary_nl].into_iter().flatten());
        texts.add(Field::Name, [&listing.organisation, &listing.venue].into_iter().flatten());
        texts.add(Field::Name, listing.part_of_town().map(|part| &part.name));
        texts.add(Field::Topic, listing.domains.iter().map(|d| d.as_str()));
        let words = vocabulary();
        let interests = listing.interests.iter().filter_map(|id| words.interest(id));
        texts.add_named(interests.map(|place| &words.interests[place].named));
        texts.add_named(listing.skills_wanted.iter().filter_map(|id| words.skill(id)).map(|n| &words.skills[n].named));
        texts.add(Field::Topic, listing.audience.0.iter().map(|group| audience(*group)));
        texts.add(Field::Name, [kind(listing.kind)]);
        // Dutch and English are spoken nearly everywhere; another language is why somebody comes.
        let other = listing.languages.iter().filter(|tag| !tag.is_dutch() && !tag.is_english());
        texts.add_named(other.filter_map(|tag| words.languages.iter().find(|l| l.id == tag.as_str())));
        if listing.cost == Some(Euros::FREE) {
            texts.add(Field::Name, ["free gratis"]);
        }
        if listing.children == Some(true) {
            texts.add(Field::Name, ["children kinderen"]);
        }
        if let Some(schedule) = &listing.schedule {
            let on = (0..DAYS.len()).filter(|day| weekdays & 1 << day != 0);
            texts.add(Field::Name, on.flat_map(|day| [DAYS_IN_FULL[day], DAGEN[day]]));
            texts.add(Field::Name, [part_of_day(schedule.start_minute())]);
        }
        texts
    }

    /// Of titles and names alone.
    pub fn titled(titles: &[&Option<String>], names: &[&Option<String>]) -> Self {
        let mut texts = Self::default();
        texts.add(Field::Title, titles.iter().copied().flatten());
        texts.add(Field::Name, names.iter().copied().flatten());
        texts
    }

    fn add<S: AsRef<str>>(&mut self, field: Field, texts: impl IntoIterator<Item = S>) {
        self.0.extend(texts.into_iter().map(|text| (field, text.as_ref().to_owned())));
    }

    fn add_named<'a>(&mut self, named: impl Iterator<Item = &'a Named>) {
        self.add(Field::Topic, named.flat_map(|n| [&n.en, &n.nl]));
    }

    /// The same field by field, most telling first: to be searched by something else.
    pub fn by_field(&self) -> [String; 4] {
        [Field::Title, Field::Topic, Field::Name, Field::Summary].map(|field| {
            let texts: Vec<&str> = self.0.iter().filter(|(f, _)| *f == field).map(|(_, t)| t.as_str()).collect();
            texts.join(" ")
        })
    }

    /// Its words, each once, where it tells most. In summaries stop words say nothing.
    pub(super) fn row(&self) -> Row {
        let mut row: Row = Vec::new();
        for (field, text) in &self.0 {
            let counts = |word: &str| *field != Field::Summary || !is_stop_word(word);
            row.extend(tokens(text).filter(|t| counts(&t.word)).map(|t| (t, *field)));
        }
        row.sort_unstable_by(|a, b| (&a.0.word, a.1, &a.0.written).cmp(&(&b.0.word, b.1, &b.0.written)));
        row.dedup_by(|a, b| a.0.word == b.0.word);
        row
    }
}

fn audience(group: Belonging) -> &'static str {
    match group {
        Belonging::Women => "women vrouwen",
        Belonging::Men => "men mannen",
        Belonging::Parents => "parents ouders",
        Belonging::Students => "students studenten",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Club => "club vereniging",
        Kind::Initiative => "initiative initiatief",
        Kind::Activity => "activity activiteit",
        Kind::VolunteerRole => "volunteer vrijwilliger vrijwilligerswerk",
    }
}

fn part_of_day(minute: u32) -> &'static str {
    match minute {
        0..720 => "morning ochtend",
        720..1020 => "afternoon middag",
        _ => "evening avond",
    }
}
