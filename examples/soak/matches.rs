//! What `buurten match` reads (a person, people, a sheet of listings), spoilt in every way we can think of, through the
//! very command: it answers, or ends with 2 and says in a line what is wrong, in which file and field. The same seed
//! spoils the same.

use super::spoil::{Draw, PIECES, watched};
use anyhow::{Result, bail, ensure};
use buurten::exchange::MatchFiles;
use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use std::{
    fs::File,
    os::unix::fs::FileExt,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::atomic::{AtomicU64, Ordering},
};

/// What is spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// `--person`
    Person,
    /// `--people`
    People,
    /// `--listings`
    Listings,
}

/// How it went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Matches {
    /// Files that were as they should be after all.
    pub answered: u64,
    /// Files that were refused.
    pub refused: u64,
    /// Of those, files with one field that was wrong, which was named.
    pub named: u64,
}

/// A sheet as it should be: every kind of rule, audience, cost and language.
const SHEET: &str = "id,kind,title_en,title_nl,domains,interests,skills_wanted,languages,dutch_needed,english_ok,audience,cost_eur,cost_per,rrule,first_date,skip_dates,starts,ends,postcode,children,capacity,newcomer_places,take_along,local_share,rung,status,confirmed_on,min_months
choir,club,Choir,Koor,culture;social,choir,,nl;en,A2,yes,everyone,2.50,session,FREQ=WEEKLY;BYDAY=TU,2026-09-01,2026-12-22;2026-12-29,20:00,22:00,5612,no,12,3,yes,70,mixed,active,2026-11-02,
walk,activity,A walk,Een wandeling,sport,hiking,,nl,none,no,women;parents,0,,FREQ=MONTHLY;BYDAY=1SA,2026-09-05,,10:00,12:00,5611,yes,,,no,,,active,2026-10-20,3
desk,volunteer-role,Desk,Balie,work,networking,databases,en,,yes,,,,,,,,,5613,,,,,40,giving,active,,
night,initiative,Night out,Uit,social,dinner-with-locals,,es;en,B1,,students,120,year,FREQ=DAILY;INTERVAL=3;UNTIL=20270301,2026-11-01,,23:00,01:00,,,,0,,,bridging,paused,2026-11-20,
";
/// Rows of it.
const ROWS: usize = 4;

