//! The teams, the parts of town nobody looks after, and a new team.

use super::constraint;
use crate::{
    auth::{self, AsAdministrator, Team, Visit},
    kit::{
        place::gazetteer,
        text::{Slip, line},
    },
    logbook::{self, Act},
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "administration/teams.html")]
struct TeamsPage {
    v: Visit,
    slips: Slips,
    teams: Vec<Team>,
    unkept: Vec<String>,
    form: TeamForm,
    undo: Option<Uuid>,
}

/// What a team is called, and which parts of town it looks after.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamForm {
    /// Its name.
    pub name: String,
    /// The slugs of its parts.
    #[serde(default)]
    pub parts: Vec<String>,
}

impl TeamForm {
    /// Reads it: a name, and parts of town in the order of the drawing.
    pub fn read(&self, slips: &mut Slips) -> Option<(String, Vec<String>)> {
        let all = &gazetteer().parts;
        let name = slips.take("name", line(&self.name, 60));
        let known = self.parts.iter().all(|slug| all.iter().any(|p| p.slug == *slug));
        let parts = match (known, self.parts.is_empty()) {
            (true, false) => Ok(all.iter().map(|p| p.slug.clone()).filter(|slug| self.parts.contains(slug)).collect()),
            (true, true) => Err(Slip::NotThis("slip-team-parts")),
            (false, _) => Err(Slip::NotThis("slip-choice")),
        };
        name.zip(slips.take("parts", parts))
    }
}

/// The names of these parts of town.
pub fn part_names(slugs: &[String]) -> String {
    let all = gazetteer().parts.iter().filter(|p| slugs.contains(&p.slug)).map(|p| p.name.as_str());
    all.collect::<Vec<_>>().join(", ")
}

/// The names of the parts of town that no team looks after.
pub fn unkept(teams: &[Team]) -> Vec<String> {
    let kept = |slug: &String| teams.iter().any(|t| t.parts.contains(slug));
    gazetteer().parts.iter().filter(|p| !kept(&p.slug)).map(|p| p.name.clone()).collect()
}

async fn of(v: Visit, db: &Db, slips: Slips, form: TeamForm) -> Result<TeamsPage, Error> {
    let teams = auth::teams(db).await?;
    let undo = v.flash.as_ref().filter(|f| f.key == "flash-team-removed").and_then(|f| f.subject);
    Ok(TeamsPage { unkept: unkept(&teams), v, slips, teams, form, undo })
}

/// `GET /desk/teams`
pub async fn page(v: Visit, AsAdministrator(_): AsAdministrator, db: Db) -> Result<Response, Error> {
    show(&of(v, &db, Slips::default(), TeamForm::default()).await?)
}

/// `POST /desk/teams`
pub async fn submit(
    v: Visit,
    AsAdministrator(who): AsAdministrator,
    db: Db,
    Form(form): Form<TeamForm>,
) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let Some((name, parts)) = form.read(&mut slips) else {
        return show_again(&of(v, &db, slips, form).await?);
    };
    let mut tx = db.begin().await?;
    match auth::insert_team(&mut tx, &name, &parts).await {
        Ok(_) => logbook::write(&mut tx, &who, None, Act::TeamChanged, None).await?,
        Err(e) if constraint(&e) == Some("one_team_per_name") => {
            drop(tx);
            slips.add("name", Slip::NotThis("slip-team-name"));
            return show_again(&of(v, &db, slips, form).await?);
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(Flash::on(see("/desk/teams"), &v.address, "flash-team-made", None))
}
