//! Teams: each looks after some parts of town, and its people see who lives there.

mod store;

pub use store::{Team, change_team, insert_team, put_team_back, remove_team, team, teams};
