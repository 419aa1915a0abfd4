//! Pictures without anybody's art: a band of tiles, an avatar, a street. Each is drawn from a seed,
//! the same bytes for ever. Colours come from classes (`static/css`), so they follow the theme.

use std::fmt::Write;

/// A small stream of chance from a text: FNV-1a, then splitmix64. Never change it: the tiles of
/// every listing would change with it.
struct Chance(u64);

impl Chance {
    fn from(seed: &str) -> Self {
        let hash = seed
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        Self(hash)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// The band on a card: 12 × 2 squares of quarter circles, triangles, dots and rings.
/// `domain_class` is the word behind `tile--`: work, social, culture, sport, education or health.
pub fn tile(seed: &str, domain_class: &str) -> String {
    let mut chance = Chance::from(seed);
    let mut paths: [String; 4] = Default::default();
    let mut before = 9;
    for row in 0..2 {
        for column in 0..12 {
            let (x, y) = (column * 10, row * 10);
            let shape = chance.below(20);
            let turn = chance.below(4);
            // seldom the same colour twice running; the domain's own and the lamp most often
            let mut colour = [0, 0, 0, 1, 1, 2, 2, 3][chance.below(8) as usize];
            if colour == before {
                colour = (colour + 1) % 4;
            }
            before = colour;
            draw(&mut paths[colour], shape, turn, x, y);
        }
    }
    let mut svg = format!(
        r#"<svg class="tile tile--{domain_class}" viewBox="0 0 120 20" preserveAspectRatio="xMinYMin slice" aria-hidden="true" focusable="false">"#
    );
    for (colour, path) in paths.iter().enumerate() {
        if !path.is_empty() {
            write!(svg, r#"<path class="t{}" d="{path}"/>"#, colour + 1).expect("a String takes all");
        }
    }
    svg + "</svg>"
}

/// One shape in the square of ten whose left upper corner is `x`, `y`.
fn draw(path: &mut String, shape: u64, turn: u64, x: u32, y: u32) {
    let (right, low) = (x + 10, y + 10);
    match (shape, turn) {
        (0..=9, 0) => write!(path, "M{x} {y}h10a10 10 0 0 1-10 10z"),
        (0..=9, 1) => write!(path, "M{right} {y}v10a10 10 0 0 1-10-10z"),
        (0..=9, 2) => write!(path, "M{right} {low}h-10a10 10 0 0 1 10-10z"),
        (0..=9, _) => write!(path, "M{x} {low}v-10a10 10 0 0 1 10 10z"),
        (10..=12, 0) => write!(path, "M{x} {y}h10l-10 10z"),
        (10..=12, 1) => write!(path, "M{x} {y}h10v10z"),
        (10..=12, 2) => write!(path, "M{right} {y}v10h-10z"),
        (10..=12, _) => write!(path, "M{x} {y}l10 10h-10z"),
        (13..=15, _) => write!(path, "M{} {}a3 3 0 1 0 6 0 3 3 0 1 0-6 0z", x + 2, y + 5),
        (16, _) => write!(path, "M{x} {}a5 5 0 1 0 10 0 5 5 0 1 0-10 0z", y + 5),
        (17, _) => {
            write!(path, "M{x} {}a5 5 0 1 0 10 0 5 5 0 1 0-10 0zm2.5 0a2.5 2.5 0 1 1 5 0 2.5 2.5 0 1 1-5 0z", y + 5)
        }
        _ => Ok(()),
    }
    .expect("a String takes all");
}

/// A round picture with at most two initials, or a lit window for somebody without a name yet.
/// The name stands beside it as text.
pub fn avatar(seed: &str, initials: &str) -> String {
    let mut chance = Chance::from(seed);
    let ground = chance.below(5);
    let quarter = [
        "M20 20h20a20 20 0 0 1-20 20z",
        "M20 20v20a20 20 0 0 1-20-20z",
        "M20 20h-20a20 20 0 0 1 20-20z",
        "M20 20v-20a20 20 0 0 1 20 20z",
    ][chance.below(4) as usize];
    let letters: String = initials.chars().filter(|c| c.is_alphanumeric()).take(2).collect();
    let inside = if letters.is_empty() {
        r#"<path class="avatar__window" d="M13 29V18a7 7 0 0 1 14 0v11z"/>"#.to_owned()
    } else {
        format!(
            r#"<path class="avatar__shape" d="{quarter}"/><text class="avatar__letters" x="20" y="25" text-anchor="middle">{letters}</text>"#
        )
    };
    format!(
        r#"<svg class="avatar avatar--{ground}" viewBox="0 0 40 40" aria-hidden="true" focusable="false"><circle class="avatar__ground" cx="20" cy="20" r="20"/>{inside}</svg>"#
    )
}

/// Seven gables in the evening with `lit` lit windows, spread over the street: one for each thing
/// she saved or has been to.
pub fn street(lit: usize) -> String {
    let mut svg = String::from(r#"<svg class="street" viewBox="0 0 480 222" aria-hidden="true" focusable="false">"#);
    let mut dark = String::from(DOORS);
    let mut bright = String::new();
    for (place, (x, y)) in WINDOWS.iter().enumerate() {
        // 17 and the number of windows have no factor in common: every window gets its own turn
        let turn = (place * 17 + 2) % WINDOWS.len();
        let path = if turn < lit { &mut bright } else { &mut dark };
        write!(path, "M{x} {y}h13v20h-13z").expect("a String takes all");
    }
    for (class, path) in [
        ("house", GABLES[0]),
        ("house street__house--b", GABLES[1]),
        ("window", dark.as_str()),
        ("window street__window--lit", bright.as_str()),
    ] {
        write!(svg, r#"<path class="street__{class}" d="{path}"/>"#).expect("a String takes all");
    }
    svg + r#"<circle class="street__moon" cx="428" cy="30" r="15"/></svg>"#
}

const GABLES: [&str; 2] = [
    "M0 222V118c17.36 0 12.4 -34 31 -34s13.64 34 31 34V222zM132 222V132L161 98L190 132V222zM266 222V78h12v-24h36v24h12V222zM398 222V98c22.96 0 16.4 -34 41 -34s18.04 34 41 34V222z",
    "M62 222V90h10v-11h10v-11h10v-11h10v11h10v11h10v11h10V222zM190 222V104h10.8571v-11h10.8571v-11h10.8571v-11h10.8571v11h10.8571v11h10.8571v11h10.8571V222zM326 222V124L362 90L398 124V222z",
];
const DOORS: &str = "M24 222v-23a7 7 0 0 1 14 0v23zM90 222v-23a7 7 0 0 1 14 0v23zM154 222v-23a7 7 0 0 1 14 0v23zM221 222v-23a7 7 0 0 1 14 0v23zM289 222v-23a7 7 0 0 1 14 0v23zM355 222v-23a7 7 0 0 1 14 0v23zM432 222v-23a7 7 0 0 1 14 0v23z";
/// Left upper corners of the windows, house by house, from the top.
const WINDOWS: [(u16, u16); 24] = [
    (12, 134),
    (37, 134),
    (77, 106),
    (104, 106),
    (77, 140),
    (104, 140),
    (143, 148),
    (166, 148),
    (207, 120),
    (236, 120),
    (207, 154),
    (236, 154),
    (277, 94),
    (302, 94),
    (277, 128),
    (302, 128),
    (277, 162),
    (302, 162),
    (341, 140),
    (370, 140),
    (417, 114),
    (448, 114),
    (417, 148),
    (448, 148),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        assert_eq!(tile("choir", "culture"), tile("choir", "culture"));
        assert_eq!(avatar("maarten", "M"), avatar("maarten", "M"));
        assert_ne!(tile("choir", "culture"), tile("padel", "culture"));
    }

    #[test]
    fn the_tiles_of_today_are_the_tiles_for_ever() {
        assert!(tile("choir", "culture").ends_with(r#"M80 20h-10a10 10 0 0 1 10-10z"/></svg>"#));
    }

    #[test]
    fn a_tile_is_small_and_whole() {
        for number in 0..2_000 {
            let svg = tile(&format!("listing-{number}"), "work");
            assert!(svg.len() <= 1_500, "{} bytes for listing-{number}", svg.len());
            assert!(svg.starts_with(r#"<svg class="tile tile--work" "#) && svg.ends_with("</svg>"));
            assert!(!svg.contains("style") && !svg.contains("fill="));
        }
    }

    #[test]
    fn an_avatar_holds_only_letters() {
        assert!(!avatar("x", "<b>").contains("<b>"));
        assert!(avatar("x", "Ób").contains(">Ób</text>"));
        assert!(avatar("x", "").contains("avatar__window"));
    }

    #[test]
    fn as_many_windows_are_lit_as_asked() {
        for lit in 0..=WINDOWS.len() {
            let svg = street(lit);
            let (_, bright) = svg.split_once(r#"--lit" d=""#).expect("a path of lit windows");
            let bright = bright.split('"').next().expect("its shape");
            assert_eq!(bright.matches('M').count(), lit);
        }
    }
}
