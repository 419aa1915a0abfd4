//! The data map inside the binary: which tables hold something of somebody, how they belong to them, which columns.

use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

const TEXT: &str = include_str!("../../../data-map.toml");

/// A table with something of somebody in it.
pub struct Table {
    /// Its name.
    pub name: String,
    /// The columns by which a row belongs to somebody: to an account, a newcomer, a local or an address.
    pub owners: Vec<String>,
    /// What is taken out, in the order of the map.
    pub columns: Vec<Column>,
}

/// A column that is taken out.
pub struct Column {
    /// Its name.
    pub name: String,
    /// The owner who alone gets it, where a row has two.
    only_for: Option<String>,
}

impl Table {
    /// What this owner gets.
    pub fn columns_for(&self, owner: &str) -> impl Iterator<Item = &str> {
        let theirs = move |c: &&Column| c.only_for.as_deref().is_none_or(|only| only == owner);
        self.columns.iter().filter(theirs).map(|c| c.name.as_str())
    }
}

#[derive(Deserialize)]
struct Lines {
    #[serde(default, rename = "_belongs_to")]
    belongs_to: Vec<String>,
    #[serde(flatten)]
    columns: BTreeMap<String, Line>,
}

#[derive(Deserialize)]
struct Line {
    export: bool,
    only_for: Option<String>,
}

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| read(TEXT).expect("data-map.toml is read by the tests"));

/// All of them, in the order of the map.
pub fn tables() -> &'static [Table] {
    &TABLES
}

fn read(text: &str) -> Result<Vec<Table>, toml::de::Error> {
    let all: BTreeMap<String, Lines> = toml::from_str(text)?;
    let place = |of: String| text.find(&of);
    let mut tables: Vec<Table> = Vec::new();
    for (name, lines) in all {
        let after = place(format!("[{name}]\n")).unwrap_or_default();
        let exported = lines.columns.into_iter().filter(|(_, line)| line.export);
        let mut columns: Vec<Column> = exported.map(|(name, l)| Column { name, only_for: l.only_for }).collect();
        columns.sort_by_key(|c| text[after..].find(&format!("\n{} = ", c.name)));
        if !columns.is_empty() {
            tables.push(Table { name, owners: lines.belongs_to, columns });
        }
    }
    tables.sort_by_key(|t| place(format!("[{}]\n", t.name)));
    Ok(tables)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kit::lang::Lang, web::words::Words};

    #[test]
    fn tables_and_columns_come_in_the_order_of_the_map() {
        let names: Vec<_> = tables().iter().map(|t| t.name.as_str()).collect();
        assert_eq!(names.first(), Some(&"accounts"));
        assert!(names.contains(&"going_along") && !names.contains(&"city"), "{names:?}");
        let accounts: Vec<_> = tables()[0].columns_for("id").collect();
        assert_eq!(accounts[..2], ["email", "first_name"]);
    }

    #[test]
    fn every_table_and_column_that_is_taken_out_has_words_in_both_languages() {
        for lang in [Lang::En, Lang::Nl] {
            let w = Words::of(lang);
            let keys = tables().iter().flat_map(|t| {
                let column = |c: &Column| format!("data-{}-{}", t.name, c.name);
                t.columns.iter().map(column).chain([format!("data-{}", t.name)]).collect::<Vec<_>>()
            });
            let missing: Vec<_> = keys.map(|k| k.replace('_', "-")).filter(|k| !w.has(k)).collect();
            assert!(missing.is_empty(), "locales/{lang}/me.ftl has no {missing:?}");
        }
    }
}
