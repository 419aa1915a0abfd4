//! Ours: on every path, warm and cold, and beside a plain sum over the same bytes.

use crate::{
    MEMORY,
    city::{City, TOP},
    cpu, mean, median,
};
use buurten::matching::{catalogue::Catalogue, fast::Path, opportunity::Opportunity, rank::Asked};
use std::hint::black_box;

/// Rounds for each person.
const ROUNDS: usize = 15;
/// More than any cache of the machine holds, in bytes.
const CACHES: usize = 160 << 20;

pub struct Ours {
    /// Seconds by path, the columns in the caches.
    pub warm: Vec<(Path, f64)>,
    /// Seconds on the widest path, the columns in memory.
    pub cold: f64,
    /// Seconds to read the same bytes from memory.
    pub stream: f64,
}

/// The mean over the people of the median of the rounds.
fn timed(city: &City, mut look: impl FnMut(usize)) -> f64 {
    let one = |person: usize| {
        let round = |_| {
            let since = cpu();
            look(person);
            cpu() - since
        };
        median((0..ROUNDS).map(round).collect())
    };
    mean(&(0..city.people.len()).map(one).collect::<Vec<_>>())
}

pub fn measure(city: &City) -> Ours {
    let listings = city.catalogue.len() as f64;
    let (mut warm, mut cold, mut stream) = (Vec::new(), 0.0, 0.0);
    let glance = |catalogue: &Catalogue, person: usize| {
        assert_eq!(black_box(catalogue.glance(&city.people[person], TOP)), city.found[person], "another answer");
    };
    let gigabytes = Catalogue::bytes_of_a_listing().read as f64 * listings / 1e9;
    let bytes = Catalogue::bytes_of_a_listing();
    let copies = CACHES.div_ceil(bytes.read * city.catalogue.len()).max(2);
    let mut copies: Vec<Catalogue> = (0..copies).map(|_| city.catalogue.unshared()).collect();
    for path in Path::all() {
        copies = copies.into_iter().map(|copy| copy.with_path(path)).collect();
        let name = format!("{path:?}");
        let in_caches = timed(city, |person| glance(&copies[0], person));
        let summed = timed(city, |_| _ = black_box(copies[0].stream()));
        // Copy after copy: when the first comes round again, the others have taken the caches.
        let mut round = copies.iter().cycle();
        let mut next = || round.next().expect("it goes round");
        stream = timed(city, |_| _ = black_box(next().stream()));
        cold = timed(city, |person| glance(next(), person));
        println!(
            "  ours, {name:<9} warm {:>8.4}  cold {:>8.4} ({:.2} ns a listing); only reading: warm {:>8.4}  cold {:>8.4} ({:.1} GB/s); {:.2} times that, {:.0} % of the bandwidth",
            in_caches * 1e3,
            cold * 1e3,
            cold * 1e9 / listings,
            summed * 1e3,
            stream * 1e3,
            gigabytes / stream,
            cold / stream,
            100.0 * stream / cold,
        );
        warm.push((path, in_caches));
    }
    let feasible = mean(&city.found.iter().map(|f| f.feasible as f64 / listings).collect::<Vec<_>>());
    let before = MEMORY.times();
    glance(&city.catalogue, 0);
    let times = MEMORY.times() - before;
    println!(
        "    {:.1} % fit; {times} allocations a look; a listing: {} bytes read at most, {} as columns, {:.0} in all",
        100.0 * feasible,
        bytes.read,
        bytes.columns,
        city.bytes
    );
    explain(city);
    Ours { warm, cold, stream }
}

/// What else the catalogue is asked, for it to be seen.
fn explain(city: &City) {
    let asked = Asked { limit: Some(TOP), ..Asked::default() };
    let page = |person: usize| _ = black_box(city.catalogue.rank_where(&city.people[person], &asked, |_, _| true));
    let page = timed(city, page);
    let one = |person: usize| {
        _ = black_box(city.catalogue.explain_one(&city.people[person], city.found[person].best[0].0, &[]))
    };
    let one = timed(city, one);
    let listing: Opportunity = city.catalogue.opportunities().nth(city.catalogue.len() / 2).expect("a listing").clone();
    let place = city.catalogue.len() / 2;
    let change = timed(city, |person| {
        let mut it = listing.clone();
        it.capacity = Some(person as u32 + 3);
        black_box(city.catalogue.changed(vec![(place, it)]));
    });
    let add = timed(city, |person| {
        let mut it = listing.clone();
        it.id = format!("new-{person}");
        black_box(city.catalogue.changed(vec![(usize::MAX, it)]));
    });
    println!(
        "    the page of {TOP}, explained {:.3}; one listing, explained {:.3}; made anew {:.0}; one changed {:.3}, one added {:.3}",
        page * 1e3,
        one * 1e3,
        city.making * 1e3,
        change * 1e3,
        add * 1e3
    );
}
