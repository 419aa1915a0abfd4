//! The comparison as a picture: an SVG that stands alone, in light and dark, readable by whoever cannot see it.

use super::{
    compare::{Cell, Compared},
    figures::{MEASURES, Measure},
    policies::Named,
    table::{played, written},
};
use std::fmt::Write;

/// What the picture shows, by name.
const SHOWN: [&str; 6] =
    ["unplaced", "waiting_median", "joint_utility_sum", "local_ties", "in_touch_12", "gini_utility"];
/// Panels beside each other.
const ACROSS: usize = 2;
/// A panel, in pixels: its width, and the height of its head and of each line.
const WIDTH: f64 = 470.0;
const HEAD: f64 = 62.0;
const LINE: f64 = 30.0;
/// Where in a panel the track begins and ends.
const TRACK: (f64, f64) = (104.0, 344.0);
const EDGE: f64 = 30.0;
const TOP: f64 = 140.0;

/// Our own tokens: paper, surface, ink, muted, line, petrol, lamp; light and dark.
const LOOK: &str = "\
svg{--paper:#fbf6ee;--surface:#fff;--ink:#221c2b;--muted:#5c5466;--line:#867b6c;--petrol:#0e5a5e;--lamp:#ffb938}\
@media(prefers-color-scheme:dark){svg{--paper:#17131c;--surface:#221d29;--ink:#f6efe4;--muted:#bdb3c4;--line:#8f8598;\
--petrol:#7fd1cb;--lamp:#ffc65c}}\
text{font:16px 'Source Sans 3',system-ui,sans-serif;fill:var(--ink)}\
.title{font:700 24px 'Bricolage Grotesque','Source Sans 3',system-ui,sans-serif}.head{font-weight:700;font-size:18px}\
.muted{fill:var(--muted);font-size:15px}.ours{font-weight:700}.end{text-anchor:end}\
.paper{fill:var(--paper)}.surface{fill:var(--surface)}.track{stroke:var(--line);stroke-width:1}\
.whisker{stroke:var(--petrol);stroke-width:3}.dot{fill:var(--petrol)}\
.lit{fill:var(--lamp);stroke:var(--ink);stroke-width:2}";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The picture.
pub fn picture(compared: &Compared) -> String {
    let policies = &compared.asked.policies;
    let panel_height = HEAD + LINE * policies.len() as f64 + 14.0;
    let rows = SHOWN.len().div_ceil(ACROSS) as f64;
    let (width, height) = (EDGE + (WIDTH + EDGE) * ACROSS as f64, TOP + (panel_height + EDGE) * rows + EDGE);
    let (mut panels, mut told) = (String::new(), played(&compared.asked));
    for (n, name) in SHOWN.iter().enumerate() {
        let Some(place) = MEASURES.iter().position(|m| m.name == *name) else { continue };
        let x = EDGE + (n % ACROSS) as f64 * (WIDTH + EDGE);
        let y = TOP + (n / ACROSS) as f64 * (panel_height + EDGE);
        let row = compared.row(place);
        panel(&mut panels, (x, y, panel_height), &MEASURES[place], policies, &row);
        let said = policies.iter().zip(&row).map(|(p, cell)| format!("{} {}", p.policy().name(), value(place, cell)));
        let _ = write!(told, " {}: {}.", MEASURES[place].label, said.collect::<Vec<_>>().join(", "));
    }
    // One line for how it was played, one for who was there.
    let played = played(&compared.asked);
    let lines =
        played.split(": ").chain(["Dots are means, lines 95 % intervals over the seeds. Each line begins at nought."]);
    let said: String = (0..)
        .zip(lines)
        .map(|(n, line)| {
            let y = 74.0 + 22.0 * f64::from(n);
            format!("<text class=\"muted\" x=\"{EDGE}\" y=\"{y}\">{}</text>\n", escaped(line))
        })
        .collect();
    let title = "A year in the synthetic city, by how people are matched";
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">{title}</title>\n\
         <desc id=\"desc\">{}</desc>\n<style>{LOOK}</style>\n\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n\
         <text class=\"title\" x=\"{EDGE}\" y=\"46\">{title}</text>\n\
         {said}\
         {panels}</svg>\n",
        escaped(&told),
    )
}

fn value(place: usize, cell: &Cell) -> String {
    cell.mean.map_or("not known".into(), |mean| written(MEASURES[place].unit, mean))
}

fn panel(svg: &mut String, (x, y, height): (f64, f64, f64), measure: &Measure, policies: &[Named], row: &[Cell]) {
    let hint = match measure.less {
        Some(true) => "less is better",
        Some(false) => "more is better",
        None => "",
    };
    // From nought, so that lengths do not lie.
    let reach = |cell: &Cell| cell.interval.map(|i| i.high).or(cell.mean).unwrap_or(0.0);
    let most = row.iter().map(reach).fold(0.0, f64::max);
    let at = |value: f64| {
        let share = if most > 0.0 { (value / most).clamp(0.0, 1.0) } else { 0.0 };
        x + TRACK.0 + 8.0 + share * (TRACK.1 - TRACK.0 - 16.0)
    };
    let _ = write!(
        svg,
        "<rect class=\"surface\" x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{height}\" rx=\"14\"/>\n\
         <text class=\"head\" x=\"{}\" y=\"{}\">{}</text>\n<text class=\"muted end\" x=\"{}\" y=\"{}\">{hint}</text>\n",
        x + 16.0,
        y + 32.0,
        escaped(measure.label),
        x + WIDTH - 16.0,
        y + 32.0,
    );
    for (n, (policy, cell)) in policies.iter().zip(row).enumerate() {
        let middle = y + HEAD + LINE * (n as f64 + 0.5);
        let is_ours = *policy == Named::Ours;
        let ours = if is_ours { " ours" } else { "" };
        let _ = write!(
            svg,
            "<text class=\"name{ours}\" x=\"{}\" y=\"{}\">{}</text>\n\
             <line class=\"track\" x1=\"{}\" x2=\"{}\" y1=\"{middle}\" y2=\"{middle}\"/>\n",
            x + 16.0,
            middle + 5.0,
            policy.policy().name(),
            x + TRACK.0,
            x + TRACK.1,
        );
        if let Some(i) = cell.interval {
            let _ = writeln!(
                svg,
                "<line class=\"whisker\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{middle}\" y2=\"{middle}\"/>",
                at(i.low),
                at(i.high)
            );
        }
        if let Some(mean) = cell.mean {
            let class = if is_ours { "lit" } else { "dot" };
            let _ = writeln!(svg, "<circle class=\"{class}\" cx=\"{:.1}\" cy=\"{middle}\" r=\"6\"/>", at(mean));
        }
        let said = cell.mean.map_or("not known".into(), |mean| written(measure.unit, mean));
        let _ =
            writeln!(svg, "<text class=\"end{ours}\" x=\"{}\" y=\"{}\">{said}</text>", x + WIDTH - 16.0, middle + 5.0);
    }
}
