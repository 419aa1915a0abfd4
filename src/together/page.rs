//! The page of what is begun: how it stands, for her, and for whoever hosts it with her. Taking it back, undoing that,
//! stepping back.

use super::{
    end,
    facts::{Fact, What},
    proposal::{EndedBy, Proposal, Seen},
    store::{self, Key},
};
use crate::{
    along::Sender,
    auth::{AsSignedIn, Next, Visit},
    kit::words::Status,
    listings::{Card, Shelf, Stock, walk_in},
    newcomers::Her,
    platform::db::Db,
    ties,
    web::{Error, Id, flash::Flash, see, show},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

/// So many things like it, and so many places to walk in, stand beside it.
const INSTEAD: usize = 3;

#[derive(Template)]
#[template(path = "together/page.html")]
struct TogetherPage {
    v: Visit,
    id: Uuid,
    title: String,
    facts: Vec<Fact>,
    is_hers: bool,
    seen: Seen,
    /// The other's first name, after the yes.
    who: Option<String>,
    /// Where the two write to each other, after the yes.
    talk: Option<String>,
    /// The other can be blocked, and reported.
    knows_other: bool,
    /// What it became.
    listing: Option<Uuid>,
    may_end: bool,
    may_undo: bool,
    /// Something like it, and where she can walk in.
    alike: Vec<Card>,
    walk_in: Vec<Card>,
}

impl TogetherPage {
    /// Where they write to the other, and to whom.
    fn writes_to(&self) -> Option<(&str, &str)> {
        self.talk.as_deref().zip(self.who.as_deref())
    }

    /// The name of the sentence that says how it stands, to this one.
    fn says(&self) -> String {
        format!("together-seen-{}-{}", self.seen, if self.is_hers { "her" } else { "them" })
    }
}

fn signed_in(who: Result<AsSignedIn, Error>, id: Uuid) -> Result<Uuid, Error> {
    let to = |e| if matches!(e, Error::SignIn(_)) { Error::SignIn(Next::Plan(id).to_string()) } else { e };
    who.map_err(to).map(|AsSignedIn(who)| who.account)
}

/// Open listings with an interest of it, as the shelf has them.
fn alike(v: &Visit, stock: &Stock, what: &What) -> Vec<Card> {
    let shares = |item: &&crate::listings::Item| {
        let it = &item.listing;
        it.status == Status::Active && !it.is_check_first(v.today()) && !it.interests.is_disjoint(&what.interests)
    };
    stock.items.iter().filter(shares).take(INSTEAD).map(|item| Card::plain(v, item)).collect()
}

/// `GET /together/{id}`
pub async fn page(
    v: Visit,
    who: Result<AsSignedIn, Error>,
    Id(id): Id,
    her: Her,
    db: Db,
    shelf: Shelf,
) -> Result<Response, Error> {
    let account = signed_in(who, id)?;
    let (it, is_hers) = match store::found(&db, Key::OfHer(account, id)).await? {
        Some(it) => (it, true),
        None => (store::found(&db, Key::OfThem(account, id)).await?.ok_or(Error::NotFound)?, false),
    };
    let (seen, stock) = (it.seen(is_hers, v.now), shelf.now());
    let instead = is_hers && seen.wants_alternatives();
    let alike = if instead { alike(&v, &stock, &it.what) } else { Vec::new() };
    let without: Vec<Uuid> = alike.iter().map(|c| c.id).collect();
    let walk_in = if instead { walk_in(&v, &stock, her.0.as_ref(), &without, INSTEAD) } else { Vec::new() };
    let other = if is_hers { it.them.as_deref() } else { Some(&*it.her) };
    let tie = match other.filter(|_| it.other(is_hers, v.now).is_some()) {
        Some(other) => ties::between(&db, account, other.account).await?,
        None => None,
    };
    show(&TogetherPage {
        talk: tie.map(|tie| v.to(&format!("/between/{tie}/messages"))),
        facts: it.what.facts(&v.w),
        who: it.other(is_hers, v.now).map(str::to_owned),
        knows_other: it.knows_the_other(is_hers),
        listing: it.listing_id.filter(|id| seen == Seen::Published && stock.public(*id).is_some()),
        may_end: !seen.is_over(),
        may_undo: is_hers && it.stands().can_be_undone(v.now),
        title: it.what.title,
        id,
        is_hers,
        seen,
        alike,
        walk_in,
        v,
    })
}

async fn ends(v: &Visit, db: &Db, key: Key, by: EndedBy) -> Result<Proposal, Error> {
    let mut tx = db.begin().await?;
    let it = store::locked(&mut tx, key).await?.ok_or(Error::NotFound)?;
    if it.stands().is_open() {
        end::by(&mut tx, &Sender { city: &v.city, address: &v.address }, &it, by).await?;
    } else if !it.seen(by == EndedBy::Newcomer, v.now).is_over() {
        // It had ended without a word: from now on they ended it.
        end::end_as(&mut tx, it.id, by).await?;
    }
    tx.commit().await?;
    Ok(it)
}

/// `POST /together/{id}/take-back`
pub async fn take_back(v: Visit, who: AsSignedIn, Id(id): Id, db: Db) -> Result<Response, Error> {
    ends(&v, &db, Key::OfHer(who.0.account, id), EndedBy::Newcomer).await?;
    Ok(Flash::on(see(&v.to(&format!("/together/{id}"))), &v.address, "flash-together-back", Some(id)))
}

/// `POST /together/{id}/undo`: within the hour, where nobody had said yes.
pub async fn undo(v: Visit, who: AsSignedIn, Id(id): Id, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let it = store::locked(&mut tx, Key::OfHer(who.0.account, id)).await?.ok_or(Error::NotFound)?;
    let done = it.stands().can_be_undone(v.now) && store::reopen(&mut tx, id).await?;
    tx.commit().await?;
    let key = if done { "flash-together-undone" } else { "flash-together-too-late" };
    Ok(Flash::on(see(&v.to(&format!("/together/{id}"))), &v.address, key, None))
}

/// `POST /together/{id}/step-back`: a co-host cannot go on with it.
pub async fn step_back(v: Visit, who: AsSignedIn, Id(id): Id, db: Db) -> Result<Response, Error> {
    ends(&v, &db, Key::OfThem(who.0.account, id), EndedBy::Local).await?;
    Ok(Flash::on(see(&v.to("/local/me")), &v.address, "flash-together-stepped-back", None))
}
