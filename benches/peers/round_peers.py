"""Other solvers on the rounds of benches/round, in CPU seconds of solving alone (the best of three).

    python round_peers.py FILE ortools|scipy

Prints: seconds, placed, total in ten-thousandths, and the megabytes that solving added to the process. The layout of a
file is said in benches/round/families.rs. As many as possible come first, then the largest total.
"""

import sys
import time

import numpy as np

TOP = 10_000  # the largest value


def read(path):
    numbers = np.fromfile(path, "<u4").astype(np.int64)
    newcomers, locals_, pairs = numbers[:3]
    places, rest = numbers[3 : 3 + locals_], numbers[3 + locals_ :]
    return newcomers, places, rest[:pairs], rest[pairs : 2 * pairs], rest[2 * pairs :]


def by_ortools(newcomers, places, row, column, value):
    """Maximum flow of minimum cost, from a source over newcomers and locals to a sink."""
    from ortools.graph.python import min_cost_flow

    source, sink = newcomers + len(places), newcomers + len(places) + 1
    everyone, everybody = np.arange(newcomers), newcomers + np.arange(len(places))
    tail = np.concatenate([np.full(newcomers, source), row, everybody])
    head = np.concatenate([everyone, newcomers + column, np.full(len(places), sink)])
    room = np.concatenate([np.ones(newcomers + len(row), np.int64), places])
    cost = np.concatenate([np.zeros(newcomers, np.int64), TOP - value, np.zeros(len(places), np.int64)])

    def solve():
        flow = min_cost_flow.SimpleMinCostFlow()
        flow.add_arcs_with_capacity_and_unit_cost(tail, head, room, cost)
        flow.set_nodes_supplies(np.array([source, sink]), np.array([newcomers, -newcomers]))
        since = time.process_time()
        status = flow.solve_max_flow_with_min_cost()
        seconds = time.process_time() - since
        assert status == flow.OPTIMAL, status
        placed = flow.maximum_flow()
        return seconds, placed, TOP * placed - flow.optimal_cost()

    return solve


def by_scipy(newcomers, places, row, column, value):
    """Sparse full matching of least weight. A place is a column; who must stay out takes a dear column of their own."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    first = np.concatenate([[0], np.cumsum(places)])
    seats = places[column]
    rows = np.repeat(row, seats)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(seats) - seats, seats)
    columns = np.repeat(first[column], seats) + within
    costs = np.repeat(TOP + 1 - value, seats).astype(float)
    dear = float((TOP + 1) * (newcomers + 1))
    plain = csr_array((costs, (rows, columns)), shape=(newcomers, first[-1]))
    everyone = np.arange(newcomers)
    padded = csr_array(
        (
            np.concatenate([costs, np.full(newcomers, dear)]),
            (np.concatenate([rows, everyone]), np.concatenate([columns, first[-1] + everyone])),
        ),
        shape=(newcomers, first[-1] + newcomers),
    )
    # The smaller formulation, where everybody can be placed.
    try:
        min_weight_full_bipartite_matching(plain)
        matrix = plain
    except ValueError:
        matrix = padded

    def solve():
        since = time.process_time()
        chosen_rows, chosen = min_weight_full_bipartite_matching(matrix)
        seconds = time.process_time() - since
        cost = np.asarray(matrix[chosen_rows, chosen]).ravel()
        inside = cost < dear
        return seconds, int(inside.sum()), int((TOP + 1 - cost[inside]).sum())

    return solve


def forget_peak():
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")


def peak():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))


if __name__ == "__main__":
    path, peer = sys.argv[1:]
    solve = {"ortools": by_ortools, "scipy": by_scipy}[peer](*read(path))
    forget_peak()
    before = peak()
    seconds, placed, total = solve()
    added = peak() - before
    times = [seconds] + [solve()[0] for _ in range(2)]
    print(f"{min(times):.6f} {placed} {total} {added:.1f}")
