//! Who lives in a city under load: listings of the synthetic city, and members who are signed in already.

use anyhow::Result;
use buurten::{
    platform::{chance, clock::Clock, db::Db},
    seed::{Size, Synthetic, synthetic},
};
use uuid::Uuid;

/// Somebody with an account who is signed in.
#[derive(Clone)]
pub struct Member {
    /// Her account.
    pub account: Uuid,
    /// Her row.
    pub newcomer: Uuid,
    /// Her address.
    pub email: String,
    /// The value of her session's cookie.
    pub session: String,
}

/// The town: everybody who is signed in, all listings, and those that take requests.
pub struct Town {
    /// Everybody who is signed in.
    pub members: Vec<Member>,
    /// All listings that everybody may see.
    pub public: Vec<Uuid>,
    /// Those that take requests.
    pub hosted: Vec<Uuid>,
}

/// Fills an empty database.
pub async fn settle(db: &Db, newcomers: u32, listings: u32, seed: u64) -> Result<Town> {
    let today = Clock::new().now().with_timezone(&chrono_tz::Europe::Amsterdam).date_naive();
    let made = Synthetic::new(Size { newcomers, locals: 0, listings }, seed, today);
    synthetic(db, "eindhoven", &made, today, &mut |_, _, _| {}).await?;
    let mut members = Vec::new();
    let mut tx = db.begin().await?;
    for newcomer in &made.newcomers {
        let session = chance::Token::new();
        sqlx::query("insert into sessions (id, token_hash, account_id) values ($1, $2, $1)")
            .bind(newcomer.account.id)
            .bind(session.hash())
            .execute(&mut *tx)
            .await?;
        members.push(Member {
            account: newcomer.account.id,
            newcomer: newcomer.id,
            email: newcomer.account.email.clone(),
            session: session.as_str().to_owned(),
        });
    }
    tx.commit().await?;
    let public = made.listings.iter().filter(|l| l.is_public());
    let hosted = made.listings.iter().filter(|l| l.host_address(today).is_some());
    Ok(Town { public: public.map(|l| l.id).collect(), hosted: hosted.map(|l| l.id).collect(), members })
}
