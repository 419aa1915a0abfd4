//! The letters of going along. Before a yes a first name and nothing else; after it place, time and the other's
//! first name. Contact data never.

use super::{
    asked::{Asked, Party},
    going::Answer,
};
use crate::{
    city::City,
    letters::{self, Button, Letter, Reminder},
    listings::Listing,
    platform::chance::Token,
    web::{Error, PublicAddress, words::Words},
};
use sqlx::PgTransaction;
use uuid::Uuid;

/// Who signs, and where we are reached: a page knows it of its visit, a job of what it is lent.
pub struct Sender<'a> {
    /// The city.
    pub city: &'a City,
    /// Where we are reached from outside.
    pub address: &'a PublicAddress,
}

impl Sender<'_> {
    /// Puts a letter in the outbox; nothing where its reader has no address.
    ///
    /// # Errors
    /// Those of the database, and of a letter that cannot be written.
    pub async fn send(&self, tx: &mut PgTransaction<'_>, letter: Option<Letter>) -> Result<(), Error> {
        if let Some(letter) = letter {
            letters::queue(tx, self.city, &letter).await?;
        }
        Ok(())
    }

    /// The same for a letter that stops when what it reminds of has happened.
    ///
    /// # Errors
    /// As [`Sender::send`].
    pub async fn remind(
        &self,
        tx: &mut PgTransaction<'_>,
        letter: Option<Letter>,
        reminder: Reminder,
    ) -> Result<(), Error> {
        if let Some(letter) = letter {
            letters::remind(tx, self.city, &letter, reminder).await?;
        }
        Ok(())
    }

    pub(super) fn letter(&self, to: &Party, about: Option<Uuid>, cause: &'static str, texts: Texts) -> Option<Letter> {
        let lang = to.lang();
        let (label, path) = texts.button;
        Some(Letter {
            cause,
            to: to.address()?,
            about,
            lang,
            subject: texts.subject,
            before: texts.before,
            code: None,
            button: Some(Button { label, link: self.address.link(&format!("/{lang}{path}")) }),
            others: Vec::new(),
            after: texts.after,
        })
    }
}

/// What a letter says; its button with the path it leads to.
pub(super) struct Texts {
    pub subject: String,
    pub before: Vec<String>,
    pub button: (String, String),
    pub after: Vec<String>,
}

/// "Tuesday 24 November, 20:00", or that there is no fixed time.
pub fn moment(w: &Words, asked: &Asked) -> String {
    asked.starts_at.map_or_else(|| w.t("when-by-appointment"), |at| w.moment(at))
}

/// Where they meet: the venue, or else the part of town.
pub(super) fn place(listing: &Listing) -> Option<&str> {
    listing.venue.as_deref().or_else(|| listing.part_of_town().map(|p| p.name.as_str()))
}

/// Both know it now: the day, and the place where it has one.
pub(super) fn day_and_place(w: &Words, listing: &Listing, asked: &Asked) -> String {
    let day = moment(w, asked);
    match place(listing) {
        Some(place) => format!("{day}, {place}"),
        None => day,
    }
}

/// To a local: would you take somebody along? One button; it opens the page with the answer on it.
pub(super) fn question(sender: &Sender<'_>, listing: &Listing, asked: &Asked, token: &Token) -> Option<Letter> {
    let them = asked.them.as_ref()?;
    let w = Words::of(them.lang());
    let title = listing.title(them.lang()).text;
    let texts = Texts {
        subject: w.t("along-letter-subject"),
        before: vec![
            w.t3("along-letter-before", "name", asked.her.name(), "title", title, "when", moment(&w, asked)),
            w.t("along-letter-new"),
        ],
        button: (w.t("along-letter-button"), format!("/along/{}?say={}", token.as_str(), Answer::Yes)),
        after: vec![w.t("along-letter-after")],
    };
    sender.letter(them, Some(asked.her.account), "along", texts)
}

