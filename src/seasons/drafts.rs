//! The drafts of a year: made from the city's own file in the desk's own form of a new listing. A key names the year, so
//! that what is there is never made twice; what nobody touched since can be taken away or made anew.

use crate::{
    auth::SignedIn,
    city::{self, Coming, Part},
    curation::{NewForm, blank},
    exchange,
    kit::{money::Euros, words::Status},
    listings::{self, By, Listing, Role},
    web::{Error, Slips},
};
use chrono::NaiveDate;
use sqlx::PgTransaction;

/// The drafts of what comes; what is over today is not drafted any more.
pub(super) fn parts(coming: &Coming, today: NaiveDate) -> impl Iterator<Item = &'static Part> {
    let coming = *coming;
    coming.season.parts.iter().filter(move |part| coming.day_of(part) > today)
}

/// The draft of a part.
///
/// # Errors
/// `Unexpected` where the city's file says what the form does not know.
fn draft(coming: &Coming, part: &Part, today: NaiveDate) -> Result<Listing, Error> {
    let (title, summary) = (part.title.clone(), part.summary.clone());
    let form = NewForm {
        kind: part.kind.clone(),
        title_en: title.en,
        title_nl: title.nl,
        summary_en: summary.en,
        summary_nl: summary.nl,
        interest: coming.season.interest.clone(),
        speech: part.speech.clone(),
        repeat: "once".to_owned(),
        first_date: coming.day_of(part).to_string(),
        times: part.times.clone(),
        ..NewForm::empty()
    };
    let mut slips = Slips::default();
    let key = coming.key_of(part);
    let read = form.read(&blank(form.entry), today, &mut slips);
    let read = read.ok_or_else(|| Error::unexpected(anyhow::anyhow!("seasons.toml: {key}: {slips:?}")))?;
    // Whether somebody takes people along is said by whoever does: `at_desk` asks for them.
    Ok(Listing { key, cost: Some(Euros::FREE), ..read })
}

/// Makes the drafts that are not there yet; answers their keys.
///
/// # Errors
/// Those of the database.
pub(super) async fn prepare(
    tx: &mut PgTransaction<'_>,
    who: &SignedIn,
    coming: &[Coming],
    today: NaiveDate,
) -> Result<Vec<String>, Error> {
    // Two clicks at once wait for each other here.
    city::locked(tx).await?;
    let mut drafts = Vec::new();
    for it in coming {
        for part in parts(it, today) {
            drafts.push(draft(it, part, today)?);
        }
    }
    let keys: Vec<String> = drafts.iter().map(|it| it.key.clone()).collect();
    let there = listings::of_keys(tx, &keys).await?;
    drafts.retain(|it| !there.contains_key(&it.key));
    listings::create_many(tx, By::of(who, Role::SocialWorker), &drafts).await?;
    Ok(drafts.into_iter().map(|it| it.key).collect())
}

/// Takes away those of these drafts that nobody touched since; answers their keys.
///
/// # Errors
/// Those of the database.
pub(super) async fn take_back(tx: &mut PgTransaction<'_>, keys: &[String]) -> Result<Vec<String>, Error> {
    let there = listings::of_keys_locked(tx, keys).await?;
    let drafts = there.into_values().filter(|(it, version)| it.status == Status::Draft && *version == 1);
    let (ids, mut keys): (Vec<_>, Vec<_>) = drafts.map(|(it, _)| (it.id, it.key)).unzip();
    exchange::take_away(tx, &ids).await?;
    let stay = listings::of_keys(tx, &keys).await?;
    keys.retain(|key| !stay.contains_key(key));
    Ok(keys)
}
