//! Who takes part in a round: newcomers, locals with places, and the pairs that are possible.

use std::collections::HashMap;

/// The largest value a pair may have.
pub const MOST_VALUE: f64 = 1e6;
/// Values are compared in millionths.
pub const MILLION: f64 = 1e6;

/// Somebody who looks for a local.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// Unique among the newcomers.
    pub id: String,
    /// How long she has waited; in plain mode nobody looks at it.
    pub waiting_days: u32,
}

/// Somebody who takes newcomers along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// Unique among the locals.
    pub id: String,
    /// How many newcomers at most; 0 is nobody now.
    pub capacity: u32,
}

/// A pair by its places in the pool, with its value in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chosen {
    /// The place of the newcomer.
    pub newcomer: u32,
    /// The place of the local.
    pub local: u32,
    /// What the pair is worth, in millionths.
    pub value: i64,
}

/// What is wrong with a pool: where, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {trouble}")]
pub struct Slip {
    /// Such as `pairs[3].local`.
    pub field: String,
    /// What was found, and what was expected.
    pub trouble: String,
}

/// A round to solve. People stand in the order of their ids, and so do the pairs of each newcomer: the same people give
/// the same pool in whatever order they came. Of a pair that was named twice the larger value counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    newcomers: Vec<Newcomer>,
    locals: Vec<Local>,
    /// The pairs of newcomer `i` stand at `start[i]..start[i + 1]`.
    start: Vec<u32>,
    local: Vec<u32>,
    value: Vec<i64>,
}

impl Pool {
    /// Puts a round together. A value is a finite number from 0 to 10⁶; it is rounded to millionths.
    ///
    /// # Errors
    /// An id that is empty, is there twice or is unknown, and a value that is none.
    pub fn new<'a>(
        newcomers: Vec<Newcomer>,
        locals: Vec<Local>,
        pairs: impl IntoIterator<Item = (&'a str, &'a str, f64)>,
    ) -> Result<Self, Slip> {
        let newcomer_at = places("newcomers", newcomers.iter().map(|n| n.id.as_str()))?;
        let local_at = places("locals", locals.iter().map(|l| l.id.as_str()))?;
        let mut found = Vec::new();
        for (n, (newcomer, local, value)) in pairs.into_iter().enumerate() {
            let place = |at: &HashMap<&str, u32>, field: &str, of: &str, id: &str| {
                at.get(id).copied().ok_or_else(|| Slip {
                    field: format!("pairs[{n}].{field}"),
                    trouble: format!("{id:?} is not there; expected the id of one of the {of}"),
                })
            };
            let newcomer = place(&newcomer_at, "newcomer", "newcomers", newcomer)?;
            let local = place(&local_at, "local", "locals", local)?;
            if !(0.0..=MOST_VALUE).contains(&value) {
                let trouble = format!("{value} is out of bounds; expected a number from 0 to {MOST_VALUE}");
                return Err(Slip { field: format!("pairs[{n}].value"), trouble });
            }
            // At most 10¹²: it fits.
            found.push(Chosen { newcomer, local, value: (value * MILLION).round() as i64 });
        }
        let (mut newcomers, mut locals) = (newcomers, locals);
        newcomers.sort_by(|a, b| a.id.cmp(&b.id));
        locals.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(Self::from_places(newcomers, locals, found))
    }

    /// The same from places. People must stand in the order of their ids.
    pub(super) fn from_places(newcomers: Vec<Newcomer>, locals: Vec<Local>, mut pairs: Vec<Chosen>) -> Self {
        // The larger value of a pair comes first and stays.
        pairs.sort_unstable_by_key(|p| (p.newcomer, p.local, -p.value));
        pairs.dedup_by_key(|p| (p.newcomer, p.local));
        let mut start = vec![0; newcomers.len() + 1];
        for pair in &pairs {
            start[pair.newcomer as usize + 1] += 1;
        }
        for n in 1..start.len() {
            start[n] += start[n - 1];
        }
        let local = pairs.iter().map(|p| p.local).collect();
        let value = pairs.iter().map(|p| p.value).collect();
        Self { newcomers, locals, start, local, value }
    }

    /// The newcomers, in the order of their ids.
    pub fn newcomers(&self) -> &[Newcomer] {
        &self.newcomers
    }

    /// The locals, in the order of their ids.
    pub fn locals(&self) -> &[Local] {
        &self.locals
    }

    /// The pairs of a newcomer, in the order of the locals' ids.
    pub fn of(&self, newcomer: u32) -> impl Iterator<Item = Chosen> + Clone + '_ {
        let at = self.start[newcomer as usize] as usize..self.start[newcomer as usize + 1] as usize;
        at.map(move |e| Chosen { newcomer, local: self.local[e], value: self.value[e] })
    }

    /// All pairs, newcomer by newcomer.
    pub fn pairs(&self) -> impl Iterator<Item = Chosen> + Clone + '_ {
        (0..self.newcomers.len() as u32).flat_map(|n| self.of(n))
    }

    /// What a pair is worth, if it is possible.
    pub fn value_of(&self, newcomer: u32, local: u32) -> Option<i64> {
        let at = self.start[newcomer as usize] as usize..self.start[newcomer as usize + 1] as usize;
        let found = self.local[at.clone()].binary_search(&local).ok()?;
        Some(self.value[at.start + found])
    }

    /// The place of a newcomer.
    pub fn newcomer(&self, id: &str) -> Option<u32> {
        self.newcomers.binary_search_by(|n| n.id.as_str().cmp(id)).ok().map(|n| n as u32)
    }

    /// The place of a local.
    pub fn local(&self, id: &str) -> Option<u32> {
        self.locals.binary_search_by(|l| l.id.as_str().cmp(id)).ok().map(|l| l as u32)
    }

    /// Where the pairs of each newcomer begin, their locals and their values.
    pub(super) fn rows(&self) -> (&[u32], &[u32], &[i64]) {
        (&self.start, &self.local, &self.value)
    }
}

/// The place of each id, by the order of ids.
fn places<'a>(of: &str, ids: impl Iterator<Item = &'a str>) -> Result<HashMap<&'a str, u32>, Slip> {
    let mut seen = HashMap::new();
    for (n, id) in ids.enumerate() {
        let field = || format!("{of}[{n}].id");
        if id.is_empty() {
            return Err(Slip { field: field(), trouble: "it is empty; expected an id".into() });
        }
        if seen.insert(id, 0).is_some() {
            return Err(Slip { field: field(), trouble: format!("{id:?} is there twice; expected each id once") });
        }
    }
    let mut sorted: Vec<&str> = seen.keys().copied().collect();
    sorted.sort_unstable();
    for (n, id) in sorted.into_iter().enumerate() {
        seen.insert(id, n as u32);
    }
    Ok(seen)
}
