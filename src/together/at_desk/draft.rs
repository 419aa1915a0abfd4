//! The listing it becomes: the desk's own form of a new listing, filled in with what she wrote.

use crate::{
    curation::{NewForm, Speech, blank},
    kit::{
        lang::Lang,
        money::Euros,
        vocabulary::vocabulary,
        week::Daypart,
        words::{CostPer, Kind},
    },
    listings::Listing,
    together::{facts::What, proposal::Proposal},
    web::{Slips, words::Words},
};
use chrono::{Days, NaiveDate, Weekday};

/// The first time is so many days ahead at least: people must hear of it.
const AHEAD: u64 = 14;
/// When it would begin and end, by the part of the day.
const TIMES: [&str; 3] = ["10:00-11:30", "14:00-15:30", "19:30-21:00"];

fn first_date(day: Weekday, today: NaiveDate) -> NaiveDate {
    let from = today + Days::new(AHEAD);
    from.iter_days().find(|date| chrono::Datelike::weekday(date) == day).unwrap_or(from)
}

fn speech(what: &What) -> Speech {
    let has = |of: fn(&crate::kit::language_tag::LanguageTag) -> bool| what.languages.iter().any(of);
    match (has(|t| t.is_dutch()), has(|t| t.is_english())) {
        (true, false) => Speech::DutchA2,
        (true, true) => Speech::Both,
        _ => Speech::English,
    }
}

/// The form as the desk first sees it.
pub fn form(it: &Proposal, today: NaiveDate) -> NewForm {
    let what = &it.what;
    let summary = |lang| Words::of(lang).t1("together-summary", "people", what.people);
    let daypart: Option<Daypart> = what.free.iter().next();
    let title = |lang| if what.lang == lang { what.title.clone() } else { String::new() };
    NewForm {
        entry: it.id,
        title_en: title(Lang::En),
        title_nl: title(Lang::Nl),
        summary_en: summary(Lang::En),
        summary_nl: summary(Lang::Nl),
        organisation: Words::of(Lang::Nl).t("together-neighbours"),
        interest: what.interests.iter().next().cloned().unwrap_or_default(),
        speech: speech(what).to_string(),
        first_date: daypart
            .map(|d| first_date(d.weekday(), today).format("%-d-%-m-%Y").to_string())
            .unwrap_or_default(),
        times: daypart.map(|d| TIMES[usize::from(d.part())].to_owned()).unwrap_or_default(),
        postcode: what.postcode().map(|p| p.to_string()).unwrap_or_default(),
        venue: what.place.clone().unwrap_or_default(),
        ..NewForm::empty()
    }
}

/// The listing as typed; what she said and the form has no field for comes with it.
pub fn listing(it: &Proposal, form: &NewForm, today: NaiveDate, slips: &mut Slips) -> Option<Listing> {
    let what = &it.what;
    let mut listing = form.read(&blank(it.id), today, slips)?;
    let words = vocabulary();
    listing.kind = Kind::Activity;
    listing.interests = what.interests.clone();
    listing.domains =
        what.interests.iter().filter_map(|id| words.interest(id)).map(|n| words.interests[n].domain).collect();
    listing.languages.extend(what.languages.iter().cloned());
    listing.cost = Some(what.cost);
    listing.cost_per = (what.cost > Euros::FREE).then_some(CostPer::Session);
    listing.capacity = Some(what.people);
    Some(listing)
}
