//! Whom a round is about: where they live, how long they wait, what a local offers. As it stands, everybody who waits and
//! every local with a place. Below it the rounds there were.

use super::{
    super::front::tenths,
    ROUNDS,
    draft::{Choice, Round, WAITS},
    kept, path,
    pool::{Gathered, MOST},
    store,
};
use crate::{
    auth::{AsSocialWorker, Scope, SignedIn, Visit},
    kit::{
        place::{PartOfTown, gazetteer},
        text::Slip,
        words::Offer,
    },
    listings::Shelf,
    matching::round::solved::Fair,
    platform::db::Db,
    web::{Error, Form, Query, Slips, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

/// So many rounds are listed.
const LISTED: usize = 8;

/// The choice as it is sent.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChooseForm {
    part: String,
    waiting: String,
    offer: String,
    asked: String,
    fair: String,
}

impl ChooseForm {
    /// Only parts of town that they look after can be chosen.
    fn read(&self, who: &SignedIn, slips: &mut Slips) -> Option<Choice> {
        let not_this = Slip::NotThis("slip-choice");
        let part = match self.part.as_str() {
            "" => Ok(who.scope.clone()),
            slug if parts(&who.scope).iter().any(|part| part.slug == slug) => {
                Ok(Scope::of(Some(vec![slug.to_owned()])))
            }
            _ => Err(not_this),
        };
        let known = |days: &u16| WAITS.contains(days);
        let waiting = match self.waiting.as_str() {
            "" => Ok(0),
            days => days.parse().ok().filter(known).ok_or(not_this),
        };
        let offer = match self.offer.as_str() {
            "" => Ok(None),
            name => name.parse().map(Some).map_err(|_| not_this),
        };
        let asked = match self.asked.as_str() {
            "" => Ok(false),
            "yes" => Ok(true),
            _ => Err(not_this),
        };
        let fair = match self.fair.as_str() {
            "" => Ok(Fair::default()),
            name => name.parse().map_err(|_| not_this),
        };
        let fair = slips.take("fair", fair);
        let (scope, waiting_days) = (slips.take("part", part), slips.take("waiting", waiting));
        let (offer, asked_only) = (slips.take("offer", offer), slips.take("asked", asked));
        Some(Choice { scope: scope?, waiting_days: waiting_days?, asked_only: asked_only?, offer: offer?, fair: fair? })
    }
}

/// The parts of town that somebody looks after.
fn parts(scope: &Scope) -> Vec<&'static PartOfTown> {
    let all = gazetteer().parts.iter();
    all.filter(|part| scope.parts().is_none_or(|mine| mine.contains(&part.slug))).collect()
}

/// Whom a round is about, in a line.
pub fn in_words(v: &Visit, choice: &Choice) -> String {
    let named = |mine: &[String]| {
        let those = gazetteer().parts.iter().filter(|part| mine.contains(&part.slug));
        those.map(|part| part.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let mut all = vec![choice.scope.parts().map_or_else(|| v.t("round-everywhere"), named)];
    if choice.waiting_days > 0 {
        all.push(v.t1("round-waiting", "days", choice.waiting_days));
    }
    if choice.asked_only {
        all.push(v.t("round-asked"));
    }
    all.extend(choice.offer.map(|offer| v.t(format!("meeting-{offer}"))));
    if choice.fair == Fair::Leximin {
        all.push(v.t("round-fair-leximin"));
    }
    all.join(" · ")
}

/// "7 introductions in 24 minutes: 3.4 minutes each": for who made the round alone.
pub fn pace(v: &Visit, who: &SignedIn, round: &Round, introduced: usize) -> Option<String> {
    if introduced == 0 || round.by != Some(who.account) {
        return None;
    }
    let minutes = f64::from(round.worked_seconds) / 60.0;
    let each = tenths(v.lang, minutes / introduced as f64);
    // At most some weeks of work.
    Some(v.w.t3("round-pace", "count", introduced, "minutes", minutes.round().max(1.0) as i64, "each", each))
}

/// A round of the list.
struct Line {
    link: String,
    made: String,
    about: String,
    /// Whether it can be gone on with.
    open: bool,
    introduced: usize,
    pace: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/rounds.html")]
struct RoundsPage {
    v: Visit,
    slips: Slips,
    form: ChooseForm,
    parts: Vec<&'static PartOfTown>,
    gathered: Option<Gathered>,
    rounds: Vec<Line>,
}

async fn page_of(
    v: Visit,
    who: &SignedIn,
    db: &Db,
    shelf: &Shelf,
    (form, choice, slips): (ChooseForm, Option<Choice>, Slips),
) -> Result<RoundsPage, Error> {
    let gathered = match choice {
        Some(choice) => Some(Gathered::now(&v, db, &choice, &shelf.now()).await?),
        None => None,
    };
    let mut rounds = Vec::new();
    let listed = store::all(db, who, LISTED).await?;
    let introduced = store::introduced(db, &listed.iter().map(|round| round.id).collect::<Vec<_>>()).await?;
    for round in listed {
        let introduced = introduced.get(&round.id).copied().unwrap_or_default();
        rounds.push(Line {
            link: path(round.id),
            made: v.w.moment(round.made_at),
            about: in_words(&v, &round.choice),
            open: round.put_away_at.is_none(),
            introduced,
            pace: pace(&v, who, &round, introduced),
        });
    }
    Ok(RoundsPage { parts: parts(&who.scope), slips, form, gathered, rounds, v })
}

/// `GET /desk/rounds`: who would be in it, by this choice.
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    shelf: Shelf,
    Query(form): Query<ChooseForm>,
) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let choice = form.read(&who, &mut slips);
    show(&page_of(v, &who, &db, &shelf, (form, choice, slips)).await?)
}

/// `POST /desk/rounds`: makes the round.
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    shelf: Shelf,
    Form(form): Form<ChooseForm>,
) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let choice = form.read(&who, &mut slips);
    if let Some(choice) = &choice {
        let gathered = Gathered::now(&v, &db, choice, &shelf.now()).await?;
        if gathered.newcomers.is_empty() {
            slips.add("part", Slip::NotThis("slip-round-nobody"));
        } else {
            let id = store::insert(&db, &who, choice).await?;
            kept::anew(&v, &who, &db, &shelf, id).await;
            return Ok(see(&path(id)));
        }
    }
    show_again(&page_of(v, &who, &db, &shelf, (form, choice, slips)).await?)
}

/// Where places were short in the last round that somebody made, and its address; `None` where all had one, or it is put
/// away: that is done.
///
/// # Errors
/// Those of the database.
pub async fn last_advice(v: &Visit, db: &Db, who: &SignedIn) -> Result<Option<(String, Vec<String>)>, Error> {
    let last = store::all(db, who, 1).await?.into_iter().next();
    let Some(last) = last.filter(|round| round.put_away_at.is_none()) else { return Ok(None) };
    let advice = store::advice(db, last.id).await?;
    let said = advice.iter().map(|short| short.text(v)).collect::<Vec<_>>();
    Ok((!said.is_empty()).then(|| (path(last.id), said)))
}
