//! Everything about a listing as it is typed at the desk.

use super::schedule_form::{ScheduleForm, day};
use crate::{kit::level::Level, listings::Listing, named, web::Error};
use serde::{Deserialize, Serialize};

named! {
    /// The button that was pressed.
    #[derive(Default)]
    Then {
        /// Save it as it is.
        #[default]
        Save = "save",
        /// Save it and show it to everybody.
        Publish = "publish",
    }
}

/// The edit form. A set may also come as one value with semicolons, as the page of a conflict sends it.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ListingForm {
    /// The version this form was made from.
    pub version: String,
    /// The places it was made from: hosts' answers count them without a version.
    pub places_were: String,
    pub then: Then,
    pub kind: String,
    pub title_en: String,
    pub title_nl: String,
    pub summary_en: String,
    pub summary_nl: String,
    pub organisation: String,
    pub domains: Vec<String>,
    pub interests: Vec<String>,
    pub skills_wanted: Vec<String>,
    pub languages: Vec<String>,
    pub dutch_needed: String,
    pub english_ok: String,
    pub audience: Vec<String>,
    pub cost_eur: String,
    pub cost_per: String,
    pub repeat: String,
    pub weekdays: Vec<String>,
    pub nth: String,
    pub first_date: String,
    pub starts: String,
    pub ends: String,
    pub skip_dates: String,
    pub rrule: String,
    /// The whole rhythm in one value; on the page of a conflict alone.
    pub when: String,
    pub postcode: String,
    pub venue: String,
    pub children: String,
    pub trial: String,
    pub capacity: String,
    pub newcomer_places: String,
    pub take_along: String,
    pub local_share: String,
    pub rung: String,
    pub min_months: String,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_confirmed_on: String,
    pub confirmed_on: String,
    pub url: String,
}

fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn yes(value: Option<bool>) -> String {
    value.map(|yes| if yes { "yes" } else { "no" }.to_owned()).unwrap_or_default()
}

fn names<T: ToString>(all: impl IntoIterator<Item = T>) -> Vec<String> {
    all.into_iter().map(|t| t.to_string()).collect()
}

impl ListingForm {
    /// The form filled in for a listing.
    pub fn of(it: &Listing, version: i32) -> Self {
        let form = Self {
            version: version.to_string(),
            places_were: text(it.newcomer_places),
            then: Then::Save,
            kind: it.kind.to_string(),
            title_en: text(it.title_en.as_ref()),
            title_nl: text(it.title_nl.as_ref()),
            summary_en: text(it.summary_en.as_ref()),
            summary_nl: text(it.summary_nl.as_ref()),
            organisation: text(it.organisation.as_ref()),
            domains: names(&it.domains),
            interests: names(&it.interests),
            skills_wanted: names(&it.skills_wanted),
            languages: names(&it.languages),
            dutch_needed: text(it.dutch_needed.map(Level::as_str)),
            english_ok: yes(it.english_ok),
            audience: names(&it.audience.0),
            cost_eur: text(it.cost),
            cost_per: text(it.cost_per),
            postcode: text(it.postcode),
            venue: text(it.venue.as_ref()),
            children: yes(it.children),
            trial: yes(it.trial),
            capacity: text(it.capacity),
            newcomer_places: text(it.newcomer_places),
            take_along: yes(it.take_along),
            local_share: text(it.local_share),
            rung: text(it.rung),
            min_months: text(it.min_months),
            contact_name: text(it.contact_name.as_ref()),
            contact_email: text(it.contact_email.as_ref()),
            contact_confirmed_on: text(it.contact_confirmed_on.map(day)),
            confirmed_on: text(it.confirmed_on.map(day)),
            url: text(it.url.as_ref()),
            ..Self::default()
        };
        form.with(ScheduleForm::of(it.schedule.as_ref()))
    }

    /// The form of a listing on the page of a conflict: the rhythm in one value.
    pub fn in_one_value(it: &Listing, version: i32) -> Self {
        let when = it.schedule.as_ref().map(|s| {
            let times = format!("{} {}", s.starts.format("%H:%M"), s.ends.format("%H:%M"));
            format!("{} {} {times}", s.rrule, s.first_date)
        });
        let form = Self::of(it, version);
        let skip_dates = form.skip_dates.clone();
        let form = form.with(ScheduleForm { skip_dates, ..ScheduleForm::default() });
        Self { when: when.unwrap_or_else(|| "appointment".to_owned()), ..form }
    }

    /// The schedule's fields.
    pub fn schedule(&self) -> ScheduleForm {
        ScheduleForm {
            repeat: self.repeat.clone(),
            weekdays: self.weekdays.clone(),
            nth: self.nth.clone(),
            first_date: self.first_date.clone(),
            starts: self.starts.clone(),
            ends: self.ends.clone(),
            skip_dates: self.skip_dates.clone(),
            rrule: self.rrule.clone(),
        }
    }

    fn with(self, it: ScheduleForm) -> Self {
        let ScheduleForm { repeat, weekdays, nth, first_date, starts, ends, skip_dates, rrule } = it;
        Self { repeat, weekdays, nth, first_date, starts, ends, skip_dates, rrule, ..self }
    }

    /// The same form with the rhythm in its own fields again, and sets as sets.
    ///
    /// # Errors
    /// `Unreadable` where the one value is none that we wrote.
    pub fn unfolded(mut self) -> Result<Self, Error> {
        for set in
            [&mut self.domains, &mut self.interests, &mut self.skills_wanted, &mut self.languages, &mut self.audience]
        {
            *set = set
                .iter()
                .flat_map(|v| v.split(';'))
                .map(str::trim)
                .filter(|v| !v.is_empty())
                .map(str::to_owned)
                .collect();
        }
        let when = std::mem::take(&mut self.when);
        match when.split(' ').collect::<Vec<_>>().as_slice() {
            [""] => {}
            ["appointment"] => self.repeat = "appointment".to_owned(),
            [rrule, first_date, starts, ends] => {
                let form = ScheduleForm {
                    repeat: "rule".to_owned(),
                    rrule: (*rrule).to_owned(),
                    first_date: (*first_date).to_owned(),
                    starts: (*starts).to_owned(),
                    ends: (*ends).to_owned(),
                    skip_dates: self.skip_dates.clone(),
                    ..ScheduleForm::default()
                };
                self = self.with(form);
            }
            _ => return Err(Error::Unreadable),
        }
        Ok(self)
    }

    /// The version and the places this form was made from.
    ///
    /// # Errors
    /// `Unreadable` where they are none.
    pub fn made_from(&self) -> Result<(i32, Option<u32>), Error> {
        let version = self.version.parse().map_err(|_| Error::Unreadable)?;
        let places = match self.places_were.as_str() {
            "" => None,
            count => Some(count.parse().map_err(|_| Error::Unreadable)?),
        };
        Ok((version, places))
    }

    /// Every field with its value, as a browser sends them; what is empty is left out.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let body = serde_html_form::to_string(self).unwrap_or_default();
        let pairs = url::form_urlencoded::parse(body.as_bytes()).into_owned();
        pairs.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// A field's value, a set with semicolons.
    pub fn value_of(&self, field: &str) -> String {
        let values: Vec<String> = self.pairs().into_iter().filter(|(n, _)| n == field).map(|(_, v)| v).collect();
        values.join(";")
    }
}
