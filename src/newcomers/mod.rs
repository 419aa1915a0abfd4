//! People who are new in town: six questions, no account, and what they keep.

mod ask;
mod before;
mod budget;
mod check;
mod children;
mod chips;
mod choices;
mod comfort;
mod company;
mod conversation;
mod dutch;
mod groups;
mod interests;
mod languages;
mod looking;
mod more;
mod newcomer;
mod pause;
mod place;
mod question;
#[cfg(test)]
mod round_trips;
mod rung;
mod stay;
mod stop;
mod store;
mod summary;
mod tap;
mod teach;
mod ticks;
mod time;
mod wishes;

use crate::web::{availability, speech};
use axum::{Router, routing::get};

pub use conversation::{Conversation, Part as ConversationPart, told};
pub use looking::{Looking, looking, looking_within, passed_over_by, these_within};
pub use newcomer::{AsNewcomer, Begun, Her, Newcomer, Stay, looked_at};
pub use pause::{pause, paused_since, resume};
pub use question::{MORE_PATH, Question};
pub use stop::{let_meet_again, stop, stopped_since};
pub use store::{
    add, claim, forget_old_visits, insert, insert_many, keep, kept, let_go, of_account, pass_over, passed_over,
    remember_stay, take_back,
};
pub use summary::{AnswerLine, answers};
pub use tap::{change, choose_rung};

/// Below the language prefix. Each question's address is that of `Question::path`.
pub fn routes() -> Router {
    Router::new()
        .merge(ask::route::<wishes::WishesForm>())
        .merge(ask::route::<interests::InterestsForm>())
        .merge(ask::route::<languages::LanguagesForm>())
        .merge(ask::route::<time::TimeForm>())
        .merge(ask::route::<place::PlaceForm>())
        .merge(ask::route::<company::CompanyForm>())
        .route(question::CHECK_PATH, get(check::page))
        .route(MORE_PATH, get(more::page))
        .merge(ask::route::<before::BeforeForm>())
        .merge(ask::route::<children::ChildrenForm>())
        .merge(ask::route::<budget::BudgetForm>())
        .merge(ask::route::<teach::TeachForm>())
        .merge(ask::route::<dutch::DutchForm>())
        .merge(ask::route::<groups::GroupsForm>())
        .merge(ask::route::<comfort::ComfortForm>())
        .merge(ask::route::<rung::RungForm>())
        .merge(ask::route::<stay::StayForm>())
}
