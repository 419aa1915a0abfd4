//! The table of seven days and three parts in which somebody ticks when they usually have time.

use super::{choices, words::Words};
use crate::kit::{
    text::Slip,
    week::{DAYS, Daypart, FreeWeek, PARTS},
};

/// A box of the table.
pub struct Slot {
    /// Its value in the form.
    pub value: String,
    /// What it stands for, in words.
    pub label: String,
    /// Whether it is ticked.
    pub chosen: bool,
}

/// "Monday morning", "maandagochtend".
pub fn daypart(w: &Words, daypart: Daypart) -> String {
    let day = w.weekday(daypart.weekday());
    w.t1(format!("time-day-{}", PARTS[usize::from(daypart.part())]), "day", day)
}

/// Each day with its name and its three boxes.
pub fn days(w: &Words, free: &[String]) -> Vec<(String, Vec<Slot>)> {
    let slot = |d: Daypart| Slot { value: d.to_string(), label: daypart(w, d), chosen: free.contains(&d.to_string()) };
    let day = |number: usize| {
        let slots = Daypart::all().filter(|d| usize::from(d.day()) == number).map(slot).collect();
        (w.t(format!("weekday-{}", DAYS[number])), slots)
    };
    (0..DAYS.len()).map(day).collect()
}

/// The dayparts that are free, as the form names them.
pub fn names(free: Option<FreeWeek>) -> Vec<String> {
    free.into_iter().flat_map(FreeWeek::iter).map(|d| d.to_string()).collect()
}

/// What was ticked; nothing ticked is unknown.
///
/// # Errors
/// A box that is not in the table is a slip.
pub fn read(free: &[String]) -> Result<Option<FreeWeek>, Slip> {
    let free: FreeWeek = choices::many::<Daypart>(free)?.into_iter().collect();
    Ok((!free.is_empty()).then_some(free))
}
