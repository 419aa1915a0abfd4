//! Everything held of somebody, as `data-map.toml` has it: every column with `export = true` of every table that says
//! how it belongs to an account. A new column cannot be forgotten, for a column without a line fails the build.

mod map;
mod store;

use crate::{auth::SignedIn, platform::db::Db};
use serde_json::{Map, Value};

pub use map::{Table, tables};

/// A row of somebody's.
pub struct Row {
    /// As what it is theirs, where a table has two sides: `newcomer` or `local`.
    pub side: Option<&'static str>,
    /// Column → value; in the words of the database, other rows by their key.
    pub fields: Map<String, Value>,
}

/// The rows of a table.
pub struct Held {
    /// The table.
    pub table: &'static Table,
    /// Those that are theirs.
    pub rows: Vec<Row>,
}

/// Everything held of who is signed in, as of one moment.
///
/// # Errors
/// Those of the database.
pub async fn everything(db: &Db, who: &SignedIn) -> Result<Vec<Held>, sqlx::Error> {
    let mut tx = store::one_moment(db).await?;
    let mut all = Vec::new();
    for table in tables() {
        let mut rows = Vec::new();
        for owner in &table.owners {
            let side = (table.owners.len() > 1).then(|| owner.trim_end_matches("_id"));
            let found = store::rows(&mut tx, table, owner, who.account, who.email.as_str()).await?;
            rows.extend(found.into_iter().map(|fields| Row { side, fields }));
        }
        all.push(Held { table, rows });
    }
    Ok(all)
}
