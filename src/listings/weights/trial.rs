//! A dry run: what other weights would do to the lists of those who look. Counts alone; nobody is named, nothing is
//! stored, and where there are few of them nothing is said.

use super::super::{for_you::leanings, shelf::Stock};
use crate::{
    matching::{catalogue::Catalogue, rank::Listed, weights::Weights},
    newcomers::{self, Looking},
    platform::db::Db,
};
use std::sync::Arc;
use uuid::Uuid;

/// The part of a list that is compared.
const FIRST: usize = 10;
/// With fewer lists than this nothing is said.
pub const LEAST: usize = 10;
/// So many lists at most, and fewer where there are many listings: a page waits for them.
const MOST: usize = 500;
/// So many pairs of a list and a listing at most.
const MOST_PAIRS: usize = 500_000;

/// What would change.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Trial {
    /// So many lists were compared.
    pub lists: usize,
    /// In so many, other listings stand in the first ten.
    pub others: usize,
    /// In so many, the same stand there in another order.
    pub reordered: usize,
    /// The share of the first ten that stays there, over all lists, 0 to 1.
    pub stays: f64,
}

impl Trial {
    /// Compares the first tens of the same people, before and after.
    fn of<T: PartialEq>(pairs: impl IntoIterator<Item = (Vec<T>, Vec<T>)>) -> Self {
        let (mut trial, mut kept, mut all) = (Self::default(), 0, 0);
        for (before, after) in pairs {
            let stay = before.iter().filter(|it| after.contains(it)).count();
            trial.lists += 1;
            trial.others += usize::from(stay < before.len().max(after.len()));
            trial.reordered += usize::from(stay == before.len() && stay == after.len() && before != after);
            kept += stay;
            all += before.len();
        }
        trial.stays = if all == 0 { 1.0 } else { kept as f64 / all as f64 };
        trial
    }
}

/// What these weights would change for those who look: the same people each time, drawn by their ids, which are
/// chance. None where there are fewer than `least` of them.
///
/// # Errors
/// Those of the database.
pub async fn try_out(db: &Db, stock: Arc<Stock>, weights: Weights, least: usize) -> Result<Option<Trial>, sqlx::Error> {
    let most = (MOST_PAIRS / stock.catalogue.len().max(1)).clamp(LEAST, MOST);
    let people = newcomers::looking(db, Uuid::nil(), most).await?;
    if people.len() < least.max(1) {
        return Ok(None);
    }
    let compare = move || {
        let after = (*stock.catalogue).clone().with_weights(Arc::new(weights));
        Trial::of(people.iter().map(|her| (first(&stock, &stock.catalogue, her), first(&stock, &after, her))))
    };
    let trial = tokio::task::spawn_blocking(compare).await;
    trial.map(Some).map_err(|e| sqlx::Error::Io(std::io::Error::other(e)))
}

fn first(stock: &Stock, catalogue: &Catalogue, her: &Looking) -> Vec<usize> {
    let look = catalogue.look(&her.person, &leanings(stock, &her.passed_over), Listed::Counted);
    look.in_order().take(FIRST).map(|(place, _)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_compared_by_what_stands_there_and_in_which_order() {
        let same = (vec![1, 2, 3], vec![1, 2, 3]);
        let turned = (vec![1, 2, 3], vec![3, 2, 1]);
        let other = (vec![1, 2, 3], vec![1, 2, 4]);
        let trial = Trial::of([same, turned, other]);
        assert_eq!((trial.lists, trial.others, trial.reordered), (3, 1, 1));
        assert!((trial.stays - 8.0 / 9.0).abs() < 1e-12);
        assert_eq!(Trial::of::<u32>([]).stays, 1.0);
        assert_eq!(Trial::of([(Vec::<u32>::new(), vec![])]), Trial { lists: 1, stays: 1.0, ..Trial::default() });
    }
}
