//! "Can I go already?": now, with somebody, or later with what would get her there. Never an exam.

use super::{catalogue::Entry, following::Shortfall, seeker::Seeker};
use crate::{
    kit::{sentence::Sentence, words::Comfort},
    named,
};

named! {
    /// Whether she can go.
    Go {
        /// You can just go.
        Now = "now",
        /// Nicer together.
        WithSomebody = "with-somebody",
        /// For later.
        Later = "later",
    }
}

/// U's factor where the company she likes is not offered; half of it where she or the listing did not say.
pub const NO_COMPANY: f64 = 0.9;
const MAYBE_NO_COMPANY: f64 = 0.95;
/// A small group has at most so many.
pub(super) const SMALL_GROUP: u32 = 12;

/// Now when she can follow it; with somebody when she is one step short, or wants company, and somebody takes her
/// along; later otherwise. Who can follow it but wants company that nobody offers can still just go.
pub(super) fn of(her: &Seeker, it: &Entry, short: Shortfall) -> Go {
    let follows = short.steps == 0;
    if it.it.takes_along() && (!follows || her.wants_company()) {
        Go::WithSomebody
    } else if follows {
        Go::Now
    } else {
        Go::Later
    }
}

/// U's factor for company. With one: somebody takes her along. In a small group: at most twelve, or somebody takes
/// her along. Alone and "all the same" are always met.
pub(super) fn company(her: &Seeker, it: &Entry) -> f64 {
    if it.it.takes_along() {
        return 1.0;
    }
    let small = it.it.capacity.map(|c| c <= SMALL_GROUP);
    match (her.person.comfort, small) {
        (Some(Comfort::WithOne), _) | (Some(Comfort::SmallGroup), Some(false)) => NO_COMPANY,
        (Some(Comfort::SmallGroup), None) | (None, _) => MAYBE_NO_COMPANY,
        _ => 1.0,
    }
}

/// What is missing before she can follow it.
pub(super) fn missing(short: Shortfall) -> Option<Sentence> {
    if short.steps == 0 {
        return None;
    }
    let (en, nl) = match short.needed {
        0 | 1 => ("a few words", "een paar woorden"),
        2 => ("short chats", "korte gesprekjes"),
        3 => ("everyday conversation", "gewone gesprekken"),
        4 => ("talking about nearly everything", "praten over bijna alles"),
        _ => ("talking with ease", "vlot praten"),
    };
    Some(if short.dutch {
        Sentence::new(format!("A bit more Dutch first: {en}."), format!("Eerst nog iets meer Nederlands: {nl}."))
    } else {
        Sentence::new(
            format!("A bit more of their language first: {en}."),
            format!("Eerst nog iets meer van hun taal: {nl}."),
        )
    })
}

/// How she goes, in one sentence.
pub fn said(go: Go) -> Sentence {
    match go {
        Go::Now => Sentence::new("You can just go.", "Je kunt zo gaan."),
        Go::WithSomebody => {
            Sentence::new("Nicer together: somebody takes you along.", "Fijner samen: iemand neemt je mee.")
        }
        Go::Later => Sentence::new("For later.", "Voor straks."),
    }
}