/// To her: somebody takes you along.
pub(super) fn yes_to_her(sender: &Sender<'_>, listing: &Listing, asked: &Asked) -> Option<Letter> {
    let them = asked.them.as_ref()?;
    let w = Words::of(asked.her.lang());
    let title = listing.title(asked.her.lang()).text;
    let texts = Texts {
        subject: w.t("her-letter-subject"),
        before: vec![
            w.t2("along-yes-her", "name", them.name(), "title", title),
            day_and_place(&w, listing, asked),
            w.t1("along-yes-her-knows", "name", them.name()),
        ],
        button: (w.t("along-yes-button"), format!("/going/{}", asked.id)),
        after: vec![w.t("along-yes-her-after")],
    };
    sender.letter(&asked.her, Some(them.account), "along-yes", texts)
}

/// To the local, after their yes: the same, to keep.
pub(super) fn yes_to_them(sender: &Sender<'_>, listing: &Listing, asked: &Asked) -> Option<Letter> {
    let them = asked.them.as_ref()?;
    let w = Words::of(them.lang());
    let title = listing.title(them.lang()).text;
    let texts = Texts {
        subject: w.t("along-yes-subject"),
        before: vec![
            w.t2("along-yes-them", "name", asked.her.name(), "title", title),
            day_and_place(&w, listing, asked),
        ],
        button: (w.t("along-yes-button"), format!("/going/{}", asked.id)),
        after: vec![w.t("along-yes-them-after")],
    };
    sender.letter(them, Some(asked.her.account), "along-yes", texts)
}

/// To the local: she cannot come after all.
pub(super) fn not_needed(sender: &Sender<'_>, listing: &Listing, asked: &Asked) -> Option<Letter> {
    let them = asked.them.as_ref()?;
    let w = Words::of(them.lang());
    let title = listing.title(them.lang()).text;
    let texts = Texts {
        subject: w.t("along-yes-subject"),
        before: vec![w.t3("along-not-needed", "name", asked.her.name(), "title", title, "when", moment(&w, asked))],
        button: (w.t("along-yes-button"), format!("/going/{}", asked.id)),
        after: Vec::new(),
    };
    sender.letter(them, Some(asked.her.account), "along-withdrawn", texts)
}

/// To her: whoever said yes cannot come after all; here is what she can do now.
pub(super) fn cannot_come(sender: &Sender<'_>, listing: &Listing, asked: &Asked) -> Option<Letter> {
    let letter = nobody_waits(sender, listing, asked)?;
    Some(Letter { about: asked.them.as_ref().map(|them| them.account), ..letter })
}

/// To her, of somebody who left: the same, and nobody is told of in it.
pub(super) fn nobody_waits(sender: &Sender<'_>, listing: &Listing, asked: &Asked) -> Option<Letter> {
    let w = Words::of(asked.her.lang());
    let title = listing.title(asked.her.lang()).text;
    let texts = Texts {
        subject: w.t("along-yes-subject"),
        before: vec![
            w.t2("along-cannot-come", "title", title, "when", moment(&w, asked)),
            w.t("along-cannot-come-kind"),
        ],
        button: (w.t("along-cannot-come-button"), format!("/listings/{}/along", listing.id)),
        after: Vec::new(),
    };
    sender.letter(&asked.her, None, "along-cannot-come", texts)
}

/// To the local, of a newcomer who left: nobody is told of in it.
pub(super) fn nobody_comes(sender: &Sender<'_>, listing: &Listing, asked: &Asked) -> Option<Letter> {
    let them = asked.them.as_ref()?;
    let w = Words::of(them.lang());
    let title = listing.title(them.lang()).text;
    let texts = Texts {
        subject: w.t("along-yes-subject"),
        before: vec![w.t2("along-nobody-comes", "title", title, "when", moment(&w, asked))],
        button: (w.t("along-own-page"), "/local/me".to_owned()),
        after: Vec::new(),
    };
    sender.letter(them, None, "along-withdrawn", texts)
}
