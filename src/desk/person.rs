//! The page of one person, for somebody of the desk who said why they look: what she asked for and told us, a
//! local's steps, and the notes.

use super::{
    locals_for, look,
    note::{Keep, NoteForm, Purpose, Written},
    steps::{CertificateForm, StopForm},
    store::{self, Person},
    told::{Along, Asked, LocalPart},
    window,
};
use crate::{
    along,
    auth::{AsSocialWorker, Visit},
    introductions,
    listings::Shelf,
    locals,
    logbook::Looked,
    newcomers::{self, AnswerLine},
    platform::db::Db,
    requests, safety, ties,
    web::{Error, Id, Slips, show, show_again},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

/// The page's address.
pub fn path(account: Uuid) -> String {
    format!("/desk/people/{account}")
}

/// What was typed into one of its forms.
#[derive(Default)]
pub struct Typed {
    /// The slips of that form.
    pub slips: Slips,
    /// A note.
    pub note: NoteForm,
    /// The dates of a certificate.
    pub certificate: CertificateForm,
    /// Why it ends.
    pub stop: StopForm,
}

#[derive(Template)]
#[template(path = "desk/person.html")]
struct PersonPage {
    v: Visit,
    slips: Slips,
    id: Uuid,
    person: Person,
    /// Somebody from here could be found for her.
    is_newcomer: bool,
    /// How many months are left here, where she meets nobody from here.
    window: Option<i64>,
    asked: Vec<Asked>,
    along: Vec<Along>,
    introduced: Vec<introductions::Told>,
    wishes: Vec<introductions::Wish>,
    tied: Vec<ties::Told>,
    local: Option<LocalPart>,
    answers: Vec<AnswerLine>,
    /// Reports about them that nobody has looked at.
    reports: Vec<Uuid>,
    /// She meets nobody new, after a report.
    is_kept_apart: bool,
    notes: Vec<Written>,
    note: NoteForm,
    certificate: CertificateForm,
    stop: StopForm,
    /// What was just done: its sentence, and the form that undoes it.
    undo: Option<(String, String)>,
}

impl PersonPage {
    /// The end of the address of who could meet her in this way.
    fn for_kind(&self, kind: &crate::kit::words::Meet) -> String {
        locals_for::for_kind(kind)
    }

    /// A phone number as a phone takes it.
    fn dial(&self, phone: &str) -> String {
        phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// `GET /desk/people/{id}`: the person, or first the question why. Writes nothing.
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
) -> Result<Response, Error> {
    let Some(looked) = look::proof(&db, &who, id).await? else { return look::page(v, id, None) };
    let certificate = CertificateForm::of(v.today());
    show(&whole(v, &db, &shelf, looked, Typed { certificate, ..Typed::default() }).await?)
}

/// The page again, with what was typed and the slips of it.
///
/// # Errors
/// As [`page`].
pub async fn again(v: Visit, db: &Db, shelf: &Shelf, looked: Looked, typed: Typed) -> Result<Response, Error> {
    show_again(&whole(v, db, shelf, looked, typed).await?)
}

async fn whole(v: Visit, db: &Db, shelf: &Shelf, looked: Looked, typed: Typed) -> Result<PersonPage, Error> {
    let (stock, id) = (shelf.now(), looked.account());
    let person = store::person(db, looked).await?.ok_or(Error::NotFound)?;
    let told = requests::of_person(db, looked).await?;
    let going = along::of_person(db, looked).await?;
    let introduced = introductions::of_person(db, looked).await?;
    let tied = ties::of_person(db, looked).await?;
    let newcomer = newcomers::looked_at(db, looked).await?;
    let local = match locals::looked_at(db, looked).await? {
        Some(local) => {
            let goes = locals::goes_to(db, local.id).await?;
            Some(LocalPart::of(&v, &stock, local, goes))
        }
        None => None,
    };
    let answers = newcomers::answers(&v, newcomer.as_ref()).into_iter().filter(|line| line.answered).collect();
    let Typed { slips, note, certificate, stop } = typed;
    Ok(PersonPage {
        asked: told.into_iter().filter_map(|t| Asked::of(&v, &stock, t)).collect(),
        along: going.into_iter().filter_map(|t| Along::of(&v, &stock, t)).collect(),
        reports: safety::open_about(db, looked).await?,
        is_kept_apart: newcomers::stopped_since(db, id).await?.is_some(),
        notes: store::notes(db, looked).await?,
        undo: undo(&v, id),
        introduced,
        wishes: introductions::wishes_of(db, looked).await?,
        tied,
        is_newcomer: newcomer.is_some(),
        window: match &newcomer {
            Some(her) => window::of(db, looked, &her.person, v.today()).await?,
            None => None,
        },
        person,
        id,
        local,
        answers,
        slips,
        note,
        certificate,
        stop,
        v,
    })
}

/// What was just done to this person or a thing of theirs, and where to undo it.
fn undo(v: &Visit, person: Uuid) -> Option<(String, String)> {
    let flash = v.flash.as_ref()?;
    let subject = flash.subject?;
    let action = match flash.key.as_str() {
        "flash-note-written" => format!("/desk/notes/{subject}/end"),
        "flash-note-ended" => format!("/desk/notes/{subject}/back"),
        "flash-seen-to" => format!("/desk/requests/{subject}/not-seen-to"),
        "flash-along-seen-to" => format!("/desk/along/{subject}/not-seen-to"),
        "flash-introduced" => format!("/desk/introductions/{subject}/take-back"),
        "flash-introduced-seen-to" => format!("/desk/introductions/{subject}/not-seen-to"),
        "flash-tie-seen-to" => format!("/desk/ties/{subject}/not-seen-to"),
        "flash-window-seen-to" if subject == person => format!("{}/window/not-seen-to", path(person)),
        "flash-step" if subject == person => format!("{}/undo-step", path(person)),
        "flash-stopped" if subject == person => format!("{}/resume", path(person)),
        _ => return None,
    };
    Some((v.t(&flash.key), action))
}
