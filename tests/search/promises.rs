//! What always holds.

use crate::made::{INDEX, LISTINGS, found, texts};
use buurten::listings::{Found, Index, Listing, Question, Score, folded};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn scores(found: &Found, places: usize) -> Vec<Score> {
    (0..places).map(|place| found.score(place)).collect()
}

/// Words of the sample city's titles, as they are written.
fn title_words(listing: &Listing) -> Vec<String> {
    let titles = [&listing.title_en, &listing.title_nl].into_iter().flatten();
    let words = titles.flat_map(|t| t.split(|c: char| !c.is_alphanumeric()));
    words.filter(|w| w.chars().count() > 1).map(str::to_owned).collect()
}

#[test]
fn every_word_of_a_title_finds_its_listing() {
    for (place, listing) in LISTINGS.iter().enumerate() {
        for word in title_words(listing) {
            let score = INDEX.find(&Question::new(&word)).score(place);
            assert!(score.tier().is_some_and(|t| t.is_right()), "{word} does not find {}", listing.key);
        }
    }
}

#[test]
fn two_letters_that_changed_places_still_find_it() {
    let (mut tried, mut other_words) = (0, 0);
    for (place, listing) in LISTINGS.iter().enumerate() {
        for word in title_words(listing) {
            let word: Vec<char> = folded(&word).chars().collect();
            if word.len() < 5 || word.iter().any(|c| c.is_ascii_digit()) {
                continue;
            }
            for at in 0..word.len() - 1 {
                let mut typed = word.clone();
                typed.swap(at, at + 1);
                let typed: String = typed.into_iter().collect();
                tried += 1;
                let all = INDEX.find(&Question::new(&typed));
                let found = all.score(place);
                // "Signing" is no "singing" with two letters changed: it is a word of the city itself.
                if found.tier().is_none() && all.best(|_| true).is_some_and(|tier| tier.is_right()) {
                    other_words += 1;
                    continue;
                }
                assert!(found.tier().is_some(), "{typed} does not find {} ({})", listing.key, String::from_iter(&word));
            }
        }
    }
    assert!(tried > 1_000 && other_words * 200 < tried, "{other_words} of {tried}");
}

#[test]
fn what_a_listing_scores_depends_on_it_alone() {
    let questions =
        ["koor", "fietsen", "bike", "learn dutch", "voetbl", "yoga class", "vrijwiliger dieren", "zwemles", "mu"];
    for question in questions.map(Question::new) {
        let all = INDEX.find(&question);
        for (place, listing) in LISTINGS.iter().enumerate() {
            let alone = Index::new([texts(listing)]).find(&question).score(0);
            assert_eq!(all.score(place), alone, "{question:?} {}", listing.key);
        }
    }
}

#[test]
fn what_nothing_has_comes_closest_and_what_was_mistyped_is_named() {
    let found = found(&INDEX, &LISTINGS, "knitting xyzzyqq");
    assert_eq!(found.first().map(|(_, key)| key.as_str()), Some("knit-and-talk"));
    for (typed, first, meant) in [
        ("voetbl", "young-footballers", "voetbal"),
        ("baord games", "board-games-friday", "board games"),
        ("Taalcaffé in de bieb", "library-language-cafe", "taalcafé in de bieb"),
    ] {
        let question = Question::new(typed);
        let place = LISTINGS.iter().position(|l| l.key == first).expect(first);
        assert_eq!(INDEX.meant(&question, place).as_deref(), Some(meant));
    }
    assert!(INDEX.find(&Question::new("zzzzzz")).hits().next().is_none());
    assert!(Question::new("a .").is_empty() && !Question::new("ja en").is_empty());
}

/// Whatever people may type: anything, or words of the city spoilt.
fn typed() -> impl Strategy<Value = String> {
    let word = (0..LISTINGS.len(), any::<prop::sample::Index>(), "\\PC{0,2}").prop_map(|(listing, at, spoilt)| {
        let words = title_words(&LISTINGS[listing]);
        let word = at.get(&words).clone();
        format!("{}{spoilt}", &word[..word.char_indices().nth(4).map_or(word.len(), |(n, _)| n)])
    });
    prop_oneof![
        "\\PC{0,100}",
        prop::collection::vec(word, 1..6).prop_map(|words| words.join(" ")),
        "[a-e]{1,100}",
        "([a-z]{2} ){33}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_typed_panics_or_takes_long(text in typed()) {
        let since = Instant::now();
        let question = Question::new(&text);
        let found = INDEX.find(&question);
        if let Some((place, _)) = found.hits().next() {
            INDEX.meant(&question, place);
        }
        // A debug build on a busy machine; what it takes is measured in the bench.
        prop_assert!(since.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn a_listing_that_is_added_takes_nothing_from_another(text in typed(), few in 1..LISTINGS.len()) {
        let question = Question::new(&text);
        let before = Index::new(LISTINGS[..few].iter().map(texts)).find(&question);
        prop_assert_eq!(scores(&before, few), scores(&INDEX.find(&question), few));
    }

    #[test]
    fn changed_step_by_step_is_made_anew(
        first in 0..60_usize,
        steps in prop::collection::vec(prop::collection::vec((0..120_usize, 0..LISTINGS.len()), 1..60), 1..5),
        text in typed(),
    ) {
        let mut now: Vec<&Listing> = LISTINGS[..first].iter().collect();
        let mut index = Index::new(now.iter().map(|l| texts(l)));
        let untouched = index.clone();
        for step in steps {
            let mut changes = Vec::new();
            for (place, listing) in step {
                let place = place.min(now.len());
                if place < now.len() { now[place] = &LISTINGS[listing] } else { now.push(&LISTINGS[listing]) }
                changes.push((place, texts(&LISTINGS[listing])));
            }
            index = index.changed(changes);
        }
        let anew = Index::new(now.iter().map(|l| texts(l)));
        for question in [&text, "koor", "fietsn", "dutch"].map(Question::new) {
            prop_assert_eq!(scores(&index.find(&question), now.len()), scores(&anew.find(&question), now.len()));
            let (a, b) = (index.find(&question), untouched.find(&question));
            prop_assert!(a.hits().count() <= now.len() && b.hits().all(|(place, _)| place < first));
            if let Some((place, _)) = a.hits().next() {
                prop_assert_eq!(index.meant(&question, place), anew.meant(&question, place));
            }
        }
    }
}
