//! Search that finds: what somebody types meets what listings say, in Dutch and English, with typing errors.
//!
//! A word of the question meets a word of a listing, best first: exactly; as another form (Snowball stems); as the
//! beginning of the word she is still typing; as a part of a compound; as a synonym in either language; as a kind of it;
//! a typing error away. Where it stands counts too: title, topics, names, summary. Every word must be met; where nothing
//! meets all, what meets most is shown, and the page says so.
//!
//! **The score of a listing depends on the question and that listing alone.** What a word means is read from the words in
//! the binary, never from what else is listed. So an index changed step by step finds what one made anew finds, a
//! listing that is added takes nothing away, and a draft betrays nothing.
//!
//! Pure: no database, no clock. Why the catalogue answers and not Postgres: see `benches/search.rs`.

mod compound;
mod dictionary;
mod found;
mod index;
mod lexicon;
mod near;
mod question;
mod segment;
mod stem;
mod text;
mod texts;
mod way;

pub use found::{Found, Score, Tier};
pub use index::Index;
pub use question::Question;
pub use text::folded;
pub use texts::Texts;
