//! A local's own page: what comes next, who asks, whom they take along, where they go, and what they made possible.

use super::bounced::Bounced;
use crate::{
    along::{self, Asked, State as GoingState, moment},
    auth::Visit,
    introductions,
    listings::{Shelf, Stock},
    locals::{self, AsLocal, Goes, Local, State, Training},
    messages,
    platform::db::Db,
    ties, together,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

/// Somebody who asks, or whom they take along: a first name, where, when.
struct Line {
    id: Uuid,
    listing: Uuid,
    name: String,
    title: String,
    when: String,
    /// For whom they take along.
    venue: Option<String>,
    promised: bool,
    too_late: bool,
}

/// Where they go.
struct Place {
    id: Uuid,
    title: String,
    vouched: bool,
}

#[derive(Template)]
#[template(path = "me/local_page.html")]
struct LocalPage {
    v: Visit,
    name: Option<String>,
    /// Letters to them come back.
    bounced: Option<Bounced>,
    local: Local,
    lines: Vec<Line>,
    introductions: Vec<introductions::Part>,
    group: Option<introductions::Group>,
    /// Who wrote to them.
    unread: Vec<messages::Unread>,
    /// What they are asked to host with somebody, and what they host.
    asked_together: Vec<together::Question>,
    together: Vec<together::Part>,
    /// The next short evening.
    training: Option<Training>,
    /// Those they would have come to.
    trainings_off: Vec<Training>,
    ties: Vec<ties::Part>,
    places: Vec<Place>,
    taken_along: i64,
    went: i64,
}

impl LocalPage {
    /// They may take somebody along somewhere, as far as the steps go.
    fn is_ready(&self) -> bool {
        self.is_talked_to() && self.is_vouched()
    }

    fn is_talked_to(&self) -> bool {
        self.local.talked_at.is_some()
    }

    fn is_vouched(&self) -> bool {
        self.places.iter().any(|p| p.vouched)
    }

    fn asks(&self) -> Vec<&Line> {
        self.lines.iter().filter(|l| !l.promised).collect()
    }

    fn promised(&self) -> Vec<&Line> {
        self.lines.iter().filter(|l| l.promised).collect()
    }

    /// They can sign the code of conduct now.
    fn can_sign(&self) -> bool {
        self.local.state == State::CertificateSeen
    }

    /// The sentence of how far one to one is, where they went further than the short call.
    fn one_to_one(&self) -> Option<String> {
        let expired = self.local.valid_until.is_some_and(|day| day < self.v.today());
        match self.local.state {
            State::Applied | State::TalkedTo => None,
            _ if expired => Some(self.v.t1("own-expired", "name", &self.v.city.contact.name)),
            state => Some(self.v.t(format!("own-one-to-one-{state}"))),
        }
    }

    /// What was just done here and can be undone: the sentence, and where its undo is sent.
    fn undo(&self) -> Option<(String, String)> {
        let flash = self.v.flash.as_ref()?;
        let to = match flash.key.as_str() {
            "flash-paused" => "/local/back".to_owned(),
            "flash-back" => "/local/pause".to_owned(),
            "flash-group-ended" => "/local/group/back".to_owned(),
            "flash-training-come" => format!("/local/training/{}/not-come", flash.subject?),
            "flash-training-not-come" => format!("/local/training/{}/come", flash.subject?),
            "flash-place-left" => format!("/local/where/{}/again", flash.subject?),
            _ => return None,
        };
        Some((self.v.t(&flash.key), self.v.to(&to)))
    }
}

fn line(v: &Visit, stock: &Stock, asked: &Asked) -> Option<Line> {
    let listing = &stock.public(asked.listing_id)?.listing;
    Some(Line {
        id: asked.id,
        listing: listing.id,
        name: asked.her.name().to_owned(),
        title: listing.title(v.lang).text.to_owned(),
        when: moment(&v.w, asked),
        venue: listing.venue.clone(),
        promised: asked.state() == GoingState::Yes,
        too_late: asked.too_late,
    })
}

fn place(v: &Visit, stock: &Stock, goes: &Goes) -> Option<Place> {
    let listing = &stock.public(goes.listing_id)?.listing;
    Some(Place { id: listing.id, title: listing.title(v.lang).text.to_owned(), vouched: goes.vouched })
}

/// `GET /local/me`
pub async fn page(v: Visit, them: AsLocal, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let (stock, id) = (shelf.now(), them.local.id);
    let lines = along::of_local(&db, id).await?.iter().filter_map(|a| line(&v, &stock, a)).collect();
    let places = locals::goes_to(&db, id).await?.iter().filter_map(|g| place(&v, &stock, g)).collect();
    let (taken_along, went) = along::made_possible(&db, id).await?;
    let bounced = Bounced::of(&v, &db, &them.signed_in).await?;
    let name = them.signed_in.first_name.map(|n| n.as_str().to_owned());
    let introductions = introductions::for_them(&v, &db, them.signed_in.account).await?;
    let group = introductions::group_of(&db, id).await?;
    let ties = ties::parts(&v, &db, them.signed_in.account, ties::Side::Local).await?;
    let unread = messages::unread(&db, them.signed_in.account).await?;
    show(&LocalPage {
        asked_together: together::asked_of(&v, &db, id).await?,
        together: together::shared_with(&v, &db, id).await?,
        training: locals::next_training(&db, Some(id)).await?,
        trainings_off: locals::trainings_called_off_for(&db, id).await?,
        name,
        bounced,
        local: them.local,
        lines,
        introductions,
        group,
        unread,
        ties,
        places,
        taken_along,
        went,
        v,
    })
}
