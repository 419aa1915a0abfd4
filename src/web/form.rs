//! Forms: read at the door, slips named field by field, nothing typed lost.

use super::{error::Error, words::Words};
use crate::kit::text::Slip;
use axum::{
    extract::{FromRequest, Request},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// A form as it was sent. Its type says `deny_unknown_fields`: a field we did not ask for is no form of ours.
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        match axum_extra::extract::Form::<T>::from_request(request, state).await {
            Ok(axum_extra::extract::Form(form)) => Ok(Form(form)),
            Err(_) => Err(Error::Unreadable),
        }
    }
}

/// A query string as it was sent; what cannot be read is a page that says so.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> axum::extract::FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, state: &S) -> Result<Self, Error> {
        match axum_extra::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum_extra::extract::Query(query)) => Ok(Query(query)),
            Err(_) => Err(Error::Unreadable),
        }
    }
}

/// The fields of these names as a form of their own: they are taken out of the others, so that what nobody takes is left
/// and seen.
///
/// # Errors
/// `Unreadable` where they are no such form.
pub fn taken_out<T: DeserializeOwned>(fields: &mut Vec<(String, String)>, names: &[&str]) -> Result<T, Error> {
    let (mine, others): (Vec<_>, Vec<_>) =
        std::mem::take(fields).into_iter().partition(|(name, _)| names.contains(&name.as_str()));
    *fields = others;
    let mine = serde_html_form::to_string(mine).map_err(|_| Error::Unreadable)?;
    serde_html_form::from_str(&mine).map_err(|_| Error::Unreadable)
}

/// The slips of one form, in the order of its fields.
#[derive(Clone, Debug, Default)]
pub struct Slips(Vec<(Cow<'static, str>, Slip)>);

impl Slips {
    /// Keeps the value, or remembers the slip of this field.
    pub fn take<T>(&mut self, field: impl Into<Cow<'static, str>>, read: Result<T, Slip>) -> Option<T> {
        read.map_err(|slip| self.add(field, slip)).ok()
    }

    /// Remembers a slip of this field.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, slip: Slip) {
        self.0.push((field.into(), slip));
    }

    /// Whether the form is in order.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For the summary above the form: the field's id and the sentence.
    pub fn all(&self, words: &Words) -> Vec<(&str, String)> {
        self.0.iter().map(|(field, slip)| (field.as_ref(), sentence(words, *slip))).collect()
    }

    /// The sentence beside a field.
    pub fn of(&self, words: &Words, field: &str) -> Option<String> {
        self.0.iter().find(|(f, _)| f == field).map(|(_, slip)| sentence(words, *slip))
    }
}

fn sentence(words: &Words, slip: Slip) -> String {
    match slip {
        Slip::Empty => words.t("slip-empty"),
        Slip::TooLong(max) => words.t1("slip-too-long", "max", max),
        Slip::OddCharacter => words.t("slip-odd-character"),
        Slip::Sum(sum @ 0..100) => words.t2("slip-sum-below", "sum", sum, "off", 100 - sum),
        Slip::Sum(sum) => words.t2("slip-sum-above", "sum", sum, "off", sum.saturating_sub(100)),
        Slip::NotThis(key) => words.t(key),
    }
}

/// A page.
///
/// # Errors
/// `Unexpected` where the template cannot be written.
pub fn show(template: &impl askama::Template) -> Result<Response, Error> {
    Ok(Html(template.render()?).into_response())
}

/// The same form again, with its slips.
///
/// # Errors
/// `Unexpected` where the template cannot be written.
pub fn show_again(template: &impl askama::Template) -> Result<Response, Error> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(template.render()?)).into_response())
}

/// After an act: go and look at this page.
pub fn see(path: &str) -> Response {
    axum::response::Redirect::to(path).into_response()
}
