//! A simulated year against Postgres, the clock moved day by day: newcomers of the synthetic city arrive, ask, rest and
//! leave; the desk introduces by the room's own functions; both answer the links of their letters as a seed has it, at
//! the rates of `simulation`; the jobs run each day. Nobody may be without a next step for more than 14 days.

use super::{city::runtime, signed_in, told::Told, town::Town};
use anyhow::{Result, ensure};
use buurten::{
    auth::SignedIn,
    introductions::{self, Proposal, Sender},
    logbook, next_steps,
    platform::chance,
    simulation::{
        ANSWERS, ANSWERS_WITHIN, BREAKS, Chance, EVERY, Event, Fate, Fit, PROPOSALS, REGULAR, STEP_CHANGED, STEP_TAKEN,
        YEAR, YES, fate,
    },
    ties,
};
use std::collections::{BTreeMap, BTreeSet};

/// How large a year.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Newcomers who look when it begins, and who begin to look within 364 days.
    pub newcomers: (u32, u32),
    /// Locals who are there when it begins.
    pub locals: u32,
    /// Groups and activities.
    pub listings: u32,
    /// So many days are played; the desk introduces in the first 364 of them.
    pub days: u32,
    /// Whatever is drawn follows from it.
    pub seed: u64,
}

/// Something that somebody will do on a day: which newcomer, where she does it herself; where, what.
type Act = (Option<u32>, String, String);

struct Played {
    town: Town,
    desk: SignedIn,
    seed: u64,
    /// Sessions of newcomers, by their numbers.
    sessions: BTreeMap<u32, String>,
    planned: BTreeMap<u32, Vec<Act>>,
    tried: BTreeSet<(u32, u32)>,
    told: Told,
}

/// Plays it.
pub fn run(size: Size) -> Result<Told> {
    runtime()?.block_on(async {
        let mut town = Town::new(size).await?;
        let desk = signed_in::of_the_desk(town.desk().await?, "desk@example.org");
        let mut played = Played {
            town,
            desk,
            seed: size.seed,
            sessions: BTreeMap::new(),
            planned: BTreeMap::new(),
            tried: BTreeSet::new(),
            told: Told::default(),
        };
        for day in 0..size.days {
            played.day(day).await?;
        }
        let told = played.told;
        println!("{told}");
        ensure!(told.without == 0, "somebody was without a next step for more than 14 days");
        ensure!(told.late == 0, "somebody had no first step within 48 hours");
        Ok(told)
    })
}

/// What is drawn besides fate, each by its own name: the order in which the database answers moves nothing.
#[derive(Clone, Copy)]
enum Drawn {
    Answers = 1,
    SaysNo,
    Soon,
    Step,
    Break,
}

impl Played {
    fn chance(&self, what: Drawn, day: u32) -> Chance {
        Chance { seed: self.seed.wrapping_add(((what as u64) << 40) + u64::from(day)) }
    }

    /// 0 up to 1, of what two do on a day (or one, and nobody).
    fn draw(&self, what: Drawn, day: u32, one: u32, other: u32) -> f64 {
        self.chance(what, day).unit(Event::Recalled, one, other)
    }

    /// The day of an answer to a question of today.
    fn soon(&self, day: u32, one: u32, other: u32) -> u32 {
        day + self.chance(Drawn::Soon, day).between(1, ANSWERS_WITHIN, Event::Recalled, one, other)
    }

    async fn day(&mut self, day: u32) -> Result<()> {
        if day > 0 {
            self.town.next_day(day).await?;
        }
        for (number, session) in self.town.arrive(day).await? {
            self.told.newcomers.insert(self.town.newcomers[number as usize].id);
            self.sessions.insert(number, session);
        }
        for number in self.town.leaving(day) {
            if let Some(session) = self.sessions.remove(&number) {
                self.town.posts(Some(&session), "/en/me/erase", "sure=yes").await?;
            }
        }
        for (number, path, body) in self.planned.remove(&day).unwrap_or_default() {
            let session = number.map(|n| self.sessions.get(&n));
            // Whoever left does nothing more.
            if session != Some(None) {
                self.town.posts(session.flatten().map(String::as_str), &path, &body).await?;
            }
        }
        self.jobs().await?;
        if day < YEAR && day.is_multiple_of(EVERY) {
            self.propose(day).await?;
        }
        self.read_letters(day).await?;
        self.live(day).await?;
        self.look().await
    }

