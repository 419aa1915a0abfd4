//! What of the waiting list needs a look: whose stay ends soon without anybody from here, and where more wait without a
//! place than a week ago.

use super::{
    PATH,
    board::Gap,
    read::{self, Waits},
    store,
    week::{Before, Grew},
};
use crate::{
    auth::{Scope, Visit},
    desk::{
        line::{Act, Kind, Line},
        look::{self, Reason, Then},
        people,
        town::Town,
    },
    matching::{
        person::Person,
        window::{self, Phase},
    },
    platform::db::Db,
    web::Error,
};
use chrono::NaiveDate;

/// At most so many gaps at once.
const MOST: usize = 5;

/// A line for each.
///
/// # Errors
/// Those of the database.
pub async fn lines(v: &Visit, db: &Db, scope: &Scope) -> Result<Vec<Line>, Error> {
    let waiting = read::waiting(db, scope).await?;
    let town = people::town(db).await?;
    let mut lines: Vec<Line> = waiting.iter().filter_map(|her| window_line(v, &town, her)).collect();
    let (called, before) = (store::open_cells(db).await?, Before::of(db, scope, v.today()).await?);
    let board = read::board(db, scope, &waiting, v.now).await?;
    let can_be_said = |gap: &&Gap| gap.can_be_counted() && gap.cell.can_be_called() && !called.contains(&gap.cell);
    let mut grown: Vec<(&Gap, Grew)> =
        board.gaps.iter().filter(can_be_said).filter_map(|gap| Some((gap, before.grew(gap)?))).collect();
    grown.sort_by_key(|(_, grew)| std::cmp::Reverse(grew.by()));
    lines.extend(grown.into_iter().take(MOST).map(|(gap, grew)| gap_line(v, gap, grew)));
    Ok(lines)
}

/// How many months are left of somebody's last ones here; `None` where she is not in them.
pub fn closes(person: &Person, today: NaiveDate) -> Option<i32> {
    let window = window::of(person, today).filter(|window| window.phase == Phase::LastMonths)?;
    window.left.filter(|left| *left >= 0)
}

/// Her window closes, and she meets nobody from here: who meets somebody and asked for one more waits too.
fn window_line(v: &Visit, town: &Town, her: &Waits) -> Option<Line> {
    let left =
        Some(her).filter(|her| !her.meets && !her.window_seen_to).and_then(|her| closes(&her.person, v.today()))?;
    let what = v.t1("desk-line-window", "who", people::somebody(v, town, her.person.postcode));
    let since = v.t1("desk-months-left", "count", i64::from(left));
    let days = -30 * i64::from(left);
    let then = Some(Then::Locals(her.account));
    Some(look::line((Kind::Window, days), (what, since), her.account, Reason::Introduction, then))
}

/// More wait there without a place than a week ago. Who found somebody meanwhile is not counted against it.
fn gap_line(v: &Visit, gap: &Gap, grew: Grew) -> Line {
    let mut what = vec![gap.cell.heading(&v.w, v.lang)];
    what.extend(gap.cell.beside(&v.w));
    let what = v.w.t3("desk-line-gap", "what", what.join(", "), "waiting", gap.waiting, "places", gap.places);
    let path = format!("{PATH}/{}", gap.cell);
    let act = Act::OpenAndPress(path.clone(), format!("{path}/call"));
    let since = match grew {
        Grew::Since(day, more) => v.t2("desk-gap-grew", "count", more, "date", v.w.date(day)),
        Grew::New(more) => v.t1("desk-new-this-week", "count", more),
    };
    Line::new(Kind::Gap, i64::try_from(grew.by()).unwrap_or(i64::MAX), what, since, act).sending("back", "front")
}
