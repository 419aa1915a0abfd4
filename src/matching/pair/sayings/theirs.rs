//! What each of the local's wishes says of a pair: their gain is a reason too.

use super::{Pair, Voice, about, either, language, nearest, time};
use crate::{
    kit::{
        lang::Lang,
        sentence::Sentence,
        vocabulary::{Named, vocabulary},
        words::Domain,
    },
    matching::pair::{
        side::bit,
        theirs::{DOMAINS, HELP, INTERESTS, LEARN, learned},
    },
};

/// The sentence of one of V's wishes; `good` where it speaks for the pair. None where there is nothing to say.
pub(in crate::matching::pair) fn of_theirs(pair: &Pair, wish: usize, good: bool) -> Option<Sentence> {
    match wish {
        LEARN => learn(pair, good),
        INTERESTS => Some(interests(pair)),
        DOMAINS => domains(pair).filter(|_| good),
        HELP => help(pair, good),
        _ => time(pair, good),
    }
}

fn learn(pair: &Pair, good: bool) -> Option<Sentence> {
    let said = |en: String, nl: String| Some(Sentence::new(en, nl));
    match learned(pair.her, pair.them) {
        Some((tag, _)) => {
            let (en, nl) = (language(tag, Lang::En), language(tag, Lang::Nl));
            match pair.voice {
                Voice::Newcomer => said(
                    format!("They would like to practise {en}; you speak it."),
                    format!("De ander wil {nl} oefenen; jij spreekt het."),
                ),
                Voice::Local => said(
                    format!("You would like to practise {en}; they speak it."),
                    format!("Je wilt {nl} oefenen; de ander spreekt het."),
                ),
            }
        }
        None if good => None,
        None => {
            let tag = pair.them.wants()?.into_iter().next()?;
            let (en, nl) = (language(tag, Lang::En), language(tag, Lang::Nl));
            match pair.voice {
                Voice::Newcomer => said(
                    format!("They would like to practise {en}, which you do not speak."),
                    format!("De ander wil {nl} oefenen, en dat spreek jij niet."),
                ),
                Voice::Local => said(
                    format!("You would like to practise {en}, which they do not speak."),
                    format!("Je wilt {nl} oefenen, en dat spreekt de ander niet."),
                ),
            }
        }
    }
}

fn interests(pair: &Pair) -> Sentence {
    match nearest(pair.them, pair.her) {
        Some((n, near)) => {
            let named = &vocabulary().interests[n].named;
            if near >= 1.0 {
                about(named, "You both chose this", "Dit kozen jullie allebei")
            } else {
                either_about(pair.voice, named)
            }
        }
        None => Sentence::new("You chose different things.", "Jullie kozen verschillende dingen."),
    }
}

fn either_about(voice: Voice, named: &Named) -> Sentence {
    match voice {
        Voice::Newcomer => about(named, "Close to what they chose", "Dicht bij wat de ander koos"),
        Voice::Local => about(named, "Close to what you chose", "Dicht bij wat jij koos"),
    }
}

fn domains(pair: &Pair) -> Option<Sentence> {
    let shared = pair.her.wishes? & pair.them.wishes?;
    let domain = Domain::ALL.iter().find(|d| shared & bit(**d) != 0)?;
    let (en, nl) = match domain {
        Domain::Work => ("work", "werk"),
        Domain::Social => ("meeting people", "mensen ontmoeten"),
        Domain::Culture => ("culture", "cultuur"),
        Domain::Sport => ("sport", "sport"),
        Domain::Education => ("learning something", "iets leren"),
        Domain::Health => ("rest", "rust"),
    };
    Some(Sentence::new(format!("You are both looking for {en}."), format!("Jullie zoeken allebei dit: {nl}.")))
}

fn help(pair: &Pair, good: bool) -> Option<Sentence> {
    let wished = pair.wished?;
    let can = pair.her.can.as_ref()?[wished];
    let named = &vocabulary().skills[wished].named;
    let voice = pair.voice;
    let (en, nl) = match (voice, can > 0.0) {
        (Voice::Newcomer, true) if can >= 1.0 => {
            ("They would like help with what you can", "De ander wil hulp bij wat jij kunt")
        }
        (Voice::Newcomer, true) => {
            ("They would like help, and your field is close", "De ander wil hulp, en jij zit dicht bij dat vak")
        }
        (Voice::Local, true) if can >= 1.0 => {
            ("You would like help with what they can", "Jij wilt hulp bij wat de ander kan")
        }
        (Voice::Local, true) => {
            ("You would like help, and their field is close", "Jij wilt hulp, en de ander zit dicht bij dat vak")
        }
        (_, false) if good => return None,
        (_, false) => {
            return Some(either(
                voice,
                ("They would like help with something else.", "De ander wil hulp bij iets anders."),
                ("You would like help with something else.", "Jij wilt hulp bij iets anders."),
            ));
        }
    };
    Some(about(named, en, nl))
}