    /// What runs by itself.
    async fn jobs(&self) -> Result<()> {
        let lent = &self.town.lent;
        introductions::end_what_is_over(&lent.db).await?;
        ties::ask_what_is_due(&lent.db, &lent.city.now(), &lent.address).await?;
        next_steps::give_what_is_due(&lent.db, &lent.shelf.now(), lent.clock.now()).await?;
        Ok(())
    }

    /// The desk's hour and a half: whoever waits longest, with who fits her best and has room.
    async fn propose(&mut self, day: u32) -> Result<()> {
        let mut left = PROPOSALS;
        for her in self.town.who_looks().await? {
            let Some(number) = self.town.number_of(her) else { continue };
            let mut options = self.town.people.options[number as usize].clone();
            options.sort_by(|a, b| b.1.joint().total_cmp(&a.1.joint()));
            for (local, fit) in options {
                let there = &self.town.people.locals[local as usize];
                if day < there.from || day >= there.until || self.tried.contains(&(number, local)) {
                    continue;
                }
                if self.proposes(number, local, fit).await? {
                    self.tried.insert((number, local));
                    self.told.proposed += 1;
                    left -= 1;
                    break;
                }
            }
            if left == 0 {
                break;
            }
        }
        Ok(())
    }

    async fn proposes(&self, number: u32, local: u32, fit: Fit) -> Result<bool> {
        let (lent, her) = (&self.town.lent, &self.town.newcomers[number as usize]);
        let city = lent.city.now();
        let sender = Sender { city: &city, address: &lent.address };
        let proposal = Proposal {
            kind: buurten::kit::words::Meet::OneToOne,
            local: self.town.locals[local as usize],
            group: None,
            reasons: Vec::new(),
            line: None,
            place: "The library".to_owned(),
            dates: Vec::new(),
            score: fit.joint(),
            weights: "1".to_owned(),
        };
        let mut tx = lent.db.begin().await?;
        let looked = logbook::look(&mut tx, &self.desk, her.account.id, "to introduce").await?;
        let made = introductions::propose(&mut tx, &sender, &self.desk, looked, &proposal).await;
        let made = made.map_err(|trouble| anyhow::anyhow!("{trouble:?}"))?.is_ok();
        if made {
            tx.commit().await?;
        }
        Ok(made)
    }

    /// Whoever got a letter with a question may answer it within some days.
    async fn read_letters(&mut self, day: u32) -> Result<()> {
        for body in self.town.letters().await? {
            let link = |what: &str| {
                let word = body.split_whitespace().find(|word| word.contains(what))?;
                let path = &word[word.find(what)? - "/en".len()..];
                Some(path.split('?').next().unwrap_or(path).to_owned())
            };
            if let Some(path) = link("/introductions/") {
                self.answer_introduction(day, path).await?;
            } else if let Some(path) = link("/ties/") {
                self.answer_tie(day, path).await?;
            }
        }
        Ok(())
    }

    fn plan(&mut self, day: u32, (number, local): (u32, u32), path: String, said: String) {
        let on = self.soon(day, number, local);
        self.planned.entry(on).or_default().push((None, path, said));
    }

