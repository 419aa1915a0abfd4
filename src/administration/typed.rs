//! What is typed about the city, read at the door: numbers, times of day, addresses of pages.

use crate::kit::text::{Slip, line, optional_line};
use chrono::NaiveTime;

/// A telephone number as people write it.
pub fn phone(typed: &str) -> Result<String, Slip> {
    let text = line(typed, 20)?;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let fits =
        text.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c)) && !text.chars().skip(1).any(|c| c == '+');
    if fits && digits >= 3 { Ok(text) } else { Err(Slip::NotThis("slip-city-phone")) }
}

/// A number to dial: digits alone, perhaps with a plus before them. Nothing typed is none. The (0) of +31 (0)40 is
/// for who dials without the plus.
pub fn dialled(typed: &str) -> Result<Option<String>, Slip> {
    if optional_line(typed, 20)?.is_none() {
        return Ok(None);
    }
    let abroad = |text: String| if text.starts_with('+') { text.replace("(0)", "") } else { text };
    phone(typed).map(|text| Some(abroad(text).chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()))
}

/// A time of day: 9:00, 09:00 and 9.00 are the same.
pub fn time(typed: &str) -> Result<NaiveTime, Slip> {
    let text = line(typed, 5)?;
    NaiveTime::parse_from_str(&text.replace('.', ":"), "%H:%M").map_err(|_| Slip::NotThis("slip-city-time"))
}

/// The address of a page; nothing typed is none.
pub fn page(typed: &str) -> Result<Option<String>, Slip> {
    let Some(text) = optional_line(typed, 200)? else { return Ok(None) };
    let read = url::Url::parse(&text).ok().filter(|u| matches!(u.scheme(), "http" | "https") && u.has_host());
    let safe = read.is_some_and(|u| u.username().is_empty() && u.password().is_none());
    if safe && !text.contains(char::is_whitespace) { Ok(Some(text)) } else { Err(Slip::NotThis("slip-city-page")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_told_from_other_text() {
        for (typed, dial) in [("040 000 00 00", "0400000000"), ("112", "112"), ("+31 (0)40-123", "+3140123")] {
            assert_eq!((dialled(typed), phone(typed)), (Ok(Some(dial.to_owned())), Ok(typed.to_owned())));
        }
        assert_eq!(dialled("  "), Ok(None));
        for bad in ["12", "call me", "0800-CALL", "040+1234", "0123456789012345678901", "+", "١١٢"] {
            assert!(phone(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_pages_of_the_web_are_pages() {
        for good in ["https://www.112.nl", "http://veiligthuis.nl/hulp?x=1"] {
            assert_eq!(page(good), Ok(Some(good.to_owned())));
        }
        for bad in ["www.112.nl", "javascript:alert(1)", "ftp://x.nl", "https://", "https://a b.nl", "https://u:p@x.nl"]
        {
            assert_eq!(page(bad), Err(Slip::NotThis("slip-city-page")), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_time_of_day_is_read_as_it_is_written(h in 0_u32..24, m in 0_u32..60, dot: bool) {
            let typed = format!("{h}{}{m:02}", if dot { '.' } else { ':' });
            prop_assert_eq!(time(&typed).map(|t| t.format("%-H:%M").to_string()), Ok(format!("{h}:{m:02}")));
        }

        #[test]
        fn whatever_is_typed_is_a_value_or_a_slip(text in "\\PC{0,30}") {
            let _ = (phone(&text), dialled(&text), time(&text), page(&text));
        }
    }
}
