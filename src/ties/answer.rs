//! "Do you still meet?": the answer, from a letter by its link or on a page of their own. A link changes nothing by
//! being opened, and works for 28 days; until then an answer can be changed, but for "no longer": with it a tie ends, and
//! none begins again. What the other says shows nowhere.

use super::{
    store::{self, Key},
    tie::{Answer, Reason, Seen, Side, Tie},
};
use crate::{
    auth::{self, AsSignedIn, Visit},
    kit::text::Slip,
    platform::db::Db,
    web::{Error, Form, Id, Query, Slips, flash::Flash, needs::Part, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "ties/answer.html")]
struct AnswerPage {
    v: Visit,
    slips: Slips,
    /// Where its forms go.
    action: String,
    seen: Seen,
    side: Side,
    /// The other's first name.
    name: String,
    /// What they said before, as the end of the name of a sentence.
    said: Option<Answer>,
    /// They are signed in: here they write to the other, block and report them.
    is_own_page: bool,
    form: SayForm,
}

/// An answer.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SayForm {
    /// One of the answers.
    pub say: String,
    /// Why, for who does not meet the other any more.
    pub reason: String,
}

impl SayForm {
    fn read(&self, slips: &mut Slips) -> Option<(Answer, Option<Reason>)> {
        let say = slips.take("say", self.say.parse::<Answer>().map_err(|_| Slip::NotThis("slip-tie-say")))?;
        if say != Answer::NoLonger && self.reason.is_empty() {
            return Some((say, None));
        }
        let reason = self.reason.parse::<Reason>().map_err(|_| Slip::NotThis("slip-tie-reason"));
        let reason = slips.take("reason", reason)?;
        Some((say, Some(reason).filter(|_| say == Answer::NoLonger)))
    }
}

impl AnswerPage {
    fn of(v: Visit, tie: &Tie, key: Key<'_>, seen: Seen, action: String, form: SayForm) -> Self {
        let (name, said) = (tie.other.name().to_owned(), tie.said().filter(|_| tie.answered));
        let is_own_page = !key.by_link();
        Self { slips: Slips::default(), action, seen, side: tie.side(), name, said, is_own_page, form, v }
    }

    fn asks(&self) -> bool {
        self.seen == Seen::Asked
    }

    fn thanks(&self) -> bool {
        self.seen == Seen::Thanks
    }

    fn is_hers(&self) -> bool {
        self.side == Side::Newcomer
    }
}

/// The answer that a link of the letter chose.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    say: String,
}

fn shown(v: Visit, tie: &Tie, key: Key<'_>, action: String, chosen: Chosen) -> Result<Response, Error> {
    let seen = tie.seen(key.by_link(), v.now).ok_or(Error::NotFound)?;
    let likely = chosen.say.parse().unwrap_or_else(|_| match tie.said() {
        Some(said) if tie.answered => said,
        said => Answer::next(said),
    });
    let form = SayForm { say: likely.to_string(), reason: String::new() };
    show(&AnswerPage::of(v, tie, key, seen, action, form))
}

/// `GET /ties/{token}?say=again`
pub async fn page(v: Visit, db: Db, Part(token): Part, Query(chosen): Query<Chosen>) -> Result<Response, Error> {
    let key = Key::Link(&token);
    let tie = store::found(&db, key).await?.ok_or(Error::NotFound)?;
    let action = v.to(&format!("/ties/{token}"));
    shown(v, &tie, key, action, chosen)
}

/// `POST /ties/{token}`: counts once; the same again changes nothing.
pub async fn submit(v: Visit, db: Db, Part(token): Part, Form(form): Form<SayForm>) -> Result<Response, Error> {
    let action = v.to(&format!("/ties/{token}"));
    give(v, &db, Key::Link(&token), action, form).await
}

/// `GET /between/{id}`: the same for whoever is signed in, without a letter.
pub async fn own_page(v: Visit, AsSignedIn(who): AsSignedIn, Id(id): Id, db: Db) -> Result<Response, Error> {
    let key = Key::Of(who.account, id);
    let tie = store::found(&db, key).await?.ok_or(Error::NotFound)?;
    let action = v.to(&format!("/between/{id}"));
    shown(v, &tie, key, action, Chosen { say: String::new() })
}

/// `POST /between/{id}`
pub async fn submit_on_own_page(
    v: Visit,
    AsSignedIn(who): AsSignedIn,
    Id(id): Id,
    db: Db,
    Form(form): Form<SayForm>,
) -> Result<Response, Error> {
    let action = v.to(&format!("/between/{id}"));
    give(v, &db, Key::Of(who.account, id), action, form).await
}

/// Gives the answer; its page says what comes next.
async fn give(v: Visit, db: &Db, key: Key<'_>, action: String, form: SayForm) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let tie = store::locked(&mut tx, key).await?.ok_or(Error::NotFound)?;
    let seen = tie.seen(key.by_link(), v.now).ok_or(Error::NotFound)?;
    if seen != Seen::Asked {
        return Ok(see(&action));
    }
    let mut slips = Slips::default();
    let Some((answer, reason)) = form.read(&mut slips) else {
        return show_again(&AnswerPage { slips, ..AnswerPage::of(v, &tie, key, seen, action, form) });
    };
    store::say(&mut tx, &tie, answer, reason).await?;
    tx.commit().await?;
    auth::was_here(db, tie.own.account).await?;
    Ok(Flash::on(see(&action), &v.address, "flash-tie-said", None))
}

/// `POST /ties/{token}/look`: shall we look for somebody else?
pub async fn look(v: Visit, db: Db, Part(token): Part) -> Result<Response, Error> {
    let action = v.to(&format!("/ties/{token}"));
    wish(v, &db, Key::Link(&token), action).await
}

/// `POST /between/{id}/look`
pub async fn look_from_own_page(v: Visit, AsSignedIn(who): AsSignedIn, Id(id): Id, db: Db) -> Result<Response, Error> {
    let action = v.to(&format!("/between/{id}"));
    wish(v, &db, Key::Of(who.account, id), action).await
}

/// A local has room again by itself; a newcomer says so.
async fn wish(v: Visit, db: &Db, key: Key<'_>, action: String) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let tie = store::locked(&mut tx, key).await?.ok_or(Error::NotFound)?;
    if tie.side() != Side::Newcomer || tie.seen(key.by_link(), v.now) != Some(Seen::Thanks) {
        return Err(Error::NotFound);
    }
    store::wish_for_another(&mut tx, &tie).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&action), &v.address, "flash-tie-look", None))
}
