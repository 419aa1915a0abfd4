//! One newcomer before 5,000 listings of the synthetic city: the whole list explained, the first twenty, and what it
//! takes to make the catalogue.

use buurten::{
    matching::{catalogue::Catalogue, opportunity::Opportunity, rank::Asked},
    seed::{Size, Synthetic},
};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::{hint::black_box, time::Duration};

fn ranking(criterion: &mut Criterion) {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let made = Synthetic::new(Size { newcomers: 64, locals: 0, listings: 5_000 }, 1, today);
    let opportunities: Vec<Opportunity> = made.listings.iter().map(|l| l.opportunity()).collect();
    let catalogue = Catalogue::new(opportunities.clone(), today);
    let mut people = made.newcomers.iter().map(|s| &s.person).cycle();
    let mut next = move || people.next().expect("it goes round");
    let mut group = criterion.benchmark_group("5,000 listings");
    for (name, limit) in [("rank and explain all", None), ("rank, explain 20", Some(20))] {
        let asked = Asked { limit, ..Asked::default() };
        group.bench_function(name, |b| b.iter(|| black_box(catalogue.rank(next(), &asked))));
    }
    group.sample_size(10);
    group.bench_function("make the catalogue", |b| {
        b.iter_batched(|| opportunities.clone(), |all| black_box(Catalogue::new(all, today)), BatchSize::LargeInput)
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = ranking
}
criterion_main!(benches);
