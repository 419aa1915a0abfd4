//! What other listings, their names and the order of the file may move: nothing but rarity, and ties.

use super::super::draw::{Draw, today};
use super::{Scene, became, ranked};
use buurten::{
    kit::words::Domain,
    matching::{
        catalogue::Catalogue,
        go::Go,
        rank::{Match, Ranking},
    },
};

/// Taking a listing away changes no score of another with rarity held, nor the order of the others by it.
pub fn deletion(scene: &Scene, times: usize) -> usize {
    let mut draw = Draw(scene.seed ^ 0x00de_1e7e);
    let mut pairs = 0;
    let without: Vec<(usize, Catalogue)> = (0..times)
        .map(|_| {
            let gone = draw.below(scene.listings.len());
            let mut fewer = scene.listings.clone();
            fewer.remove(gone);
            (gone, Catalogue::new(fewer, today()).with_rarity(scene.catalogue.rarity().clone()))
        })
        .collect();
    for (n, (her, before)) in scene.people.iter().zip(&scene.rankings).enumerate() {
        let (gone, catalogue) = &without[n % times];
        let after = ranked(catalogue, her);
        let mut was = became(before, scene.listings.len());
        was.drain(*gone..=*gone);
        let is = became(&after, was.len());
        for (place, (was, is)) in was.iter().zip(&is).enumerate() {
            assert_eq!(was, is, "without {gone}: {}", scene.about(her, place + usize::from(place >= *gone)));
        }
        let others = |ranking: &Ranking| by_score(ranking).into_iter().map(|m| m.id.clone()).collect::<Vec<_>>();
        let mut order = others(before);
        order.retain(|id| *id != scene.listings[*gone].id);
        assert_eq!(order, others(&after), "without {gone}: {}", scene.about(her, *gone));
        pairs += was.len();
    }
    pairs
}

/// The order of a list before it is spread over organisations and domains: later last, then by score, ties by id.
fn by_score(ranking: &Ranking) -> Vec<&Match> {
    let mut all: Vec<&Match> = ranking.matches.iter().collect();
    let later = |m: &Match| m.go == Go::Later;
    all.sort_by(|a, b| later(a).cmp(&later(b)).then(b.score.total_cmp(&a.score)).then(a.id.cmp(&b.id)));
    all
}

/// Other names and another order of the file change no score, and no order but that of ties.
pub fn relabelling(scene: &Scene) -> usize {
    let mut draw = Draw(scene.seed ^ 0x1abe_1000);
    let mut order: Vec<usize> = (0..scene.listings.len()).collect();
    draw.shuffle(&mut order);
    let mut names: Vec<usize> = (0..scene.listings.len()).collect();
    draw.shuffle(&mut names);
    let renamed = order.iter().zip(&names).map(|(from, name)| {
        let mut it = scene.listings[*from].clone();
        it.id = format!("x{name:05}");
        it
    });
    let catalogue = Catalogue::new(renamed.collect(), today());
    for (her, before) in scene.people.iter().zip(&scene.rankings) {
        let after = ranked(&catalogue, her);
        let (was, is) = (became(before, order.len()), became(&after, order.len()));
        for (place, from) in order.iter().enumerate() {
            assert_eq!(was[*from], is[place], "renamed: {}", scene.about(her, *from));
        }
        let scores = |ranking: &Ranking| by_score(ranking).iter().map(|m| (m.go, m.score)).collect::<Vec<_>>();
        assert_eq!(scores(before).len(), scores(&after).len());
        // Where no two scores are the same, the names do not matter at all.
        let moves =
            |r: &Ranking, of: &dyn Fn(usize) -> usize| by_score(r).iter().map(|m| of(m.place)).collect::<Vec<_>>();
        let (then, now) = (moves(before, &|p| p), moves(&after, &|p| order[p]));
        let tied = |a: usize, b: usize| was[a] == was[b];
        for (then, now) in then.iter().zip(&now) {
            assert!(tied(*then, *now), "another order: {}", scene.about(her, *then));
        }
    }
    scene.pairs()
}

/// What she is shown keeps its order too when something is taken away, where nothing has to be spread: everything of
/// somebody else's, and of all domains.
pub fn deletion_of_what_is_shown(scene: &Scene) -> usize {
    let mut listings = scene.listings.clone();
    for it in &mut listings {
        it.organisation = None;
        it.domains = Domain::ALL.iter().copied().collect();
    }
    let all = Catalogue::new(listings.clone(), today());
    let gone = (scene.seed % listings.len() as u64) as usize;
    let id = listings.remove(gone).id;
    let without = Catalogue::new(listings, today()).with_rarity(all.rarity().clone());
    let shown = |catalogue: &Catalogue, her| -> Vec<String> {
        ranked(catalogue, her).matches.into_iter().map(|m| m.id).filter(|other| *other != id).collect()
    };
    let people = scene.people.iter().take(scene.people.len().div_ceil(10));
    people
        .map(|her| {
            assert_eq!(shown(&all, her), shown(&without, her), "without {id}: seed {}", scene.seed);
            all.len()
        })
        .sum()
}
