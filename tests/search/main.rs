//! Search that finds: the table of queries, and what always holds.

mod made;
mod promises;
mod table;
