//! A host's own page: their groups, who would like to come, who comes, and who takes people along.

use super::{
    corrections::{Proposed, looked_at, open_of},
    host::AsHost,
    store,
};
use crate::{
    auth::Visit,
    listings::{self, Listing, Shelf},
    locals::{self, Regular},
    platform::db::Db,
    requests::{self, Asking, State},
    web::{Error, Query, show},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// One of their groups.
struct Group {
    listing: Listing,
    version: i32,
    when: Option<String>,
    places: String,
    /// They wait for an answer.
    waiting: Vec<Asking>,
    /// They come.
    coming: Vec<Asking>,
    /// They were told that it is full, or not now.
    others: Vec<Asking>,
    /// They wait for the host's word.
    to_vouch_for: Vec<Regular>,
    vouched_for: Vec<Regular>,
    /// Somebody says that this is not right.
    corrections: Vec<Proposed>,
}

/// How to undo what was just done.
enum Undo {
    /// A tap on a listing: its place among the groups.
    Tap(usize),
    /// A word about somebody there.
    Word(Uuid, Uuid),
    /// A correction that was taken over or left.
    Looked(Uuid),
}

#[derive(Template)]
#[template(path = "hosts/front.html")]
struct FrontPage {
    v: Visit,
    groups: Vec<Group>,
    undo: Option<Undo>,
}

/// Where somebody was spoken of, for the undo.
#[derive(Deserialize)]
pub struct At {
    #[serde(default)]
    at: String,
}

/// `GET /host`
pub async fn page(
    v: Visit,
    AsHost(who): AsHost,
    db: Db,
    shelf: Shelf,
    Query(at): Query<At>,
) -> Result<Response, Error> {
    let stock = shelf.now();
    let mut groups = Vec::new();
    let mine = store::listings_of(&db, who.account).await?;
    let mut corrections = open_of(&db, &v, &mine).await?;
    for id in mine {
        let Some((listing, version)) = listings::with_version(&db, id).await? else { continue };
        let mut group = Group {
            when: stock.public(id).map(|item| listings::when(&v, item)),
            places: places(&v, listing.newcomer_places),
            waiting: Vec::new(),
            coming: Vec::new(),
            others: Vec::new(),
            to_vouch_for: locals::regulars_to_vouch_for(&db, id).await?,
            vouched_for: locals::regulars_vouched_for(&db, id).await?,
            corrections: corrections.extract_if(.., |it| it.listing == id).collect(),
            listing,
            version,
        };
        for asking in requests::asking(&db, id).await? {
            match asking.state {
                State::Sent => group.waiting.push(asking),
                State::Yes => group.coming.push(asking),
                _ => group.others.push(asking),
            }
        }
        groups.push(group);
    }
    let place = |id: Uuid| groups.iter().position(|g| g.listing.id == id);
    let of_group = |subject| match at.at.parse().ok().and_then(place) {
        Some(at) => Some(Undo::Word(groups[at].listing.id, subject)),
        None => place(subject).map(Undo::Tap),
    };
    let subject = v.flash.as_ref().and_then(|f| f.subject);
    let undo = looked_at(&v).map(Undo::Looked).or_else(|| subject.and_then(of_group));
    show(&FrontPage { v, groups, undo })
}

/// The places left, in words.
fn places(v: &Visit, left: Option<u32>) -> String {
    match left {
        None => v.t("host-places-uncounted"),
        Some(0) => v.t("host-places-none"),
        Some(count) => v.t1("host-places", "count", count),
    }
}

impl Group {
    fn title<'a>(&'a self, v: &Visit) -> &'a str {
        self.listing.title(v.lang).text
    }

    /// Whether anybody was answered: then an answer can be changed.
    fn has_answers(&self) -> bool {
        !self.coming.is_empty() || !self.others.is_empty()
    }

    /// Those who were answered.
    fn answered(&self) -> impl Iterator<Item = &Asking> {
        self.coming.iter().chain(&self.others)
    }
}
