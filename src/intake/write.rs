//! While she talks: one page, in the order of a talk. Afterwards what she could do this week, to read to her.

use super::{
    PATH, letters,
    store::{self, Intake},
};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::{email_address::EmailAddress, first_name::FirstName, lang::Lang, text::Slip, words::Travel},
    letters::queue,
    listings::{Card, Shelf, Stock, this_week, walk_in},
    matching::rank::Asked,
    newcomers::{Conversation, ConversationPart, Newcomer},
    platform::{chance::Token, db::Db},
    web::{Error, Form, Id, Slips, see, show, show_again, taken_out, words::Words},
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
    if store::insert(&mut tx, &who, &intake, &link).await? == Some(true) {
        let has_account = store::has_account(&mut tx, &intake.to).await?;
        queue(&mut tx, &v.city, &letters::is_this_right(&v.address, &intake, has_account, &link)).await?;
    }
    tx.commit().await?;
    Ok(see(&format!("{PATH}/{id}")))
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
    show(&FitsPage { name: intake.first_name.to_string(), email: intake.to.as_str().to_owned(), cards, v })
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
