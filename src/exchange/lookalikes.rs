//! New rows of a file that may be the same listing as an earlier row of it, or as one that is there.

use super::plan::{Became, Planned};
use crate::{
    kit::lang::Lang,
    listings::{Listing, Twins},
};

/// So many are named; the rest is counted.
pub(super) const NAMED: usize = 50;

/// What a row or a listing is called.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Its line in the file; `None`: it is there already.
    pub line: Option<u64>,
    /// Its id in the sheet.
    pub key: String,
    /// Its title.
    pub title: String,
}

/// All that is compared: first those that are there, then the new rows in their order.
#[derive(Default)]
pub(super) struct Lookalikes {
    twins: Twins,
    names: Vec<Named>,
}

impl Lookalikes {
    /// Those that are there already.
    pub fn there(&mut self, listings: &[Listing], lang: Lang) {
        self.names.extend(listings.iter().map(|it| named(None, it, lang)));
        self.twins.extend(listings);
    }

    /// The new ones of these rows.
    pub fn rows(&mut self, rows: &[Planned], lang: Lang) {
        let new = rows.iter().filter_map(|row| match &row.became {
            Became::New(listing) => Some((row.line, &**listing)),
            _ => None,
        });
        let (lines, listings): (Vec<u64>, Vec<&Listing>) = new.unzip();
        self.names.extend(lines.iter().zip(&listings).map(|(line, it)| named(Some(*line), it, lang)));
        self.twins.extend(listings);
    }

    /// Each new row with what stands before it and looks the same, in the order of the file; and how many more there are.
    pub fn found(&self) -> (Vec<(Named, Named)>, usize) {
        let both_there = |_: usize, later: usize| self.names[later].line.is_none();
        let mut pairs = self.twins.pairs(usize::MAX, both_there);
        pairs.sort_unstable_by_key(|(before, row)| (*row, *before));
        let more = pairs.len().saturating_sub(NAMED);
        let named = |(before, row): (usize, usize)| (self.names[row].clone(), self.names[before].clone());
        (pairs.into_iter().take(NAMED).map(named).collect(), more)
    }
}

fn named(line: Option<u64>, it: &Listing, lang: Lang) -> Named {
    Named { line, key: it.key.clone(), title: it.title(lang).text.to_owned() }
}
