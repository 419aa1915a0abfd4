//! Somebody of the desk: what they may do, a new invitation, and the end of it with its undo.

use super::{
    constraint,
    letters::{self as written, HOURS},
    staff::{team_of, yes_or_no},
};
use crate::{
    auth::{self, AsAdministrator, Member, Team, Visit},
    kit::text::Slip,
    letters,
    logbook::{self, Act},
    platform::db::Db,
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "administration/member.html")]
struct MemberPage {
    v: Visit,
    slips: Slips,
    member: Member,
    teams: Vec<Team>,
    form: MemberForm,
}

/// What they may do.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberForm {
    administrator: String,
    #[serde(default)]
    team: String,
}

impl MemberForm {
    fn of(member: &Member) -> Self {
        let administrator = if member.administrator { "yes" } else { "no" };
        Self { administrator: administrator.to_owned(), team: member.team.map(|t| t.to_string()).unwrap_or_default() }
    }
}

async fn member(db: &Db, id: Uuid) -> Result<Member, Error> {
    auth::member(db, id).await?.ok_or(Error::NotFound)
}

/// `GET /desk/staff/{id}`
pub async fn page(v: Visit, AsAdministrator(_): AsAdministrator, Id(id): Id, db: Db) -> Result<Response, Error> {
    let member = member(&db, id).await?;
    let (form, teams) = (MemberForm::of(&member), auth::teams(&db).await?);
    show(&MemberPage { v, slips: Slips::default(), member, teams, form })
}

/// `POST /desk/staff/{id}`: it holds from their next page on.
pub async fn submit(
    v: Visit,
    AsAdministrator(who): AsAdministrator,
    Id(id): Id,
    db: Db,
    Form(form): Form<MemberForm>,
) -> Result<Response, Error> {
    let (member, teams) = (member(&db, id).await?, auth::teams(&db).await?);
    let mut slips = Slips::default();
    let administrator = slips.take("administrator", yes_or_no(&form.administrator));
    let team = slips.take("team", team_of(&form.team, &teams));
    let (Some(administrator), Some(team)) = (administrator, team) else {
        return show_again(&MemberPage { v, slips, member, teams, form });
    };
    let mut tx = db.begin().await?;
    match auth::change_member(&mut tx, id, administrator, team).await {
        Ok(true) => logbook::write(&mut tx, &who, Some(id), Act::StaffChanged, None).await?,
        Ok(false) => {}
        Err(e) if constraint(&e) == Some("there_is_always_an_administrator") => {
            slips.add("administrator", Slip::NotThis("slip-last-administrator"));
            return show_again(&MemberPage { v, slips, member, teams, form });
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(Flash::on(see("/desk/staff"), &v.address, "flash-staff-changed", None))
}

/// `POST /desk/staff/{id}/invite`: for a lost telephone, or a letter that came too late.
pub async fn invite(v: Visit, AsAdministrator(who): AsAdministrator, Id(id): Id, db: Db) -> Result<Response, Error> {
    member(&db, id).await?;
    let mut tx = db.begin().await?;
    let invitation = auth::invite(&mut tx, id, HOURS * 60).await?;
    letters::queue(&mut tx, &v.city, &written::invitation(&v, &who, invitation)).await?;
    logbook::write(&mut tx, &who, Some(id), Act::StaffInvited, None).await?;
    tx.commit().await?;
    Ok(Flash::on(see("/desk/staff"), &v.address, "flash-staff-invited", None))
}

/// `POST /desk/staff/{id}/remove`: signed out everywhere at once.
pub async fn remove(v: Visit, AsAdministrator(who): AsAdministrator, Id(id): Id, db: Db) -> Result<Response, Error> {
    let member = member(&db, id).await?;
    let mut tx = db.begin().await?;
    match auth::remove_member(&mut tx, id).await {
        Ok(true) => logbook::write(&mut tx, &who, Some(id), Act::StaffRemoved, None).await?,
        Ok(false) => return Err(Error::NotFound),
        Err(e) if constraint(&e) == Some("there_is_always_an_administrator") => {
            drop(tx);
            let mut slips = Slips::default();
            slips.add("remove", Slip::NotThis("slip-last-administrator"));
            let (form, teams) = (MemberForm::of(&member), auth::teams(&db).await?);
            return show_again(&MemberPage { v, slips, member, teams, form });
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(Flash::on(see("/desk/staff"), &v.address, "flash-staff-removed", Some(id)))
}

/// `POST /desk/staff/{id}/put-back`: the undo, for a day.
pub async fn put_back(v: Visit, AsAdministrator(who): AsAdministrator, Id(id): Id, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    if !auth::put_member_back(&mut tx, id).await? {
        return Err(Error::Stale);
    }
    logbook::write(&mut tx, &who, Some(id), Act::StaffAdded, None).await?;
    tx.commit().await?;
    Ok(Flash::on(see("/desk/staff"), &v.address, "flash-staff-back", None))
}
