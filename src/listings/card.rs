//! A card: the short form of a listing, the same on every list.

use super::shelf::Item;
use crate::{
    auth::Visit,
    kit::{
        lang::Lang,
        sentence::Sentence,
        words::{Domain, Travel},
    },
    matching::{go::Go, rank::Match, signal::Signal},
    web::tile::tile,
};
use uuid::Uuid;

/// What `templates/components/card.html` shows.
pub struct Card {
    /// For its forms.
    pub id: Uuid,
    /// The band above it.
    pub tile: String,
    /// Colour and word.
    pub domain: Domain,
    /// The one link.
    pub title: String,
    /// The title's language, where that is not the reader's.
    pub in_other: Option<Lang>,
    /// "Tuesday 24 November, 20:00–22:00", or by appointment.
    pub when: String,
    /// The part of town.
    pub place: Option<String>,
    /// How she gets there and in how many minutes.
    pub travel: Option<(Travel, u32)>,
    /// Can she go already?
    pub go: Option<Go>,
    /// Why she sees it, computed from the score.
    pub why: Option<String>,
    /// Somebody takes her along.
    pub along: bool,
    /// She kept it.
    pub kept: bool,
    /// Nobody confirmed it lately.
    pub check_first: bool,
    /// Few places are left, or more people need them than there are.
    pub few: bool,
}

impl Card {
    /// A card for somebody we know nothing of.
    pub fn plain(v: &Visit, item: &Item) -> Self {
        let listing = &item.listing;
        let title = listing.title(v.lang);
        Self {
            id: listing.id,
            tile: tile(&listing.key, listing.domain().as_str()),
            domain: listing.domain(),
            title: title.text.to_owned(),
            in_other: title.in_other,
            when: when(v, item),
            place: listing.part_of_town().map(|p| p.name.clone()),
            travel: None,
            go: None,
            why: None,
            along: listing.take_along == Some(true) && listing.is_open(),
            kept: false,
            check_first: listing.is_check_first(v.today()),
            few: listing.has_few_places(),
        }
    }

    /// A card of a match: with the way there, whether she can go, and why.
    pub fn matched(v: &Visit, item: &Item, found: &Match, travel: Travel) -> Self {
        Self {
            travel: found.travel_minutes.map(|minutes| (travel, minutes)),
            go: Some(found.go),
            why: Some(why(found).text(v.lang).to_owned()),
            few: found.scarce || item.listing.has_few_places(),
            ..Self::plain(v, item)
        }
    }

    /// The same, with whether she kept it.
    pub fn kept(self, kept: &[Uuid]) -> Self {
        Self { kept: kept.contains(&self.id), ..self }
    }

    /// The icon of its domain.
    pub fn domain_icon(&self) -> &'static str {
        domain_icon(self.domain)
    }

    /// The icon of how she gets there.
    pub fn travel_icon(&self) -> &'static str {
        match self.travel {
            Some((Travel::Foot, _)) => "footprints",
            Some((Travel::Bus, _)) => "bus",
            _ => "bike",
        }
    }
}

/// The one line of a card: the largest reason that the card does not say already (the way there) and that says
/// something of her (not of a date or a price); else what it bridges.
pub fn why(found: &Match) -> &Sentence {
    let plain = [Signal::Travel, Signal::Freshness, Signal::Cost];
    let of_her = found.reasons.iter().find(|r| !plain.contains(&r.signal));
    of_her.map_or(&found.bridges.sentence, |r| &r.sentence)
}

/// The icon of a domain.
pub fn domain_icon(domain: Domain) -> &'static str {
    match domain {
        Domain::Work => "briefcase",
        Domain::Social => "coffee",
        Domain::Culture => "palette",
        Domain::Sport => "volleyball",
        Domain::Education => "graduation-cap",
        Domain::Health => "leaf",
    }
}

/// When it is next, in one line.
pub fn when(v: &Visit, item: &Item) -> String {
    match (item.next(v.now).next(), &item.listing.schedule) {
        (Some(session), _) => {
            let times = (v.w.time(session.starts.time()), v.w.time(session.ends.time()));
            let line = v.w.t3("when-session", "day", v.w.day(session.date), "starts", times.0, "ends", times.1);
            capital(&line)
        }
        (None, None) => v.t("when-by-appointment"),
        (None, Some(_)) => v.t("when-none-planned"),
    }
}

/// The colour of a chip that says whether she can go.
pub fn go_tag(go: &Go) -> &'static str {
    match go {
        Go::Now => "now",
        Go::WithSomebody => "together",
        Go::Later => "later",
    }
}

/// Its icon.
pub fn go_icon(go: &Go) -> &'static str {
    match go {
        Go::Now => "door-open",
        Go::WithSomebody => "handshake",
        Go::Later => "sprout",
    }
}

/// A line that begins with a capital, as lines do; weekdays have none in Dutch.
fn capital(line: &str) -> String {
    let mut letters = line.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
