//! A part of the city's facts and the form that changes it. The form says from which version it was made: what
//! somebody else wrote in the meantime is shown, and never overwritten unseen.

use crate::{
    auth::{AsAdministrator, Visit},
    city::{self, City, TheCity},
    logbook::{self, Act},
    platform::{chance, db::Db},
    web::{Error, Form, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// What a form does to the facts.
pub type Change = Box<dyn FnOnce(&mut City) + Send>;

/// What stands now where somebody else wrote in the meantime: the name of the field's label and its text.
pub type Differences = Vec<(String, String)>;

/// A part of the facts, as strings.
pub trait Section: DeserializeOwned + Serialize + Send + 'static {
    /// Its page.
    type Page: Template;

    /// The form as the facts fill it, without a version.
    fn of(city: &City) -> Self;

    /// From which version it was made.
    fn version(&mut self) -> &mut String;

    /// Reads what was typed.
    fn read(&self, slips: &mut Slips) -> Option<Change>;

    /// What a field that holds numbers of rows says to a reader.
    fn told(&self, _field: &str) -> Option<String> {
        None
    }

    /// The page, with what somebody else wrote in the meantime.
    fn page(self, v: Visit, slips: Slips, differences: Differences) -> Self::Page;
}

/// The version of a form without one: what it says, in eight bytes.
fn version_of(form: &impl Serialize) -> Result<String, Error> {
    let text = serde_json::to_string(form).map_err(Error::unexpected)?;
    Ok(HEXLOWER.encode(&chance::hash(&text)[..8]))
}

fn fresh<S: Section>(city: &City) -> Result<S, Error> {
    let mut form = S::of(city);
    let version = version_of(&form)?;
    *form.version() = version;
    Ok(form)
}

/// The fields in which two forms differ, as the first has them.
fn differences<S: Section>(now: &S, typed: &S) -> Result<Differences, Error> {
    let (all, typed) = (fields(now)?, fields(typed)?);
    let differ = all.into_iter().filter(|(name, text)| name != "version" && typed.get(name) != Some(text));
    Ok(differ.map(|(name, text)| (now.told(&name).unwrap_or_else(|| said(&text)), name)).map(|(t, n)| (n, t)).collect())
}

fn fields(form: &impl Serialize) -> Result<serde_json::Map<String, Value>, Error> {
    match serde_json::to_value(form).map_err(Error::unexpected)? {
        Value::Object(fields) => Ok(fields),
        _ => Err(Error::unexpected(anyhow::anyhow!("a form is fields"))),
    }
}

fn said(text: &Value) -> String {
    match text {
        Value::String(text) => text.clone(),
        Value::Array(rows) => rows.iter().map(said).filter(|row| !row.is_empty()).collect::<Vec<_>>().join(" · "),
        other => other.to_string(),
    }
}

/// `GET`: as the database has it now.
pub async fn page<S: Section>(v: Visit, AsAdministrator(_): AsAdministrator, db: Db) -> Result<Response, Error> {
    let city = city::load(&db, v.address.host()).await?.ok_or(Error::NotFound)?;
    show(&fresh::<S>(&city)?.page(v, Slips::default(), Vec::new()))
}

/// `POST`: the change, a line in the logbook, and every page shows it.
pub async fn submit<S: Section>(
    v: Visit,
    AsAdministrator(who): AsAdministrator,
    db: Db,
    the_city: TheCity,
    Form(mut form): Form<S>,
) -> Result<Response, Error> {
    let made_from = form.version().clone();
    if made_from.len() != 16 || HEXLOWER.decode(made_from.as_bytes()).is_err() {
        return Err(Error::Unreadable);
    }
    let mut slips = Slips::default();
    let change = form.read(&mut slips);
    let (Some(change), true) = (change, slips.is_empty()) else {
        return show_again(&form.page(v, slips, Vec::new()));
    };
    let mut tx = db.begin().await?;
    let mut facts = city::locked(&mut tx).await?;
    let mut now = fresh::<S>(&facts)?;
    change(&mut facts);
    let then = fresh::<S>(&facts)?.version().clone();
    let stands = now.version().clone();
    if stands == then {
        // Nothing is new, or the same was sent twice.
        return Ok(see("/desk/city"));
    }
    if stands != made_from {
        let differences = differences(&now, &form)?;
        *form.version() = stands;
        return Ok((StatusCode::CONFLICT, show(&form.page(v, slips, differences))?).into_response());
    }
    city::update(&mut tx, &facts).await?;
    logbook::write(&mut tx, &who, None, Act::CityChanged, None).await?;
    tx.commit().await?;
    // The other instances hear of it; here it shows at once.
    if let Some(city) = city::load(&db, v.address.host()).await? {
        the_city.swap(city);
    }
    Ok(Flash::on(see("/desk/city"), &v.address, "flash-city-changed", None))
}

#[cfg(test)]
mod tests {
    use super::super::{contact::ContactForm, help_lines::HelpLinesForm, who_pays::WhoPaysForm};
    use super::*;

    /// A form that is sent back as it came changes nothing, whatever the city's own file says.
    fn round_trip<S: Section>() {
        let city = city::found("eindhoven").expect("its folder");
        let form = fresh::<S>(&city).unwrap_or_else(|e| panic!("{e:?}"));
        let (mut slips, mut changed) = (Slips::default(), city.clone());
        let change = form.read(&mut slips).unwrap_or_else(|| panic!("{slips:?}"));
        change(&mut changed);
        let json = |city: &City| serde_json::to_value(city).expect("JSON");
        assert_eq!(json(&changed), json(&city));
    }

    #[test]
    fn a_form_that_is_sent_back_as_it_came_changes_nothing() {
        round_trip::<ContactForm>();
        round_trip::<HelpLinesForm>();
        round_trip::<WhoPaysForm>();
    }
}
