//! The listings in memory: a stock, swapped whole while pages read the one before to the end; there is no cache. A change
//! in the database is read alone and makes a new stock that shares what did not change; a new day counts everything anew.

mod brief;
mod edit;
mod item;
mod items;
mod order;
mod stock;
mod store;
#[cfg(test)]
pub(super) mod tests;

use crate::{
    listings::order::Order,
    platform::{clock::Clock, db::Db},
};
use arc_swap::ArcSwap;
use std::sync::Arc;
use store::Reading;
use tokio::sync::Mutex;

pub(super) use brief::Is;
pub use brief::Sieve;
pub use item::Item;
pub use items::Items;
pub use stock::Stock;

/// The shelf: hands out the stock of the moment.
#[derive(Clone)]
pub struct Shelf(Arc<Filled>);

struct Filled {
    stock: ArcSwap<Stock>,
    /// One filling at a time: a slower one would put back what a quicker one replaced.
    filling: Mutex<()>,
}

crate::lend!(Shelf);

impl Shelf {
    /// A shelf with what the database holds.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn filled(db: &Db, clock: &Clock) -> Result<Self, sqlx::Error> {
        let news = Reading::begin(db).await?.all().await?;
        let (order, now) = (Arc::new(Order::now(db).await?), clock.now());
        let stock = away(move || Stock::new(news, order, now)).await?;
        Ok(Self(Arc::new(Filled { stock: ArcSwap::from_pointee(stock), filling: Mutex::new(()) })))
    }

    /// Takes in what changed in the database and which sessions are over; on a new day, everything.
    ///
    /// # Errors
    /// Those of the database; then the stock of before stays.
    pub async fn refill(&self, db: &Db, clock: &Clock) -> Result<(), sqlx::Error> {
        self.fill(db, clock, false).await
    }

    /// The same, and compares row by row what is here with what is there: after a time in which nobody could hear.
    ///
    /// # Errors
    /// As [`Shelf::refill`].
    pub async fn compare(&self, db: &Db, clock: &Clock) -> Result<(), sqlx::Error> {
        self.fill(db, clock, true).await
    }

    async fn fill(&self, db: &Db, clock: &Clock, thorough: bool) -> Result<(), sqlx::Error> {
        let _alone = self.0.filling.lock().await;
        let before = self.now();
        let reading = Reading::begin(db).await?;
        let whole = before.is_of_another_day(clock.now()) || !reading.follows(&before.as_of);
        let news = if whole {
            reading.all().await?
        } else if thorough {
            reading.differences(&before).await?
        } else {
            reading.since(&before.as_of).await?
        };
        let now = clock.now();
        if !whole && news.rows.is_empty() && news.gone.is_empty() && before.over(now).is_empty() {
            return Ok(());
        }
        let order = if whole { Arc::new(Order::now(db).await?) } else { before.order.clone() };
        // Thousands of schedules are arithmetic, not waiting: away from the threads that answer requests.
        let stock = away(move || if whole { Stock::new(news, order, now) } else { before.changed(news, now) }).await?;
        self.0.stock.store(Arc::new(stock));
        Ok(())
    }

    /// Takes in the weights that count now, and what is scarce.
    ///
    /// # Errors
    /// Those of the database; then the order of before stays.
    pub async fn reorder(&self, db: &Db) -> Result<(), sqlx::Error> {
        let _alone = self.0.filling.lock().await;
        let (order, before) = (Arc::new(Order::now(db).await?), self.now());
        let stock = away(move || Stock::clone(&before).ordered(order)).await?;
        self.0.stock.store(Arc::new(stock));
        Ok(())
    }

    /// The stock with all that is committed by now: for who changed something a moment ago, and looks at it again.
    ///
    /// # Errors
    /// As [`Shelf::refill`].
    pub async fn up_to_date(&self, db: &Db, clock: &Clock) -> Result<Arc<Stock>, sqlx::Error> {
        self.refill(db, clock).await?;
        Ok(self.now())
    }

    /// The stock of the moment.
    pub fn now(&self) -> Arc<Stock> {
        self.0.stock.load_full()
    }
}

async fn away<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, sqlx::Error> {
    tokio::task::spawn_blocking(work).await.map_err(|e| sqlx::Error::Io(std::io::Error::other(e)))
}
