//! What the two could do together: the local's offers that fit this pair, and coffee in a common field. What nobody
//! offered is never proposed, but for that coffee: one cup is little to ask of somebody of the same trade.
//!
//! | | fits where the local offers it and … | how well |
//! |---|---|---|
//! | language-partner | she wants to learn a language they speak at B1 or more, no worse than she does | p; one more where the learning crosses |
//! | mentor | the field is shared, or she looks for work | 1 same skill, .75 same field, .5 work alone |
//! | coffee in your field | the field is shared (nobody has to offer it) | .9 same skill, .6 same field |
//! | take-along | they share an interest (or one of the two named none: then .1) | the interest component |
//! | co-host | she wants to host (rung giving), or both chose the same interest | .9, or .4 of the interest component |
//! | buddy | always | .5 of the interest component, .3 more where both have children, at least .2 |

use super::{
    between::{Between, her_skill_near},
    sayings::{self, Voice, about, either},
    score::Parts,
    side::{Side, bit},
    theirs,
};
use crate::{
    kit::{
        lang::Lang,
        sentence::Sentence,
        vocabulary::{Named, vocabulary},
        words::{Domain, Offer, Rung},
    },
    named,
};

named! {
    /// A way to meet.
    Meeting {
        /// They take her along to what they go to anyway.
        TakeAlong = "take-along",
        /// They meet now and then.
        Buddy = "buddy",
        /// They talk a language.
        LanguagePartner = "language-partner",
        /// They help her find her way at work.
        Mentor = "mentor",
        /// They host something together.
        CoHost = "co-host",
        /// Coffee with somebody in her field.
        Coffee = "coffee",
    }
}

/// A way to meet that fits, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// Which.
    pub meeting: Meeting,
    /// How well it fits, from 0; only ever compared.
    pub how: f64,
    /// Why, said to whoever asks.
    pub sentence: Sentence,
}

/// What fits, the best first.
pub(super) fn fitting(her: &Side, them: &Side, between: &Between, parts: &Parts, voice: Voice) -> Vec<Offered> {
    let all = [
        take_along(her, them, parts, voice),
        buddy(them, parts),
        language_partner(her, them, between, voice),
        mentor(her, them, between, voice),
        co_host(her, them, parts, voice),
        coffee(her, between),
    ];
    let mut fits: Vec<(Meeting, f64, Sentence)> =
        Meeting::ALL.iter().zip(all).filter_map(|(m, fit)| fit.map(|(how, said)| (*m, how, said))).collect();
    // Stable: equals stay in the order of the table.
    fits.sort_by(|a, b| b.1.total_cmp(&a.1));
    fits.into_iter().map(|(meeting, how, sentence)| Offered { meeting, how, sentence }).collect()
}

type Fits = Option<(f64, Sentence)>;

fn take_along(her: &Side, them: &Side, parts: &Parts, voice: Voice) -> Fits {
    if !them.offers(Offer::TakeAlong) {
        return None;
    }
    match sayings::nearest(her, them) {
        Some((n, _)) => {
            let (en, nl) = match voice {
                Voice::Newcomer => ("They can take you along", "De ander kan je meenemen"),
                Voice::Local => ("You can take them along", "Jij kunt de ander meenemen"),
            };
            Some((parts.hers[0].value, about(&vocabulary().interests[n].named, en, nl)))
        }
        None if parts.hers[0].known => None,
        None => {
            let hers = ("They can take you along to what they do.", "De ander kan je meenemen naar iets.");
            let theirs = ("You can take them along to what you do.", "Jij kunt de ander meenemen naar iets.");
            Some((0.1, either(voice, hers, theirs)))
        }
    }
}

fn buddy(them: &Side, parts: &Parts) -> Fits {
    them.offers(Offer::Buddy).then(|| {
        let both_parents = parts.life.known && parts.life.value >= 0.75;
        let how = (0.5 * parts.hers[0].value + if both_parents { 0.3 } else { 0.0 }).max(0.2);
        let said = Sentence::new(
            "Meeting now and then, just the two of you.",
            "Af en toe samen afspreken, alleen jullie twee.",
        );
        (how, said)
    })
}

