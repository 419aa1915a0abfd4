//! Codes of six digits that change every 30 seconds (RFC 6238, SHA-1: what every app knows). Pure.

use crate::kit::email_address::EmailAddress;
use anyhow::anyhow;
use totp_rs::{Algorithm, Builder, Totp};

/// The secret of a second factor; no `Debug`.
pub struct Secret(Vec<u8>);

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It is the code of this step.
    Right(i64),
    /// It is none, or was used already.
    Wrong,
}

/// What is typed as a code: six digits, whatever spaces stand between them.
pub fn typed(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    (digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

impl Secret {
    /// From the bytes as they are stored.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes as they are stored.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    fn builder(&self) -> Builder {
        // One step to each side: clocks of telephones are a little off.
        let secret = totp_rs::Secret::from(self.0.clone());
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(30)
            .with_skew(1)
            .with_secret(secret)
    }

    fn totp(&self) -> Totp {
        self.builder().build_noncompliant()
    }

    /// Judges a code at this time (seconds since 1970). One that was used, or is older than one that was, is wrong.
    pub fn judge(&self, code: &str, seconds: i64, last_step: i64) -> Judged {
        let step = u64::try_from(seconds).ok().and_then(|time| self.totp().check(code, time));
        match step.and_then(|step| i64::try_from(step).ok()) {
            Some(step) if step > last_step => Judged::Right(step),
            _ => Judged::Wrong,
        }
    }

    /// For typing into an app, in groups of four.
    pub fn in_groups(&self) -> String {
        let text = self.totp().secret().to_base32();
        text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
    }

    /// For an app on the same telephone, and inside the picture.
    ///
    /// # Errors
    /// Where the city's name has a colon.
    pub fn address(&self, city: &str, email: &EmailAddress) -> anyhow::Result<String> {
        let builder = self.builder().with_issuer(Some(format!("Buurten {city}"))).with_account_name(email.as_str());
        builder.build().and_then(|totp| totp.to_url()).map_err(|e| anyhow!("a second factor: {e}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// RFC 6238, appendix B, the last six of its eight digits.
    const VECTORS: [(i64, &str); 6] = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];

    fn secret() -> Secret {
        Secret::new(b"12345678901234567890".to_vec())
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        for (time, code) in VECTORS {
            assert_eq!(secret().judge(code, time, 0), Judged::Right(time / 30), "{time}");
        }
    }

    #[test]
    fn an_address_is_a_picture_without_a_style() {
        let email = EmailAddress::parse("noor@example.org").expect("an address");
        let address = secret().address("Eindhoven", &email).expect("an address");
        assert!(address.starts_with("otpauth://totp/Buurten%20Eindhoven:noor%40example.org?secret="), "{address}");
        let svg = crate::web::code::picture(&address, "a \"picture\"").expect("a picture");
        assert!(svg.starts_with("<svg role=\"img\" aria-label=\"a &quot;picture&quot;\"") && !svg.contains("style"));
        assert_eq!(secret().in_groups(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert!(secret().address("Eind:hoven", &email).is_err());
    }

    #[test]
    fn what_is_no_code_is_told_from_one() {
        assert_eq!(typed(" 123 456 ").as_deref(), Some("123456"));
        for bad in ["", "12345", "1234567", "12345a", "+12345", "１２３４５６"] {
            assert_eq!(typed(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_code_works_one_step_to_each_side_and_never_twice(time in 90_i64..4_000_000_000, off in -200_i64..200) {
            let code = secret().totp().generate(time as u64).to_string();
            let step = time / 30;
            let now = time + off;
            match secret().judge(&code, now, step - 1) {
                Judged::Right(found) => prop_assert!(found >= step && (now / 30 - step).abs() <= 2),
                Judged::Wrong => prop_assert!((now / 30 - step).abs() > 1),
            }
            prop_assert_eq!(secret().judge(&code, time, step + 1), Judged::Wrong);
        }
    }
}
