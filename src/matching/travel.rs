//! Component 5, travel: t = 60·1.3·km/v + 3 minutes between the middles of the postcodes; c = 1/(1+(t/20)³).

use super::{catalogue::Entry, person::Person, signal::Reading};
use crate::kit::{
    place::{Coordinates, gazetteer},
    words::Travel,
};

/// The way is longer than the crow flies.
const DETOUR: f64 = 1.3;
/// Minutes to set off and to arrive.
const DOORS: f64 = 3.0;

/// The way to each place of the gazetteer, in its order.
pub(super) struct Ways {
    /// Minutes and value; none where her postcode is unknown or outside the table.
    known: Option<Vec<(f64, f64)>>,
    /// Whether the means of travel is known; else `known` is for the fastest.
    means: bool,
}

/// Minutes from door to door.
pub fn minutes(km: f64, means: Travel) -> f64 {
    60.0 * DETOUR * km / means.speed() + DOORS
}

/// The value of so many minutes.
pub fn of_minutes(minutes: f64) -> f64 {
    let t = minutes / 20.0;
    1.0 / (1.0 + t * t * t)
}

impl Ways {
    pub fn of(person: &Person) -> Self {
        let means = person.travel.unwrap_or(Travel::Bus);
        let town = gazetteer();
        let way = |from: Coordinates, to: Coordinates| {
            let minutes = minutes(from.km_to(to), means);
            (minutes, of_minutes(minutes))
        };
        let home = person.postcode.and_then(|p| town.middle(p));
        let known = home.map(|h| town.postcodes().filter_map(|p| town.middle(p)).map(|to| way(h, to)).collect());
        Self { known, means: person.travel.is_some() }
    }

    /// How many places there are.
    pub fn many(&self) -> usize {
        gazetteer().postcodes().count()
    }

    /// Minutes to a listing; none where home, place or means is unknown.
    pub fn minutes(&self, it: &Entry) -> Option<f64> {
        let way = self.known.as_ref()?.get(usize::from(it.place?))?;
        self.means.then_some(way.0)
    }

    pub fn read(&self, it: &Entry) -> Reading {
        let way = it.place.and_then(|place| self.known.as_ref()?.get(usize::from(place)));
        match way {
            Some((_, value)) if self.means => Reading::Known(*value),
            Some((_, fastest)) => Reading::unknown(*fastest, [true]),
            // The best postcode is the same one.
            None => Reading::unknown(of_minutes(DOORS), [self.known.is_none(), it.place.is_none(), !self.means]),
        }
    }
}
