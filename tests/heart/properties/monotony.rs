//! One more free daypart, or one level more of a language, never takes an option away.

use super::{super::draw::Draw, Scene, became, excluded_by, ranked, written};
use buurten::{
    kit::{language_tag::LanguageTag, level::Level, week::Daypart},
    matching::{gates::Gate, person::Person},
};

/// Every one of her options stays, and the gate excludes no more than before.
fn keeps(scene: &Scene, n: usize, changed: &Person, gate: Gate) {
    let before = &scene.rankings[n];
    let after = ranked(&scene.catalogue, changed);
    let (was, is) = (became(before, scene.listings.len()), became(&after, scene.listings.len()));
    for (place, (was, is)) in was.iter().zip(&is).enumerate() {
        let about = || format!("now {}: {}", written(changed), scene.about(&scene.people[n], place));
        assert!(was.is_err() || is.is_ok(), "{is:?}, {}", about());
        assert!(*was == Err(gate) || *is != Err(gate) || was.is_err(), "{}", about());
    }
    assert!(excluded_by(&after, gate) <= excluded_by(before, gate), "{gate}: {}", written(changed));
}

/// One more free daypart.
pub fn daypart(scene: &Scene) -> usize {
    let mut draw = Draw(scene.seed ^ 0x0da7_9a27);
    let all: Vec<Daypart> = Daypart::all().collect();
    let mut people = 0;
    for (n, her) in scene.people.iter().enumerate() {
        let Some(free) = her.free else { continue };
        let taken: Vec<Daypart> = all.iter().copied().filter(|d| !free.has(*d)).collect();
        if !taken.is_empty() {
            let mut freer = her.clone();
            freer.free = Some(free.with(draw.pick(&taken)));
            keeps(scene, n, &freer, Gate::Time);
            people += 1;
        }
    }
    people * scene.listings.len()
}

/// One level more of a language, hers or one spoken somewhere.
pub fn level(scene: &Scene) -> usize {
    let mut draw = Draw(scene.seed ^ 0x001e_4e15);
    let spoken: Vec<LanguageTag> = scene.listings.iter().flat_map(|l| l.languages.iter().cloned()).collect();
    for (n, her) in scene.people.iter().enumerate() {
        let hers: Vec<LanguageTag> = her.languages.keys().cloned().collect();
        let anywhere = hers.is_empty() || draw.one_in(3);
        let tag = draw.pick(if anywhere { &spoken } else { &hers });
        let mut better = her.clone();
        let next = usize::from(her.level(&tag).number()) + 1;
        better.languages.insert(tag, Level::ALL[next.min(6)]);
        keeps(scene, n, &better, Gate::Language);
    }
    scene.pairs()
}
