//! What is never a feature: a person with such a key is refused by its name, and what names her or says for whom she
//! may be eligible changes no bit of any score.

use super::{super::draw::Draw, Scene, became, ranked, written};
use buurten::{exchange::MatchFiles, kit::words::Belonging, matching::person::Person};
use serde_json::{Map, Value, json};
use std::fs;

/// Nationality, birth country, ethnicity, religion, views, orientation, health, sex, adult age, civil status, permit,
/// the partner, name, photo: as many ways to write them as came to mind.
pub const NEVER: &[&str] = &[
    "nationality",
    "nationalities",
    "citizenship",
    "passport",
    "birth_country",
    "country_of_birth",
    "country",
    "origin",
    "home_country",
    "mother_tongue",
    "ethnicity",
    "ethnic_group",
    "race",
    "skin_colour",
    "tribe",
    "caste",
    "religion",
    "faith",
    "church",
    "beliefs",
    "views",
    "political_views",
    "party",
    "philosophy",
    "trade_union",
    "orientation",
    "sexual_orientation",
    "sexuality",
    "health",
    "disability",
    "illness",
    "diagnosis",
    "medication",
    "pregnant",
    "sex",
    "gender",
    "pronouns",
    "age",
    "age_group",
    "birth_date",
    "date_of_birth",
    "birth_year",
    "born",
    "civil_status",
    "marital_status",
    "married",
    "divorced",
    "permit",
    "residence_permit",
    "permit_until",
    "visa",
    "bsn",
    "partner",
    "partner_employer",
    "spouse",
    "husband",
    "wife",
    "family_name",
    "name",
    "first_name",
    "last_name",
    "surname",
    "photo",
    "picture",
    "avatar",
    "email",
    "phone",
    "address",
    "income",
    "employer",
    "education",
    "Languages",
    "id ",
    "",
];

/// A text of it, its keys in another order.
pub fn shuffled(draw: &mut Draw, her: &Map<String, Value>) -> String {
    let mut lines: Vec<String> = her.iter().map(|(key, value)| format!("{}: {value}", json!(key))).collect();
    draw.shuffle(&mut lines);
    format!("{{{}}}", lines.join(", "))
}

pub fn read(text: &str) -> Result<Person, buurten::matching::person::PersonError> {
    Person::from_json(&serde_json::from_str(text).expect("an object"))
}

pub fn object(her: &Person) -> Map<String, Value> {
    serde_json::from_str(&written(her)).expect("an object")
}

/// Everybody with such a key, whatever it holds, is refused, and the key is named.
pub fn forbidden(scene: &Scene) -> usize {
    let mut draw = Draw(scene.seed ^ 0xf0_4b1d);
    let values = [json!("x"), json!(""), json!(1990), json!(true), json!(null), json!(["x"]), json!({"x": 1})];
    for (n, her) in scene.people.iter().enumerate() {
        let key = NEVER[n % NEVER.len()];
        let mut told = object(her);
        told.insert(key.to_owned(), draw.pick(&values));
        let refused = read(&shuffled(&mut draw, &told)).expect_err(key);
        assert_eq!(refused.field, key, "seed {}: {refused}", scene.seed);
        assert!(refused.to_string().contains("expected"), "{refused}");
    }
    scene.people.len()
}

/// The command with such a person: exit status 2, one line that names the key, and nothing on standard output.
pub fn forbidden_on_the_command_line(scene: &Scene) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let (person, listings) = (folder.path().join("person.json"), folder.path().join("listings.csv"));
    fs::write(&listings, "id,kind,title_en,status\nl-1,club,Choir,active\n").expect("written");
    let asked = MatchFiles {
        person: person.clone(),
        listings,
        people: None,
        today: Some(super::super::draw::today()),
        limit: None,
        json: true,
    };
    let mut told = object(&scene.people[0]);
    let run = |told: &Map<String, Value>| {
        fs::write(&person, Value::Object(told.clone()).to_string()).expect("written");
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = asked.run(super::super::draw::today(), &mut out, &mut err);
        (status, String::from_utf8(out).expect("text"), String::from_utf8(err).expect("text"))
    };
    assert_eq!(run(&told).0, 0);
    for key in NEVER {
        told.insert((*key).to_owned(), json!("x"));
        let (status, out, err) = run(&told);
        assert_eq!((status, out.as_str(), err.trim_end().lines().count()), (2, "", 1), "{key}: {err}");
        assert!(err.contains(key) && err.contains("expected"), "{key}: {err}");
        told.remove(*key);
    }
    NEVER.len()
}

/// Another id and another order of keys: the same answer to the bit, sentences and all.
pub fn names(scene: &Scene) -> usize {
    let mut draw = Draw(scene.seed ^ 0x4a3e);
    for (her, before) in scene.people.iter().zip(&scene.rankings) {
        let mut told = object(her);
        told.insert("id".to_owned(), json!(format!("somebody else {}", draw.number())));
        let other = read(&shuffled(&mut draw, &told)).expect("a person");
        let after = ranked(&scene.catalogue, &other);
        assert_eq!((&before.matches, &before.excluded), (&after.matches, &after.excluded), "{}", written(her));
    }
    scene.pairs()
}

/// Whatever she belongs to: what is for everyone keeps its score to the bit, or the gate that closed it.
pub fn belonging(scene: &Scene) -> usize {
    let mut draw = Draw(scene.seed ^ 0xbe10);
    let mut pairs = 0;
    for (her, before) in scene.people.iter().zip(&scene.rankings) {
        let mut other = her.clone();
        while other.belongs_to == her.belongs_to {
            other.belongs_to = draw.or_blank(4, |d| d.some(Belonging::ALL, 0, 4));
        }
        let after = ranked(&scene.catalogue, &other);
        let (was, is) = (became(before, scene.listings.len()), became(&after, scene.listings.len()));
        for (place, it) in scene.listings.iter().enumerate().filter(|(_, it)| it.audience.is_everyone()) {
            assert_eq!(was[place], is[place], "{:?}: {} {}", other.belongs_to, it.id, scene.about(her, place));
            pairs += 1;
        }
    }
    pairs
}
