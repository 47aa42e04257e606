"""Columns for a drawing whose wires run from left to right, and the order within each column.

Sugiyama's method: things get columns so that wires are short, a wire over several columns is held
by a stand-in in each column between, and sweeps by barycentre with exchanges of neighbours take
crossings away (Eades and Wormald; Gansner and others, "A technique for drawing directed graphs").
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

_SWEEPS = 16
_PATIENCE = 3
"""After so many sweeps in a row that brought nothing, no more are made."""
_EXCHANGES = 4
_MOST_TO_EXCHANGE = 40_000


class Link(NamedTuple):
    """A wire: from where to where, and how far from the target's middle it arrives (-0.5 to 0.5)."""

    source: int
    target: int
    at: float = 0.0


class Layered:
    """A drawing in columns, with stand-ins for wires that run over several columns.

    Numbers below ``count`` are things, those above are stand-ins. All long wires of one thing
    share their stand-ins, for on the canvas they run on one level until they bend to their targets.

    Parameters
    ----------
    count
        How many things there are.
    links
        The wires among them.
    clusters
        For each thing the number of its cluster (those of one stay together in a column), or -1.
    """

    def __init__(self, count: int, links: Sequence[Link], clusters: Sequence[int]) -> None:
        self.count = count
        self.links = _forward(count, links)
        self.column = _columns(count, self.links)
        self.cluster = list(clusters)
        self.owner = list(range(count))
        self.after: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self.before: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self._add_wires()
        self.columns: list[list[int]] = [[] for _ in range(max(self.column, default=-1) + 1)]
        for thing, column in enumerate(self.column):
            self.columns[column].append(thing)
        self.place = [0] * len(self.column)

    def order(self, keys: Sequence[float]) -> int:
        """Order each column; return the number of crossings.

        Parameters
        ----------
        keys
            For each thing how far down it is now; kept where that makes no more crossings.
        """
        best = self._improved(keys)
        if best[0]:
            best = min(best, self._improved(self._walked()), key=lambda found: found[0])
        self._take(best[1])
        return best[0]

    # ---- building ----

    def _add_wires(self) -> None:
        leaving: dict[int, list[Link]] = {}
        for link in self.links:
            leaving.setdefault(link.source, []).append(link)
        for source, links in leaving.items():
            tail = [source]
            first = self.column[source]
            for column in range(first + 1, max(self.column[link.target] for link in links)):
                tail.append(len(self.column))
                self.column.append(column)
                self.owner.append(source)
                self.cluster.append(self.cluster[source])
                self.after.append([])
                self.before.append([])
                self._join(tail[-2], tail[-1], 0.0)
            for link in links:
                self._join(tail[self.column[link.target] - first - 1], link.target, link.at)

    def _join(self, one: int, other: int, at: float) -> None:
        self.after[one].append((other, at))
        self.before[other].append((one, at))

    # ---- ordering ----

    def _improved(self, keys: Sequence[float]) -> tuple[int, list[list[int]]]:
        """Return the fewest crossings found from a start, and the columns that have them."""
        self._take(
            [sorted(column, key=lambda v: (keys[self.owner[v]], v)) for column in self.columns]
        )
        self._gather_clusters()
        best, kept, idle = self._crossings(), [list(c) for c in self.columns], 0
        for sweep in range(_SWEEPS):
            if not best or idle >= _PATIENCE:
                break
            self._sweep(forwards=sweep % 2 == 1)
            self._exchange()
            found = self._crossings()
            idle += 1
            if found < best:
                best, kept, idle = found, [list(c) for c in self.columns], 0
        return best, kept

    def _walked(self) -> list[float]:
        """Return when a walk along the wires, branch by branch, comes past each thing."""
        passed: dict[int, float] = {}
        for start in range(self.count):
            if self.before[start]:
                continue
            waiting = [start]
            while waiting:
                thing = waiting.pop()
                if thing not in passed:
                    passed[thing] = len(passed)
                    waiting += [after for after, _ in reversed(self.after[thing])]
        return [passed[thing] for thing in range(self.count)]

    def _take(self, columns: list[list[int]]) -> None:
        self.columns = columns
        for column in columns:
            for index, thing in enumerate(column):
                self.place[thing] = index

    def _sweep(self, *, forwards: bool) -> None:
        """Order each column by the middle of what it is wired to in the one before it."""
        place, count = self.place, len(self.columns)
        for index in range(1, count) if forwards else range(count - 2, -1, -1):
            column = self.columns[index]
            other = self.columns[index - 1 if forwards else index + 1]
            scale = len(other) / len(column)
            keys = {}
            for thing in column:
                if forwards:
                    ends = [float(place[v]) for v, _ in self.before[thing]]
                else:
                    ends = [place[v] + at for v, at in self.after[thing]]
                keys[thing] = sum(ends) / len(ends) if ends else place[thing] * scale
            self._sort(column, keys)

    def _sort(self, column: list[int], keys: dict[int, float]) -> None:
        groups: dict[int, list[float]] = {}
        for thing in column:
            if self.cluster[thing] >= 0:
                groups.setdefault(self.cluster[thing], []).append(keys[thing])
        means = {cluster: sum(found) / len(found) for cluster, found in groups.items()}

        def key(thing: int) -> tuple[float, int, float]:
            cluster = self.cluster[thing]
            return means.get(cluster, keys[thing]), cluster, keys[thing]

        column.sort(key=key if means else keys.__getitem__)
        for index, thing in enumerate(column):
            self.place[thing] = index

    def _gather_clusters(self) -> None:
        if any(cluster >= 0 for cluster in self.cluster):
            for column in self.columns:
                self._sort(column, {thing: float(self.place[thing]) for thing in column})

    def _exchange(self) -> None:
        """Exchange neighbours wherever that takes a crossing away."""
        if len(self.column) > _MOST_TO_EXCHANGE:
            return
        place, cluster = self.place, self.cluster
        waiting = set(range(len(self.columns)))
        for _ in range(_EXCHANGES):
            changed: set[int] = set()
            for index in sorted(waiting):
                column = self.columns[index]
                for row in range(len(column) - 1):
                    upper, lower = column[row], column[row + 1]
                    if cluster[upper] != cluster[lower] or self._gain(upper, lower) <= 0:
                        continue
                    column[row], column[row + 1] = lower, upper
                    place[upper], place[lower] = row + 1, row
                    changed.update((index - 1, index, index + 1))
            waiting = {index for index in changed if 0 <= index < len(self.columns)}
            if not waiting:
                return

    def _gain(self, upper: int, lower: int) -> int:
        """Return how many crossings an exchange of two neighbours takes away."""
        place, gain = self.place, 0
        for one, _ in self.before[upper]:
            for other, _ in self.before[lower]:
                gain += (place[one] > place[other]) - (place[one] < place[other])
        for one, at in self.after[upper]:
            end = place[one] + at
            for other, other_at in self.after[lower]:
                gain += (end > place[other] + other_at) - (end < place[other] + other_at)
        return gain

    def _crossings(self) -> int:
        place, total = self.place, 0
        for column in self.columns:
            seen: list[float] = []
            for thing in column:
                for end in sorted(place[v] + at for v, at in self.after[thing]):
                    total += len(seen) - bisect_right(seen, end)
                    insort(seen, end)
        return total


