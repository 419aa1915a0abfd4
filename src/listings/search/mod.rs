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
//! Pure: no database, no clock.
//!
//! **Why the catalogue answers, and not Postgres** (`benches/search.rs`, 100,000 listings with 60,700 different words, both
//! in one run on one machine, CPU time against Postgres 15's own execution time, full text in both languages with
//! trigrams where that finds nothing): the 65 queries of `tests/search/queries.csv` take 42 ms here and 4,880 ms there; a
//! word that 27 % of the listings have takes 2.6 times a rare one's time here (0.8 against 0.3 ms) and thousands of times
//! there, for it ranks every row it finds. Of the 65, the first five of the sample city hold what they must 65 times
//! here and 46 times there. It costs 163 bytes a listing, 1.7 s to make, and 1 ms for a change (p99 2.6 ms; 42 ms where
//! the changes are taken into the large part).

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
