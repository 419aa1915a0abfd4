//! What the paper is about: a part of town, a domain, a language that is spoken there; and the language it is in.

use crate::{
    auth::Visit,
    kit::{lang::Lang, place::gazetteer, words::Domain},
    listings::{Sieve, Stock},
    web::Error,
};
use serde::{Deserialize, Serialize};

/// As it stands in the address. An empty value is all.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct AskedForm {
    #[serde(skip_serializing_if = "String::is_empty")]
    lang: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    part: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    domain: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    language: String,
}

/// The same, read.
pub(super) struct Asked {
    form: AskedForm,
    /// The language of the paper: that of the desk where none is chosen.
    pub lang: Lang,
    speaks: Option<Lang>,
    sieve: Sieve,
}

fn chosen<T>(value: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
    if value.is_empty() { Ok(None) } else { read(value).map(Some).ok_or(Error::Unreadable) }
}

impl Asked {
    /// Reads it.
    ///
    /// # Errors
    /// `Unreadable` where a value is none that the form offers.
    pub fn read(form: AskedForm, desk: Lang) -> Result<Self, Error> {
        let lang = |value: &str| value.parse::<Lang>().ok();
        let domain = chosen(&form.domain, |value| value.parse::<Domain>().ok())?;
        let part = chosen(&form.part, |value| gazetteer().parts.iter().find(|part| part.slug == value))?;
        let sieve = Sieve::default().domains(domain.as_slice());
        Ok(Self {
            lang: chosen(&form.lang, lang)?.unwrap_or(desk),
            speaks: chosen(&form.language, lang)?,
            sieve: part.map_or(sieve, |part| sieve.part(&part.slug)),
            form,
        })
    }

    /// Whether this is chosen.
    pub fn has(&self, field: &str, value: &str) -> bool {
        match field {
            "lang" => self.lang.as_str() == value,
            "part" => self.form.part == value,
            "domain" => self.form.domain == value,
            "language" => self.form.language == value,
            _ => false,
        }
    }

    /// Whether the listing at a place belongs on the paper.
    pub fn pass(&self, stock: &Stock, place: usize) -> bool {
        let listing = &stock.items[place].listing;
        stock.passes(place, &self.sieve)
            && match self.speaks {
                None => true,
                Some(Lang::En) => listing.speaks_english(),
                Some(Lang::Nl) => listing.speaks_dutch(),
            }
    }

    /// All of it as a query.
    pub fn query(&self) -> String {
        serde_html_form::to_string(&self.form).unwrap_or_default()
    }

    /// Where the code leads, short enough to type: the front page, or what it is about, as in `/en/at/sport.strijp`.
    pub fn path(&self) -> String {
        let all = [&self.form.domain, &self.form.part, &self.form.language];
        let said: Vec<&str> = all.into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        if said.is_empty() { format!("/{}/", self.lang) } else { format!("/{}/at/{}", self.lang, said.join(".")) }
    }

    /// Reads such a path back: the listings that it is about, as a query.
    ///
    /// # Errors
    /// `NotFound` where a word is none that paper says.
    pub fn listings_of(said: &str) -> Result<String, Error> {
        let mut form = AskedForm::default();
        for word in said.split('.') {
            let field = if word.parse::<Domain>().is_ok() {
                &mut form.domain
            } else if word.parse::<Lang>().is_ok() {
                &mut form.language
            } else if gazetteer().parts.iter().any(|part| part.slug == word) {
                &mut form.part
            } else {
                return Err(Error::NotFound);
            };
            word.clone_into(field);
        }
        serde_html_form::to_string(&form).map_err(Error::unexpected)
    }

    /// What it is about in words, in the language of this visit: "Sport · Strijp"; nothing where it is all.
    pub fn about(&self, v: &Visit) -> Option<String> {
        let part = gazetteer().parts.iter().find(|part| part.slug == self.form.part).map(|part| part.name.clone());
        let domain = Some(&self.form.domain).filter(|domain| !domain.is_empty());
        let said = [domain.map(|domain| v.t(format!("domain-{domain}"))), part];
        let said: Vec<String> = said.into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(" · "))
    }
}
