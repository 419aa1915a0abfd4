//! What somebody wants to be written about, on one page; and that their address works again.

use super::bounced::Bounced;
use crate::{
    auth::{AsSignedIn, Visit},
    kit::{lang::Lang, text::Slip},
    letters::{self, Choices, HOURS, Kind},
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

/// The kinds that are turned off by their box; the letter of the week goes by its day.
const BOXES: [Kind; 5] = [Kind::EveningBefore, Kind::HowWasIt, Kind::FollowUp, Kind::Message, Kind::MadePossible];

/// Something to choose.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "me/letter_choices.html")]
struct ChoicesPage {
    v: Visit,
    slips: Slips,
    email: String,
    bounced: Option<Bounced>,
    languages: Vec<Choice>,
    days: Vec<Choice>,
    hours: Vec<Choice>,
    kinds: Vec<Choice>,
}

/// What the form of the page says; a field that is not sent is not chosen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoicesForm {
    language: String,
    day: String,
    hour: String,
    #[serde(default)]
    wants: Vec<String>,
}

/// The hour that stands there before one is chosen: at the end of the afternoon.
const USUAL_HOUR: i32 = 17;

impl ChoicesForm {
    fn of(choices: &Choices) -> Self {
        let weekly = choices.weekly.filter(|_| choices.wants(Kind::Weekly));
        Self {
            language: choices.language.map_or("last", Lang::as_str).to_owned(),
            day: weekly.map_or("none".to_owned(), |(day, _)| day.to_string()),
            hour: choices.weekly.map_or(USUAL_HOUR, |(_, hour)| hour).to_string(),
            wants: BOXES.iter().filter(|kind| choices.wants(**kind)).map(ToString::to_string).collect(),
        }
    }

    fn read(&self, slips: &mut Slips) -> Choices {
        let language = match self.language.as_str() {
            "last" => None,
            other => slips.take("language", other.parse::<Lang>().map_err(|()| Slip::NotThis("slip-choose"))),
        };
        let number = |text: &str, of: std::ops::RangeInclusive<i32>| {
            text.parse().ok().filter(|n| of.contains(n)).ok_or(Slip::NotThis("slip-choose"))
        };
        let day = if self.day == "none" { None } else { slips.take("day", number(&self.day, 1..=7)) };
        let hour = slips.take("hour", number(&self.hour, HOURS));
        let mut off: std::collections::BTreeSet<Kind> = BOXES.into_iter().collect();
        for wanted in &self.wants {
            match wanted.parse::<Kind>() {
                Ok(kind) if off.remove(&kind) => {}
                _ => slips.add("wants", Slip::NotThis("slip-choose")),
            }
        }
        Choices { language, off, weekly: day.zip(hour) }
    }
}

impl ChoicesPage {
    fn of(v: Visit, email: String, bounced: Option<Bounced>, form: &ChoicesForm, slips: Slips) -> Self {
        let choice = |value: &str, label: String, chosen: &str| Choice {
            chosen: value == chosen,
            value: value.to_owned(),
            label,
        };
        let language = |name: &str| choice(name, v.t(format!("post-language-{name}")), &form.language);
        let days = std::iter::once(choice("none", v.t("post-day-none"), &form.day));
        let day = |n: u8| {
            let weekday = chrono::Weekday::try_from(n - 1).unwrap_or(chrono::Weekday::Mon);
            choice(&n.to_string(), v.w.weekday(weekday), &form.day)
        };
        let hour = |n: i32| choice(&n.to_string(), v.t1("post-hour", "hour", n), &form.hour);
        let kind = |kind: Kind| Choice {
            value: kind.to_string(),
            label: v.t(format!("post-kind-{kind}")),
            chosen: form.wants.iter().any(|w| w == kind.as_str()),
        };
        Self {
            languages: ["last", "en", "nl"].into_iter().map(language).collect(),
            days: days.chain((1..=7).map(day)).collect(),
            hours: HOURS.map(hour).collect(),
            kinds: BOXES.into_iter().map(kind).collect(),
            slips,
            email,
            bounced,
            v,
        }
    }
}

/// `GET /me/letters`
pub async fn page(v: Visit, AsSignedIn(who): AsSignedIn, db: Db) -> Result<Response, Error> {
    let form = ChoicesForm::of(&letters::choices(&db, who.account).await?);
    let bounced = Bounced::of(&v, &db, &who).await?;
    show(&ChoicesPage::of(v, who.email.as_str().to_owned(), bounced, &form, Slips::default()))
}

/// `POST /me/letters`
pub async fn submit(
    v: Visit,
    AsSignedIn(who): AsSignedIn,
    db: Db,
    Form(form): Form<ChoicesForm>,
) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let choices = form.read(&mut slips);
    if !slips.is_empty() {
        let bounced = Bounced::of(&v, &db, &who).await?;
        return show_again(&ChoicesPage::of(v, who.email.as_str().to_owned(), bounced, &form, slips));
    }
    let mut tx = db.begin().await?;
    letters::choose(&mut tx, who.account, &choices).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&v.to("/me/letters")), &v.address, "flash-letters-chosen", None))
}

/// `POST /me/letters/works`: the address works again; what waited for it goes out.
pub async fn works(v: Visit, AsSignedIn(who): AsSignedIn, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    letters::works_again(&mut tx, who.email.as_str()).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&v.to("/me/letters")), &v.address, "flash-address-works", None))
}
