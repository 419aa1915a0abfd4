//! While she talks: one page, in the order of a talk. Afterwards what she could do this week, to read to her.

use super::{
    PATH, letters,
    store::{self, Intake, Kept},
};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::{email_address::EmailAddress, first_name::FirstName, lang::Lang, text::Slip, words::Travel},
    letters::{Reminder, remind, stop},
    listings::{Card, Shelf, Stock, this_week, walk_in},
    matching::rank::Asked,
    newcomers::{Conversation, ConversationPart, Newcomer},
    platform::{chance::Token, db::Db},
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again, taken_out, words::Words},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// So many things to do are read to her.
const FITS: usize = 3;

/// Who she is and how to reach her, as it is typed.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Head {
    /// Made with the page: the same form sent twice is one intake.
    id: String,
    first_name: String,
    email: String,
    lang: String,
    consents: String,
}

const HEAD: &[&str] = &["id", "first_name", "email", "lang", "consents"];

#[derive(Template)]
#[template(path = "intake/write.html")]
struct WritePage {
    v: Visit,
    slips: Slips,
    head: Head,
    parts: Vec<ConversationPart>,
}

impl WritePage {
    fn new(v: Visit, slips: Slips, head: Head, said: Conversation) -> Result<Self, Error> {
        let parts = said.parts(&v, &slips, None)?;
        Ok(Self { v, slips, head, parts })
    }

    /// What is read aloud before anything is kept.
    fn aloud(&self, lang: Lang) -> String {
        Words::of(lang).t("intake-aloud")
    }
}

/// `GET /desk/intake`: stores nothing.
pub async fn page(v: Visit, AsSocialWorker(_): AsSocialWorker) -> Result<Response, Error> {
    let head = Head { id: Uuid::new_v4().to_string(), lang: Lang::En.to_string(), ..Head::default() };
    show(&WritePage::new(v, Slips::default(), head, Conversation::default())?)
}

/// Reads who she is.
fn read(head: &Head, slips: &mut Slips) -> Option<(FirstName, EmailAddress, Lang)> {
    let name = slips.take("first_name", FirstName::parse(&head.first_name));
    let email = slips.take("email", EmailAddress::parse(&head.email));
    let lang = slips.take("lang", head.lang.parse::<Lang>().map_err(|()| Slip::NotThis("slip-choice")));
    if head.consents != "yes" {
        slips.add("consents", Slip::NotThis("slip-intake-consents"));
    }
    Some((name?, email?, lang?))
}

/// `GET /desk/intake/{id}/change`: what was typed, for an hour, to put right what was misheard. Sent in again it is the
/// same intake.
pub async fn change(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let intake = store::just_written(&db, &who, id).await?.ok_or(Error::NotFound)?;
    let head = Head {
        id: id.to_string(),
        first_name: intake.first_name.to_string(),
        email: intake.to.as_str().to_owned(),
        lang: intake.lang.to_string(),
        consents: "yes".to_owned(),
    };
    show(&WritePage::new(v, Slips::default(), head, Conversation::of(&intake.her))?)
}

/// `POST /desk/intake`: kept, and a letter goes to her. The same answer for every address.
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    Form(mut fields): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let button: Button = taken_out(&mut fields, &["then"])?;
    let head: Head = taken_out(&mut fields, HEAD)?;
    let mut said = Conversation::taken_out(&mut fields)?;
    let id: Uuid = head.id.parse().map_err(|_| Error::Unreadable)?;
    if !fields.is_empty() {
        return Err(Error::Unreadable);
    }
    if let Some(button) = button.then {
        said.help(&button)?;
        return show(&WritePage::new(v, Slips::default(), head, said)?);
    }
    let mut slips = Slips::default();
    let (is_she, her) = (read(&head, &mut slips), said.read(v.today(), &mut slips));
    let (Some((first_name, to, lang)), Some(her)) = (is_she, her.filter(|_| slips.is_empty())) else {
        return show_again(&WritePage::new(v, slips, head, said)?);
    };
    let (intake, link) = (Intake { id, to, first_name, lang, her }, Token::new());
    let mut tx = db.begin().await?;
    match store::keep(&mut tx, &who, &intake, &link).await? {
        Kept::ALetterGoes => {
            // What waits for a misheard address does not leave.
            stop(&mut tx, id).await?;
            let has_account = store::has_account(&mut tx, &intake.to).await?;
            let letter = letters::is_this_right(&v.address, &intake, has_account, &link);
            remind(&mut tx, &v.city, &letter, Reminder { of: id, until: None }).await?;
        }
        Kept::AsBefore => {}
        Kept::ThreeWent => {
            slips.add("email", Slip::NotThis("slip-intake-three"));
            return show_again(&WritePage::new(v, slips, head, said)?);
        }
    }
    tx.commit().await?;
    Ok(see(&format!("{PATH}/{id}")))
}

/// `POST /desk/intake/{id}/take-back`: the address was misheard, or she thought better of it. Nothing of it is kept, and
/// the link opens nothing.
pub async fn take_back(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let was_open = store::take_back(&mut tx, &who, id).await?.ok_or(Error::NotFound)?;
    if was_open {
        stop(&mut tx, id).await?;
    }
    tx.commit().await?;
    let flash = if was_open { "flash-intake-back" } else { "flash-intake-hers" };
    Ok(Flash::on(see(PATH), &v.address, flash, None))
}

/// The button that was pressed.
#[derive(Deserialize)]
pub(super) struct Button {
    /// A helping one; none where the form is sent.
    pub then: Option<String>,
}

#[derive(Template)]
#[template(path = "intake/fits.html")]
struct FitsPage {
    v: Visit,
    id: Uuid,
    name: String,
    email: String,
    cards: Vec<Card>,
}

/// `GET /desk/intake/{id}`: for an hour, for whoever wrote it down.
pub async fn fits(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
) -> Result<Response, Error> {
    let intake = store::just_written(&db, &who, id).await?.ok_or(Error::NotFound)?;
    let cards = cards(&v, &shelf.now(), &intake.her);
    show(&FitsPage { id, name: intake.first_name.to_string(), email: intake.to.as_str().to_owned(), cards, v })
}

/// What fits her best and begins within seven days; where that is little, where everybody can walk in.
fn cards(v: &Visit, stock: &Stock, her: &Newcomer) -> Vec<Card> {
    let soon = this_week(stock, her, &[], &[], v.now, FITS);
    let ids: Vec<Uuid> = soon.iter().map(|(item, _)| item.listing.id).collect();
    let asked = Asked { limit: Some(FITS), ..Asked::default() };
    let ranking =
        stock.catalogue.rank_where(&her.person, &asked, |place, _| ids.contains(&stock.items[place].listing.id));
    let travel = her.person.travel.unwrap_or(Travel::Bike);
    let mut cards: Vec<Card> =
        ranking.matches.iter().map(|m| Card::matched(v, &stock.items[m.place], m, travel)).collect();
    cards.extend(walk_in(v, stock, Some(her), &ids, FITS - cards.len()));
    cards
}
