//! `--people`: a JSON array of persons, and their places among the listings.

use super::stop::{Stop, open};
use crate::matching::{
    catalogue::Catalogue,
    go::Go,
    pair::{self, Candidate, Pool, Standing},
    person::Person,
    rank::Ranking,
};
use serde_json::Value;
use std::{cmp::Ordering, collections::BTreeMap, io::Read, path::Path};

/// Reads the people. What is wrong is named by file, place in the array and key.
pub(super) fn read_people(path: &Path) -> Result<Vec<Person>, Stop> {
    let mut text = String::new();
    open(path)?.read_to_string(&mut text).map_err(|e| Stop::wrong(path, format!("{e}: expected text in UTF-8")))?;
    let all: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|e| Stop::wrong(path, format!("{e}: expected an array of persons")))?;
    drop(text);
    let mut people = Vec::with_capacity(all.len());
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (n, value) in all.iter().enumerate() {
        let object =
            value.as_object().ok_or_else(|| Stop::wrong(path, format!("[{n}]: expected a person as a JSON object")))?;
        let person = Person::from_json(object).map_err(|e| Stop::wrong(path, format!("[{n}].{e}")))?;
        if let Some(before) = first.insert(person.id.clone(), n) {
            let id = &person.id;
            return Err(Stop::wrong(
                path,
                format!("[{n}].id: {id:?} is that of [{before}] too: expected each id once"),
            ));
        }
        people.push(person);
    }
    Ok(people)
}

/// The people before whom somebody is put. Files know nothing of breaks, blocks or certificates.
pub(super) fn pool(people: Vec<Person>, catalogue: &Catalogue) -> Pool {
    let candidates = people.into_iter().map(Candidate::new).collect();
    Pool::new(candidates, catalogue.today(), catalogue.weights().clone())
}

/// Ranks them; none where nobody was given.
pub(super) fn rank(pool: &Pool, person: &Person, limit: Option<usize>) -> pair::Ranking {
    pool.rank(person, &Standing::default(), limit)
}

/// What comes next in the list: its place among the matches, or among the fits.
#[derive(Clone, Copy)]
pub(super) enum Next {
    Listing(usize),
    Person(usize),
}

/// One list of both, `later` last, by score. Each keeps its own order; of equals the first by id, a listing before a person.
pub(super) fn in_order(listings: &Ranking, people: &pair::Ranking, limit: Option<usize>) -> Vec<Next> {
    let (mut l, mut p) = (0, 0);
    let mut order = Vec::new();
    while order.len() < limit.unwrap_or(usize::MAX) {
        let listing = listings.matches.get(l).map(|m| (m.go == Go::Later, m.score, &m.id));
        let person = people.fits.get(p).map(|f| (f.go == Go::Later, f.score, &f.id));
        let takes_person = match (listing, person) {
            (None, None) => break,
            (None, Some(_)) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => {
                let order = b.0.cmp(&a.0).then(b.1.total_cmp(&a.1).reverse()).then(b.2.cmp(a.2));
                order == Ordering::Less
            }
        };
        if takes_person {
            order.push(Next::Person(p));
            p += 1;
        } else {
            order.push(Next::Listing(l));
            l += 1;
        }
    }
    order
}
