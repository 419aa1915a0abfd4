//! A package of HSDS, whatever it is: a service, a list of them, a page of an interface, an organisation with its
//! services, a service at a location; or the tables of a tabular package, zipped or not.

use super::{
    given::Given,
    tables::Tables,
    told::{At, Named, Thing},
};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use std::{
    collections::HashMap,
    fmt,
    io::{Cursor, Read},
    sync::Arc,
};

/// A service at more places is none of ours.
const MOST_PLACES: usize = 200;

/// What is wrong with a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Where: a line, or the how manieth service; from 1.
    pub line: u64,
    /// The field, as a path from the outside in; empty where it is the whole.
    pub field: String,
    /// What stands there, where that is known.
    pub found: String,
    /// What was expected: the end of a name in `locales/*/exchange.ftl`.
    pub expected: &'static str,
}

impl Trouble {
    /// In this line and field that was expected.
    pub fn new(line: u64, field: impl Into<String>, expected: &'static str) -> Self {
        Self { line, field: field.into(), found: String::new(), expected }
    }
}

/// The services of a package, each once.
#[derive(Default)]
pub struct Package {
    services: Vec<(u64, Thing)>,
    place_of: HashMap<String, usize>,
}

/// A list, thing by thing as it is read: what is wrong is said before the rest is kept.
struct List<'a> {
    package: &'a mut Package,
    troubled: &'a mut Result<(), Trouble>,
}

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut n = 0;
        while let Some(thing) = list.next_element()? {
            *self.troubled = self.package.walk(thing, format!("[{n}]"), None);
            if self.troubled.is_err() {
                return Err(A::Error::custom("it is said beside"));
            }
            n += 1;
        }
        Ok(())
    }
}

impl Package {
    /// Reads a file: JSON, or a zip of JSON files or tables. `most`: how many bytes may be in a zip, unpacked.
    ///
    /// # Errors
    /// The first trouble.
    pub fn read(bytes: &[u8], most: u64) -> Result<Vec<Given>, Trouble> {
        if bytes.starts_with(b"PK") { Self::of_files(unpacked(bytes, most)?) } else { Self::of_json(bytes) }
    }

    /// Whether a file of this name may be of a package.
    pub fn wants(name: &str) -> bool {
        (name.ends_with(".csv") || name.ends_with(".json")) && name != "datapackage.json"
    }

    /// Whether these bytes are a zip that holds a file of a package.
    pub fn is_zip_of_it(bytes: &[u8]) -> bool {
        let is_wanted = |name: &str| Self::wants(name.rsplit('/').next().unwrap_or_default());
        bytes.starts_with(b"PK")
            && zip::ZipArchive::new(Cursor::new(bytes))
                .is_ok_and(|zip| zip.file_names().any(|name| name.is_ok_and(|n| is_wanted(&n))))
    }

    /// Reads the files of a package by their names: tables where one of them is `services.csv`, JSON otherwise.
    ///
    /// # Errors
    /// The first trouble.
    pub fn of_files(mut files: Vec<(String, Vec<u8>)>) -> Result<Vec<Given>, Trouble> {
        files.sort();
        let mut package = Self::default();
        if files.iter().any(|(name, _)| name == "services.csv") {
            for (line, service) in Tables::read(&files)?.services()? {
                package.add(line, service)?;
            }
            return Ok(package.done());
        }
        let mut json = files.iter().filter(|(name, _)| name.ends_with(".json")).peekable();
        if json.peek().is_none() {
            return Err(Trouble::new(1, "services.csv", "hsds-files"));
        }
        for (name, bytes) in json {
            let inside = |trouble: Trouble| Trouble { field: format!("{name}: {}", trouble.field), ..trouble };
            package.json(bytes).map_err(inside)?;
        }
        Ok(package.done())
    }

    fn of_json(bytes: &[u8]) -> Result<Vec<Given>, Trouble> {
        let mut package = Self::default();
        package.json(bytes)?;
        Ok(package.done())
    }

