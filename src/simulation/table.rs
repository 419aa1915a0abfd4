//! The comparison to read: for staff, in English.

use super::{
    compare::{Asked, Bar, Cell, Compared},
    figures::{MEASURES, Measure, Unit},
};
use crate::measures::Interval;
use std::fmt::Write;

/// Columns of the names, and of each policy.
const NAME: usize = 23;
const COLUMN: usize = 25;

/// A figure as it is written.
pub fn written(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share => format!("{:.1} %", 100.0 * value),
        Unit::Days => format!("{value:.1} days"),
        Unit::Number(decimals) => format!("{value:.decimals$}"),
    }
}

/// Without the word for what it counts; `sign`: what it is more (+) or less (-).
fn bare(unit: Unit, value: f64, sign: bool) -> String {
    let (value, decimals) = match unit {
        Unit::Share => (100.0 * value, 1),
        Unit::Days => (value, 1),
        Unit::Number(decimals) => (value, decimals),
    };
    // What is nothing as it is written has no sign.
    let value = if format!("{value:.decimals$}").trim_matches(['-', '0', '.']).is_empty() { 0.0 } else { value };
    if sign { format!("{value:+.decimals$}") } else { format!("{value:.decimals$}") }
}

fn between(unit: Unit, interval: Option<Interval>, sign: bool) -> String {
    interval.map_or(String::new(), |i| format!(" [{}, {}]", bare(unit, i.low, sign), bare(unit, i.high, sign)))
}

/// The second line of a cell: how much more than under ours; for ours, where its mean lies.
fn beneath(measure: &Measure, cell: &Cell) -> String {
    match cell.more_than_ours {
        Some((more, interval)) => {
            format!("{}{}", bare(measure.unit, more, true), between(measure.unit, interval, true))
        }
        None => between(measure.unit, cell.interval, false).trim_start().to_owned(),
    }
}

fn line(text: &mut String, name: &str, cells: impl Iterator<Item = String>) {
    let mut line = format!("{name:<NAME$}");
    for cell in cells {
        let _ = write!(line, "{cell:>COLUMN$}");
    }
    text.push_str(line.trim_end());
    text.push('\n');
}

/// What was played.
pub fn played(asked: &Asked) -> String {
    let people = asked.people;
    let days = if asked.every == 1 { "every day".to_owned() } else { format!("every {} days", asked.every) };
    format!(
        "A year in the synthetic city, a round {days}, seeds 1 to {}: {} newcomers begin to look, {} look already, {} \
         locals, J from {}.",
        asked.seeds, people.newcomers, people.waiting, people.locals, people.least
    )
}

/// The whole table.
pub fn table(compared: &Compared) -> String {
    let mut text = played(&compared.asked);
    text.push_str(
        "\nMeans over the seeds; beneath, how much more than under ours, seed by seed, with its 95 % interval",
    );
    text.push_str(" (for ours, of its mean).\n\n");
    line(&mut text, "", compared.asked.policies.iter().map(|p| p.policy().name().to_owned()));
    for (place, measure) in MEASURES.iter().enumerate() {
        let row = compared.row(place);
        let mean = |cell: &Cell| cell.mean.map_or("-".into(), |mean| written(measure.unit, mean));
        line(&mut text, measure.label, row.iter().map(mean));
        let hint = match measure.less {
            Some(true) => "  less is better",
            Some(false) => "  more is better",
            None => "",
        };
        line(&mut text, hint, row.iter().map(|cell| beneath(measure, cell)));
    }
    let bars = compared.bars();
    if !bars.is_empty() {
        text.push_str("\nWhat was to be reached, ours divided by another:\n");
    }
    for bar in &bars {
        text.push_str(&said(bar));
    }
    text
}

fn said(bar: &Bar) -> String {
    let of = Unit::Number(3);
    let ratio = bar.ratio.map_or("not known".into(), |ratio| bare(of, ratio, false));
    format!(
        "  {:<7} {} / {}: {ratio}{}, {} {} wanted\n",
        if bar.is_met() { "met" } else { "missed" },
        bar.measure.label,
        bar.beside.policy().name(),
        between(of, bar.interval, false),
        if bar.at_most { "at most" } else { "at least" },
        bare(of, bar.bar, false),
    )
}
