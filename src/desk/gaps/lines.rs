//! What of the waiting list needs a look: whose stay ends soon without anybody from here, and where
//! people began to wait this week.

use super::{
    PATH,
    board::Gap,
    read::{self, Waits},
    store,
};
use crate::{
    auth::{Scope, Visit},
    desk::{
        line::{Act, Kind, Line},
        look::{self, Reason, Then},
        people,
        town::Town,
    },
    matching::window::{self, Phase},
    platform::db::Db,
    web::Error,
};

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
    let called = store::open_cells(db).await?;
    let board = read::board(v, db, scope, &waiting).await?;
    let grew = |gap: &&Gap| gap.new > 0 && gap.short() > 0 && gap.can_be_counted() && gap.cell.can_be_called();
    let mut gaps: Vec<&Gap> = board.gaps.iter().filter(grew).filter(|gap| !called.contains(&gap.cell)).collect();
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.new));
    lines.extend(gaps.into_iter().take(MOST).map(|gap| gap_line(v, gap)));
    Ok(lines)
}

/// Her window closes, and she meets nobody from here: who meets somebody and asked for one more waits too.
fn window_line(v: &Visit, town: &Town, her: &Waits) -> Option<Line> {
    if her.meets {
        return None;
    }
    let window = window::of(&her.person, v.today()).filter(|window| window.phase == Phase::LastMonths)?;
    let left = window.left.filter(|left| *left >= 0)?;
    let what = v.t1("desk-line-window", "who", people::somebody(v, town, her.person.postcode));
    let since = v.t1("desk-months-left", "count", i64::from(left));
    let days = -30 * i64::from(left);
    let then = Some(Then::Locals(her.account));
    Some(look::line((Kind::Window, days), (what, since), her.account, Reason::Introduction, then))
}

/// Somebody began to wait there this week, and places are short. Who found somebody meanwhile is not counted against it.
fn gap_line(v: &Visit, gap: &Gap) -> Line {
    let mut what = vec![gap.cell.heading(&v.w, v.lang)];
    what.extend(gap.cell.beside(&v.w));
    let what = v.w.t3("desk-line-gap", "what", what.join(", "), "waiting", gap.waiting, "places", gap.places);
    let path = format!("{PATH}/{}", gap.cell);
    let act = Act::OpenAndPress(path.clone(), format!("{path}/call"));
    let since = v.t1("desk-new-this-week", "count", gap.new);
    Line::new(Kind::Gap, i64::try_from(gap.new).unwrap_or(i64::MAX), what, since, act).sending("back", "front")
}