    fn json(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let is_list = bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'[');
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
        let mut troubled = Ok(());
        let read = if is_list {
            List { package: self, troubled: &mut troubled }.deserialize(tracked).map(|()| None)
        } else {
            Thing::deserialize(tracked).map(Some)
        };
        troubled?;
        let line = |e: &serde_json::Error| u64::try_from(e.line()).unwrap_or(1).max(1);
        let thing = read.map_err(|e| {
            let path = track.path().to_string();
            if e.is_data() && path != "." {
                let said = e.to_string();
                let found = said.split(", expected").next().unwrap_or_default().to_owned();
                Trouble { found, ..Trouble::new(line(&e), &*path, expected(&path)) }
            } else {
                Trouble::new(line(&e), path.trim_matches('.'), "hsds-json")
            }
        })?;
        json.end().map_err(|e| Trouble::new(line(&e), "", "hsds-end"))?;
        thing.map_or(Ok(()), |thing| self.walk(thing, String::new(), None))
    }

    /// Finds the services in a thing. `of`: the organisation around it.
    fn walk(&mut self, mut thing: Thing, path: String, of: Option<&Named>) -> Result<(), Trouble> {
        let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        if let Some(all) = thing.contents.take() {
            let each = all.into_iter().enumerate();
            return each.into_iter().try_for_each(|(n, t)| self.walk(t, below(&format!("contents[{n}]")), of));
        }
        if let Some(all) = thing.services.take().filter(|_| thing.status.is_none()) {
            let here = Named { name: thing.name.take() };
            let each = all.into_iter().enumerate();
            return each.into_iter().try_for_each(|(n, t)| self.walk(t, below(&format!("services[{n}]")), Some(&here)));
        }
        if let Some(mut service) = thing.service.take() {
            let at = At { id: thing.id.take(), location: thing.location.take(), schedules: thing.schedules };
            service.service_at_locations = vec![at];
            return self.walk(*service, below("service"), of);
        }
        let number = self.services.len() as u64 + 1;
        for (field, is_there) in
            [("id", thing.id.is_some()), ("name", thing.name.is_some()), ("status", thing.status.is_some())]
        {
            if !is_there {
                return Err(Trouble::new(number, below(field), "hsds-there"));
            }
        }
        thing.organization = thing.organization.take().or_else(|| of.cloned());
        self.add(number, thing)
    }

    /// A service once more is at one more place.
    fn add(&mut self, line: u64, service: Thing) -> Result<(), Trouble> {
        let id = service.id.clone().unwrap_or_default();
        match self.place_of.get(&id) {
            Some(place) => {
                let known = &mut self.services[*place].1.service_at_locations;
                for at in service.service_at_locations {
                    if known.len() <= MOST_PLACES && !known.iter().any(|k| k.id == at.id) {
                        known.push(at);
                    }
                }
                few_places(line, known.len())
            }
            None => {
                let places = service.service_at_locations.len();
                self.place_of.insert(id, self.services.len());
                self.services.push((line, service));
                few_places(line, places)
            }
        }
    }

    fn done(self) -> Vec<Given> {
        let each = |(line, mut service): (u64, Thing)| {
            let places = std::mem::take(&mut service.service_at_locations);
            let is_one_of_several = places.len() > 1;
            let service = Arc::new(service);
            let ats: Vec<_> = if places.is_empty() { vec![None] } else { places.into_iter().map(Some).collect() };
            ats.into_iter().map(move |at| Given { line, service: service.clone(), at, is_one_of_several })
        };
        self.services.into_iter().flat_map(each).collect()
    }
}

/// Whether a service is at no more places than we believe.
pub(super) fn few_places(line: u64, places: usize) -> Result<(), Trouble> {
    if places > MOST_PLACES { Err(Trouble::new(line, "service_at_locations", "hsds-places")) } else { Ok(()) }
}

/// What belongs in a field.
fn expected(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or(path) {
        "status" => "hsds-status",
        "languages"
        | "cost_options"
        | "schedules"
        | "service_at_locations"
        | "attributes"
        | "services"
        | "contents"
        | "addresses" => "hsds-list",
        "organization" | "location" | "service" | "taxonomy_term" => "hsds-object",
        last if last.ends_with(']') => "hsds-object",
        _ => "hsds-text",
    }
}

/// The files of a zip that may be of a package, by their names without folders; `most` bytes in all.
fn unpacked(bytes: &[u8], most: u64) -> Result<Vec<(String, Vec<u8>)>, Trouble> {
    let broken = |_| Trouble::new(1, "", "hsds-zip");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let (mut files, mut left) = (Vec::new(), most);
    for place in 0..zip.len() {
        let file = zip.by_index(place).map_err(broken)?;
        let whole = file.name().map_err(broken)?;
        let name = whole.rsplit('/').next().unwrap_or_default().to_owned();
        if !Package::wants(&name) {
            continue;
        }
        let mut unpacked = Vec::new();
        // What it says of its size may be a lie, and is looked at first all the same.
        let is_small = file.size() <= left;
        let read = if is_small { file.take(left + 1).read_to_end(&mut unpacked) } else { Ok(0) };
        read.map_err(|_| Trouble::new(1, &*name, "hsds-zip"))?;
        left = match left.checked_sub(unpacked.len() as u64).filter(|_| is_small) {
            Some(left) => left,
            None => return Err(Trouble::new(1, &*name, "hsds-large")),
        };
        files.push((name, unpacked));
    }
    Ok(files)
}
