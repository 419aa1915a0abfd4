//! `/hsds/taxonomies` and `/hsds/taxonomy_terms`: the words that attributes are made of.

use super::{
    answer::{Answer, OneId, Page, Trouble},
    parameters::{Asked, FORMAT, PAGE, PARENT, Parameter, SEARCH, SIZE, TAXONOMY, TOP_ONLY},
};
use crate::hsds::{self, TAXONOMIES, Taxonomy, TaxonomyTerm};
use axum::Json;

/// What a list of taxonomies may be asked.
pub(super) static OF_TAXONOMIES: [&Parameter; 4] = [&SEARCH, &PAGE, &SIZE, &FORMAT];
/// What a list of terms may be asked.
pub(super) static OF_TERMS: [&Parameter; 7] = [&SEARCH, &PAGE, &SIZE, &FORMAT, &TAXONOMY, &TOP_ONLY, &PARENT];

/// `GET /hsds/taxonomies`
pub(super) async fn taxonomies(asked: Asked) -> Answer<Json<Page<Taxonomy>>> {
    let asked = asked.read(&OF_TAXONOMIES)?;
    let all: Vec<&Taxonomy> = TAXONOMIES.iter().map(|(taxonomy, _)| taxonomy).collect();
    let search = asked.text(&SEARCH);
    let all: Vec<_> = all.into_iter().filter(|t| says([&t.name, &t.description], search)).collect();
    Ok(Page::of(&all, &asked, |taxonomy| Taxonomy::clone(taxonomy)))
}

/// `GET /hsds/taxonomies/{id}`
pub(super) async fn taxonomy(OneId(id): OneId, asked: Asked) -> Answer<Json<Taxonomy>> {
    asked.read(&[])?;
    hsds::taxonomy(id).cloned().map(Json).ok_or(Trouble::NotFound)
}

/// `GET /hsds/taxonomy_terms`
pub(super) async fn terms(asked: Asked) -> Answer<Json<Page<TaxonomyTerm>>> {
    let asked = asked.read(&OF_TERMS)?;
    let (taxonomy, parent, search) = (asked.id(&TAXONOMY), asked.id(&PARENT), asked.text(&SEARCH));
    let all = TAXONOMIES.iter().flat_map(|(_, terms)| terms);
    let all = all.filter(|t| taxonomy.is_none_or(|id| t.taxonomy_id == id));
    let all = all.filter(|t| parent.is_none() || t.parent_id == parent);
    let all = all.filter(|t| !asked.is_set(&TOP_ONLY) || t.parent_id.is_none());
    let all: Vec<&TaxonomyTerm> = all.filter(|t| says([&t.name, &t.description], search)).collect();
    Ok(Page::of(&all, &asked, |term| with_taxonomy(term)))
}

/// `GET /hsds/taxonomy_terms/{id}`
pub(super) async fn term(OneId(id): OneId, asked: Asked) -> Answer<Json<TaxonomyTerm>> {
    asked.read(&[])?;
    hsds::term(id).map(|term| Json(with_taxonomy(term))).ok_or(Trouble::NotFound)
}

fn with_taxonomy(term: &TaxonomyTerm) -> TaxonomyTerm {
    TaxonomyTerm { taxonomy_detail: hsds::taxonomy(term.taxonomy_id).cloned(), ..term.clone() }
}

/// Whether a text says these words; nothing is said by every text.
fn says(texts: [&String; 2], words: &str) -> bool {
    let words = words.to_lowercase();
    texts.iter().any(|text| text.to_lowercase().contains(&words))
}
