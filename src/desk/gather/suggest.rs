//! Which two groups could meet once: one where few people from here are, one where most are, by what both like, when
//! both are on, and where. From what is measured of a group; never from where anybody comes from.

use crate::{kit::vocabulary::vocabulary, kit::week::Daypart, listings::Item};
use chrono::{DateTime, Datelike, Timelike, Utc};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A group counts as one of newcomers up to this share of people from here, in percent.
const FEW: u8 = 35;
/// And as one of people from here from this share on: the bound of bridging.
const MOST: u8 = 65;

/// Two groups, and what they share.
pub struct Pair {
    /// Where few people from here are, and where most are.
    pub both: [Uuid; 2],
    /// Interests both name, by place in the vocabulary.
    pub interests: Vec<usize>,
    /// A daypart in which both are on.
    pub daypart: Option<Daypart>,
    /// The part of town both are in.
    pub part: Option<&'static str>,
}

impl Pair {
    /// What counts: each shared interest, and half of it each for the time and the place.
    fn worth(&self) -> usize {
        2 * self.interests.len() + usize::from(self.daypart.is_some()) + usize::from(self.part.is_some())
    }
}

/// What is compared of one group.
struct Side {
    id: Uuid,
    host: Uuid,
    interests: BTreeSet<usize>,
    dayparts: Vec<Daypart>,
    part: Option<&'static str>,
}

impl Side {
    fn of(item: &Item, host: Uuid, now: DateTime<Utc>) -> Self {
        let words = vocabulary();
        let daypart = |s: crate::kit::schedule::Session| {
            Daypart::at(s.date.weekday(), s.starts.time().num_seconds_from_midnight() / 60)
        };
        Self {
            id: item.listing.id,
            host,
            interests: item.listing.interests.iter().filter_map(|id| words.interest(id)).collect(),
            dayparts: item.next(now).take(4).filter_map(daypart).collect(),
            part: item.listing.part_of_town().map(|part| part.name.as_str()),
        }
    }
}

/// At most so many pairs, the best first; each group in one of them. `hosted`: group and host.
pub fn pairs<'a>(
    items: impl Iterator<Item = &'a Item>,
    host_of: impl Fn(Uuid) -> Option<Uuid>,
    now: DateTime<Utc>,
    most: usize,
) -> Vec<Pair> {
    let (mut few, mut many) = (Vec::new(), Vec::new());
    for item in items {
        let (Some(share), Some(host)) = (item.listing.local_share, host_of(item.listing.id)) else { continue };
        let side = if share <= FEW {
            &mut few
        } else if share >= MOST {
            &mut many
        } else {
            continue;
        };
        side.push(Side::of(item, host, now));
    }
    let pair = |one: &Side, other: &Side| Pair {
        both: [one.id, other.id],
        interests: one.interests.intersection(&other.interests).copied().collect(),
        daypart: one.dayparts.iter().find(|d| other.dayparts.contains(d)).copied(),
        part: one.part.filter(|part| other.part == Some(*part)),
    };
    let apart = few.iter().flat_map(|one| many.iter().map(move |other| (one, other)));
    let mut all: Vec<Pair> = apart
        .filter(|(one, other)| one.host != other.host)
        .map(|(one, other)| pair(one, other))
        .filter(|pair| !pair.interests.is_empty())
        .collect();
    all.sort_by(|a, b| b.worth().cmp(&a.worth()).then(a.both.cmp(&b.both)));
    let mut taken = BTreeSet::new();
    all.retain(|pair| {
        let free = pair.both.iter().all(|id| !taken.contains(id));
        if free {
            taken.extend(pair.both);
        }
        free
    });
    all.truncate(most);
    all
}
