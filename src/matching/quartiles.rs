//! Recomputes the table of `unknown` over a city, so that a test can hold the stated one against it.

use super::{
    bridging,
    catalogue::Catalogue,
    gates,
    leaning::Taught,
    person::Person,
    plan::hours_by_appointment,
    score::Parts,
    seeker::Seeker,
    unknown::{UNKNOWN, Unknown, lower_quartile},
};

#[derive(Default)]
struct Seen {
    essentials: [Vec<f64>; 7],
    nice: [Vec<f64>; 3],
    comfort: Vec<f64>,
    practice: Vec<f64>,
    hours: Vec<f64>,
    group: Vec<f64>,
}

impl Catalogue {
    /// The lower quartiles over all pairs of these people and the listings that pass every gate, each component where
    /// it is known on both sides. Child fit keeps its stated value. A component never seen keeps its stated value too.
    pub fn lower_quartiles(&self, people: &[Person]) -> Unknown {
        let mut seen = Seen::default();
        for person in people {
            let her = Seeker::new(person, self);
            for it in &self.entries {
                if gates::pass(&her, it).is_err() {
                    continue;
                }
                let parts = Parts::of(&her, it, &Taught::default());
                for k in (0..7).filter(|k| parts.known[*k] && parts.weights[*k] > 0.0) {
                    seen.essentials[k].push(parts.essentials[k]);
                }
                for k in (0..3).filter(|k| parts.nice_known[*k]) {
                    seen.nice[k].push(parts.nice[k]);
                }
                if parts.talk.known {
                    seen.comfort.push(her.comfort(parts.talk.common.level));
                }
                if !her.wants.is_empty() {
                    seen.practice.extend(parts.talk.practice);
                }
                if let Some(months) = her.months {
                    let months = months.clamp(0, 12) as usize;
                    let hours =
                        it.plan.as_ref().map_or_else(|| hours_by_appointment(self.today, months), |p| p.hours(months));
                    seen.hours.push(bridging::hours_together(hours));
                }
                if it.it.capacity.is_some() {
                    seen.group.push(bridging::togetherness(&it.it));
                }
            }
        }
        let of = |values: &mut Vec<f64>, stated: f64| {
            let plain = lower_quartile(values);
            if plain != Some(0.0) {
                return plain.unwrap_or(stated);
            }
            // A nought is a no, and unknown is not no.
            values.retain(|v| *v > 0.0);
            lower_quartile(values).map_or(stated, |q| q / 2.0)
        };
        Unknown {
            essentials: std::array::from_fn(|k| of(&mut seen.essentials[k], UNKNOWN.essentials[k])),
            nice: std::array::from_fn(
                |k| {
                    if k == 0 { UNKNOWN.nice[0] } else { of(&mut seen.nice[k], UNKNOWN.nice[k]) }
                },
            ),
            comfort: of(&mut seen.comfort, UNKNOWN.comfort),
            practice: of(&mut seen.practice, UNKNOWN.practice),
            hours: of(&mut seen.hours, UNKNOWN.hours),
            group: of(&mut seen.group, UNKNOWN.group),
        }
    }
}
