//! The desk's list of 100,000 listings beside that of 1,000: all of it, filtered, searched, and far down.

use crate::{TURN, TURNS, beside, city::City};
use anyhow::ensure;
use buurten::platform::private_postgres::PrivatePostgres;
use std::path::Path;

/// How much slower a page of 100,000 may be than that of 1,000.
const DESK_BAR: f64 = 3.0;

const PATHS: [&str; 9] = [
    "/desk/listings",
    "/desk/listings?page=15",
    "/desk/listings?status=active",
    "/desk/listings?look=any&page=2",
    "/desk/listings?look=untranslated",
    "/desk/listings?q=koor",
    "/desk/listings?q=choir+evening&status=active",
    "/desk/listings?q=s-1",
    "/desk/listings/silent",
];

/// The bar.
pub async fn desk(postgres: &PrivatePostgres, folder: &Path) -> anyhow::Result<bool> {
    let large = City::open(postgres, folder, 100_001, 1).await?;
    let small = City::open(postgres, folder, 1_001, 1).await?;
    let mut held = true;
    for path in PATHS {
        let (mut slow, mut quick) = (Vec::new(), Vec::new());
        for turn in 0..=TURNS {
            let (a, page) = large.at_the_desk(path, TURN).await?;
            let (b, _) = small.at_the_desk(path, TURN).await?;
            ensure!(path.contains("q=") || page.body.len() > 10_000, "{path}: nothing is listed");
            // The first turn warms up.
            if turn > 0 {
                slow.extend(a);
                quick.extend(b);
            }
        }
        held &= beside(path, ("100001 listings", &mut slow), ("1001", &mut quick), DESK_BAR);
    }
    Ok(held)
}
