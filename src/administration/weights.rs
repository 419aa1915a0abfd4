//! How the lists are made: the weights that count, a dry run of others before they do, and every version there was.

use super::weights_form::{Cell, TABLES, Then, WeightsForm, per_cent, table};
use crate::{
    auth::{AsAdministrator, Visit},
    kit::{sentence::Sentence, text::Slip},
    listings::{self, Shelf, Trial, Version, WeightsChanged},
    logbook::{self, Act},
    matching::{signal::Signal, weights::Weights},
    platform::db::Db,
    web::{Error, Form, Query, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

const PATH: &str = "/desk/weights";

/// One weight that is another than before: the table, the signal, per cents before and after.
struct Step {
    table: &'static str,
    signal: &'static str,
    before: u32,
    after: u32,
}

/// A version with what it changed.
struct Past {
    version: Version,
    steps: Vec<Step>,
}

/// What a dry run says.
enum Told {
    /// There are too few people to say anything.
    TooFew,
    /// The counts.
    Counts(Trial),
}

#[derive(Template)]
#[template(path = "administration/weights.html")]
struct WeightsPage {
    v: Visit,
    slips: Slips,
    form: WeightsForm,
    /// Newest first; the first one counts.
    past: Vec<Past>,
    trial: Option<Told>,
    /// What another version, made in the meantime, says otherwise than the form.
    meantime: Option<Vec<Step>>,
    /// The version whose numbers the form has, where it goes back.
    back: Option<String>,
}

impl WeightsPage {
    fn new(v: Visit, slips: Slips, form: WeightsForm, versions: Vec<Version>) -> Self {
        let before: Vec<_> = versions.iter().skip(1).map(|v| v.weights.clone()).collect();
        let past = versions.into_iter().enumerate().map(|(n, version)| Past {
            steps: before.get(n).map(|before| steps(before, &version.weights)).unwrap_or_default(),
            version,
        });
        Self { v, slips, form, past: past.collect(), trial: None, meantime: None, back: None }
    }

    fn tables(&self) -> Vec<(&'static str, Vec<Cell>)> {
        TABLES.iter().map(|(name, _)| (*name, self.form.cells(name))).collect()
    }

    /// The essentials as they count: signal, per cents of most listings, per cents of a role that asks skills.
    fn essentials(&self) -> Vec<(&'static str, u32, u32)> {
        let now = &self.past[0].version.weights;
        let row = |k: usize| (Signal::ESSENTIALS[k].as_str(), now.essentials[k], now.role_with_skills[k]);
        (0..7).map(row).map(|(signal, a, b)| (signal, per_cent(a), per_cent(b))).collect()
    }

    fn nice(&self) -> Vec<(&'static str, u32)> {
        let now = &self.past[0].version.weights;
        Signal::NICE.iter().zip(now.nice).map(|(signal, w)| (signal.as_str(), per_cent(w))).collect()
    }

    /// Tried out and in order: what is left is to save it.
    fn is_tried(&self) -> bool {
        self.trial.is_some()
    }
}

impl Told {
    /// The dry run, in sentences.
    fn lines(&self, v: &Visit) -> Vec<String> {
        let Told::Counts(trial) = self else { return vec![v.t1("weights-try-few", "least", listings::LEAST)] };
        let stays = libm::round(trial.stays * 100.0) as u32;
        vec![
            v.t2("weights-try-others", "count", trial.others, "lists", trial.lists),
            v.t1("weights-try-reordered", "count", trial.reordered),
            v.t1("weights-try-stays", "share", stays),
        ]
    }
}

/// What differs, in per cents.
fn steps(before: &Weights, after: &Weights) -> Vec<Step> {
    let all = TABLES.iter().flat_map(|(name, signals)| {
        let pairs = table(before, name).iter().zip(table(after, name));
        signals.iter().zip(pairs).map(move |(signal, (before, after))| Step {
            table: name,
            signal: signal.as_str(),
            before: per_cent(*before),
            after: per_cent(*after),
        })
    });
    all.filter(|step| step.before != step.after).collect()
}

/// `?back=2`: the form has the numbers of that version.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    back: Option<i32>,
}

/// `GET /desk/weights`
pub async fn page(
    v: Visit,
    AsAdministrator(_): AsAdministrator,
    db: Db,
    Query(asked): Query<Back>,
) -> Result<Response, Error> {
    let versions = listings::versions(&db).await?;
    let now = newest(&versions)?;
    let Some(number) = asked.back else {
        let form = WeightsForm::of(now, now, String::new(), Sentence::default());
        return show(&WeightsPage::new(v, Slips::default(), form, versions));
    };
    let old = versions.iter().find(|it| it.number == number && number != now.number).ok_or(Error::NotFound)?;
    let name = old.weights.version.to_string();
    // The new version needs a name of its own; its number is one that nothing has yet.
    let form = WeightsForm::of(old, now, format!("{name} ({})", now.number + 1), Sentence::default());
    show(&WeightsPage { back: Some(name), ..WeightsPage::new(v, Slips::default(), form, versions) })
}

fn newest(versions: &[Version]) -> Result<&Version, Error> {
    versions.first().ok_or_else(|| Error::unexpected(anyhow::anyhow!("there is always a version of the weights")))
}

/// Whether this version is what was sent.
fn is_there(now: &Version, weights: &Weights, note: &Sentence) -> bool {
    *now.weights == *weights && now.note == *note
}

/// `POST /desk/weights`: a dry run, or the next version. It says from which version it was made: what somebody else
/// made in the meantime is shown, and never overwritten unseen.
pub async fn submit(
    v: Visit,
    AsAdministrator(who): AsAdministrator,
    db: Db,
    shelf: Shelf,
    Form(mut form): Form<WeightsForm>,
) -> Result<Response, Error> {
    let versions = listings::versions(&db).await?;
    let now = newest(&versions)?;
    let mut slips = Slips::default();
    let weights = form.weights(&mut slips)?;
    // Trying out needs no name yet.
    let words = match form.then {
        Then::Try => form.words(&mut Slips::default()),
        Then::Save => form.words(&mut slips),
    };
    let (Some(weights), true) = (weights, slips.is_empty()) else {
        return show_again(&WeightsPage::new(v, slips, form, versions));
    };
    let Some((name, note)) = words.filter(|_| form.then == Then::Save) else {
        let least = if v.city.is_sample() { 1 } else { listings::LEAST };
        let trial = listings::try_out(&db, shelf.now(), weights, least).await?;
        let trial = Some(trial.map_or(Told::TooFew, Told::Counts));
        return show(&WeightsPage { trial, ..WeightsPage::new(v, slips, form, versions) });
    };
    let weights = Weights { version: name.as_str().into(), ..weights };
    if is_there(now, &weights, &note) {
        return Ok(see(PATH)); // the same was sent twice
    }
    if form.from == now.number && now.weighs_like(&weights) {
        slips.add("essentials", Slip::NotThis("slip-weights-same"));
        return show_again(&WeightsPage::new(v, slips, form, versions));
    }
    let mut tx = db.begin().await?;
    match listings::change_weights(&mut tx, form.from, &weights, &note, who.account).await? {
        WeightsChanged::Done => logbook::write(&mut tx, &who, None, Act::WeightsChanged, None).await?,
        WeightsChanged::NameTaken => {
            slips.add("name", Slip::NotThis("slip-weights-name"));
            return show_again(&WeightsPage::new(v, slips, form, versions));
        }
        WeightsChanged::Meanwhile => {
            drop(tx);
            let versions = listings::versions(&db).await?;
            let now = newest(&versions)?;
            if is_there(now, &weights, &note) {
                return Ok(see(PATH)); // the same was sent twice at once
            }
            let meantime = Some(steps(&now.weights, &weights));
            form.from = now.number;
            let page = WeightsPage { meantime, ..WeightsPage::new(v, slips, form, versions) };
            return Ok((StatusCode::CONFLICT, show(&page)?).into_response());
        }
    }
    tx.commit().await?;
    Ok(Flash::on(see(PATH), &v.address, "flash-weights-changed", None))
}
