//! A local says what their group is, and that it is no more.

use super::{Group, store};
use crate::{
    auth::Visit,
    kit::text::{Slip, line, optional_line},
    locals::{AsLocal, OWN_PATH},
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

/// Most characters of its name, and of what it likes to do.
const LONGEST_NAME: usize = 80;
const LONGEST_ABOUT: usize = 300;
/// So many people are a group.
const PEOPLE: std::ops::RangeInclusive<i32> = 2..=12;

#[derive(Template)]
#[template(path = "introductions/group.html")]
struct GroupPage {
    v: Visit,
    slips: Slips,
    /// There is one already.
    is_there: bool,
    form: GroupForm,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroupForm {
    name: String,
    about: String,
    people: String,
}

impl GroupForm {
    fn of(group: Option<Group>) -> Self {
        group.map_or_else(
            || Self { people: "5".to_owned(), ..Self::default() },
            |g| Self { name: g.name, about: g.about.unwrap_or_default(), people: g.people.to_string() },
        )
    }
}

/// `GET /local/group`
pub async fn page(v: Visit, them: AsLocal, db: Db) -> Result<Response, Error> {
    let group = store::of_local(&db, them.local.id).await?;
    show(&GroupPage { v, slips: Slips::default(), is_there: group.is_some(), form: GroupForm::of(group) })
}

/// `POST /local/group`: makes it, or says another way what it is.
pub async fn submit(v: Visit, them: AsLocal, db: Db, Form(form): Form<GroupForm>) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let name = slips.take("name", line(&form.name, LONGEST_NAME));
    let about = slips.take("about", optional_line(&form.about, LONGEST_ABOUT));
    let people = form.people.trim().parse().ok().filter(|n| PEOPLE.contains(n));
    let people = slips.take("people", people.ok_or(Slip::NotThis("slip-group-people")));
    let (Some(name), Some(about), Some(people)) = (name, about, people) else {
        let is_there = store::of_local(&db, them.local.id).await?.is_some();
        return show_again(&GroupPage { v, slips, is_there, form });
    };
    store::keep(&db, them.local.id, &name, about.as_deref(), people).await?;
    Ok(Flash::on(see(&v.to(OWN_PATH)), &v.address, "flash-group-kept", None))
}

/// `POST /local/group/end`
pub async fn end(v: Visit, them: AsLocal, db: Db) -> Result<Response, Error> {
    let ended = store::end(&db, them.local.id).await?;
    let to = see(&v.to(OWN_PATH));
    Ok(if ended.is_some() { Flash::on(to, &v.address, "flash-group-ended", ended) } else { to })
}

/// `POST /local/group/back`: undoes it.
pub async fn back(v: Visit, them: AsLocal, db: Db) -> Result<Response, Error> {
    let done = store::back(&db, them.local.id).await?;
    let to = see(&v.to(OWN_PATH));
    Ok(if done { Flash::on(to, &v.address, "flash-group-back", None) } else { to })
}
