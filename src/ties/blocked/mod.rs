//! A tie that ends because one of the two blocks the other. Nothing that the other sees says so: for them it goes on as
//! one of whom the other is quiet.

mod store;

pub use store::end_between;
