//! Plans made once for all listings of the same rule and time. Following a rule through a year is most of what it takes
//! to make a catalogue, and a city meets on few rules: the first Tuesday is the same for everybody.

use crate::{kit::schedule::Schedule, matching::plan::Plan};
use chrono::{NaiveDate, NaiveTime};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// Two schedules with the same key have the same dates from the day of the snapshot on, skipped ones aside.
type Rhythm = (String, Option<NaiveDate>);

/// Plans by what decides them.
#[derive(Default)]
pub(super) struct Plans {
    years: HashMap<Rhythm, Vec<NaiveDate>>,
    plans: HashMap<(Rhythm, BTreeSet<NaiveDate>, NaiveTime, NaiveTime), Arc<Plan>>,
}

/// A rule by weeks or months that names its days and is not counted gives the same dates whenever it began; of others
/// the first date matters, for the phase.
fn rhythm(schedule: &Schedule, today: NaiveDate) -> Rhythm {
    let rule = schedule.rrule.to_ascii_uppercase();
    let names_days = rule.contains("BYDAY=") || rule.contains("BYMONTHDAY=");
    let phase = ["INTERVAL", "COUNT", "BYSETPOS"].iter().any(|part| rule.contains(part));
    let every = ["FREQ=WEEKLY", "FREQ=MONTHLY"].iter().any(|part| rule.contains(part)) && names_days && !phase;
    let begun = schedule.first_date <= today;
    // A rule that began longer ago than a schedule is followed has no dates; it is asked itself.
    let lately = (today - schedule.first_date).num_days() < 366 * 50;
    (rule, (!(every && begun && lately)).then_some(schedule.first_date))
}

impl Plans {
    /// The plan of a schedule as of a day, always the same day.
    pub fn of(&mut self, schedule: &Schedule, today: NaiveDate) -> Arc<Plan> {
        let rhythm = rhythm(schedule, today);
        let key = (rhythm, schedule.skip_dates.clone(), schedule.starts, schedule.ends);
        if let Some(plan) = self.plans.get(&key) {
            return plan.clone();
        }
        let year = self.years.entry(key.0.clone()).or_insert_with(|| {
            let mut all = schedule.clone();
            all.skip_dates = BTreeSet::new();
            Plan::year_of(&all, today)
        });
        let year = year.iter().copied().filter(|d| !schedule.skip_dates.contains(d)).collect();
        let plan = Arc::new(Plan::on(year, schedule, today));
        self.plans.insert(key, plan.clone());
        plan
    }
}
