//! Who works at the desk, and inviting somebody.

use super::letters::{self as written, HOURS};
use crate::{
    auth::{self, AsAdministrator, Member, NewMember, Team, Visit},
    kit::{email_address::EmailAddress, first_name::FirstName, lang::Lang, text::Slip},
    letters,
    logbook::{self, Act},
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "administration/staff.html")]
struct StaffPage {
    v: Visit,
    slips: Slips,
    staff: Vec<Member>,
    teams: Vec<Team>,
    form: InviteForm,
    undo: Option<Uuid>,
}

/// Whom to invite.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InviteForm {
    email: String,
    first_name: String,
    language: String,
    administrator: String,
    #[serde(default)]
    team: String,
}

async fn of(v: Visit, db: &Db, slips: Slips, form: InviteForm) -> Result<StaffPage, Error> {
    let (staff, teams) = (auth::staff_of_desk(db).await?, auth::teams(db).await?);
    let undo = v.flash.as_ref().filter(|f| f.key == "flash-staff-removed").and_then(|f| f.subject);
    Ok(StaffPage { v, slips, staff, teams, form, undo })
}

/// `GET /desk/staff`
pub async fn page(v: Visit, AsAdministrator(_): AsAdministrator, db: Db) -> Result<Response, Error> {
    let form = InviteForm { administrator: "no".to_owned(), language: "nl".to_owned(), ..InviteForm::default() };
    show(&of(v, &db, Slips::default(), form).await?)
}

/// Yes or no.
pub fn yes_or_no(typed: &str) -> Result<bool, Slip> {
    match typed {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Slip::NotThis("slip-choice")),
    }
}

/// One of the teams, or the whole city.
pub fn team_of(typed: &str, teams: &[Team]) -> Result<Option<Uuid>, Slip> {
    let found = |id: &str| teams.iter().map(|t| t.id).find(|t| t.to_string() == id).ok_or(Slip::NotThis("slip-choice"));
    if typed.is_empty() { Ok(None) } else { found(typed).map(Some) }
}

/// `POST /desk/staff`: they are staff from now on, and a letter with an invitation is on its way.
pub async fn submit(
    v: Visit,
    AsAdministrator(who): AsAdministrator,
    db: Db,
    Form(form): Form<InviteForm>,
) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let email = slips.take("email", EmailAddress::parse(&form.email));
    let first_name = slips.take("first_name", FirstName::parse(&form.first_name));
    let lang = slips.take("language", form.language.parse::<Lang>().map_err(|()| Slip::NotThis("slip-choice")));
    let administrator = slips.take("administrator", yes_or_no(&form.administrator));
    let team = slips.take("team", team_of(&form.team, &auth::teams(&db).await?));
    let (Some(email), Some(first_name), Some(lang), Some(administrator), Some(team)) =
        (email, first_name, lang, administrator, team)
    else {
        return show_again(&of(v, &db, slips, form).await?);
    };
    let mut tx = db.begin().await?;
    let new = NewMember { email, first_name, lang, administrator, team };
    let Some(account) = auth::hire(&mut tx, &new).await? else {
        drop(tx);
        slips.add("email", Slip::NotThis("slip-staff-already"));
        return show_again(&of(v, &db, slips, form).await?);
    };
    let invitation = auth::invite(&mut tx, account, HOURS * 60).await?;
    letters::queue(&mut tx, &v.city, &written::invitation(&v, &who, invitation)).await?;
    logbook::write(&mut tx, &who, Some(account), Act::StaffAdded, None).await?;
    tx.commit().await?;
    Ok(Flash::on(see("/desk/staff"), &v.address, "flash-staff-invited", None))
}
