//! The people who wait, for the desk: newcomers for an answer, locals for a step. Only who waits for something has a
//! line, and nobody is named.

use super::{
    gather,
    line::{Act, Kind, LATE_AFTER, Line},
    locals_for,
    look::{self, Reason},
    person, store,
    town::Town,
};
use crate::{
    along,
    auth::{Scope, SignedIn, Visit},
    gatherings, introductions,
    kit::place::Postcode,
    listings::Stock,
    locals::{self, AtTheDesk, State},
    next_steps,
    platform::db::Db,
    requests, ties, together,
    web::{Error, dates::days_between},
};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

/// A certificate that ends within so many days needs a new one.
const ENDS_SOON: i64 = 56;

/// Something a newcomer waits for.
pub(super) struct One {
    pub kind: Kind,
    pub account: Uuid,
    pub listing: Uuid,
    postcode: Option<Postcode>,
    pub since: DateTime<Utc>,
}

/// What newcomers wait for, longest first.
pub(super) async fn waiting(db: &Db, scope: &Scope) -> Result<Vec<One>, Error> {
    let request = |r: requests::Waiting| One {
        kind: if r.said_no { Kind::Refused } else { Kind::Request },
        account: r.account,
        listing: r.listing,
        postcode: r.postcode,
        since: r.since,
    };
    let going = |g: along::Waiting| One {
        kind: Kind::Along,
        account: g.account,
        listing: g.listing,
        postcode: g.postcode,
        since: g.since,
    };
    let mut all: Vec<One> = requests::waiting(db, scope).await?.into_iter().map(request).collect();
    all.extend(along::waiting(db, scope).await?.into_iter().map(going));
    all.sort_by_key(|one| one.since);
    Ok(all)
}

/// How many live where.
pub(super) async fn town(db: &Db) -> Result<Town, Error> {
    Ok(Town::of(store::newcomers_by_postcode(db).await?))
}

/// "Somebody in Woensel-Noord": never a name.
pub(super) fn somebody(v: &Visit, town: &Town, postcode: Option<Postcode>) -> String {
    match town.part(postcode) {
        Some(part) => v.t1("desk-somebody-in", "part", part),
        None => v.t("desk-somebody"),
    }
}

/// The title of a listing for this reader; nothing where it is gone.
pub(super) fn title(v: &Visit, stock: &Stock, listing: Uuid) -> String {
    let item = stock.place(listing).and_then(|place| stock.items.get(place));
    item.map(|i| i.listing.title(v.lang).text.to_owned()).unwrap_or_default()
}

/// A line for each thing a newcomer waits for.
pub async fn newcomer_lines(v: &Visit, db: &Db, scope: &Scope, stock: &Stock) -> Result<Vec<Line>, Error> {
    let town = town(db).await?;
    let line = |one: One| {
        let (kind, days) = (one.kind, days_between(one.since, v.now));
        let title = title(v, stock, one.listing);
        // After a week she reads of a silence: it is no waiting any more.
        let silent = kind == Kind::Request && one.since + TimeDelta::days(LATE_AFTER) <= v.now;
        let key = if silent { "desk-line-host-silent".to_owned() } else { format!("desk-line-{kind}") };
        let what = v.t2(key, "who", somebody(v, &town, one.postcode), "title", title);
        look::line((kind, days), (what, v.w.waited(days)), one.account, Reason::Request, None)
    };
    Ok(waiting(db, scope).await?.into_iter().map(line).collect())
}

/// A line for each wish to meet somebody; it opens who could.
pub async fn wish_lines(v: &Visit, db: &Db, scope: &Scope) -> Result<Vec<Line>, Error> {
    let town = town(db).await?;
    let line = |wish: introductions::WishWaits| {
        let days = days_between(wish.since, v.now);
        let who = somebody(v, &town, wish.postcode);
        let what = v.t2("desk-line-wish", "who", who, "what", v.t(format!("way-{}", wish.kind)));
        let opens = locals_for::path(wish.account) + &locals_for::for_kind(&wish.kind);
        Line::new(Kind::Wish, days, what, v.w.waited(days), Act::Open(opens))
    };
    Ok(introductions::wishes_waiting(db, scope).await?.into_iter().map(line).collect())
}

/// A line for each gathering that came to nothing.
pub async fn gathering_lines(v: &Visit, db: &Db, scope: &Scope) -> Result<Vec<Line>, Error> {
    let line = |(what, since): (String, DateTime<Utc>)| {
        let (days, what) = (days_between(since, v.now), v.t1("desk-line-gathering", "what", what));
        Line::new(Kind::Gathering, days, what, v.w.waited(days), Act::Open(gather::PATH.to_owned()))
    };
    Ok(gatherings::waiting(db, scope).await?.into_iter().map(line).collect())
}

