//! Pairs of listings that may be the same one, the most alike first.

use super::store::{self, Lately};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::lang::Lang,
    listings::{Listing, Shelf, Twins, rhythm},
    platform::db::Db,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;
use std::sync::Arc;
use uuid::Uuid;

/// So many pairs stand on the page.
const MOST: usize = 30;

#[derive(Template)]
#[template(path = "curation/twins.html")]
struct TwinsPage {
    v: Visit,
    pairs: Vec<[Arc<Listing>; 2]>,
    lately: Vec<Lately>,
    /// Just said to be two: that can be taken back.
    apart: Option<(Uuid, Uuid)>,
}

impl TwinsPage {
    /// Who, where and when, as far as known.
    fn facts(&self, it: &Listing) -> String {
        let when = it.schedule.as_ref().and_then(|s| rhythm(&self.v, s));
        let place = it.venue.clone().or_else(|| it.postcode.map(|p| p.to_string()));
        [it.organisation.clone(), when, place].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// `GET /desk/twins`
pub async fn page(v: Visit, _: AsSocialWorker, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let (stock, apart) = (shelf.now(), store::apart(&db).await?);
    let found = tokio::task::spawn_blocking(move || {
        let all: Vec<&Arc<Listing>> = stock.items.iter().map(|item| &item.listing).collect();
        let known = |a: usize, b: usize| apart.contains(&in_order(all[a].id, all[b].id));
        let pairs = Twins::new(all.iter().map(|l| &***l)).pairs(MOST, known);
        pairs.into_iter().map(|(a, b)| older_first(all[a].clone(), all[b].clone())).collect::<Vec<_>>()
    });
    let pairs = found.await.map_err(Error::unexpected)?;
    let lately = store::lately(&db, v.lang == Lang::Nl).await?;
    let detail = v.flash.as_ref().filter(|f| f.key == "flash-twins-apart").and_then(|f| f.detail.as_deref());
    let apart = detail.and_then(|d| d.split_once('~')).and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    show(&TwinsPage { v, pairs, lately, apart })
}

fn in_order(one: Uuid, other: Uuid) -> (Uuid, Uuid) {
    if one < other { (one, other) } else { (other, one) }
}

/// The one that is proposed to stay: the one confirmed last, else the one with more to say.
fn older_first(a: Arc<Listing>, b: Arc<Listing>) -> [Arc<Listing>; 2] {
    let says = |it: &Listing| {
        let texts = [&it.title_en, &it.title_nl, &it.summary_en, &it.summary_nl, &it.contact_email];
        (it.is_open(), it.confirmed_on, texts.into_iter().flatten().count())
    };
    if says(&a) >= says(&b) { [a, b] } else { [b, a] }
}
