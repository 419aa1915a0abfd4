//! After the six: what she said, and what happens next.

use super::{
    newcomer::Her,
    summary::{AnswerLine, answers},
};
use crate::{
    auth::Visit,
    kit::words::Belonging,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

/// The six answers.
#[derive(Template)]
#[template(path = "newcomers/check.html")]
struct CheckPage {
    v: Visit,
    lines: Vec<AnswerLine>,
    /// Whether enough is known to show something.
    ready: bool,
    /// Whether a group that she wishes for needs to know that she belongs to it.
    groups_ask: bool,
}

/// `GET /questions/check`
pub(super) async fn page(v: Visit, her: Her) -> Result<Response, Error> {
    let ready = her.has_answers();
    let wishes_women = |h: &super::Newcomer| {
        h.women_only && !h.person.belongs_to.as_ref().is_some_and(|b| b.contains(&Belonging::Women))
    };
    let groups_ask = her.0.as_ref().is_some_and(wishes_women);
    let lines = answers(&v, her.0.as_ref()).into_iter().filter(|l| l.question.number().is_some()).collect();
    show(&CheckPage { v, lines, ready, groups_ask })
}
