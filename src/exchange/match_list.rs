//! What `match` prints to read: for staff, in English.

use super::match_people::Next;
use crate::{
    kit::lang::Lang,
    listings::Listing,
    matching::{
        gates::Gate,
        go,
        pair::{self, Fit},
        rank::{Match, Ranking},
    },
};
use std::fmt::Write;

/// The answer. `others` where people were asked for.
pub(super) fn list(order: &[Next], ranking: &Ranking, rows: &[Listing], others: Option<&pair::Ranking>) -> String {
    let mut text = String::new();
    for (n, next) in order.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = match (next, others) {
            (Next::Person(place), Some(others)) => person(&mut text, n + 1, &others.fits[*place]),
            (Next::Person(_), None) => Ok(()),
            (Next::Listing(place), _) => listing(&mut text, n + 1, &ranking.matches[*place], rows),
        };
    }
    count(&mut text, "", ranking.feasible, ranking.excluded.len(), &ranking.counts());
    if let Some(others) = others {
        count(&mut text, " people", others.feasible, others.excluded.len(), &others.counts());
    }
    text
}

fn listing(text: &mut String, rank: usize, m: &Match, rows: &[Listing]) -> std::fmt::Result {
    let title = rows[m.place].title(Lang::En).text;
    write!(text, "{rank:>3}. {title} ({})  {:.6}\n     {}", m.id, m.score, go::said(m.go).en)?;
    if let Some(missing) = &m.missing {
        write!(text, " {}", missing.en)?;
    }
    text.push('\n');
    for reason in &m.reasons {
        writeln!(text, "     + {}", reason.sentence.en)?;
    }
    if let Some(doubt) = &m.doubt {
        writeln!(text, "     - {}", doubt.sentence.en)?;
    }
    writeln!(text, "     = {}", m.bridges.sentence.en)
}

fn person(text: &mut String, rank: usize, fit: &Fit) -> std::fmt::Result {
    writeln!(text, "{rank:>3}. A person ({})  {:.6} = √({:.6} · {:.6})", fit.id, fit.score, fit.u, fit.v)?;
    if let Some(missing) = &fit.missing {
        writeln!(text, "     {}", missing.en)?;
    }
    for offered in &fit.offers {
        writeln!(text, "     > {}: {}", offered.meeting, offered.sentence.en)?;
    }
    for reason in &fit.reasons {
        writeln!(text, "     + {}", reason.sentence.en)?;
    }
    if let Some(doubt) = &fit.doubt {
        writeln!(text, "     - {}", doubt.sentence.en)?;
    }
    writeln!(text, "     = {}", fit.bridges.sentence.en)
}

fn count(text: &mut String, whom: &str, feasible: usize, excluded: usize, counts: &[(Gate, usize)]) {
    text.push_str(&format!("{feasible} of {}{whom} fit.", feasible + excluded));
    for (gate, count) in counts {
        text.push_str(&format!(" {gate}: {count}."));
    }
    text.push('\n');
}