def _forward(count: int, links: Sequence[Link]) -> list[Link]:
    """Return the wires without those that close a circle, which boxes of several nodes can."""
    before = [0] * count
    after: list[list[int]] = [[] for _ in range(count)]
    for link in links:
        before[link.target] += 1
        after[link.source].append(link.target)
    ready = [thing for thing in range(count) if not before[thing]]
    rank: dict[int, int] = {}
    left = iter(range(count))
    heapify(ready)
    while len(rank) < count:
        thing = heappop(ready) if ready else next(v for v in left if v not in rank)
        if thing in rank:
            continue
        rank[thing] = len(rank)
        for target in after[thing]:
            before[target] -= 1
            if not before[target]:
                heappush(ready, target)
    kept = [link for link in links if rank[link.source] < rank[link.target]]
    return sorted(kept, key=lambda link: (rank[link.source], rank[link.target], link.at))


def _columns(count: int, links: Sequence[Link]) -> list[int]:
    """Return a column for each thing, so that wires run to the right and are short.

    ``links`` are sorted along the flow. First everything stands as far left as it can, then what
    has more wires to its right moves there, and what has as many on both sides returns.
    """
    before: list[list[int]] = [[] for _ in range(count)]
    after: list[list[int]] = [[] for _ in range(count)]
    for link in links:
        before[link.target].append(link.source)
        after[link.source].append(link.target)
    sources = dict.fromkeys(link.source for link in links)
    column = [0] * count
    for thing in sources:
        for target in after[thing]:
            column[target] = max(column[target], column[thing] + 1)
    for thing in reversed(sources):
        if len(after[thing]) >= len(before[thing]):
            column[thing] = min(column[target] for target in after[thing]) - 1
    for thing in sources:
        if before[thing] and len(before[thing]) >= len(after[thing]):
            column[thing] = max(column[source] for source in before[thing]) + 1
    return column
