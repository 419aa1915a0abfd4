//! `buurten match`: the heart on files, without a database.

use super::{
    fault::Faults,
    listing_sheet::read_sheet,
    match_json, match_list,
    match_people::{self, in_order, read_people},
    stop::{Stop, answer, open},
};
use crate::{
    kit::month,
    listings::Listing,
    matching::{catalogue::Catalogue, person::Person, rank::Asked},
};
use chrono::NaiveDate;
use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
};

/// At most so many slips of one file are printed.
const MOST_SLIPS: usize = 50;

/// Ranks listings, and people, for one person: from files and without a database
///
/// With --people it ranks people of the other role too: locals for a newcomer, newcomers for a local. They stand in one
/// list with the listings, by their score: √(U·V), what it is worth to both. People of the same role and those who do
/// not fit are among the excluded; the person asked for is left out by id.
#[derive(Clone, Debug, clap::Args)]
pub struct MatchFiles {
    /// The person, as JSON of the published interface
    #[arg(long, value_name = "FILE")]
    pub person: PathBuf,
    /// The listings, as a CSV sheet
    #[arg(long, value_name = "FILE")]
    pub listings: PathBuf,
    /// Other people, as a JSON array of persons, each id once
    #[arg(long, value_name = "FILE")]
    pub people: Option<PathBuf>,
    /// The day to rank for, as YYYY-MM-DD [default: today in Amsterdam]
    #[arg(long, value_name = "DATE", value_parser = month::day)]
    pub today: Option<NaiveDate>,
    /// At most so many matches [default: all]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Print JSON instead of a list to read
    #[arg(long)]
    pub json: bool,
}

impl MatchFiles {
    /// Does it. `today` counts where the arguments name no day. Gives the exit status: 0 done, 1 the work could not be
    /// done, 2 the arguments or the input are wrong. Errors are one line each, and then nothing goes to `out`.
    pub fn run(&self, today: NaiveDate, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        let done = self.ranked(self.today.unwrap_or(today)).and_then(|text| answer(out, text.as_bytes()));
        done.map_or_else(|stop| stop.say(err), |()| 0)
    }

    fn ranked(&self, today: NaiveDate) -> Result<String, Stop> {
        let person = read_person(&self.person)?;
        let people = self.people.as_deref().map(read_people).transpose()?.unwrap_or_default();
        let rows = read_listings(&self.listings)?;
        let catalogue = Catalogue::new(rows.iter().map(Listing::opportunity).collect(), today);
        // Explained is what is shown: among the first so many of both there can be as many of each.
        let ranking = catalogue.rank(&person, &Asked { limit: self.limit, ..Asked::default() });
        let why_not = catalogue.said(&person, &ranking.excluded);
        let pool = match_people::pool(people, &catalogue);
        let others = match_people::rank(&pool, &person, self.limit);
        let order = in_order(&ranking, &others, self.limit);
        Ok(if self.json {
            match_json::answer(&order, &ranking, &why_not, &catalogue, &others, &pool)
        } else {
            match_list::list(&order, &ranking, &rows, self.people.is_some().then_some(&others), (&catalogue, &person))
        })
    }
}

fn read_person(path: &Path) -> Result<Person, Stop> {
    let mut text = String::new();
    open(path)?.read_to_string(&mut text).map_err(|e| Stop::wrong(path, format!("{e}: expected text in UTF-8")))?;
    let text = text.trim_start_matches('\u{feff}');
    let object = serde_json::from_str(text)
        .map_err(|e| Stop::wrong(path, format!("{e}: expected a person as a JSON object")))?;
    Person::from_json(&object).map_err(|e| Stop::wrong(path, e))
}

fn read_listings(path: &Path) -> Result<Vec<Listing>, Stop> {
    let mut rows = Vec::new();
    let mut slips = Vec::new();
    let wrong = |faults: Faults| Stop::Wrong(faults.0.iter().map(|f| format!("{}: {f}", path.display())).collect());
    for row in read_sheet(open(path)?).map_err(wrong)? {
        match row {
            Ok(row) => rows.push(row),
            Err(faults) => slips.extend(faults.0.iter().map(|fault| format!("{}: {fault}", path.display()))),
        }
    }
    if slips.is_empty() {
        return Ok(rows);
    }
    let more = slips.len().saturating_sub(MOST_SLIPS);
    slips.truncate(MOST_SLIPS);
    if more > 0 {
        slips.push(format!("{}: and {more} more cells that are wrong", path.display()));
    }
    Err(Stop::Wrong(slips))
}
