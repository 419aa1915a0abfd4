//! Another solver, that has nothing to do with ours: LEMON's network simplex, on larger rounds.

use crate::made::{Draw, Made, is_proven};
use buurten::matching::round::{live::Live, plain::solve, solved::Fair, steer::Steer};
use mcmf::{Capacity, Cost, GraphBuilder, Vertex};

/// What is missing to the largest value: it knows costs from nought up alone.
const TOP: i32 = 10_000;

/// How many it places, and their total in hundreds of millionths: its costs are small whole numbers.
fn by_lemon(made: &Made) -> (usize, i128) {
    let place = |id: &str| id[1..].parse::<u32>().expect("n7 or v7");
    let mut graph = GraphBuilder::new();
    for n in &made.newcomers {
        graph.add_edge(Vertex::Source, Vertex::Node((0, place(&n.id))), Capacity(1), Cost(0));
    }
    for l in &made.locals {
        graph.add_edge(Vertex::Node((1, place(&l.id))), Vertex::Sink, Capacity(l.capacity as i32), Cost(0));
    }
    for (newcomer, local, value) in &made.pairs {
        let cost = Cost(TOP - (value * 1e4).round() as i32);
        graph.add_edge(Vertex::Node((0, place(newcomer))), Vertex::Node((1, place(local))), Capacity(1), cost);
    }
    let (_, paths) = graph.mcmf();
    let placed: usize = paths.iter().map(|p| p.amount() as usize).sum();
    let cost = |path: &mcmf::Path<(i32, u32)>| path.flows.iter().map(|f| i128::from(f.cost)).sum::<i128>();
    let missing: i128 = paths.iter().map(|p| cost(p) * i128::from(p.amount())).sum();
    (placed, placed as i128 * i128::from(TOP) - missing)
}

/// Locals that many like and few like, capacities from 0 to 500, values that are spread, equal or few.
fn larger(draw: &mut Draw, newcomers: usize, locals: usize) -> Made {
    let capacities = draw.pick::<&[u32]>(&[&[1], &[1, 1, 1, 2, 2, 2, 3, 4, 6, 8], &[0, 0, 1, 2], &[0, 1, 1, 1, 500]]);
    let capacity: Vec<u32> = (0..locals).map(|_| draw.pick(capacities)).collect();
    let mut made = Made::people(&vec![0; newcomers], &capacity);
    let (degree, values) = (draw.pick(&[2, 5, 12, 30]), draw.pick(&[1, 3, 100, 10_000]));
    let popular: Vec<u64> = (0..locals).map(|_| draw.below(values)).collect();
    for newcomer in 0..newcomers {
        for _ in 0..draw.below(degree + 1) {
            // The lower of two draws: the first locals are asked for most.
            let local = draw.below(locals as u64).min(draw.below(locals as u64)) as usize;
            made.pair(newcomer, local, 100 * (1 + (draw.below(values) + popular[local]) / 2));
        }
    }
    made
}

fn agree(made: &Made) {
    let pool = made.pool();
    let answer = solve(&pool);
    is_proven(made, &pool, &answer);
    assert_eq!(by_lemon(made), (answer.pairs.len(), answer.total / 100));
}

#[test]
fn two_hundred_larger_rounds_are_solved_as_well_as_by_lemon() {
    let mut draw = Draw(4);
    for round in 0..200 {
        let (newcomers, locals) = match round {
            0..=7 => (2_000, 1_000),
            8..=80 => (100 + draw.below(900), 50 + draw.below(500)),
            _ => (10 + draw.below(150), 5 + draw.below(100)),
        };
        agree(&larger(&mut draw, newcomers as usize, locals as usize));
    }
}

#[test]
fn leximin_of_larger_rounds_is_that_of_lemon() {
    // Of so few people one at a value outweighs everybody above it: then leximin is one sum. (One is added to each, for
    // LEMON's paths leave out what costs nothing.)
    const WEIGHS: [i32; 3] = [1 + 91 * 91, 1 + 91, 1];
    let weighs = |value: i64| WEIGHS[(value / 250_000) as usize - 1];
    let mut draw = Draw(5);
    for _ in 0..300 {
        let (newcomers, locals) = (10 + draw.below(80) as usize, 5 + draw.below(60) as usize);
        let capacity: Vec<u32> = (0..locals).map(|_| draw.pick(&[0, 1, 1, 1, 2, 3])).collect();
        let mut made = Made::people(&vec![0; newcomers], &capacity);
        for newcomer in 0..newcomers {
            for _ in 0..draw.below(9) {
                made.pair(newcomer, draw.below(locals as u64) as usize, 250_000 * (1 + draw.below(3)));
            }
        }
        let live = Live::new(made.pool(), Steer::default(), Fair::Leximin).expect("a round");
        let mut weighed = made.clone();
        weighed.pairs.iter_mut().for_each(|(_, _, v)| *v = f64::from(TOP - weighs((*v * 1e6).round() as i64)) / 1e4);
        let pairs = &live.answer().pairs;
        let total = pairs.iter().map(|p| i128::from(TOP - weighs(p.value))).sum();
        assert_eq!(by_lemon(&weighed), (pairs.len(), total), "{made:?}");
    }
}
