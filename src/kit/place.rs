//! Where things are: four digits of a postcode, never an address.

use super::{
    named::Unexpected,
    text::{Slip, optional_line},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{collections::BTreeMap, fmt, str::FromStr, sync::LazyLock};

/// Four digits, the first not 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(u16);

impl Postcode {
    /// The four digits as a number.
    pub fn number(self) -> u16 {
        self.0
    }

    /// Reads what somebody typed: four digits. A whole postcode is fine too: its letters are not kept.
    ///
    /// # Errors
    /// A slip where it is neither.
    pub fn typed(typed: &str) -> Result<Option<Self>, Slip> {
        let not_this = Slip::NotThis("slip-postcode");
        let Some(text) = optional_line(typed, 10)? else { return Ok(None) };
        let (digits, letters) = text.split_at_checked(4).ok_or(not_this)?;
        let letters = letters.trim();
        let whole = letters.is_empty() || letters.len() == 2 && letters.bytes().all(|b| b.is_ascii_alphabetic());
        if !whole {
            return Err(not_this);
        }
        digits.parse().map(Some).map_err(|_| not_this)
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

impl FromStr for Postcode {
    type Err = Unexpected;

    fn from_str(s: &str) -> Result<Self, Unexpected> {
        let digits = s.len() == 4 && s.bytes().all(|b| b.is_ascii_digit()) && !s.starts_with('0');
        let number = digits.then(|| s.parse().ok()).flatten();
        number.map(Self).ok_or_else(|| Unexpected::new(s, "four digits of a postcode, such as 5611"))
    }
}

impl Serialize for Postcode {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Postcode {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}

/// The middle of a postcode, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinates {
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
}

impl Coordinates {
    /// Great-circle distance in kilometres (haversine, radius 6371 km).
    pub fn km_to(self, other: Coordinates) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let (dlat, dlon) = (b - a, (other.lon - self.lon).to_radians());
        let (s, t) = (libm::sin(dlat / 2.0), libm::sin(dlon / 2.0));
        let h = s * s + libm::cos(a) * libm::cos(b) * t * t;
        2.0 * 6371.0 * libm::asin(libm::sqrt(h))
    }
}

/// A part of town, as the map and the filters know it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartOfTown {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Our own drawing of it, as an SVG path.
    pub path: String,
    /// Where its name stands in the drawing.
    pub label_x: u32,
    /// Where its name stands in the drawing.
    pub label_y: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Drawing {
    view_box: String,
    parts: Vec<PartOfTown>,
}

/// The postcodes and parts of a town.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    places: BTreeMap<Postcode, (Coordinates, usize)>,
    /// The parts of town, in the order of the drawing.
    pub parts: Vec<PartOfTown>,
    /// The frame of the drawing.
    pub view_box: String,
}

impl Gazetteer {
    /// Reads `postcodes.csv` (pc4, lat, lon, part_of_town) and `parts_of_town.json`.
    ///
    /// # Errors
    /// Names the line that is wrong.
    pub fn read(postcodes: &str, drawing: &str) -> anyhow::Result<Self> {
        let drawing: Drawing = serde_json::from_str(drawing)?;
        let mut places = BTreeMap::new();
        for (number, record) in csv::Reader::from_reader(postcodes.as_bytes()).records().enumerate() {
            let record = record?;
            let cell = |i: usize| record.get(i).unwrap_or_default();
            let line = number + 2;
            let part = drawing.parts.iter().position(|p| p.name == cell(3));
            let part =
                part.ok_or_else(|| anyhow::anyhow!("postcodes.csv line {line}: no part of town {:?}", cell(3)))?;
            let middle = Coordinates { lat: cell(1).parse()?, lon: cell(2).parse()? };
            places.insert(cell(0).parse()?, (middle, part));
        }
        Ok(Self { places, parts: drawing.parts, view_box: drawing.view_box })
    }

    /// The middle of a postcode; `None` outside the table: the distance is unknown.
    pub fn middle(&self, postcode: Postcode) -> Option<Coordinates> {
        self.places.get(&postcode).map(|p| p.0)
    }

    /// The part of town of a postcode.
    pub fn part(&self, postcode: Postcode) -> Option<&PartOfTown> {
        self.places.get(&postcode).map(|p| &self.parts[p.1])
    }

    /// The postcodes of the table.
    pub fn postcodes(&self) -> impl Iterator<Item = Postcode> {
        self.places.keys().copied()
    }
}

static EINDHOVEN: LazyLock<Gazetteer> = LazyLock::new(|| {
    let postcodes = include_str!("../../data/cities/eindhoven/postcodes.csv");
    let drawing = include_str!("../../data/cities/eindhoven/parts_of_town.json");
    Gazetteer::read(postcodes, drawing).expect("the city's own files are right (a test)")
});

/// The gazetteer of the city in the binary.
pub fn gazetteer() -> &'static Gazetteer {
    &EINDHOVEN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_parts_of_town_and_a_sensible_distance() {
        let town = gazetteer();
        assert_eq!((town.parts.len(), town.places.len()), (7, 34));
        let middle = |p: &str| town.middle(p.parse().expect("a postcode")).expect("in the table");
        let km = middle("5611").km_to(middle("5657"));
        assert!((5.0..7.0).contains(&km), "{km}");
        assert!("0123".parse::<Postcode>().is_err() && "561".parse::<Postcode>().is_err());
    }
}