fn language_partner(her: &Side, them: &Side, between: &Between, voice: Voice) -> Fits {
    her.person.wants_to_learn.as_ref()?;
    let (hers, p) = between.practises.as_ref().filter(|_| them.offers(Offer::LanguagePartner))?;
    let crosses = theirs::learned(her, them).map(|(language, _)| language).filter(|l| l != hers);
    let (en, nl) = (sayings::language(hers, Lang::En), sayings::language(hers, Lang::Nl));
    Some(match (crosses, voice) {
        (Some(theirs), _) => {
            let other = |lang| sayings::language(theirs, lang);
            let said = Sentence::new(
                format!("Half the time {en}, half the time {}: you both learn.", other(Lang::En)),
                format!("De helft {nl}, de helft {}: jullie leren allebei.", other(Lang::Nl)),
            );
            (1.0 + p, said)
        }
        (None, Voice::Newcomer) => {
            let said = Sentence::new(
                format!("They talk {en} with you, to practise."),
                format!("De ander praat {nl} met je, om te oefenen."),
            );
            (*p, said)
        }
        (None, Voice::Local) => {
            let said = Sentence::new(
                format!("You talk {en} with them, to practise."),
                format!("Jij praat {nl} met de ander, om te oefenen."),
            );
            (*p, said)
        }
    })
}

/// The skill both are named by: hers where she has one in that field.
fn shared(her: &Side, between: &Between) -> Option<(f64, &'static Named)> {
    let field = between.field.filter(|f| f.nearness > 0.0)?;
    let place = her_skill_near(her, field.skill).unwrap_or(field.skill);
    Some((field.nearness, &vocabulary().skills[place].named))
}

fn mentor(her: &Side, them: &Side, between: &Between, voice: Voice) -> Fits {
    if !them.offers(Offer::Mentor) {
        return None;
    }
    let looks_for_work = her.wishes.is_some_and(|w| w & bit(Domain::Work) != 0);
    match (shared(her, between), voice) {
        (Some((near, named)), voice) => {
            let (en, nl) = match voice {
                Voice::Newcomer => ("They can help you on in your field", "De ander kan je verder helpen in je vak"),
                Voice::Local => ("You can help them on in your field", "Jij kunt de ander verder helpen in jullie vak"),
            };
            Some((if near >= 1.0 { 1.0 } else { 0.75 }, about(named, en, nl)))
        }
        (None, voice) if looks_for_work => {
            let hers = ("They can help you find your way to work.", "De ander kan je helpen op weg naar werk.");
            let theirs = ("You can help them find their way to work.", "Jij kunt de ander helpen op weg naar werk.");
            Some((0.5, either(voice, hers, theirs)))
        }
        (None, _) => None,
    }
}

fn co_host(her: &Side, them: &Side, parts: &Parts, voice: Voice) -> Fits {
    if !them.offers(Offer::CoHost) {
        return None;
    }
    if her.person.rung == Some(Rung::Giving) {
        let hers = ("You would like to host; they host with you.", "Je wilt iets organiseren; de ander doet mee.");
        let theirs = ("They would like to host; you host with them.", "De ander wil iets organiseren; jij doet mee.");
        return Some((0.9, either(voice, hers, theirs)));
    }
    let (n, _) = sayings::nearest(her, them).filter(|(_, near)| *near >= 1.0)?;
    let named = &vocabulary().interests[n].named;
    let said = about(named, "You could host something together", "Jullie kunnen samen iets organiseren");
    Some((0.4 * parts.hers[0].value, said))
}

fn coffee(her: &Side, between: &Between) -> Fits {
    let (near, named) = shared(her, between)?;
    let how = if near >= 1.0 { 0.9 } else { 0.6 };
    Some((how, about(named, "One coffee about the field you share", "Eén keer koffie over jullie vak")))
}
