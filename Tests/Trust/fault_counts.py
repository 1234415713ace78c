#!/usr/bin/env python3
"""Adds up the faults that the tests say they made: `in-memory faults: NAME N`, `in-memory fault pairs: NAME N` and the last
line of the kill loop. Exits 1 when there were fewer than must be, so that a loop that stopped turning is noticed.

    fault_counts.py LOG… [--at-least N] [--kills N]
"""
import argparse
import re

parser = argparse.ArgumentParser()
parser.add_argument("logs", nargs="+")
parser.add_argument("--at-least", type=int, default=1)
parser.add_argument("--kills", type=int, default=0)
given = parser.parse_args()
single, pairs, processes, kills = {}, {}, 0, 0
for log in given.logs:
    with open(log, encoding="utf-8", errors="replace") as file:
        for line in file:
            if found := re.search(r"in-memory faults: (.+) (\d+)$", line.rstrip()):
                single[found[1]] = int(found[2])
            elif found := re.search(r"in-memory fault pairs: (.+) (\d+)$", line.rstrip()):
                pairs[found[1]] = int(found[2])
            elif found := re.search(r"^kill loop: (\d+) faults, (\d+) of them kills", line):
                processes, kills = int(found[1]), int(found[2])
for name in sorted(set(single) | set(pairs)):
    print(f"  {name}: {single.get(name, 0)} single faults, {pairs.get(name, 0)} in pairs")
total = sum(single.values()) + sum(pairs.values()) + processes
print(f"faults: {sum(single.values())} single and {sum(pairs.values())} in pairs in memory, {processes} in processes "
      f"({kills} kills): {total} in all")
if total < given.at_least or kills < given.kills:
    raise SystemExit(f"fewer than {given.at_least} faults or {given.kills} kills")
