//! Where a local already goes: the first page of signing up, and adding to it and taking from it afterwards.

use crate::{
    auth::Visit,
    kit::text::{Slip, optional_line},
    kit::words::Domain,
    listings::{Shelf, Stock},
    locals::{self, AsLocal, Asking, Begun, Here, OWN_PATH, Them},
    platform::db::Db,
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// Nobody goes to more, and takes somebody along everywhere.
const MOST: usize = 12;
/// The longest description.
const LONGEST: usize = 300;

/// A listing to tick.
struct Place {
    id: Uuid,
    title: String,
    /// The other language's title and the organisation, which the filter finds too.
    words: String,
    chosen: bool,
}

/// The listings of a domain.
struct Group {
    domain: Domain,
    places: Vec<Place>,
}

impl Group {
    /// Open where something in it is chosen.
    fn open(&self) -> bool {
        self.places.iter().any(|p| p.chosen)
    }
}

#[derive(Template)]
#[template(path = "along/places.html")]
struct PlacesPage {
    v: Visit,
    slips: Slips,
    here: Here,
    groups: Vec<Group>,
    describes: String,
}

fn groups(v: &Visit, stock: &Stock, chosen: &[String]) -> Vec<Group> {
    let of = |domain: &Domain| {
        let open = stock.items.iter().map(|i| &i.listing).filter(|l| l.is_open() && l.domain() == *domain);
        let mut places: Vec<Place> = open
            .map(|l| Place {
                id: l.id,
                title: l.title(v.lang).text.to_owned(),
                words: format!("{} {}", l.title(v.lang.other()).text, l.organisation.as_deref().unwrap_or_default()),
                chosen: chosen.contains(&l.id.to_string()),
            })
            .collect();
        places.sort_by_key(|p| p.title.to_lowercase());
        Group { domain: *domain, places }
    };
    Domain::ALL.iter().map(of).filter(|g| !g.places.is_empty()).collect()
}

/// What was ticked and typed.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlacesForm {
    listings: Vec<String>,
    describes: String,
}

/// `GET /local/where`
pub async fn page(v: Visit, Them(them): Them, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let goes = match &them {
        Some(local) => locals::goes_to(&db, local.id).await?,
        None => Vec::new(),
    };
    let chosen: Vec<String> = goes.iter().map(|g| g.listing_id.to_string()).collect();
    let here = Here::at(Asking::Where, them.as_ref());
    let describes = them.and_then(|l| l.describes).unwrap_or_default();
    show(&PlacesPage { slips: Slips::default(), here, groups: groups(&v, &shelf.now(), &chosen), describes, v })
}

/// `POST /local/where`: what is ticked is where they go; the host's word stays where it stays ticked.
pub async fn submit(
    v: Visit,
    them: Them,
    db: Db,
    shelf: Shelf,
    Form(form): Form<PlacesForm>,
) -> Result<Response, Error> {
    let here = Here::at(Asking::Where, them.0.as_ref());
    let stock = shelf.now();
    let before = match &them.0 {
        Some(local) => locals::goes_to(&db, local.id).await?,
        None => Vec::new(),
    };
    let mut slips = Slips::default();
    // What was closed since they ticked it stays theirs.
    let known = |id: &Uuid| {
        before.iter().any(|g| g.listing_id == *id) || stock.public(*id).is_some_and(|i| i.listing.is_open())
    };
    let read = |id: &String| id.parse::<Uuid>().ok().filter(&known).ok_or(Slip::NotThis("slip-choice"));
    let chosen: Result<Vec<Uuid>, Slip> = form.listings.iter().map(read).collect();
    let chosen = chosen.and_then(|all| if all.len() > MOST { Err(Slip::NotThis("slip-places-most")) } else { Ok(all) });
    let chosen = slips.take("listings", chosen);
    let describes = slips.take("describes", optional_line(&form.describes, LONGEST));
    if let (Some(chosen), Some(None)) = (&chosen, &describes)
        && chosen.is_empty()
    {
        slips.add("listings", Slip::NotThis("slip-places-none"));
    }
    let (Some(chosen), Some(describes), true) = (chosen, describes, slips.is_empty()) else {
        return show_again(&PlacesPage {
            slips,
            here,
            groups: groups(&v, &stock, &form.listings),
            describes: form.describes,
            v,
        });
    };
    let begun = Begun::of(&db, &v, them).await?;
    let mut tx = db.begin().await?;
    let mut local = locals::locked(&mut tx, begun.local.id).await?.ok_or(Error::Stale)?;
    local.describes = describes;
    locals::update(&mut tx, &local).await?;
    // Only what stood on this page can have been taken away: open listings.
    let shown = |id: &Uuid| stock.public(*id).is_some_and(|i| i.listing.is_open());
    for gone in before.iter().map(|g| g.listing_id).filter(|id| shown(id) && !chosen.contains(id)) {
        locals::go_no_more(&mut tx, local.id, gone).await?;
    }
    for listing in chosen {
        locals::go_to(&mut tx, local.id, listing).await?;
    }
    tx.commit().await?;
    Ok(begun.keep(see(&v.to(here.on())), &v))
}

/// `POST /local/where/{id}/leave`: they do not go there any more. Undone with `again`.
pub async fn leave(v: Visit, them: AsLocal, db: Db, Id(listing): Id) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    locals::go_no_more(&mut tx, them.local.id, listing).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&v.to(OWN_PATH)), &v.address, "flash-place-left", Some(listing)))
}

/// `POST /local/where/{id}/again`: they do go there. The host is asked again.
pub async fn again(v: Visit, them: AsLocal, db: Db, shelf: Shelf, Id(listing): Id) -> Result<Response, Error> {
    shelf.now().public(listing).ok_or(Error::NotFound)?;
    if locals::goes_to(&db, them.local.id).await?.len() < MOST {
        let mut tx = db.begin().await?;
        locals::go_to(&mut tx, them.local.id, listing).await?;
        tx.commit().await?;
    }
    Ok(see(&v.to(OWN_PATH)))
}
