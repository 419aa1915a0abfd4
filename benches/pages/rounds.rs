//! The desk's round with 500 newcomers and 250 locals: its page, a word about two, and the page of one newcomer; with
//! what is fair in either way. Everybody is read, compared, solved and proven anew for each.

use crate::city::{City, at};
use anyhow::{Context, ensure};
use buurten::{platform::private_postgres::PrivatePostgres, seed::Size};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// Who is in it.
const PEOPLE: Size = Size { newcomers: 500, locals: 250, listings: 2 };
/// So many words are said of a round.
const WORDS: usize = 60;
/// What the 99th of a hundred may take, in milliseconds: beyond it the page would have to show how far it is.
const BAR: f64 = 1_000.0;

/// They wait since up to half a year; every local did all steps.
const READY: [&str; 2] = [
    "update newcomers n set created_at = n.created_at - make_interval(days => (o.place * 7 % 180)::int)
     from (select id, row_number() over (order by id) as place from newcomers) o where o.id = n.id",
    "update locals set joined_at = buurten_now() - interval '30 days', talked_at = buurten_now(), certificate_seen_on = '2026-01-01',
            certificate_valid_until = '2999-01-01', code_signed_at = buurten_now(), active_since = buurten_now()",
];

/// The bar.
pub async fn rounds(postgres: &PrivatePostgres, folder: &Path) -> anyhow::Result<bool> {
    let city = City::of(postgres, folder, PEOPLE).await?;
    for sql in READY {
        sqlx::query(sql).execute(&*city.db).await?;
    }
    let mut held = true;
    for fair in ["nash", "leximin"] {
        let mut desk = city.desk();
        let made = desk.post("/desk/rounds", &format!("part=&waiting=&offer=&fair={fair}")).await?;
        let round = made.location.filter(|_| made.status == 303).context("no round was made")?;
        let (mut pages, mut words, mut hers) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..WORDS {
            let page = timed(&mut pages, desk.get(&round)).await?;
            let page = String::from_utf8_lossy(&page.body).into_owned();
            let two = form(&page, n % 15).context("nobody is proposed")?;
            timed(&mut hers, desk.get(&format!("{round}/for/{}", two.newcomer))).await?;
            let act = ["pin", "ban"][n % 2];
            let said = format!("act={act}&newcomer={}&local={}&version={}", two.newcomer, two.local, two.version);
            let done = timed(&mut words, desk.post(&format!("{round}/steer"), &said)).await?;
            ensure!(done.is_done(), "a word is not taken: {}", done.status);
        }
        for (what, took) in
            [("the round", &mut pages), ("a word about two", &mut words), ("one newcomer of it", &mut hers)]
        {
            let (middle, worst) = (at(took, 0.5), at(took, 0.99));
            let missed = if worst <= BAR { "" } else { ": MISSED" };
            println!("{PEOPLE:?} {fair}: {what} p50 {middle:.0} p99 {worst:.0}, at most {BAR}{missed}");
            held &= worst <= BAR;
        }
    }
    Ok(held)
}

async fn timed<T>(took: &mut Vec<Duration>, work: impl Future<Output = std::io::Result<T>>) -> std::io::Result<T> {
    let since = Instant::now();
    let done = work.await;
    took.push(since.elapsed());
    done
}

/// What the form of a proposed pair says.
struct Two<'a> {
    newcomer: &'a str,
    local: &'a str,
    version: &'a str,
}

/// That of the pair at this place of the list, or of the first.
fn form(page: &str, place: usize) -> Option<Two<'_>> {
    let list = page.split_once("aria-labelledby=\"proposed\"")?.1;
    let forms: Vec<&str> = list.split("/steer\">").skip(1).collect();
    let form = forms.get(place).or(forms.first())?;
    let value = |name: &str| form.split_once(&format!("name=\"{name}\" value=\""))?.1.split('"').next();
    Some(Two { newcomer: value("newcomer")?, local: value("local")?, version: value("version")? })
}
