//! What a listing bridges, in one sentence: how many who come have lived here for years. Never a label, and never
//! said as known where it is only usual.

use super::catalogue::Entry;
use crate::kit::{sentence::Sentence, words::Kind};

/// The gain, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Bridges {
    /// The bridging component, 0 to 1.
    pub gain: f64,
    /// Who comes.
    pub sentence: Sentence,
}

pub(super) fn said(it: &Entry) -> Sentence {
    if !it.ties.said {
        let (en, nl) = match it.it.kind {
            Kind::Club => (
                "In clubs like this, most have lived here for years.",
                "Bij zulke clubs wonen de meesten hier al jaren.",
            ),
            Kind::VolunteerRole => (
                "With work like this, most have lived here for years.",
                "Wie dit werk doet, woont hier meestal al jaren.",
            ),
            Kind::Activity => (
                "Usually both new people and people from here come.",
                "Meestal komen er nieuwe mensen én mensen van hier.",
            ),
            Kind::Initiative => ("Usually most people here are new too.", "Meestal zijn de mensen hier ook nieuw."),
        };
        return Sentence::new(en, nl);
    }
    let (en, nl) = match it.ties.share {
        s if s >= 0.85 => ("Nearly everybody has lived here for years.", "Bijna iedereen woont hier al jaren."),
        s if s >= 0.6 => ("Most have lived here for years.", "De meesten wonen hier al jaren."),
        s if s >= 0.4 => ("About half have lived here for years.", "Ongeveer de helft woont hier al jaren."),
        s if s >= 0.15 => {
            ("Some have lived here for years; most are new.", "Sommigen wonen hier al jaren; de meesten zijn nieuw.")
        }
        _ => ("Nearly everybody is new here, like you.", "Bijna iedereen is hier nieuw, net als jij."),
    };
    Sentence::new(en, nl)
}
