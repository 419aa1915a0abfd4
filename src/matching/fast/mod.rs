//! The fast twin of the plain definition: the same gates, the same counts, the same U to the last printed decimal, of
//! 100,000 listings in a fraction of a millisecond.
//!
//! The definition is `gates::pass` and `score::Parts`, and it is what explains. This twin holds no rule of its own.
//! [`tables`] asks the definition for her answer to every class of listings; [`scan`] streams through the columns: [`sieve`]
//! looks the gates up (`wide` 32 at a time), [`desk`] multiplies, and [`ahead`] calls a later block meanwhile; [`arithmetic`] says why its rounding is that of the definition; [`medians`]
//! finds the middle of each component; [`near`] counts what one gate alone keeps out; [`line`] keeps the order. `plain` ranks by the definition alone, and the tests
//! hold the two against each other.

mod ahead;
mod arithmetic;
mod desk;
mod facts;
mod glance;
mod leans;
mod line;
mod medians;
mod near;
mod passed_over;
mod path;
mod scan;
mod sieve;
mod stream;
mod tables;
#[cfg(target_arch = "x86_64")]
mod wide;

use super::{
    catalogue::Catalogue,
    gates::Gate,
    leaning::Taught,
    rank::{Excluded, Listed, Near},
    reason::Medians,
    seeker::Seeker,
};
pub use facts::{Answers, Facts};
pub use glance::Glance;
pub(super) use line::{Key, Line};
pub use path::Path;
pub use stream::Bytes;
use tables::Tables;

/// The lowest bit of a mask is no gate: what she passed over, and where no listing stands.
const NOT_ASKED: u16 = 1;

/// The bit of a gate: the lower, the sooner it is asked.
const fn bit(gate: Gate) -> u16 {
    2 << gate as u16
}

/// What a look at all listings found.
pub(super) struct Survey {
    tables: Tables,
    /// How many listings each gate was the first to exclude, in the order of the gates.
    pub left_out: [usize; Gate::ALL.len()],
    /// What fits her, in the order of the catalogue.
    pub found: Vec<Key>,
    /// What does not, in the order of the catalogue; empty where nobody asked.
    pub excluded: Vec<Excluded>,
    /// What fails one gate alone that is hers to open, by class; empty where nobody asked.
    pub near: Vec<Near>,
}

impl Survey {
    /// Looks at all listings, and lists so much of the excluded.
    pub fn of(catalogue: &Catalogue, her: &Seeker, taught: &Taught, listed: Listed) -> Self {
        let tables = Tables::of(her, taught, catalogue);
        let scan = scan::Scan::new(catalogue, her, taught, &tables, listed).run(catalogue.path);
        let left_out = scan.left_out();
        let (found, excluded, near) =
            (scan.found, scan.excluded, scan.near.map(near::Tally::counted).unwrap_or_default());
        Self { tables, left_out, found, excluded, near }
    }

    /// The medians over what fits her; exactly those of the definition.
    pub fn medians(&self, catalogue: &Catalogue, her: &Seeker) -> Medians {
        medians::over(catalogue, her, &self.tables, &self.found)
    }
}
