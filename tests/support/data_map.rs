//! `data-map.toml` as the tests read it: what every column is, and whose every row is.

use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    ops::{Deref, DerefMut},
    path::Path,
};

/// What `data-map.toml` says of one column.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub class: String,
    pub purpose: String,
    pub basis: String,
    pub keep: String,
    pub export: bool,
    pub how_erased: String,
    pub keys: Option<BTreeSet<String>>,
    pub only_for: Option<String>,
}

/// What it says of one table: its columns, and those by which a row is somebody's.
#[derive(Deserialize)]
pub struct Table {
    #[serde(default, rename = "_belongs_to")]
    pub belongs_to: Vec<String>,
    #[serde(flatten)]
    pub columns: BTreeMap<String, Column>,
}

impl Deref for Table {
    type Target = BTreeMap<String, Column>;

    fn deref(&self) -> &Self::Target {
        &self.columns
    }
}

impl DerefMut for Table {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.columns
    }
}

pub type Map = BTreeMap<String, Table>;

/// The map as it stands.
pub fn data_map() -> Map {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data-map.toml")).expect("data-map.toml");
    toml::from_str(&text).unwrap_or_else(|e| panic!("data-map.toml: {e}"))
}
