//! "More about you": all she said, and what else she could say.

use super::{
    newcomer::Her,
    summary::{AnswerLine, answers},
};
use crate::{
    auth::Visit,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

/// All answers; what is asked here first, then the six.
#[derive(Template)]
#[template(path = "newcomers/more.html")]
struct MorePage {
    v: Visit,
    more: Vec<AnswerLine>,
    six: Vec<AnswerLine>,
}

/// `GET /more-about-you`
pub(super) async fn page(v: Visit, her: Her) -> Result<Response, Error> {
    let (six, more) = answers(&v, her.0.as_ref()).into_iter().partition(|l| l.question.number().is_some());
    show(&MorePage { v, more, six })
}
