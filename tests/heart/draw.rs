//! People and listings drawn from a seed: every field of both, blanks everywhere, and the edges of the rules more often
//! than chance would have them.

use buurten::{
    kit::{
        language_tag::LanguageTag,
        level::Level,
        money::Euros,
        month::Month,
        place::{Postcode, gazetteer},
        schedule::Schedule,
        vocabulary::vocabulary,
        week::{Daypart, FreeWeek},
        words::{Audience, Belonging, Comfort, CostPer, Domain, Kind, Offer, Role, Rung, Status, Travel},
    },
    matching::{
        opportunity::{Counted, Opportunity},
        person::Person,
    },
};
use chrono::{Days, NaiveDate, NaiveTime};
use std::{collections::BTreeSet, sync::LazyLock};

/// The day on which all of it happens.
pub fn today() -> NaiveDate {
    "2026-11-23".parse().expect("a date")
}

/// SplitMix64: the same seed draws the same everywhere.
pub struct Draw(pub u64);

impl Draw {
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One of `0..n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.number() % n as u64) as usize
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    /// Some of them, `least` to `most` draws.
    pub fn some<T: Clone + Ord>(&mut self, of: &[T], least: usize, most: usize) -> BTreeSet<T> {
        let n = least + self.below(most - least + 1);
        (0..n).map(|_| self.pick(of)).collect()
    }

    /// Blank once in so many times.
    pub fn or_blank<T>(&mut self, one_in: usize, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.one_in(one_in) { None } else { Some(value(self)) }
    }

    /// In another order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        (1..all.len()).rev().for_each(|last| all.swap(last, self.below(last + 1)));
    }
}

/// What this test draws from: few enough that people and listings meet.
struct Pools {
    interests: Vec<String>,
    skills: Vec<String>,
    tongues: Vec<LanguageTag>,
    postcodes: Vec<Postcode>,
    dayparts: Vec<Daypart>,
    schedules: Vec<Schedule>,
}

static POOLS: LazyLock<Pools> = LazyLock::new(|| {
    let words = vocabulary();
    let groups = words.interests.iter().filter(|i| i.group.is_none()).map(|i| i.named.id.clone());
    let leaves = words.interests.iter().filter(|i| i.group.is_some()).step_by(6).map(|i| i.named.id.clone());
    let ages = ["parent-and-baby", "toddler-playgroup", "teenagers"].map(str::to_owned);
    let tags = ["nl", "en", "es", "pt", "pt-br", "si", "ar", "pl"];
    // The last lies outside the table: its distance is unknown.
    let outside = ["1012".parse().expect("a postcode")];
    Pools {
        interests: groups.chain(leaves).chain(ages).collect(),
        skills: words.skills.iter().step_by(3).map(|s| s.named.id.clone()).collect(),
        tongues: tags.iter().map(|t| t.parse().expect("a tag")).collect(),
        postcodes: gazetteer().postcodes().step_by(3).chain(outside).collect(),
        dayparts: Daypart::all().collect(),
        schedules: schedules(),
    }
});

/// The languages that are drawn.
pub fn tongues() -> &'static [LanguageTag] {
    &POOLS.tongues
}

/// The postcodes that are drawn.
pub fn postcodes() -> &'static [Postcode] {
    &POOLS.postcodes
}

/// Rules of every kind at every time of the day, at night and past midnight too.
fn schedules() -> Vec<Schedule> {
    let rules = [
        "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=WE",
        "FREQ=WEEKLY;BYDAY=TH,SA",
        "FREQ=WEEKLY;BYDAY=TU,FR",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
        "FREQ=WEEKLY;BYDAY=SA;COUNT=15",
        "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261220",
        "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261101",
        "FREQ=MONTHLY",
        "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=20",
        "FREQ=MONTHLY;BYDAY=1TH",
        "FREQ=MONTHLY;BYDAY=-1SU",
        "FREQ=MONTHLY;BYDAY=2TU,4FR",
        "FREQ=MONTHLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYMONTHDAY=7,21",
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=YEARLY;BYMONTH=12;BYDAY=SA",
        "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=21",
    ];
    let times = [("06:00", "08:00"), ("09:30", "11:00"), ("10:30", "13:30"), ("11:00", "13:00"), ("15:30", "16:45")]
        .into_iter()
        .chain([("16:30", "19:00"), ("17:00", "22:00"), ("19:30", "21:30"), ("22:00", "01:30"), ("05:00", "07:00")]);
    let times: Vec<(&str, &str)> = times.chain([("12:00", "11:59"), ("08:00", "18:20")]).collect();
    let mut draw = Draw(7);
    let mut all = Vec::new();
    for (n, rule) in rules.iter().cycle().take(60).enumerate() {
        let (starts, ends) = times[n % times.len()];
        let time = |t: &str| NaiveTime::parse_from_str(t, "%H:%M").expect("a time");
        let first = draw.pick(&[today() - Days::new(700), today() - Days::new(80), today(), today() + Days::new(30)]);
        let skipped = (0..draw.below(6)).map(|_| today() + Days::new(draw.below(90) as u64)).collect();
        all.push(Schedule::new(rule, first, skipped, time(starts), time(ends)).expect("a schedule"));
    }
    all
}

fn level(draw: &mut Draw, from: usize) -> Level {
    Level::ALL[from + draw.below(Level::ALL.len() - from)]
}

fn ids(draw: &mut Draw, of: &[String], least: usize, most: usize) -> BTreeSet<String> {
    let mut ids = draw.some(of, least, most);
    // An id that is in no vocabulary counts for nothing.
    if draw.one_in(40) {
        ids.insert("nothing-we-know".to_owned());
    }
    ids
}

/// Somebody who is new in town.
pub fn person(draw: &mut Draw, id: usize) -> Person {
    let pools = &*POOLS;
    let mut her = Person::new(format!("n{id}"), Role::Newcomer);
    for tag in draw.some(&pools.tongues, 0, 3) {
        her.languages.insert(tag, level(draw, 0));
    }
    for often in ["en", "nl"] {
        if !draw.one_in(4) {
            let from = if often == "en" { 2 } else { 0 };
            her.languages.insert(often.parse().expect("a tag"), level(draw, from));
        }
    }
    her.wants_to_learn = draw.or_blank(4, |d| {
        let mut wants = d.some(&pools.tongues, 0, 1);
        wants.extend(d.or_blank(3, |_| LanguageTag::dutch()));
        wants
    });
    her.can_teach = draw.or_blank(2, |d| d.some(&pools.tongues, 0, 2));
    her.interests = draw.or_blank(6, |d| d.some(&pools.interests, 0, 6));
    her.skills = draw.or_blank(3, |d| d.some(&pools.skills, 0, 4));
    her.wishes = draw.or_blank(5, |d| d.some(Domain::ALL, 0, 3));
    her.free = draw.or_blank(4, |d| {
        if d.one_in(3) { FreeWeek::ALWAYS } else { d.some(&pools.dayparts, 0, 12).into_iter().collect() }
    });
    her.postcode = draw.or_blank(5, |d| d.pick(&pools.postcodes));
    her.travel = draw.or_blank(5, |d| d.pick(Travel::ALL));
    her.travel_minutes = draw.or_blank(3, |d| d.pick(&[0, 10, 20, 30, 60, 90]));
    her.cost_max_eur = draw.or_blank(4, |d| d.pick(&[None, Some(0.0), Some(2.5), Some(7.0), Some(10.0), Some(25.0)]));
    her.children = draw.or_blank(4, |d| {
        let years: Vec<i32> = (0..d.below(3)).map(|_| 2007 + d.below(20) as i32).collect();
        years
    });
    her.child_comes_along = draw.or_blank(3, |d| d.one_in(3));
    her.belongs_to = draw.or_blank(4, |d| d.some(Belonging::ALL, 0, 3));
    her.comfort = draw.or_blank(4, |d| d.pick(Comfort::ALL));
    her.rung = draw.or_blank(4, |d| d.pick(Rung::ALL));
    her.arrived = draw.or_blank(2, |d| Month::of(today()).plus(-(d.below(60) as i32)));
    her.stays_until = draw.or_blank(3, |d| {
        let month = Month::of(today()).plus(d.below(16) as i32 - 1);
        d.or_blank(3, |_| month)
    });
    her
}

/// Somebody from here: all that a newcomer says, and what only they are asked. Most speak Dutch well, but not all.
pub fn local(draw: &mut Draw, id: usize) -> Person {
    let mut them = Person { id: format!("v{id}"), role: Role::Local, rung: None, ..person(draw, id) };
    if draw.one_in(2) {
        them.languages.insert(LanguageTag::dutch(), level(draw, 3));
    }
    them.capacity = draw.or_blank(3, |d| d.pick(&[0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 5]));
    them.offers = draw.or_blank(4, |d| d.some(Offer::ALL, 0, 3));
    them.years_here = draw.or_blank(3, |d| d.pick(&[0, 3, 9, 10, 30, 60]));
    them.dutch_daily = draw.or_blank(3, |d| d.one_in(2));
    them
}

/// Said nothing of languages, or named little of everything, so that only a language may be shared.
fn silent_or_narrow(draw: &mut Draw, one: &mut Person) {
    if draw.one_in(8) {
        one.languages.clear();
    }
    if draw.one_in(2) {
        let little = |d: &mut Draw, of: &[String]| if d.one_in(8) { BTreeSet::new() } else { d.some(of, 1, 1) };
        one.interests = Some(little(draw, &POOLS.interests));
        one.skills = draw.or_blank(4, |d| little(d, &POOLS.skills));
        one.wishes = Some(draw.some(Domain::ALL, 1, 1));
        one.offers = one.offers.take().map(|_| draw.some(&[Offer::LanguagePartner, Offer::Buddy], 0, 1));
        one.wants_to_learn = draw.or_blank(4, |d| d.some(&POOLS.tongues[..2], 1, 1));
    }
}

/// So many newcomers, every twelfth of whom has left by now, and so many from here.
pub fn people(seed: u64, newcomers: usize, locals: usize) -> (Vec<Person>, Vec<Person>) {
    let mut draw = Draw(seed);
    let mut all = |many: usize, one: fn(&mut Draw, usize) -> Person| -> Vec<Person> {
        let drawn = (0..many).map(|n| {
            let mut person = one(&mut draw, n);
            silent_or_narrow(&mut draw, &mut person);
            person
        });
        drawn.collect()
    };
    let (mut newcomers, locals) = (all(newcomers, person), all(locals, local));
    newcomers.iter_mut().step_by(12).for_each(|her| her.stays_until = Some(Some(Month::of(today()).plus(-1))));
    (newcomers, locals)
}

/// What somebody from here would like help with.
pub fn skill(draw: &mut Draw) -> String {
    draw.pick(&POOLS.skills)
}

/// Something to go to or to do.
pub fn listing(draw: &mut Draw, id: usize) -> Opportunity {
    let pools = &*POOLS;
    let mut it = Opportunity::new(format!("l{id}"), draw.pick(Kind::ALL));
    it.organisation = draw.or_blank(3, |d| format!("organisation {}", d.below(40)));
    it.domains = draw.some(Domain::ALL, 0, 3);
    it.interests = ids(draw, &pools.interests, 0, 4);
    let asks = draw.one_in(if it.kind == Kind::VolunteerRole { 1 } else { 3 });
    it.skills_wanted = if asks { ids(draw, &pools.skills, 0, 3) } else { BTreeSet::new() };
    it.languages = draw.some(&pools.tongues, 0, 2);
    for often in ["nl", "en"] {
        if draw.one_in(2) {
            it.languages.insert(often.parse().expect("a tag"));
        }
    }
    it.dutch_needed = draw.or_blank(4, |d| if d.one_in(3) { level(d, 0) } else { d.pick(&Level::ALL[..3]) });
    it.english_ok = draw.or_blank(3, |d| !d.one_in(4));
    if draw.one_in(6) {
        it.audience = Audience(draw.some(Belonging::ALL, 1, 2));
    }
    it.cost = draw.or_blank(4, |d| Euros::of_cents(d.pick(&[0, 0, 0, 250, 500, 1_000, 4_000, 12_000])));
    it.cost_per = draw.or_blank(3, |d| d.pick(CostPer::ALL));
    it.schedule = draw.or_blank(3, |d| d.pick(&pools.schedules));
    it.postcode = draw.or_blank(5, |d| d.pick(&pools.postcodes));
    it.children = draw.or_blank(3, |d| !d.one_in(3));
    it.trial = draw.or_blank(3, |d| d.one_in(2));
    it.capacity = draw.or_blank(4, |d| d.pick(&[0, 1, 2, 3, 8, 9, 12, 13, 20, 21, 60]));
    it.newcomer_places = draw.or_blank(3, |d| d.pick(&[0, 1, 2, 3, 5, 8, 10, 20]));
    it.take_along = draw.or_blank(3, |d| d.one_in(2));
    it.local_share = draw.or_blank(3, |d| d.below(101) as u8);
    it.counted = draw.or_blank(2, |d| {
        let all = d.below(9) as u32;
        Counted { rooted: d.below(all as usize + 1) as u32, all }
    });
    it.rung = draw.or_blank(2, |d| d.pick(Rung::ALL));
    it.status = if draw.one_in(25) { draw.pick(Status::ALL) } else { Status::Active };
    it.confirmed_on = draw.or_blank(5, |d| {
        let ago = if d.one_in(3) { d.below(175) as u64 } else { d.pick(&[0, 20, 55, 56, 57, 181, 182, 183, 400]) };
        today() - Days::new(ago)
    });
    it.min_months = draw.or_blank(2, |d| d.pick(&[0, 1, 2, 3, 6, 12]));
    it
}

/// So many of each.
pub fn cast(seed: u64, people: usize, listings: usize) -> (Vec<Person>, Vec<Opportunity>) {
    let mut draw = Draw(seed);
    let people = (0..people).map(|n| person(&mut draw, n)).collect();
    let listings = (0..listings).map(|n| listing(&mut draw, n)).collect();
    (people, listings)
}
