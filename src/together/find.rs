//! Looking for a local who hosts it with her: whom matching finds by interest, time and part of town, one after the
//! other. One, not three at once: whoever is asked is needed, and a question counts against what they chose.

use super::{facts::What, letters, store};
use crate::{
    along::Sender,
    kit::{
        level::Level,
        words::{Role, Travel},
    },
    listings::Stock,
    matching::{
        go::Go,
        pair::{Candidate, Pool, Standing},
        person::Person,
    },
    platform::chance::Token,
    web::Error,
};
use sqlx::PgTransaction;
use uuid::Uuid;

/// Somebody with nothing but what the proposal says: how matching reads it. Nothing of her goes into it.
fn as_person(what: &What) -> Person {
    let mut person = Person::new("proposal", Role::Newcomer);
    person.languages = what.languages.iter().map(|tag| (tag.clone(), Level::C1)).collect();
    person.interests = Some(what.interests.clone());
    person.free = Some(what.free);
    person.postcode = what.postcode();
    person.travel = Some(Travel::Bike);
    person
}

/// These locals, whom it fits best first; whom it does not fit is left out.
fn ranked(stock: &Stock, what: &What, locals: Vec<(Uuid, Person)>) -> Vec<Uuid> {
    let (ids, people): (Vec<Uuid>, Vec<Candidate>) =
        locals.into_iter().map(|(id, person)| (id, Candidate::new(person))).unzip();
    let pool = Pool::new(people, stock.catalogue.today(), stock.catalogue.weights().clone());
    let ranking = pool.rank(&as_person(what), &Standing::default(), None);
    ranking.fits.iter().filter(|fit| fit.go != Go::Later).map(|fit| ids[fit.place]).collect()
}

/// Asks the first who can: the question and their letter. `false` where nobody can now; nothing is stored then.
pub async fn somebody(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    stock: &Stock,
    (proposal, her): (Uuid, Uuid),
    what: &What,
) -> Result<bool, Error> {
    let locals = store::candidates(tx, proposal).await?;
    for local in ranked(stock, what, locals) {
        let token = Token::new();
        if !store::ask(tx, proposal, local, &token.hash()).await? {
            continue; // somebody else was quicker, or they cannot any more
        }
        let open = store::open_question(tx, proposal).await?.ok_or(Error::Stale)?;
        let asked = store::question(tx, open).await?.ok_or(Error::Stale)?;
        sender.send(tx, letters::question(sender, &asked, her, &token)).await?;
        return Ok(true);
    }
    Ok(false)
}
