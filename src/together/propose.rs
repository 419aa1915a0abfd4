//! She says what she would like to begin: one page, said again before it is sent. Nothing is stored before that.

use super::{
    facts::Fact,
    find,
    form::{ProposalForm, Then},
    store::{self, Key},
};
use crate::{
    along::Sender,
    auth::{self, Next, Visit},
    curation::{Group, interest_groups},
    kit::{
        language_tag::LanguageTag,
        place::{PartOfTown, gazetteer},
        vocabulary::vocabulary,
    },
    listings::Shelf,
    newcomers::AsNewcomer,
    platform::db::Db,
    web::{Error, Form, Query, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// So many can be open at once; the database says so too.
const MOST_OPEN: usize = 2;

#[derive(Template)]
#[template(path = "together/propose.html")]
struct ProposePage {
    v: Visit,
    slips: Slips,
    form: ProposalForm,
    /// Value and name of each language she may choose.
    languages: Vec<(String, String)>,
    knows_name: bool,
    /// Those that are open, where there are as many as can be: id and title.
    full: Vec<(Uuid, String)>,
}

impl ProposePage {
    fn interests(&self) -> Vec<Group> {
        interest_groups(&self.v, &self.form.interests)
    }

    fn parts(&self) -> &'static [PartOfTown] {
        &gazetteer().parts
    }
}

#[derive(Template)]
#[template(path = "together/check.html")]
struct CheckPage {
    v: Visit,
    form: ProposalForm,
    title: String,
    facts: Vec<Fact>,
}

/// What came to nothing, to begin it anew.
#[derive(Deserialize)]
pub struct Again {
    again: Option<Uuid>,
}

fn signed_in(her: Result<AsNewcomer, Error>) -> Result<AsNewcomer, Error> {
    her.map_err(|e| if matches!(e, Error::SignIn(_)) { Error::SignIn(Next::Together.to_string()) } else { e })
}

/// Dutch, English, and what else she speaks.
fn languages(v: &Visit, her: &AsNewcomer) -> Vec<(String, String)> {
    let mut tags = vec![LanguageTag::dutch(), LanguageTag::english()];
    let hers = her.newcomer.person.languages.keys().filter(|tag| vocabulary().knows_language(tag));
    tags.extend(hers.filter(|tag| !tag.is_dutch() && !tag.is_english()).cloned());
    let name = |tag: LanguageTag| (tag.to_string(), vocabulary().language_name(&tag, v.lang).to_owned());
    tags.into_iter().map(name).collect()
}

async fn page_of(v: Visit, db: &Db, her: &AsNewcomer, form: ProposalForm, slips: Slips) -> Result<ProposePage, Error> {
    let all = store::hers(db, her.newcomer.id).await?.into_iter();
    let full: Vec<_> = all.filter(|it| it.stands().is_on_its_way()).map(|it| (it.id, it.what.title)).collect();
    Ok(ProposePage {
        languages: languages(&v, her),
        knows_name: her.signed_in.first_name.is_some(),
        full: if full.len() >= MOST_OPEN { full } else { Vec::new() },
        form,
        slips,
        v,
    })
}

/// `GET /together`: signed out she signs in first and comes back here.
pub async fn page(
    v: Visit,
    her: Result<AsNewcomer, Error>,
    db: Db,
    Query(asks): Query<Again>,
) -> Result<Response, Error> {
    let her = signed_in(her)?;
    let before = match asks.again {
        Some(id) => store::found(&db, Key::OfHer(her.signed_in.account, id)).await?,
        None => None,
    };
    let form = ProposalForm::of(before.as_ref().map(|it| &it.what));
    show(&page_of(v, &db, &her, form, Slips::default()).await?)
}

/// `POST /together`: says it again; from there it is sent, and a local is asked. Sent twice it is there once.
pub async fn submit(
    v: Visit,
    her: Result<AsNewcomer, Error>,
    db: Db,
    shelf: Shelf,
    Form(form): Form<ProposalForm>,
) -> Result<Response, Error> {
    let her = signed_in(her)?;
    let mut slips = Slips::default();
    let (what, name) = (form.read(v.lang, &mut slips), form.name(her.signed_in.first_name.as_ref(), &mut slips));
    let (Some(what), Some(name)) = (what, name) else {
        return show_again(&page_of(v, &db, &her, form, slips).await?);
    };
    match form.then {
        Then::Change => return show(&page_of(v, &db, &her, form, Slips::default()).await?),
        Then::Check => {
            let facts = what.facts(&v.w);
            return show(&CheckPage { form, title: what.title, facts, v });
        }
        Then::Send => {}
    }
    let there = v.to(&format!("/together/{}", form.entry));
    if store::found(&db, Key::OfHer(her.signed_in.account, form.entry)).await?.is_some() {
        return Ok(see(&there));
    }
    let mut tx = db.begin().await?;
    auth::call_her(&mut tx, her.signed_in.account, &name).await?;
    if !store::insert(&mut tx, form.entry, her.newcomer.id, &what).await? {
        drop(tx);
        return show(&page_of(v, &db, &her, form, Slips::default()).await?);
    }
    let sender = Sender { city: &v.city, address: &v.address };
    find::somebody(&mut tx, &sender, &shelf.now(), (form.entry, her.signed_in.account), &what).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&there), &v.address, "flash-together-sent", None))
}
