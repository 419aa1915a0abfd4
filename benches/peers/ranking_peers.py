"""Ranking in numpy: the columns of our catalogue, and her answers to its classes ready-made, so that all that is left is
to stream: gates, the first that fails counted, U of everybody who passes, the best in order.

    python ranking_peers.py FOLDER BEST

Prints a JSON list, one for each person: CPU seconds (median of the rounds), the best places, and the counts by gate bit.
"""

import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np

ROUNDS = 9
FLOOR = 0.05
LATER = np.int64(1) << 62
UNRELATED = 2 << 11


class Columns:
    def __init__(self, folder):
        def read(name, kind):
            return np.fromfile(folder / name, kind)

        self.door, self.speech, self.time, self.cost = (read(n, "<u4") for n in ("door", "speech", "time", "cost"))
        self.place, self.standing = read("place", "<u2"), read("standing", "<u4")
        self.interests = [read(f"interest{k}", "u1") for k in range(4)]
        self.skills = [read(f"skill{k}", "u1") for k in range(4)]
        self.domains, self.manner, self.days = (read(n, "u1") for n in ("domains", "manner", "days"))
        self.bridging = [read(f"bridging{h}", "<f8") for h in range(14)]


class Answers:
    def __init__(self, said):
        self.door, self.speech, self.time, self.cost, self.place = (np.array(g, "u2") for g in said["gates"])
        self.talk, self.way, self.goals = (np.array(v) for v in said["ln"])
        self.short, self.no_goal = np.array(said["short"], bool), np.array(said["no_goal"], bool)
        self.child, self.price, self.fresh = (np.array(v) for v in said["nice"])
        self.factors = np.array(said["factors"])
        self.likes_unknown, self.no_interest = said["no_interest"]
        self.can, self.can_ln = np.array(said["can"]).T.copy()
        self.can_unknown = said["can_unknown"]
        self.available, self.horizon = said["available"], said["horizon"]
        self.weights, self.own = np.array(said["weights"]), np.array(said["own"])


def rank(c, a, best):
    mask = a.door[c.door]
    mask |= a.speech[c.speech]
    mask |= a.time[c.time]
    mask |= a.cost[c.cost]
    mask |= a.place[c.place]
    open_ = np.flatnonzero(mask == 0)
    # What shares neither interest, goal nor skill.
    first = c.interests[0][open_]
    left = a.factors[first]
    for column in c.interests[1:]:
        left = left * a.factors[column[open_]]
    interest = 1.0 - left
    if a.likes_unknown is not None:
        interest[:] = a.likes_unknown
    interest[first == 255] = a.no_interest
    asked = c.skills[0][open_] != 255
    domains = c.domains[open_]
    unrelated = (interest == 0.0) & a.no_goal[domains]
    wanting = np.flatnonzero(asked)
    skill = np.zeros(len(open_))
    if a.can_unknown is not None:
        skill[wanting] = a.can_unknown[1]
        unrelated &= ~asked
    else:
        rows = open_[wanting]
        can = a.can[c.skills[0][rows]]
        for column in c.skills[1:]:
            can = np.maximum(can, a.can[column[rows]])
        skill[wanting] = np.log(np.maximum(can, FLOOR))
        able = np.zeros(len(open_), bool)
        able[wanting] = can > FLOOR
        unrelated &= ~able
    kept = ~unrelated
    low = mask & (~mask + np.uint16(1))
    counts = np.bincount(low, minlength=UNRELATED + 1)
    counts[UNRELATED] += len(open_) - np.count_nonzero(kept)
    open_, interest, skill, asked, domains = open_[kept], interest[kept], skill[kept], asked[kept], domains[kept]
    # U.
    manner, speech, time_ = c.manner[open_], c.speech[open_], c.time[open_]
    w = a.weights[(manner >> 1 & 1) + 2 * asked + 4 * (time_ == 0)]
    total = w[:, 0] * np.log(np.maximum(interest, FLOOR))
    total += w[:, 1] * a.talk[speech]
    total += w[:, 2] * skill
    total += w[:, 3] * a.available
    total += w[:, 4] * a.way[c.place[open_]]
    total += w[:, 5] * a.goals[domains]
    total += w[:, 6] * (np.log(FLOOR) if a.horizon is None else c.bridging[a.horizon][open_])
    nice = 0.85 + a.child[c.door[open_]] + a.price[c.cost[open_]] + a.fresh[c.days[open_]]
    u = np.clip(np.exp(total) * nice * a.own[manner], FLOOR, 1.0)
    # The order: later last, the largest U first, then the id.
    later = a.short[speech] & (manner & 1 == 0)
    key = (1_000_000 - np.rint(u * 1e6).astype(np.int64)) << 32 | c.standing[open_]
    key[later] |= LATER
    if len(key) > best:
        some = np.argpartition(key, best)[:best]
        open_, key = open_[some], key[some]
    return open_[np.argsort(key)], counts


def main():
    folder, best = Path(sys.argv[1]), int(sys.argv[2])
    columns = Columns(folder)
    said = []
    for answers in json.loads((folder / "answers").read_text()):
        answers = Answers(answers)
        took = []
        for _ in range(ROUNDS):
            since = time.process_time()
            places, counts = rank(columns, answers, best)
            took.append(time.process_time() - since)
        left_out = {int(bit): int(counts[bit]) for bit in np.flatnonzero(counts) if bit > 1}
        said.append({"seconds": statistics.median(took), "best": places.tolist(), "left_out": left_out})
    print(json.dumps(said))


main()
