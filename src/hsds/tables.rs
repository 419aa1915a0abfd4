//! A tabular package: one CSV table for each kind of thing, joined by their ids.

use super::{
    package::{Trouble, few_places},
    told::{At, Cost, Named, Place, PostalAddress, Said, Spoken, Term, Thing, When, line},
};
use std::collections::{BTreeMap, HashMap};

/// A table: its name, its columns, and its rows with their lines.
struct Table<'f> {
    name: &'f str,
    columns: HashMap<String, usize>,
    rows: Vec<(u64, csv::StringRecord)>,
}

/// A row of a table.
struct Row<'t> {
    table: &'t Table<'t>,
    line: u64,
    cells: &'t csv::StringRecord,
}

impl Row<'_> {
    /// What stands in a column, where something does.
    fn get(&self, column: &str) -> Option<String> {
        let cell = self.table.columns.get(column).and_then(|place| self.cells.get(*place));
        cell.and_then(line)
    }

    fn needed(&self, column: &str) -> Result<Option<String>, Trouble> {
        match self.get(column) {
            None => Err(Trouble::new(self.line, format!("{}: {column}", self.table.name), "hsds-there")),
            there => Ok(there),
        }
    }
}

/// The tables that a listing is told from.
pub(super) struct Tables<'f>(BTreeMap<&'f str, Table<'f>>);

/// What belongs to one id, gathered from a table.
type Of<T> = HashMap<String, Vec<T>>;

impl<'f> Tables<'f> {
    /// Reads the tables among these files, by their names.
    ///
    /// # Errors
    /// A table that is no text in UTF-8.
    pub fn read(files: &'f [(String, Vec<u8>)]) -> Result<Self, Trouble> {
        let mut tables = BTreeMap::new();
        for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".csv")) {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let text = std::str::from_utf8(bytes).map_err(|_| Trouble::new(1, &**name, "utf-8"))?;
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
            let header = reader.headers().cloned().unwrap_or_default();
            let columns = header.iter().enumerate().map(|(n, c)| (c.trim().to_lowercase(), n)).collect();
            // Text that is UTF-8 and rows of any length: nothing is left that this refuses.
            let rows = reader.records().filter_map(Result::ok);
            let rows = rows.map(|r| (r.position().map_or(1, csv::Position::line), r)).collect();
            tables.insert(name.as_str(), Table { name, columns, rows });
        }
        Ok(Self(tables))
    }

    fn rows(&self, name: &str) -> impl Iterator<Item = Row<'_>> {
        let table = self.0.get(name);
        let all = table.into_iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
        all.map(|(table, (line, cells))| Row { table, line: *line, cells })
    }

    /// What a table says, by the id in a column.
    fn by<T>(&self, name: &str, column: &str, one: impl Fn(&Row<'_>) -> T) -> Of<T> {
        let mut all: Of<T> = HashMap::new();
        for row in self.rows(name) {
            if let Some(id) = row.get(column) {
                all.entry(id).or_default().push(one(&row));
            }
        }
        all
    }

    /// The services, each with its line.
    ///
    /// # Errors
    /// The first service without an id, a name or a status.
    pub fn services(&self) -> Result<Vec<(u64, Thing)>, Trouble> {
        let mut attributes = self.attributes();
        let organisations = self.by("organizations.csv", "id", |r| Named { name: r.get("name") });
        let mut languages = self.by("languages.csv", "service_id", |r| Spoken { code: r.get("code") });
        let mut costs = self.by("cost_options.csv", "service_id", cost);
        let mut places = self.places();
        let mut schedules = self.by("schedules.csv", "service_id", |r| (r.get("service_at_location_id"), when(r)));
        let mut services = Vec::new();
        for row in self.rows("services.csv") {
            let id = row.needed("id")?;
            let own = id.clone().unwrap_or_default();
            let mut service_at_locations = places.remove(&own).unwrap_or_default();
            few_places(row.line, service_at_locations.len())?;
            let mut of_service = Vec::new();
            for (at, when) in schedules.remove(&own).into_iter().flatten() {
                match service_at_locations.iter_mut().find(|place| at.is_some() && place.id == at) {
                    Some(place) => place.schedules.push(when),
                    None => of_service.push(when),
                }
            }
            let status = row.needed("status")?.unwrap_or_default();
            let status = serde_json::from_value(status.into());
            let status = status.map_err(|_| Trouble::new(row.line, "services.csv: status", "hsds-status"))?;
            let organisation = row.get("organization_id").and_then(|id| organisations.get(&id)?.first().cloned());
            services.push((
                row.line,
                Thing {
                    id,
                    name: row.needed("name")?,
                    alternate_name: row.get("alternate_name"),
                    description: row.get("description"),
                    url: row.get("url"),
                    status: Some(status),
                    assured_date: row.get("assured_date"),
                    organization: organisation,
                    languages: languages.remove(&own).unwrap_or_default(),
                    cost_options: costs.remove(&own).unwrap_or_default(),
                    schedules: of_service,
                    service_at_locations,
                    attributes: attributes.remove(&own).unwrap_or_default(),
                    ..Thing::default()
                },
            ));
        }
        Ok(services)
    }

    fn attributes(&self) -> Of<Said> {
        let terms = self.by("taxonomy_terms.csv", "id", |r| Term { code: r.get("code"), taxonomy: r.get("taxonomy") });
        self.by("attributes.csv", "link_id", |r| {
            let term = r.get("taxonomy_term_id").and_then(|id| terms.get(&id)?.first().cloned());
            Said { value: r.get("value"), taxonomy_term: term }
        })
    }

    /// Where services are, by the service.
    fn places(&self) -> Of<At> {
        let address = |r: &Row<'_>| PostalAddress { postal_code: r.get("postal_code"), country: r.get("country") };
        let addresses = self.by("addresses.csv", "location_id", address);
        let locations = self.by("locations.csv", "id", |r| Place {
            name: r.get("name"),
            addresses: r.get("id").and_then(|id| addresses.get(&id)?.first().cloned()).into_iter().collect(),
        });
        self.by("service_at_location.csv", "service_id", |r| At {
            id: r.get("id"),
            location: r.get("location_id").and_then(|id| locations.get(&id)?.first().cloned()),
            schedules: Vec::new(),
        })
    }
}

fn cost(r: &Row<'_>) -> Cost {
    Cost { amount: r.get("amount"), currency: r.get("currency"), amount_description: r.get("amount_description") }
}

fn when(r: &Row<'_>) -> When {
    When {
        dtstart: r.get("dtstart"),
        valid_from: r.get("valid_from"),
        valid_to: r.get("valid_to"),
        until: r.get("until"),
        count: r.get("count"),
        wkst: r.get("wkst"),
        freq: r.get("freq"),
        interval: r.get("interval"),
        byday: r.get("byday"),
        byweekno: r.get("byweekno"),
        bymonthday: r.get("bymonthday"),
        byyearday: r.get("byyearday"),
        opens_at: r.get("opens_at"),
        closes_at: r.get("closes_at"),
    }
}
