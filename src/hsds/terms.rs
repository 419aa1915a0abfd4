//! The words of our attributes, as taxonomies of HSDS. Their ids are made of their names: the same in every city.

use super::shapes::{Taxonomy, TaxonomyTerm};
use crate::kit::vocabulary::vocabulary;
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};
use uuid::{Uuid, uuid};

/// Ids of what has no row of its own are made within it.
const OURS: Uuid = uuid!("b9a3c7f0-6b1e-5d0c-9c53-0d7a51f0c0de");

/// The id of something that its name alone makes out.
pub(super) fn id_of(kind: &str, name: &str) -> Uuid {
    Uuid::new_v5(&OURS, format!("{kind}\n{name}").as_bytes())
}

/// Which column of the sheet a taxonomy fills with its codes; [`FIELD`] fills the column its term names, with a value.
#[rustfmt::skip]
pub(super) const COLUMN_OF: [(&str, &str); 6] = [
    ("kind", "kind"), ("domain", "domains"), ("interest", "interests"), ("skill", "skills_wanted"),
    ("audience", "audience"), ("rung", "rung"),
];
/// The taxonomy of single facts.
pub(super) const FIELD: &str = "fact";

/// Name, what it is.
const ALL: [(&str, &str); 7] = [
    ("kind", "What kind of thing it is."),
    ("domain", "What it is about."),
    ("interest", "What people who come like doing."),
    ("skill", "What a volunteer there can bring along."),
    ("audience", "Whom it is for, where that is not everyone."),
    ("rung", "How far it reaches: from people who are new too to hosting something oneself."),
    (FIELD, "Single facts, each with a value, under the names of the published sheet."),
];

/// Taxonomy, code, name, what it says.
#[rustfmt::skip]
const TERMS: [(&str, &str, &str, &str); 37] = [
    ("kind", "club", "Club", "A club with members."),
    ("kind", "initiative", "Initiative", "Something set up for people who are new."),
    ("kind", "activity", "Activity", "Something to go to."),
    ("kind", "volunteer-role", "Volunteer role", "A role to take."),
    ("domain", "work", "Work", "Work and career."),
    ("domain", "social", "Social", "Being together."),
    ("domain", "culture", "Culture", "Arts and traditions."),
    ("domain", "sport", "Sport", "Sport and movement."),
    ("domain", "education", "Education", "Learning."),
    ("domain", "health", "Health", "Health and rest."),
    ("audience", "women", "Women", "For women."),
    ("audience", "men", "Men", "For men."),
    ("audience", "parents", "Parents", "For parents."),
    ("audience", "students", "Students", "For students."),
    ("rung", "safe", "Among newcomers", "People who are new too."),
    ("rung", "mixed", "A mix", "People who are new and people from here."),
    ("rung", "bridging", "Mostly people from here", "Mostly people from here, with something to do."),
    ("rung", "giving", "Hosting", "One hosts something oneself."),
    (FIELD, "id", "Key", "The permanent key of the listing in the sheet."),
    (FIELD, "title_nl", "Title in Dutch", "The title in Dutch."),
    (FIELD, "summary_en", "Summary in English", "What it is, in English, where both languages say the same."),
    (FIELD, "summary_nl", "Summary in Dutch", "What it is, in Dutch."),
    (FIELD, "dutch_needed", "Dutch one needs", "none, or a level from A1 to C2."),
    (FIELD, "english_ok", "English will do", "yes or no."),
    (FIELD, "cost_per", "What the price is for", "session, month or year."),
    (FIELD, "rrule", "Rule", "When it takes place, as RFC 5545 writes it."),
    (FIELD, "skip_dates", "Dates without it", "Dates on which it does not take place, between semicolons."),
    (FIELD, "children", "Children", "yes: a child can come along."),
    (FIELD, "trial", "Trial", "yes: one may come and try once."),
    (FIELD, "capacity", "Size of the group", "How many people there are at most."),
    (FIELD, "newcomer_places", "Places for newcomers", "How many places are left for people who are new."),
    (FIELD, "take_along", "Taken along", "yes: somebody meets a newcomer and takes them along."),
    (FIELD, "local_share", "Rooted here", "0 to 100: how many of those who come have lived here for years, measured."),
    (FIELD, "closed_on", "Closed on", "The date from which it is no longer there."),
    (FIELD, "successor_id", "Successor", "The key of what took its place."),
    (FIELD, "min_months", "Months one stays", "How many months one must be able to stay."),
    (FIELD, "url", "Page", "The address of its page, letter for letter, where a plain one cannot hold it."),
];

