//! The desk chooses what the paper is about, and which it is.

use super::asked::{Asked, AskedForm};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::{lang::Lang, place::gazetteer, words::Domain},
    web::{Error, Query, show},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "hand_out/choose.html")]
struct ChoosePage {
    v: Visit,
    asked: Asked,
}

/// A field, and what it offers: value and label.
type Field = (&'static str, Vec<(String, String)>);

impl ChoosePage {
    fn fields(&self) -> [Field; 4] {
        let v = &self.v;
        let all = || std::iter::once((String::new(), v.t("desk-all")));
        let langs = || Lang::ALL.iter().map(|lang| (lang.to_string(), v.t(format!("paper-in-{lang}"))));
        let parts = gazetteer().parts.iter().map(|part| (part.slug.clone(), part.name.clone()));
        let domains = Domain::ALL.iter().map(|domain| (domain.to_string(), v.t(format!("domain-{domain}"))));
        [
            ("lang", langs().collect()),
            ("part", all().chain(parts).collect()),
            ("domain", all().chain(domains).collect()),
            ("language", all().chain(langs()).collect()),
        ]
    }
}

/// `GET /desk/hand-out`
pub async fn page(v: Visit, _: AsSocialWorker, Query(form): Query<AskedForm>) -> Result<Response, Error> {
    let asked = Asked::read(form, v.lang)?;
    show(&ChoosePage { v, asked })
}
