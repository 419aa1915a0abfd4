//! What "For you" leaves out: counted gate by gate, what one change would open, and the places themselves.

use super::{
    card::Card,
    change::Offer,
    filters::{PAGE, pages},
    for_you::leanings,
    shelf::{Shelf, Stock},
};
use crate::{
    auth::Visit,
    kit::{sentence::Sentence, week::PARTS},
    matching::{
        gates::Gate,
        opening::LeftOut,
        rank::{Asked, Excluded, Ranking},
    },
    newcomers::{self, Her, Newcomer},
    platform::db::Db,
    web::{Error, Query, see, show},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

/// One gate, as the page says it.
pub struct Line {
    /// The gate's name.
    pub why: Gate,
    /// "14 are at times when you are not free."
    pub text: String,
    /// "12 of them would fit otherwise: 9 only in the evening"; where she can do something about it.
    pub alone: Option<String>,
    /// What would open some.
    pub offer: Option<Offer>,
}

/// All of it.
pub struct Summary {
    /// "Of 120 open places, 37 fit you."
    pub all: String,
    /// Gate by gate, in their order. What is closed is no place any more, and is not among them.
    pub lines: Vec<Line>,
}

impl Summary {
    /// What this ranking left out; nothing where it left out nothing.
    pub fn of(v: &Visit, stock: &Stock, her: &Newcomer, ranking: &Ranking) -> Option<Self> {
        let left_out = stock.catalogue.left_out(&her.person, ranking);
        let lines: Vec<Line> = left_out.iter().filter(|l| l.why != Gate::Closed).map(|l| Line::of(v, l)).collect();
        let open = ranking.feasible + left_out.iter().filter(|l| l.why != Gate::Closed).map(|l| l.count).sum::<usize>();
        let all = v.t2("left-out-of-all", "all", open, "fit", ranking.feasible);
        (!lines.is_empty()).then_some(Self { all, lines })
    }
}

impl Line {
    fn of(v: &Visit, left: &LeftOut) -> Self {
        let parts = PARTS.iter().zip(left.only_in).filter(|(_, count)| *count > 0);
        let parts: Vec<String> = parts.map(|(part, count)| v.t1(format!("only-in-{part}"), "count", count)).collect();
        let alone = match parts.as_slice() {
            [] if left.alone == left.count => v.t1("left-out-alone-all", "count", left.count),
            [] => v.t1("left-out-alone", "count", left.alone),
            _ => v.t2("left-out-alone-in", "count", left.alone, "parts", parts.join(", ")),
        };
        Self {
            why: left.why,
            text: v.t1(format!("left-out-{}", left.why), "count", left.count),
            alone: (!left.openings.is_empty()).then_some(alone),
            offer: left.best().map(|o| Offer::opening(v, o)),
        }
    }
}

#[derive(Template)]
#[template(path = "listings/left_out.html")]
struct LeftOutPage {
    v: Visit,
    why: Gate,
    text: String,
    offers: Vec<Offer>,
    cards: Vec<Card>,
    page: usize,
    last: usize,
}

/// More ways to open a gate than these help nobody.
const OFFERS: usize = 4;

/// Which gate, and which page of it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LeftOutForm {
    why: String,
    page: String,
}

/// `GET /for-you/left-out`
pub async fn page(
    v: Visit,
    her: Her,
    db: Db,
    shelf: Shelf,
    Query(form): Query<LeftOutForm>,
) -> Result<Response, Error> {
    let Some(newcomer) = her.0.filter(Newcomer::can_be_matched) else {
        return Ok(see(&v.to("/questions")));
    };
    if form.why.is_empty() {
        return Ok(see(&v.to("/for-you")));
    }
    let why: Gate = form.why.parse().map_err(|_| Error::Unreadable)?;
    let page = if form.page.is_empty() { Some(1) } else { form.page.parse().ok() };
    let page = page.filter(|p| (1..=10_000).contains(p)).ok_or(Error::Unreadable)?;
    let stock = shelf.now();
    let passed = newcomers::passed_over(&db, newcomer.id).await?;
    let asked = Asked { limit: Some(0), leanings: leanings(&stock, &passed) };
    let ranking = stock.catalogue.rank(&newcomer.person, &asked);
    let left_out = stock.catalogue.left_out(&newcomer.person, &ranking);
    // What she changed a moment ago may have opened the last of them; what is closed stands among all listings.
    let Some(left) = left_out.into_iter().find(|l| l.why == why && why != Gate::Closed) else {
        return Ok(see(&v.to("/for-you")));
    };
    let places = stock.catalogue.behind_gate(&newcomer.person, &ranking, why);
    let on_page: Vec<Excluded> =
        places.iter().skip((page - 1) * PAGE).take(PAGE).map(|place| Excluded { place: *place, why }).collect();
    let said = stock.catalogue.said(&newcomer.person, &on_page);
    let card = |(e, why): (&Excluded, Sentence)| {
        let plain = Card::plain(&v, &stock.items[e.place]);
        Card { why: Some(why.text(v.lang).to_owned()), ..plain }
    };
    show(&LeftOutPage {
        why,
        text: v.t1(format!("left-out-{why}"), "count", left.count),
        offers: left.openings.iter().take(OFFERS).map(|o| Offer::opening(&v, o)).collect(),
        cards: on_page.iter().zip(said).map(card).collect(),
        page,
        last: pages(places.len()),
        v,
    })
}
