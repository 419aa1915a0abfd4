//! The form of new weights: per cents, as strings, in the order of the signals; a name, and why.

use crate::{
    kit::{
        sentence::Sentence,
        text::{Slip, line},
        typed,
    },
    listings::Version,
    matching::{signal::Signal, weights::Weights},
    web::{Error, Slips},
};
use serde::Deserialize;

/// What each table of weights is called in the form and in its sentences, and what it weighs.
pub const TABLES: [(&str, &[Signal]); 3] =
    [("essentials", &Signal::ESSENTIALS), ("role", &Signal::ESSENTIALS), ("nice", &Signal::NICE)];

/// What is done with it.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Then {
    /// Only see what it would change.
    Try,
    /// From now on these count.
    Save,
}

/// New weights as they were typed.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightsForm {
    /// The number of the version that was shown.
    pub from: i32,
    essentials: Vec<String>,
    role: Vec<String>,
    nice: Vec<String>,
    /// Its name.
    pub name: String,
    /// Why, for everybody to read.
    pub note_en: String,
    /// The same in Dutch.
    pub note_nl: String,
    /// What is done with it.
    pub then: Then,
}

/// A field of the form: its name and id, the key of its label, what was typed.
pub struct Cell {
    /// `essentials`.
    pub name: &'static str,
    /// `essentials-0`.
    pub id: String,
    /// `interest`.
    pub signal: &'static str,
    /// What was typed.
    pub value: String,
}

/// A weight in per cent.
pub fn per_cent(weight: f64) -> u32 {
    libm::round(weight * 100.0) as u32
}

/// The weights of a table of `TABLES`.
pub fn table<'a>(weights: &'a Weights, name: &str) -> &'a [f64] {
    match name {
        "essentials" => &weights.essentials,
        "role" => &weights.role_with_skills,
        _ => &weights.nice,
    }
}

impl WeightsForm {
    /// The form with the numbers of a version, to change `now`.
    pub fn of(it: &Version, now: &Version, name: String, note: Sentence) -> Self {
        let cells = |name: &str| table(&it.weights, name).iter().map(|w| per_cent(*w).to_string()).collect();
        Self {
            from: now.number,
            essentials: cells("essentials"),
            role: cells("role"),
            nice: cells("nice"),
            name,
            note_en: note.en,
            note_nl: note.nl,
            then: Then::Try,
        }
    }

    fn typed(&self, name: &str) -> &[String] {
        match name {
            "essentials" => &self.essentials,
            "role" => &self.role,
            _ => &self.nice,
        }
    }

    /// The fields of a table.
    pub fn cells(&self, name: &'static str) -> Vec<Cell> {
        let signals = TABLES.iter().find(|(n, _)| *n == name).map_or(&[][..], |(_, signals)| signals);
        let typed = |n: usize| self.typed(name).get(n).cloned().unwrap_or_default();
        let cell =
            |(n, s): (usize, &Signal)| Cell { name, id: format!("{name}-{n}"), signal: s.as_str(), value: typed(n) };
        signals.iter().enumerate().map(cell).collect()
    }

    /// Reads the numbers: whole per cents from 1 on, which add up to 100. The version is still without its name.
    ///
    /// # Errors
    /// `Unreadable` where there are more or fewer of them than the form has.
    pub fn weights(&self, slips: &mut Slips) -> Result<Option<Weights>, Error> {
        let (essentials, role, nice) =
            (self.read("essentials", slips)?, self.read("role", slips)?, self.read("nice", slips)?);
        let made = essentials.zip(role).zip(nice);
        Ok(made.map(|((essentials, role_with_skills), nice)| Weights {
            version: self.name.as_str().into(),
            essentials,
            role_with_skills,
            nice,
        }))
    }

    fn read<const N: usize>(&self, name: &'static str, slips: &mut Slips) -> Result<Option<[f64; N]>, Error> {
        let typed = <&[String; N]>::try_from(self.typed(name)).map_err(|_| Error::Unreadable)?;
        let mut numbers = Vec::with_capacity(N);
        for (n, text) in typed.iter().enumerate() {
            let number = typed::number(text, 100).and_then(|number| match number {
                Some(0) => Err(Slip::NotThis("slip-weights-nought")),
                number => number.ok_or(Slip::Empty),
            });
            numbers.extend(slips.take(format!("{name}-{n}"), number));
        }
        let sum = numbers.iter().sum();
        match <[u32; N]>::try_from(numbers) {
            Ok(_) if sum != 100 => {
                slips.add(name, Slip::Sum(sum));
                Ok(None)
            }
            read => Ok(read.ok().map(|all| all.map(|n| f64::from(n) / 100.0))),
        }
    }

    /// Reads the name and why.
    pub fn words(&self, slips: &mut Slips) -> Option<(String, Sentence)> {
        let name = slips.take("name", line(&self.name, 40));
        let en = slips.take("note_en", line(&self.note_en, 300));
        let nl = slips.take("note_nl", line(&self.note_nl, 300));
        name.zip(en.zip(nl)).map(|(name, (en, nl))| (name, Sentence { en, nl }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn version(weights: Weights) -> Version {
        Version { number: 3, weights: Arc::new(weights), note: Sentence::default(), by: None, at: None }
    }

    fn form(weights: Weights) -> WeightsForm {
        let it = version(weights);
        WeightsForm::of(&it, &it, "b".to_owned(), Sentence::new("why", "waarom"))
    }

    #[test]
    fn what_the_form_shows_reads_as_the_same_bits() {
        let mut slips = Slips::default();
        let read = form(Weights::start()).weights(&mut slips).expect("readable").expect("numbers");
        assert_eq!(read, Weights { version: "b".into(), ..Weights::start() });
        assert!(slips.is_empty());
    }

    proptest! {
        #[test]
        fn numbers_that_add_up_are_weights_and_others_say_how_far_off_they_are(n in proptest::collection::vec(1_u32..40, 7)) {
            let mut it = form(Weights::start());
            it.essentials = n.iter().map(u32::to_string).collect();
            let mut slips = Slips::default();
            let read = it.weights(&mut slips).unwrap_or_else(|e| panic!("{e:?}"));
            prop_assert_eq!(read.is_some(), n.iter().sum::<u32>() == 100);
            prop_assert_eq!(read.is_some(), slips.is_empty());
            if let Some(read) = read {
                prop_assert!((read.essentials.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            }
        }
    }
}
