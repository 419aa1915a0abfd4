//! Dates, times, numbers and postcodes as people type them into a field, without a picker.

use super::{
    place::Postcode,
    text::{Slip, optional_line},
};
use chrono::{NaiveDate, NaiveTime};

/// A date, where there is one: 2026-11-24, 24-11-2026 or 24/11/2026.
///
/// # Errors
/// `NotThis("slip-date")`, or the slip of the text.
pub fn date(typed: &str) -> Result<Option<NaiveDate>, Slip> {
    optional_line(typed, 20)?.map(|text| read_date(&text).ok_or(Slip::NotThis("slip-date"))).transpose()
}

fn read_date(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let number = |t: &str| t.parse::<u32>().ok().filter(|_| t.bytes().all(|b| b.is_ascii_digit()));
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let year = number(year).filter(|y| (1900..2200).contains(y))?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(month)?, number(day)?)
}

/// Dates with commas, semicolons or spaces between them.
///
/// # Errors
/// As [`date`].
pub fn dates<C: FromIterator<NaiveDate>>(typed: &str) -> Result<C, Slip> {
    let Some(text) = optional_line(typed, 2000)? else { return Ok(std::iter::empty().collect()) };
    let each = text.split([',', ';', ' ']).filter(|t| !t.is_empty());
    each.map(|t| read_date(t).ok_or(Slip::NotThis("slip-date"))).collect()
}

/// A time of the day, where there is one: 19:30, 19.30, 9:05 or 19.
///
/// # Errors
/// `NotThis("slip-time")`, or the slip of the text.
pub fn time(typed: &str) -> Result<Option<NaiveTime>, Slip> {
    optional_line(typed, 20)?.map(|text| read_time(&text).ok_or(Slip::NotThis("slip-time"))).transpose()
}

fn read_time(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "00"));
    let number = |t: &str| t.parse::<u32>().ok().filter(|_| t.bytes().all(|b| b.is_ascii_digit()));
    NaiveTime::from_hms_opt(number(hour)?, number(minute).filter(|_| minute.len() == 2)?, 0)
}

/// From when until when, in one field: "19:30-21:30", "19.30 – 21.30", "20 tot 22".
///
/// # Errors
/// `NotThis("slip-times")`, or the slip of the text.
pub fn times(typed: &str) -> Result<Option<(NaiveTime, NaiveTime)>, Slip> {
    let Some(text) = optional_line(typed, 40)? else { return Ok(None) };
    let text = text.to_lowercase().replace(" tot ", "-").replace(" to ", "-").replace(['–', '—'], "-");
    let both = text.split_once('-').and_then(|(from, to)| Some((read_time(from.trim())?, read_time(to.trim())?)));
    both.filter(|(from, to)| from != to).map(Some).ok_or(Slip::NotThis("slip-times"))
}

/// A whole number up to a most, where there is one.
///
/// # Errors
/// `NotThis("slip-number")`, or the slip of the text.
pub fn number(typed: &str, most: u32) -> Result<Option<u32>, Slip> {
    let Some(text) = optional_line(typed, 20)? else { return Ok(None) };
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|n| digits && *n <= most).map(Some).ok_or(Slip::NotThis("slip-number"))
}

/// The four digits of a postcode, where there is one; its letters are passed over.
///
/// # Errors
/// `NotThis("slip-postcode")`, or the slip of the text.
pub fn postcode(typed: &str) -> Result<Option<Postcode>, Slip> {
    let not_this = Slip::NotThis("slip-postcode");
    let Some(text) = optional_line(typed, 10)? else { return Ok(None) };
    let (digits, letters) = text.split_at_checked(4).ok_or(not_this)?;
    let letters = letters.trim();
    let whole = letters.is_empty() || letters.len() == 2 && letters.bytes().all(|b| b.is_ascii_alphabetic());
    if whole { digits.parse().map(Some).map_err(|_| not_this) } else { Err(not_this) }
}

/// Typed on several lines, meant as one: a text for a card has no lines of its own.
pub fn on_one_line(typed: &str) -> String {
    typed.replace("\r\n", " ").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let day: NaiveDate = "2026-11-04".parse().expect("a date");
        for typed in ["2026-11-04", "4-11-2026", "04/11/2026", " 4.11.2026 "] {
            assert_eq!(date(typed), Ok(Some(day)), "{typed}");
        }
        for bad in ["tomorrow", "31-2-2026", "4-11-26", "2026-11", "+4-11-2026", "4-11-20261"] {
            assert_eq!(date(bad), Err(Slip::NotThis("slip-date")), "{bad}");
        }
        assert_eq!(date("  "), Ok(None));
        let two: Vec<NaiveDate> = dates("2026-12-24, 31-12-2026").expect("two dates");
        assert_eq!(two.len(), 2);
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        let at = |h, m| NaiveTime::from_hms_opt(h, m, 0).expect("a time");
        for typed in ["19:30-21:30", "19.30 – 21.30", "19:30 tot 21:30", "19:30 to 21.30"] {
            assert_eq!(times(typed), Ok(Some((at(19, 30), at(21, 30)))), "{typed}");
        }
        assert_eq!(times("20 - 22"), Ok(Some((at(20, 0), at(22, 0)))));
        assert_eq!(time("9:05"), Ok(Some(at(9, 5))));
        for bad in ["19:30", "19:30-19:30", "25:00-26:00", "19:3-20:00", "-"] {
            assert_eq!(times(bad), Err(Slip::NotThis("slip-times")), "{bad}");
        }
    }
}
