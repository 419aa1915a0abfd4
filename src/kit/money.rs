//! Euros and cents.

use super::{lang::Lang, named::Unexpected};
use std::{fmt, str::FromStr};

/// An amount in cents, up to a million euros.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Euros {
    /// Cents.
    pub cents: u32,
}

impl Euros {
    /// Nothing.
    pub const FREE: Euros = Euros { cents: 0 };

    /// So many cents.
    pub fn of_cents(cents: u32) -> Self {
        Self { cents }
    }

    /// In euros.
    pub fn euros(self) -> f64 {
        f64::from(self.cents) / 100.0
    }

    /// As people write it: "€ 2.50", "€ 2,50", "€ 15".
    pub fn text(self, lang: Lang) -> String {
        let (whole, cents) = (self.cents / 100, self.cents % 100);
        match (cents, lang) {
            (0, _) => format!("€ {whole}"),
            (_, Lang::En) => format!("€ {whole}.{cents:02}"),
            (_, Lang::Nl) => format!("€ {whole},{cents:02}"),
        }
    }
}

impl fmt::Display for Euros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cents % 100 {
            0 => write!(f, "{}", self.cents / 100),
            cents => write!(f, "{}.{cents:02}", self.cents / 100),
        }
    }
}

impl FromStr for Euros {
    type Err = Unexpected;

    fn from_str(s: &str) -> Result<Self, Unexpected> {
        let unexpected = || Unexpected::new(s, "an amount in euros such as 0, 15 or 2.50");
        let (whole, cents) = s.trim().split_once(['.', ',']).unwrap_or((s.trim(), "0"));
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(cents) || cents.len() > 2 || whole.len() > 7 {
            return Err(unexpected());
        }
        let tens = if cents.len() == 1 { 10 } else { 1 };
        let cents = cents.parse::<u32>().map_err(|_| unexpected())? * tens;
        whole
            .parse::<u32>()
            .ok()
            .and_then(|w| w.checked_mul(100)?.checked_add(cents))
            .filter(|c| *c <= 100_000_000)
            .map(Self::of_cents)
            .ok_or_else(unexpected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_written() {
        for (text, cents) in [("0", 0), ("2.50", 250), ("2,5", 250), ("145", 14500)] {
            assert_eq!(text.parse::<Euros>().map(|e| e.cents), Ok(cents), "{text}");
        }
        for bad in ["", "-1", "1.234", "1e3", "€ 2", "99999999"] {
            assert!(bad.parse::<Euros>().is_err(), "{bad}");
        }
        assert_eq!(Euros::of_cents(250).text(Lang::Nl), "€ 2,50");
        assert_eq!(Euros::of_cents(250).to_string(), "2.50");
    }
}
