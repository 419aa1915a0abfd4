//! Enums whose names are those of the files and forms.

use std::fmt;

/// A name that is none of those expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexpected {
    /// What was there.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

impl Unexpected {
    /// This was found; that was expected.
    pub fn new(found: &str, expected: impl Into<String>) -> Self {
        Self { found: found.chars().take(40).collect(), expected: expected.into() }
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: expected {}", self.found, self.expected)
    }
}

impl std::error::Error for Unexpected {}

/// Makes an enum of fixed names: `ALL`, `as_str`, `FromStr` that says what was expected, serde by name.
#[macro_export]
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// Its name in files and forms.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }
        $crate::by_name!($name, || [$($text),+].join(", "));
    };
}

/// `Display`, `FromStr` and serde for a type with `ALL` and `as_str`.
#[macro_export]
macro_rules! by_name {
    ($name:ident, $expected:expr) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::kit::named::Unexpected;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                let found = $name::ALL.iter().copied().find(|v| v.as_str() == s);
                found.ok_or_else(|| $crate::kit::named::Unexpected::new(s, ($expected)()))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
