//! The week as a picture: when how many wait without a place. The table below says the same and more.

use super::board::Board;
use crate::{
    kit::week::{DAYS, Daypart, PARTS},
    web::words::Words,
};
use std::fmt::Write;

/// A square, the space of the words beside them, and of the days above.
const WIDE: u32 = 64;
const HIGH: u32 = 44;
const BESIDE: u32 = 132;
const ABOVE: u32 = 34;

/// How many wait without a place at each daypart.
fn short(board: &Board, daypart: Daypart) -> usize {
    board.gaps.iter().filter(|gap| gap.cell.daypart == Some(daypart)).map(|gap| gap.short()).sum()
}

/// The picture; nothing where nobody waits at a known time.
pub fn picture(board: &Board, w: &Words) -> Option<String> {
    let most = Daypart::all().map(|d| short(board, d)).max().filter(|most| *most > 0)?;
    let (wide, high) = (BESIDE + 7 * WIDE, ABOVE + 3 * HIGH);
    let label = w.t("gaps-picture");
    let mut svg = format!(r#"<svg class="map" viewBox="0 0 {wide} {high}" role="img" aria-label="{label}">"#);
    let mut put = |kind: &str, x: u32, y: u32, text: &str| {
        let _ = write!(svg, r#"{kind}<text class="map__name" x="{x}" y="{y}">{text}</text>"#);
    };
    for (n, day) in (0..).zip(DAYS) {
        let name: String = w.t(format!("weekday-{day}")).chars().take(2).collect();
        put("", BESIDE + n * WIDE + WIDE / 2, ABOVE - 12, &name);
    }
    for (n, part) in (0..).zip(PARTS) {
        put("", BESIDE / 2, ABOVE + n * HIGH + HIGH / 2 + 5, &w.t(format!("time-{part}")));
    }
    for daypart in Daypart::all() {
        let (x, y) = (BESIDE + u32::from(daypart.day()) * WIDE, ABOVE + u32::from(daypart.part()) * HIGH);
        let short = short(board, daypart);
        let shade = match 3 * short {
            0 => "",
            some if some <= most => "",
            some if some <= 2 * most => " map__part--2",
            _ => " map__part--3",
        };
        let square = format!(r#"<path class="map__part{shade}" d="M{x} {y}h{WIDE}v{HIGH}h-{WIDE}z"/>"#);
        let number = if short == 0 { String::new() } else { short.to_string() };
        put(&square, x + WIDE / 2, y + HIGH / 2 + 5, &number);
    }
    Some(svg + "</svg>")
}
