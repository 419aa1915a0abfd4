//! What they speak: a tick for each language in which they can have an everyday conversation; and what they would like
//! in return: a language to practise, or help with something.

use super::{
    asking::{Asking, Here},
    local::{Begun, Local, Them},
    store,
};
use crate::{
    auth::Visit,
    kit::{language_tag::LanguageTag, level::Level, text::Slip, vocabulary::vocabulary},
    platform::db::Db,
    web::{Error, Form, Slips, choices, see, show, show_again, speech},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use std::collections::BTreeSet;

/// What most people here speak stands first; all others are one tap away.
const OFTEN: [&str; 8] = ["nl", "en", "de", "fr", "es", "tr", "ar", "pl"];

/// A language to tick.
pub struct Tick {
    /// Its tag.
    pub tag: &'static str,
    /// Its name for this reader.
    pub name: &'static str,
    /// Whether it is ticked.
    pub chosen: bool,
}

/// The languages to tick: those that most people here speak, and all others.
pub struct Ticks {
    /// Those that most people here speak.
    pub first: Vec<Tick>,
    /// All others.
    pub others: Vec<Tick>,
}

impl Ticks {
    /// As they were ticked.
    pub fn new(v: &Visit, chosen: &[String]) -> Self {
        let tick = |(tag, name): speech::Choosable| Tick { tag, name, chosen: chosen.iter().any(|c| c == tag) };
        let (mut first, others): (Vec<_>, Vec<_>) =
            speech::by_name(v.lang, true).into_iter().map(tick).partition(|t| OFTEN.contains(&t.tag));
        first.sort_by_key(|t| OFTEN.iter().position(|tag| *tag == t.tag));
        Self { first, others }
    }

    /// The others are shown where one of them is ticked.
    pub fn open(&self) -> bool {
        self.others.iter().any(|t| t.chosen)
    }
}

/// The tags that were ticked.
pub fn tags(ticked: &[String]) -> Result<BTreeSet<LanguageTag>, Slip> {
    ticked.iter().filter_map(|t| speech::tag(t).transpose()).collect()
}

#[derive(Template)]
#[template(path = "locals/languages.html")]
struct LanguagesPage {
    v: Visit,
    slips: Slips,
    here: Here,
    speaks: Ticks,
    practises: Ticks,
    skill: String,
}

impl LanguagesPage {
    fn new(v: Visit, slips: Slips, here: Here, form: &LanguagesForm) -> Self {
        let mut practises = Ticks::new(&v, &form.wants_to_learn);
        // Most locals have no need to practise Dutch.
        practises.first.retain(|t| t.tag != "nl" || t.chosen);
        Self { speaks: Ticks::new(&v, &form.languages), practises, skill: form.wished_skill.clone(), v, slips, here }
    }

    /// The skills to choose from, by their names, and which is chosen.
    fn skills(&self) -> Vec<(&'static str, &'static str, bool)> {
        let named = vocabulary()
            .skills
            .iter()
            .map(|s| (s.named.id.as_str(), s.named.name(self.v.lang), s.named.id == self.skill));
        let mut all: Vec<_> = named.collect();
        all.sort_by_key(|(_, name, _)| name.to_lowercase());
        all
    }
}

/// What was ticked.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LanguagesForm {
    languages: Vec<String>,
    wants_to_learn: Vec<String>,
    wished_skill: String,
}

impl LanguagesForm {
    /// As it is filled in for what they said before; Dutch for whoever said nothing yet.
    fn of(them: Option<&Local>) -> Self {
        let said = them.map(|l| &l.person.languages).filter(|all| !all.is_empty());
        let said: Option<BTreeSet<LanguageTag>> = said.map(|all| all.keys().cloned().collect());
        Self {
            languages: choices::names(Some(&said.unwrap_or_else(|| [LanguageTag::dutch()].into()))),
            wants_to_learn: choices::names(them.and_then(|l| l.person.wants_to_learn.as_ref())),
            wished_skill: them.and_then(|l| l.wished_skill.clone()).unwrap_or_default(),
        }
    }
}

/// `GET /local/languages`
pub async fn page(v: Visit, Them(them): Them) -> Result<Response, Error> {
    let here = Here::at(Asking::Languages, them.as_ref());
    show(&LanguagesPage::new(v, Slips::default(), here, &LanguagesForm::of(them.as_ref())))
}

/// `POST /local/languages`: "nearly everything" of Dutch, an everyday conversation in the others; a level that we
/// know more exactly stays.
pub async fn submit(v: Visit, them: Them, db: Db, Form(form): Form<LanguagesForm>) -> Result<Response, Error> {
    let here = Here::at(Asking::Languages, them.0.as_ref());
    let mut slips = Slips::default();
    let spoken = slips.take("languages", tags(&form.languages));
    let wants = slips.take("wants_to_learn", tags(&form.wants_to_learn));
    let skill = match form.wished_skill.as_str() {
        "" => Ok(None),
        id if vocabulary().skill(id).is_some() => Ok(Some(id.to_owned())),
        _ => Err(Slip::NotThis("slip-choice")),
    };
    let skill = slips.take("wished_skill", skill);
    let (Some(spoken), Some(wants), Some(skill)) = (spoken, wants, skill) else {
        return show_again(&LanguagesPage::new(v, slips, here, &form));
    };
    let begun = Begun::of(&db, &v, them).await?;
    let mut tx = db.begin().await?;
    let mut local = store::locked(&mut tx, begun.local.id).await?.ok_or(Error::Stale)?;
    let before = std::mem::take(&mut local.person.languages);
    let level = |tag: &LanguageTag| if *tag == LanguageTag::dutch() { Level::B2 } else { Level::B1 };
    let known = |tag: &LanguageTag| before.get(tag).copied().unwrap_or_else(|| level(tag));
    local.person.languages = spoken.into_iter().map(|tag| (tag.clone(), known(&tag))).collect();
    local.person.wants_to_learn = choices::unless_empty(wants);
    local.wished_skill = skill;
    store::update(&mut tx, &local).await?;
    tx.commit().await?;
    Ok(begun.keep(see(&v.to(here.on())), &v))
}