/// Fields of a person and values of which each is right.
const FIELDS: [(&str, &[&str]); 21] = [
    ("wants_to_learn", &[r#"["nl"]"#, r#"["nl", "es"]"#, "[]"]),
    ("can_teach", &[r#"["si"]"#, "[]"]),
    ("interests", &[r#"["choir", "hiking"]"#, r#"["networking"]"#, "[]"]),
    ("skills", &[r#"["databases"]"#, "[]"]),
    ("wishes", &[r#"["work", "social"]"#, r#"["culture"]"#]),
    ("free", &[r#"["mon-morning", "tue-evening", "sat-morning"]"#, r#"["tue-evening"]"#, "[]"]),
    ("postcode", &[r#""5612""#, r#""5611""#, r#""1011""#]),
    ("travel", &[r#""bike""#, r#""foot""#, r#""bus""#]),
    ("travel_minutes", &["25", "0", "5"]),
    ("cost_max_eur", &["0", "7.5", "null"]),
    ("children", &["[2022]", "[]", "[2009, 2024]"]),
    ("child_comes_along", &["true", "false"]),
    ("belongs_to", &[r#"["women", "parents"]"#, r#"["men"]"#, "[]"]),
    ("comfort", &[r#""with-one""#, r#""any""#]),
    ("rung", &[r#""safe""#, r#""bridging""#]),
    ("arrived", &[r#""2026-05""#, r#""1999-12""#]),
    ("stays_until", &["null", r#""2027-01""#]),
    ("capacity", &["2"]),
    ("offers", &[r#"["take-along", "buddy"]"#]),
    ("years_here", &["12"]),
    ("dutch_daily", &["true"]),
];

/// Keys that nobody may give.
const NEVER: [&str; 6] = ["nationality", "religion", "sex", "age", "partner", "Id"];

impl Draw {
    /// A person as they should be. Only a local has what only locals have.
    fn person(&mut self, role: &str, id: usize) -> Map<String, Value> {
        let languages =
            [r#"{"en": "C1", "nl": "A1", "si": "C2"}"#, r#"{"es": "C2", "nl": "B1"}"#, r#"{"nl": "C2"}"#, "{}"];
        let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
        let mut person = Map::new();
        person.insert("id".to_owned(), json!(format!("p-{id}")));
        person.insert("role".to_owned(), json!(role));
        person.insert("languages".to_owned(), read(self.one(&languages)));
        for (field, values) in FIELDS {
            let is_local_s = ["capacity", "offers", "years_here", "dutch_daily"].contains(&field);
            if self.below(3) > 0 && (!is_local_s || role == "local") && (field != "rung" || role == "newcomer") {
                person.insert(field.to_owned(), read(self.one(values)));
            }
        }
        person
    }

    /// Makes one field of a person wrong, whatever it is; answers the field.
    fn wrong(&mut self, person: &mut Map<String, Value>) -> String {
        if self.below(4) == 0 {
            let key = self.one(&NEVER);
            person.insert(key.to_owned(), json!("x"));
            return key.to_owned();
        }
        let fields: Vec<String> = person.keys().cloned().collect();
        let field = fields[self.below(fields.len())].clone();
        // Neither a text, nor a number, nor a list of any of them.
        person.insert(field.clone(), json!({"zz": [[1]]}));
        field
    }
}

/// Where the command reads and what it is asked.
struct Desk {
    _folder: tempfile::TempDir,
    asks: MatchFiles,
    spoilt: File,
    name: String,
}

impl Desk {
    fn open(input: Input) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = |name: &str| folder.path().join(name);
        let good = Draw::of(1, 1).person("newcomer", 1);
        std::fs::write(path("person.json"), serde_json::to_vec(&good)?)?;
        std::fs::write(path("people.json"), "[]")?;
        std::fs::write(path("listings.csv"), SHEET)?;
        let name = match input {
            Input::Person => "person.json",
            Input::People => "people.json",
            Input::Listings => "listings.csv",
        };
        let people: Option<PathBuf> = (input == Input::People).then(|| path("people.json"));
        let (person, listings) = (path("person.json"), path("listings.csv"));
        let asks = MatchFiles { person, listings, people, today: None, limit: None, json: true };
        let spoilt = File::options().write(true).open(path(name))?;
        Ok(Self { asks, spoilt, name: path(name).display().to_string(), _folder: folder })
    }

    fn runs(&self, file: &[u8]) -> Result<Option<(u8, Vec<u8>, String)>> {
        self.spoilt.set_len(file.len() as u64)?;
        self.spoilt.write_all_at(file, 0)?;
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let run = AssertUnwindSafe(|| self.asks.run(today, &mut out, &mut err));
        Ok(catch_unwind(run).ok().map(|status| (status, out, String::from_utf8_lossy(&err).into_owned())))
    }
}

/// So many files, none of which may make it panic or hang.
pub fn run(input: Input, executions: u64, seed: u64) -> Result<Matches> {
    watched(seed, move |at| work(input, executions, seed, at))
}

fn work(input: Input, executions: u64, seed: u64, at: &AtomicU64) -> Result<Matches> {
    let (desk, mut matches) = (Desk::open(input)?, Matches::default());
    for execution in 0..executions {
        at.store(execution, Ordering::Relaxed);
        let mut draw = Draw::of(seed, execution);
        let (file, named) = file(input, &mut draw, execution)?;
        let shown = || format!("execution {execution} of seed {seed}: {}", String::from_utf8_lossy(&file));
        let Some((status, out, err)) = desk.runs(&file)? else { bail!("it panics: {}", shown()) };
        let held = match status {
            0 => {
                matches.answered += 1;
                is_answer(input, &out).and_then(|()| {
                    ensure!(err.is_empty() && named.is_none(), "it is answered, although {named:?} is wrong: {err}");
                    Ok(())
                })
            }
            2 => {
                matches.refused += 1;
                matches.named += u64::from(named.is_some());
                ensure!(execution % 16 > 0, "a good file is refused: {err} {}", shown());
                is_told(input, &desk.name, &out, &err, named.as_deref())
            }
            other => Err(anyhow::anyhow!("exit status {other}: {err}")),
        };
        held.map_err(|e| e.context(shown()))?;
    }
    Ok(matches)
}

/// The file of an execution, and the field in it that is wrong where it is only one.
fn file(input: Input, draw: &mut Draw, execution: u64) -> Result<(Vec<u8>, Option<String>)> {
    let turn = execution % 16;
    if input == Input::Listings {
        let mut sheet = SHEET.to_owned();
        return Ok(match turn {
            0 => (sheet.into_bytes(), None),
            1..=4 => {
                let column = cell(draw, &mut sheet, "\u{1}never right\u{2}");
                (sheet.into_bytes(), Some(column))
            }
            5..=8 => {
                let piece = draw.one(&PIECES).replace('"', "\"\"");
                cell(draw, &mut sheet, &format!("\"{piece}\""));
                (sheet.into_bytes(), None)
            }
            _ => {
                let mut file = sheet.into_bytes();
                draw.spoil(&mut file);
                (file, None)
            }
        });
    }
    let mut people: Vec<Map<String, Value>> = match input {
        Input::Person => vec![draw.person("newcomer", 0)],
        _ => (0..draw.below(5)).map(|n| draw.person(if n % 3 == 2 { "newcomer" } else { "local" }, n)).collect(),
    };
    let mut named = None;
    if (1..=5).contains(&turn) && !people.is_empty() {
        let which = draw.below(people.len());
        named = Some(draw.wrong(&mut people[which]));
    }
    let mut file = match input {
        Input::Person => serde_json::to_vec_pretty(&people[0])?,
        _ => serde_json::to_vec_pretty(&people)?,
    };
    if turn > 5 {
        draw.spoil(&mut file);
    }
    Ok((file, named))
}

/// Another text in some cell of the sheet; answers its column.
fn cell(draw: &mut Draw, sheet: &mut String, text: &str) -> String {
    let mut rows: Vec<Vec<String>> = sheet.lines().map(|l| l.split(',').map(str::to_owned).collect()).collect();
    let (row, column) = (1 + draw.below(ROWS), draw.below(rows[0].len()));
    rows[row][column] = text.to_owned();
    *sheet = rows.iter().map(|row| row.join(",") + "\n").collect();
    rows[0][column].clone()
}

/// Every listing is in the answer once.
fn is_answer(input: Input, out: &[u8]) -> Result<()> {
    let answer: Value = serde_json::from_slice(out)?;
    let count = |name: &str| answer[name].as_array().map_or(0, Vec::len);
    let all = count("matches") + count("excluded");
    ensure!(
        if input == Input::Person { all == ROWS } else { all > 0 || input == Input::Listings },
        "{all} are in the answer"
    );
    Ok(())
}

/// It says what is wrong: one line, or one for each cell of a sheet; the file, and the field where one alone is wrong.
fn is_told(input: Input, name: &str, out: &[u8], err: &str, field: Option<&str>) -> Result<()> {
    ensure!(out.is_empty(), "it answers and refuses");
    let Some(lines) = err.strip_suffix('\n') else { bail!("no whole line: {err:?}") };
    ensure!(!lines.chars().any(|c| c.is_control() && c != '\n'), "control characters in {err:?}");
    let count = lines.lines().count();
    // Of a sheet 50 cells and how many more, or as many strange columns as twice the known ones.
    let most = if input == Input::Listings { 76 } else { 1 };
    ensure!((1..=most).contains(&count), "{count} lines: {err}");
    ensure!(lines.lines().all(|l| l.starts_with(&format!("{name}: ")) && l.len() < 4_000), "no file: {err}");
    ensure!(field.is_none_or(|field| lines.contains(field)), "{field:?} is not named: {err}");
    Ok(())
}
