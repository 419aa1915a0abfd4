//! What she said, question by question: for checking it, for her own page, for taking it along.

use super::{
    ask::Ask, before::BeforeForm, budget::BudgetForm, children::ChildrenForm, comfort::ComfortForm,
    company::CompanyForm, dutch::DutchForm, groups::GroupsForm, interests::InterestsForm, languages::LanguagesForm,
    newcomer::Newcomer, place::PlaceForm, question::Question, rung::RungForm, stay::StayForm, teach::TeachForm,
    time::TimeForm, wishes::WishesForm,
};
use crate::{auth::Visit, web::words::Words};

/// A question and what she said.
#[derive(Clone)]
pub struct AnswerLine {
    /// The question.
    pub question: Question,
    /// What it is about, in a few words.
    pub label: String,
    /// What she said, in words; or that she said nothing yet.
    pub value: String,
    /// Whether she said something.
    pub answered: bool,
    /// Where she changes it, language prefix and all. With `?from=me` (`check`, `more`) she comes back there.
    pub change_path: String,
}

type Say = fn(&Words, &Newcomer) -> Option<String>;

fn of<A: Ask>() -> (Question, Say) {
    (A::QUESTION, A::say)
}

/// All of it, the six questions first; each says so where she said nothing.
pub fn answers(v: &Visit, newcomer: Option<&Newcomer>) -> Vec<AnswerLine> {
    let all = [
        of::<WishesForm>(),
        of::<InterestsForm>(),
        of::<LanguagesForm>(),
        of::<TimeForm>(),
        of::<PlaceForm>(),
        of::<CompanyForm>(),
        of::<BeforeForm>(),
        of::<ChildrenForm>(),
        of::<BudgetForm>(),
        of::<TeachForm>(),
        of::<DutchForm>(),
        of::<GroupsForm>(),
        of::<ComfortForm>(),
        of::<RungForm>(),
        of::<StayForm>(),
    ];
    let line = |(question, say): (Question, Say)| {
        let said = newcomer.and_then(|her| say(&v.w, her));
        AnswerLine {
            question,
            label: v.t(format!("question-{}-short", question.key())),
            answered: said.is_some(),
            value: said.unwrap_or_else(|| v.t("said-none")),
            change_path: v.to(question.path()),
        }
    };
    all.into_iter().map(line).collect()
}
