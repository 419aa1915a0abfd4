//! Other solvers on the same rounds.

use crate::{cpu, families::Instance};
use mcmf::{Capacity, Cost, GraphBuilder, Vertex};
use std::{ffi::OsStr, fmt, path::Path, process::Command};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// Minimum-cost flow, through Python.
    OrTools,
    /// Sparse full matching of least weight, through Python.
    SciPy,
    /// Network simplex, linked in. Its crate builds the graph on each call; that is a small part of its time.
    Lemon,
}

/// What a solver found, and what it took.
pub struct Solved {
    pub seconds: f64,
    pub placed: usize,
    /// In ten-thousandths.
    pub total: i128,
    /// None where we do not see it.
    pub megabytes: Option<f64>,
}

impl fmt::Display for Solved {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { seconds, placed, total, megabytes } = self;
        write!(f, "{seconds:>8.4} s  ")?;
        match megabytes {
            Some(megabytes) => write!(f, "{megabytes:>6.1} MB")?,
            None => write!(f, "          ")?,
        }
        write!(f, "  {placed} placed, total {total}")
    }
}

impl Peer {
    pub fn name(self) -> &'static str {
        match self {
            Self::OrTools => "OR-tools",
            Self::SciPy => "SciPy",
            Self::Lemon => "LEMON",
        }
    }

    /// None where it is not there.
    pub fn solve(self, instance: &Instance, file: &Path, python: Option<&OsStr>) -> Option<Solved> {
        let name = match self {
            Self::OrTools => "ortools",
            Self::SciPy => "scipy",
            Self::Lemon => return Some(lemon(instance)),
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/round_peers.py");
        let done = Command::new(python?).args([script.as_ref(), file.as_os_str(), name.as_ref()]).output();
        let done = done.expect("BUURTEN_PEERS names a Python");
        assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
        let said = String::from_utf8(done.stdout).expect("text");
        let said: Vec<&str> = said.split_whitespace().collect();
        let [seconds, placed, total, megabytes] = said[..] else { panic!("{name} said {said:?}") };
        let number = |text: &str| text.parse::<f64>().expect("a number");
        Some(Solved {
            seconds: number(seconds),
            placed: placed.parse().expect("a number"),
            total: total.parse().expect("a number"),
            // SciPy was called before, to see which of two formulations it can solve.
            megabytes: (self == Self::OrTools).then(|| number(megabytes)),
        })
    }
}

/// It knows costs from nought up alone; see tests/round/oracle.rs.
fn lemon(instance: &Instance) -> Solved {
    const TOP: i32 = 10_000;
    let mut graph = GraphBuilder::new();
    for (local, &places) in (0_u32..).zip(&instance.places) {
        graph.add_edge(Vertex::Node((1, local)), Vertex::Sink, Capacity(places as i32), Cost(0));
    }
    for (newcomer, row) in (0_u32..).zip(&instance.rows) {
        graph.add_edge(Vertex::Source, Vertex::Node((0, newcomer)), Capacity(1), Cost(0));
        for &(local, value) in row {
            let cost = Cost(TOP - value as i32);
            graph.add_edge(Vertex::Node((0, newcomer)), Vertex::Node((1, local)), Capacity(1), cost);
        }
    }
    let since = cpu();
    let (_, paths) = graph.mcmf();
    let seconds = cpu() - since;
    let placed = paths.iter().map(|p| p.amount() as usize).sum();
    let cost = |path: &mcmf::Path<(i32, u32)>| path.flows.iter().map(|f| i128::from(f.cost)).sum::<i128>();
    let missing: i128 = paths.iter().map(|p| cost(p) * i128::from(p.amount())).sum();
    Solved { seconds, placed, total: placed as i128 * i128::from(TOP) - missing, megabytes: None }
}
