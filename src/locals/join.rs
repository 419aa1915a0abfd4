//! The end of signing up, signed in: a first name, a number for the short call, and it is sent.

use super::{
    asking::{Asking, OWN_PATH},
    local::{Begun, Local, Them},
    regulars, store, training,
};
use crate::{
    auth::{self, AsSignedIn, Next, Visit},
    kit::{first_name::FirstName, text::Slip, vocabulary::vocabulary, words::Offer},
    letters,
    platform::db::Db,
    web::{Error, Form, Slips, availability, choices, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "locals/join.html")]
struct JoinPage {
    v: Visit,
    slips: Slips,
    form: JoinForm,
    said: Vec<Said>,
}

/// What they said on one of the pages before.
struct Said {
    asking: Asking,
    label: String,
    value: Option<String>,
}

/// What is typed at the end.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoinForm {
    first_name: String,
    phone: String,
}

/// A telephone number as people write it: digits, spaces, a plus, brackets and dashes.
///
/// # Errors
/// `slip-phone`, and the slips of a line.
pub fn phone(typed: &str) -> Result<String, Slip> {
    let text = crate::kit::text::line(typed, 20)?;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let only = text.chars().all(|c| c.is_ascii_digit() || " +()-/.".contains(c));
    if only && (8..=15).contains(&digits) { Ok(text) } else { Err(Slip::NotThis("slip-phone")) }
}

async fn said(v: &Visit, db: &Db, them: Option<&Local>) -> Result<Vec<Said>, Error> {
    let goes = match them {
        Some(local) => regulars::goes_to(db, local.id).await?.len(),
        None => 0,
    };
    let person = them.map(|l| &l.person);
    let mut places = Vec::new();
    if goes > 0 {
        places.push(v.t1("local-said-listings", "count", goes));
    }
    places.extend(them.and_then(|l| l.describes.clone()));
    let names = person.into_iter().flat_map(|p| p.languages.keys());
    let languages = names.map(|t| vocabulary().language_name(t, v.lang).to_owned());
    let free = person.and_then(|p| p.free).into_iter().flat_map(crate::kit::week::FreeWeek::iter);
    let times = them.map(|l| v.t1("local-said-often", "count", l.requests_a_month));
    let people = them.map(|l| v.t1("local-said-people", "count", l.people_at_a_time()));
    let all = [
        (Asking::Where, choices::listed(places)),
        (Asking::Languages, choices::listed(languages)),
        (
            Asking::Time,
            choices::listed(times.into_iter().chain(people).chain(free.map(|d| availability::daypart(&v.w, d)))),
        ),
    ];
    Ok(all.into_iter().map(|(asking, value)| Said { label: asking.short(v), asking, value }).collect())
}

fn signed_in<T>(who: Result<T, Error>) -> Result<T, Error> {
    who.map_err(|e| if matches!(e, Error::SignIn(_)) { Error::SignIn(Next::Join.to_string()) } else { e })
}

/// `GET /local/join`: signed out they sign in first and come back here.
pub async fn page(v: Visit, who: Result<AsSignedIn, Error>, Them(them): Them, db: Db) -> Result<Response, Error> {
    let AsSignedIn(who) = signed_in(who)?;
    if them.as_ref().is_some_and(|l| l.joined_at.is_some()) {
        return Ok(see(&v.to(OWN_PATH)));
    }
    let form = JoinForm {
        first_name: who.first_name.map(|n| n.as_str().to_owned()).unwrap_or_default(),
        phone: them.as_ref().and_then(|l| l.phone.clone()).unwrap_or_default(),
    };
    let said = said(&v, &db, them.as_ref()).await?;
    show(&JoinPage { v, slips: Slips::default(), form, said })
}

/// `POST /local/join`: they are a local from now on. Sent twice is sent once.
pub async fn submit(
    v: Visit,
    who: Result<AsSignedIn, Error>,
    them: Them,
    db: Db,
    Form(form): Form<JoinForm>,
) -> Result<Response, Error> {
    let AsSignedIn(who) = signed_in(who)?;
    let mut slips = Slips::default();
    let name = slips.take("first_name", FirstName::parse(&form.first_name));
    let number = slips.take("phone", phone(&form.phone));
    let (Some(name), Some(number)) = (name, number) else {
        let said = said(&v, &db, them.0.as_ref()).await?;
        return show_again(&JoinPage { v, slips, form, said });
    };
    let begun = Begun::of(&db, &v, them).await?;
    let next = training::next(&db, None).await?;
    let mut tx = db.begin().await?;
    let mut local = store::locked(&mut tx, begun.local.id).await?.ok_or(Error::Stale)?;
    if store::join(&mut tx, local.id).await? {
        auth::call_her(&mut tx, who.account, &name).await?;
        local.phone = Some(number);
        local.person.offers.get_or_insert_default().insert(Offer::TakeAlong);
        store::update(&mut tx, &local).await?;
        letters::queue(&mut tx, &v.city, &training::welcome(&v, who.email.clone(), next.as_ref())).await?;
        tx.commit().await?;
    }
    Ok(Flash::on(see(&v.to(OWN_PATH)), &v.address, "flash-joined", None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_people_write_it() {
        for good in ["06 12345678", "+31 (0)6-1234 5678", "040.123.45.67"] {
            assert_eq!(phone(good).as_deref(), Ok(good));
        }
        for bad in ["06", "call me", "06 12345678 after six", "+31 6 1234 5678 9012 3456"] {
            assert!(phone(bad).is_err(), "{bad}");
        }
    }
}
