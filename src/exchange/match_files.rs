//! `buurten match`: the heart on files, without a database.

use super::{
    fault::Faults,
    listing_sheet::read_sheet,
    match_json,
    stop::{Stop, answer, open},
};
use crate::matching::{
    catalogue::Catalogue,
    go,
    person::Person,
    rank::{Asked, Ranking},
    window,
};
use crate::{kit::lang::Lang, listings::Listing};
use chrono::NaiveDate;
use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
};

/// At most so many slips of one file are printed.
const MOST_SLIPS: usize = 50;

/// Ranks listings for one person, from files and without a database
#[derive(Clone, Debug, clap::Args)]
pub struct MatchFiles {
    /// The person, as JSON of the published interface
    #[arg(long, value_name = "FILE")]
    pub person: PathBuf,
    /// The listings, as a CSV sheet
    #[arg(long, value_name = "FILE")]
    pub listings: PathBuf,
    /// Other people, as a JSON array of persons (not in this version)
    #[arg(long, value_name = "FILE")]
    pub people: Option<PathBuf>,
    /// The day to rank for, as YYYY-MM-DD [default: today in Amsterdam]
    #[arg(long, value_name = "DATE")]
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
        if let Some(people) = &self.people {
            let line = format!("{}: --people is not in this version: expected --listings alone", people.display());
            return Err(Stop::Wrong(vec![line]));
        }
        let person = read_person(&self.person)?;
        let rows = read_listings(&self.listings)?;
        let catalogue = Catalogue::new(rows.iter().map(Listing::opportunity).collect(), today);
        let ranking = catalogue.rank(&person, &Asked { limit: self.limit, ..Asked::default() });
        let why_not = catalogue.said(&person, &ranking.excluded);
        Ok(if self.json {
            match_json::answer(&ranking, &why_not, &catalogue)
        } else {
            list(&ranking, &rows, &catalogue, &person)
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

/// The answer to read: for staff, in English.
fn list(ranking: &Ranking, rows: &[Listing], catalogue: &Catalogue, person: &Person) -> String {
    let mut text = String::new();
    for (n, m) in ranking.matches.iter().enumerate() {
        let row = &rows[m.place];
        let title = row.title(Lang::En).text;
        text.push_str(&format!("{:>3}. {title} ({})  {:.6}\n     {}", n + 1, m.id, m.score, go::said(m.go).en));
        if let Some(missing) = &m.missing {
            text.push_str(&format!(" {}", missing.en));
        }
        text.push('\n');
        for reason in &m.reasons {
            text.push_str(&format!("     + {}\n", reason.sentence.en));
        }
        if let Some(doubt) = &m.doubt {
            text.push_str(&format!("     - {}\n", doubt.sentence.en));
        }
        for own in &m.own {
            text.push_str(&format!("     x {:.4} {}\n", own.factor, own.sentence.en));
        }
        text.push_str(&format!("     = {}\n", m.bridges.sentence.en));
    }
    let all = ranking.feasible + ranking.excluded.len();
    text.push_str(&format!("{} of {all} fit.", ranking.feasible));
    for left in catalogue.left_out(person, ranking) {
        text.push_str(&format!(" {}: {}", left.why, left.count));
        if let Some(best) = left.best() {
            text.push_str(&format!(" ({} opens {})", best.change, best.opens));
        }
        text.push('.');
    }
    if let Some(window) = window::of(person, catalogue.today()) {
        text.push_str(&format!(" {}", window.said().en));
    }
    text.push('\n');
    text
}
