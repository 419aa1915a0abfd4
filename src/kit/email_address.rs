//! An email address somebody typed.

use super::text::{Slip, line};
use std::fmt;

/// An address that letters can go to, in lower case. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The longest address that SMTP carries (RFC 5321, 4.5.3.1.3).
    pub const MAX: usize = 254;

    /// Reads what somebody typed.
    ///
    /// # Errors
    /// The `Slip` of the text, or `NotThis("slip-email")`.
    pub fn parse(typed: &str) -> Result<Self, Slip> {
        let text = line(typed, Self::MAX)?.to_lowercase();
        let not_this = Slip::NotThis("slip-email");
        let (local, domain) = text.rsplit_once('@').ok_or(not_this)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let local_ok = (1..=64).contains(&local.len())
            && local.chars().all(plain)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label_ok = |l: &str| {
            (1..=63).contains(&l.len())
                && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && !l.starts_with('-')
                && !l.ends_with('-')
        };
        let domain_ok = domain.contains('.') && domain.split('.').all(label_ok);
        if local_ok && domain_ok { Ok(Self(text)) } else { Err(not_this) }
    }

    /// The address, for a letter or the store.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_text() {
        for good in ["a@b.nl", "Ana.Maria+x@mail.example.org", "o'neil@x-y.org"] {
            assert!(EmailAddress::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "a", "a@", "@b.nl", "a@b", "a b@c.nl", "a@b..nl", "a..b@c.nl", "a@-b.nl", "a@b.nl\u{202e}"] {
            assert!(EmailAddress::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn debug_shows_nothing_of_it() {
        let address = EmailAddress::parse("a@b.nl").expect("an address");
        assert_eq!(format!("{address:?}"), "[personal]");
    }
}
