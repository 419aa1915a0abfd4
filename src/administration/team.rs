//! One team: its name, its parts of town, and its end with the undo.

use super::{constraint, teams::TeamForm};
use crate::{
    auth::{self, AsAdministrator, Team, Visit},
    kit::text::Slip,
    logbook::{self, Act},
    platform::db::Db,
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "administration/team.html")]
struct TeamPage {
    v: Visit,
    slips: Slips,
    team: Team,
    form: TeamForm,
}

fn form_of(team: &Team) -> TeamForm {
    TeamForm { name: team.name.clone(), parts: team.parts.clone() }
}

async fn team(db: &Db, id: Uuid) -> Result<Team, Error> {
    auth::team(db, id).await?.ok_or(Error::NotFound)
}

/// `GET /desk/teams/{id}`
pub async fn page(v: Visit, AsAdministrator(_): AsAdministrator, Id(id): Id, db: Db) -> Result<Response, Error> {
    let team = team(&db, id).await?;
    show(&TeamPage { v, slips: Slips::default(), form: form_of(&team), team })
}

/// `POST /desk/teams/{id}`: its people see other people from their next page on.
pub async fn submit(
    v: Visit,
    AsAdministrator(who): AsAdministrator,
    Id(id): Id,
    db: Db,
    Form(form): Form<TeamForm>,
) -> Result<Response, Error> {
    let team = team(&db, id).await?;
    let mut slips = Slips::default();
    let Some((name, parts)) = form.read(&mut slips) else {
        return show_again(&TeamPage { v, slips, team, form });
    };
    let mut tx = db.begin().await?;
    match auth::change_team(&mut tx, id, &name, &parts).await {
        Ok(true) => logbook::write(&mut tx, &who, None, Act::TeamChanged, None).await?,
        Ok(false) => {}
        Err(e) if constraint(&e) == Some("one_team_per_name") => {
            slips.add("name", Slip::NotThis("slip-team-name"));
            return show_again(&TeamPage { v, slips, team, form });
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(Flash::on(see("/desk/teams"), &v.address, "flash-team-changed", None))
}

/// `POST /desk/teams/{id}/remove`: not while somebody is in it, who would then see the whole city.
pub async fn remove(v: Visit, AsAdministrator(who): AsAdministrator, Id(id): Id, db: Db) -> Result<Response, Error> {
    let team = team(&db, id).await?;
    let mut tx = db.begin().await?;
    match auth::remove_team(&mut tx, id).await {
        Ok(true) => logbook::write(&mut tx, &who, None, Act::TeamChanged, None).await?,
        Ok(false) => return Err(Error::NotFound),
        Err(e) if constraint(&e) == Some("a_team_with_people_stays") => {
            let mut slips = Slips::default();
            slips.add("remove", Slip::NotThis("slip-team-people"));
            return show_again(&TeamPage { v, slips, form: form_of(&team), team });
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(Flash::on(see("/desk/teams"), &v.address, "flash-team-removed", Some(id)))
}

/// `POST /desk/teams/{id}/put-back`: the undo, for a day.
pub async fn put_back(v: Visit, AsAdministrator(who): AsAdministrator, Id(id): Id, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    match auth::put_team_back(&mut tx, id).await {
        Ok(true) => logbook::write(&mut tx, &who, None, Act::TeamChanged, None).await?,
        Ok(false) => return Err(Error::Stale),
        // Somebody gave its name to another one.
        Err(e) if constraint(&e) == Some("one_team_per_name") => return Err(Error::Stale),
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(Flash::on(see("/desk/teams"), &v.address, "flash-team-back", None))
}