/// A line for each introduction that came to nothing: somebody else may fit her better.
pub async fn introduction_lines(v: &Visit, db: &Db, scope: &Scope) -> Result<Vec<Line>, Error> {
    let town = town(db).await?;
    let line = |apart: introductions::Apart| {
        let days = days_between(apart.since, v.now);
        let what = v.t1("desk-line-apart", "who", somebody(v, &town, apart.postcode));
        look::line((Kind::Apart, days), (what, v.w.waited(days)), apart.account, Reason::Introduction, None)
    };
    Ok(introductions::waiting(db, scope).await?.into_iter().map(line).collect())
}

/// A line for each newcomer who had no next step for more than 14 days: nobody, where all goes well.
pub async fn step_lines(v: &Visit, db: &Db, scope: &Scope) -> Result<Vec<Line>, Error> {
    let town = town(db).await?;
    let line = |hers: next_steps::Without| {
        let days = days_between(hers.since, v.now);
        let what = v.t1("desk-line-step", "who", somebody(v, &town, hers.postcode));
        look::line((Kind::Step, days), (what, v.w.waited(days)), hers.account, Reason::Call, None)
    };
    Ok(next_steps::without(db, scope).await?.into_iter().map(line).collect())
}

/// A line for each thing that is begun together and waits: for a look, or for somebody from here.
pub async fn together_lines(v: &Visit, db: &Db, scope: &Scope) -> Result<Vec<Line>, Error> {
    let town = town(db).await?;
    let line = |it: together::Waiting| {
        let kind = match it.waits {
            together::Waits::Look => Kind::TogetherLook,
            together::Waits::Nobody => Kind::TogetherNobody,
        };
        let days = days_between(it.since, v.now);
        let what = v.t2(format!("desk-line-{kind}"), "who", somebody(v, &town, it.postcode), "title", it.title);
        Line::new(kind, days, what, v.w.waited(days), Act::Open(format!("/desk/together/{}", it.id)))
    };
    Ok(together::waiting(db, scope).await?.into_iter().map(line).collect())
}

/// A line for each tie that is silent or that one of them ended: another time, another activity, somebody else.
pub async fn tie_lines(v: &Visit, db: &Db, scope: &Scope) -> Result<Vec<Line>, Error> {
    let town = town(db).await?;
    let line = |tie: ties::Waiting| {
        let (kind, days) = (if tie.ended { Kind::Parted } else { Kind::Silent }, days_between(tie.since, v.now));
        let what = v.t1(format!("desk-line-{kind}"), "who", somebody(v, &town, tie.postcode));
        look::line((kind, days), (what, v.w.waited(days)), tie.account, Reason::Call, None)
    };
    Ok(ties::waiting(db, scope).await?.into_iter().map(line).collect())
}

/// A line for each local for whom the desk is next.
pub async fn local_lines(v: &Visit, db: &Db, scope: &Scope) -> Result<Vec<Line>, Error> {
    let all = locals::at_the_desk(db, scope).await?;
    Ok(all.iter().filter_map(|local| local_line(v, local)).collect())
}

/// The line of a local, where the desk is next.
pub(super) fn local_line(v: &Visit, local: &AtTheDesk) -> Option<Line> {
    if local.rests_since.is_some() {
        return None;
    }
    let open = Act::Open(person::path(local.account));
    let step = |kind: Kind, since: DateTime<Utc>| {
        let days = days_between(since, v.now);
        (kind, days, v.w.waited(days))
    };
    let left = local.valid_until.map(|until| ((until - v.today()).num_days(), until));
    let (kind, days, since) = match (local.state, left) {
        (State::Applied, _) => step(Kind::Call, local.since),
        (_, Some((left, until))) if left < ENDS_SOON => {
            (Kind::Certificate, -left - 1, v.t1("desk-until", "date", v.w.date(until)))
        }
        (State::CodeSigned, _) => step(Kind::Activate, local.since),
        _ => return None,
    };
    Some(Line::new(kind, days, v.t(format!("desk-line-{kind}")), since, open))
}

/// A line for each call that this social worker promised.
pub async fn call_lines(v: &Visit, db: &Db, who: &SignedIn) -> Result<Vec<Line>, Error> {
    let line = |(account, until): (Uuid, chrono::NaiveDate)| {
        let since = v.t1("desk-until", "date", v.w.date(until));
        let days = (v.today() - until).num_days();
        Line::new(Kind::CallBack, days, v.t("desk-line-call-back"), since, Act::Open(person::path(account)))
    };
    Ok(store::call_backs(db, who).await?.into_iter().map(line).collect())
}