/// Every taxonomy with its terms.
pub static TAXONOMIES: LazyLock<Vec<(Taxonomy, Vec<TaxonomyTerm>)>> =
    LazyLock::new(|| ALL.iter().map(|(name, what)| made(name, what)).collect());

/// By the short name of a taxonomy and a code: the place of both in [`TAXONOMIES`].
type Places = HashMap<(&'static str, &'static str), (usize, usize)>;

static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let all = TAXONOMIES.iter().enumerate();
    let terms = all.flat_map(|(t, (taxonomy, terms))| {
        let name = slug(&taxonomy.name).unwrap_or_default();
        terms.iter().enumerate().map(move |(n, term)| ((name, term.code.as_str()), (t, n)))
    });
    terms.collect()
});

fn full_name(name: &str) -> String {
    format!("buurten-{name}")
}

/// The short name of a taxonomy of ours.
pub(super) fn slug(name: &str) -> Option<&str> {
    name.strip_prefix("buurten-")
}

fn made(name: &'static str, what: &str) -> (Taxonomy, Vec<TaxonomyTerm>) {
    let taxonomy = Taxonomy {
        id: id_of("taxonomy", name),
        name: full_name(name),
        description: what.to_owned(),
        version: "1".to_owned(),
    };
    let term = |code: &str, label: &str, what: &str, parent: Option<&str>| TaxonomyTerm {
        id: id_of(name, code),
        code: code.to_owned(),
        name: label.to_owned(),
        description: what.to_owned(),
        parent_id: parent.map(|parent| id_of(name, parent)),
        taxonomy: full_name(name),
        taxonomy_detail: None,
        taxonomy_id: taxonomy.id,
    };
    let words = vocabulary();
    let terms = match name {
        "interest" => {
            let group = |g: Option<usize>| g.map(|g| words.interests[g].named.id.as_str());
            let one =
                |i: &crate::kit::vocabulary::Interest| term(&i.named.id, &i.named.en, &i.named.nl, group(i.group));
            words.interests.iter().map(one).collect()
        }
        "skill" => words.skills.iter().map(|s| term(&s.named.id, &s.named.en, &s.named.nl, None)).collect(),
        _ => TERMS.iter().filter(|t| t.0 == name).map(|(_, code, label, what)| term(code, label, what, None)).collect(),
    };
    (taxonomy, terms)
}

/// A term of ours by its taxonomy's short name and its code.
pub(super) fn named(taxonomy: &str, code: &str) -> Option<&'static TaxonomyTerm> {
    PLACES.get(&(taxonomy, code)).map(|(t, n)| &TAXONOMIES[*t].1[*n])
}

/// The taxonomy with this id.
pub fn taxonomy(id: Uuid) -> Option<&'static Taxonomy> {
    TAXONOMIES.iter().map(|(taxonomy, _)| taxonomy).find(|t| t.id == id)
}

/// The term with this id.
pub fn term(id: Uuid) -> Option<&'static TaxonomyTerm> {
    static BY_ID: LazyLock<BTreeMap<Uuid, &TaxonomyTerm>> =
        LazyLock::new(|| TAXONOMIES.iter().flat_map(|(_, terms)| terms.iter().map(|t| (t.id, t))).collect());
    BY_ID.get(&id).copied()
}