    /// What is said to an introduction; some who do not want to say nothing.
    async fn answer_introduction(&mut self, day: u32, path: String) -> Result<()> {
        let Some((her, them, is_hers)) = self.town.introduced_by(&hash(&path)).await? else { return Ok(()) };
        let Some((number, local, fit)) = self.town.pair(her, them) else { return Ok(()) };
        let happens =
            |event, value: f64| self.town.people.chance.happens(YES + (1.0 - YES) * value, event, number, local);
        let yes = if is_hers { happens(Event::SheSaysYes, fit.u) } else { happens(Event::TheySayYes, fit.v) };
        if yes || self.draw(Drawn::SaysNo, day, number, local) < ANSWERS {
            self.plan(day, (number, local), path, format!("say={}", if yes { "yes" } else { "no" }));
        }
        Ok(())
    }

    /// What is said when they are asked whether they still meet; some say nothing.
    async fn answer_tie(&mut self, day: u32, path: String) -> Result<()> {
        let Some((her, them, days, is_hers)) = self.town.tied_by(&hash(&path)).await? else { return Ok(()) };
        let Some((number, local, fit)) = self.town.pair(her, them) else { return Ok(()) };
        let (one, other) = if is_hers { (number, local) } else { (local, number) };
        if self.draw(Drawn::Answers, day, one, other) >= ANSWERS {
            return Ok(());
        }
        let say = match fate(self.town.people.chance, number, local, fit) {
            Fate::Meet { after, .. } if days < after => "say=not-yet",
            Fate::Meet { after, weeks } if (days - after) / 7 >= weeks => "say=no-longer&reason=no-time",
            Fate::Meet { after, .. } => match (days - after) / 7 {
                0..3 => "say=once",
                3..REGULAR => "say=again",
                _ => "say=regularly",
            },
            _ if days < 40 => "say=not-yet",
            _ => "say=no-longer&reason=no-time",
        };
        self.plan(day, (number, local), path, say.to_owned());
        Ok(())
    }

    /// What newcomers do with their steps, and who takes a break.
    async fn live(&mut self, day: u32) -> Result<()> {
        for (step, newcomer) in self.town.steps_of_today().await? {
            let Some(number) = self.town.number_of(newcomer) else { continue };
            let act = match self.draw(Drawn::Step, day, number, 0) {
                drawn if drawn < STEP_TAKEN => "went",
                drawn if drawn < STEP_TAKEN + STEP_CHANGED => "something-else",
                _ => continue,
            };
            let on = self.soon(day, number, 0);
            let act = (Some(number), format!("/en/me/step/{step}/{act}"), String::new());
            self.planned.entry(on).or_default().push(act);
        }
        let rest = |number: &u32| self.draw(Drawn::Break, day, *number, 0) < BREAKS.0;
        let resting: Vec<u32> = self.sessions.keys().copied().filter(rest).collect();
        for number in resting {
            let act = |what: &str| (Some(number), format!("/en/me/{what}"), String::new());
            self.planned.entry(day + 1).or_default().push(act("pause"));
            self.planned.entry(day + 1 + BREAKS.1).or_default().push(act("resume"));
        }
        Ok(())
    }

    /// Counts, as of tonight: what of it is of somebody who leaves is gone tomorrow.
    async fn look(&mut self) -> Result<()> {
        let (db, told) = (&self.town.lent.db, &mut self.told);
        let kept = next_steps::measured(db).await?;
        told.days = kept.days.or(told.days);
        told.without = told.without.max(kept.without);
        told.late = told.late.max(self.town.late().await?);
        told.steps = told.steps.max(self.town.steps().await?);
        for (id, met, again) in self.town.ties().await? {
            told.ties.insert(id);
            told.met.extend(met.then_some(id));
            told.again.extend(again.then_some(id));
        }
        for (step, tie, sustained) in self.town.asked_after().await? {
            told.sustained.extend(sustained.then(|| (step.clone(), tie)));
            told.asked.insert((step, tie));
        }
        Ok(())
    }
}

/// What stands for the token at the end of a path.
fn hash(path: &str) -> Vec<u8> {
    chance::hash(path.rsplit('/').next().unwrap_or_default())
}
