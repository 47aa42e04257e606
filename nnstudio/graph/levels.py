"""How far down each thing of a layered drawing stands, so that as many wires as can be are level.

What is to be level forms a line. Lines move towards the middle of what they are wired to, and push
one another where they touch (Sander's pendulum method); at last they are put on the grid.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, insort
from collections.abc import Callable, Sequence

from nnstudio.graph.layering import Layered

_ROUNDS = 40
_STILL = 0.5
_MOST_SEEN = 400
"""A skip that closes after more things than these is not looked for."""


def levels(drawing: Layered, apart: Callable[[int, int], float], grid: float) -> list[float]:
    """Return the height of the middle of each thing, in multiples of the grid.

    Parameters
    ----------
    apart
        How far the middles of two neighbours in a column must be apart: a multiple of the grid.
    """
    return _Lines(drawing, apart, grid).settled()


class _Lines:
    def __init__(self, drawing: Layered, apart: Callable[[int, int], float], grid: float) -> None:
        self._drawing, self._grid = drawing, grid
        self._line = _lines_of(drawing)
        count = max(self._line, default=-1) + 1
        self._above: list[dict[int, float]] = [{} for _ in range(count)]
        self._below: list[dict[int, float]] = [{} for _ in range(count)]
        for column in drawing.columns:
            for upper, lower in itertools.pairwise(column):
                one, other, room = self._line[upper], self._line[lower], apart(upper, lower)
                if room > self._below[one].get(other, 0.0):
                    self._below[one][other] = self._above[other][one] = room
        self._wired: list[list[int]] = [[] for _ in range(count)]
        for thing, after in enumerate(drawing.after):
            for target, _ in after:
                one, other = self._line[thing], self._line[target]
                if one != other:
                    self._wired[one].append(other)
                    self._wired[other].append(one)
        self._from_top = self._sorted()
        self._y = [0.0] * count

    def settled(self) -> list[float]:
        y = self._y
        for line in self._from_top:
            y[line] = max((y[u] + room for u, room in self._above[line].items()), default=0.0)
        for _ in range(_ROUNDS):
            if self._swing() < _STILL:
                break
        for line, height in enumerate(y):
            y[line] = math.floor(height / self._grid + 0.5 + 1e-6) * self._grid
        self._level()
        return [y[line] for line in self._line]

    def _sorted(self) -> list[int]:
        """Return the lines so that each comes after those above it."""
        waiting = [len(above) for above in self._above]
        ready = [line for line, count in enumerate(waiting) if not count]
        for line in ready:
            for lower in self._below[line]:
                waiting[lower] -= 1
                if not waiting[lower]:
                    ready.append(lower)
        return ready

    def _pull(self, line: int) -> float:
        """Return how far a line is from the middle of what it is wired to."""
        wired, y = self._wired[line], self._y
        return sum(y[other] for other in wired) / len(wired) - y[line] if wired else 0.0

    def _swing(self) -> float:
        """Let every line move once, with those that it touches and pushes; return the longest way."""
        y = self._y
        pull = [self._pull(line) for line in range(len(y))]
        region = list(range(len(y)))
        force = [(pull[line] * len(w), len(w)) for line, w in enumerate(self._wired)]

        def found(line: int) -> int:
            while region[line] != line:
                region[line] = line = region[region[line]]
            return line

        for line in self._from_top:
            for lower, room in self._below[line].items():
                one, other = found(line), found(lower)
                if one == other or y[lower] - y[line] - room > 1e-6:
                    continue
                (sum1, n1), (sum2, n2) = force[one], force[other]
                if sum1 * max(n2, 1) > sum2 * max(n1, 1):
                    region[other] = one
                    force[one] = sum1 + sum2, n1 + n2
        members: dict[int, list[int]] = {}
        for line in self._from_top:
            members.setdefault(found(line), []).append(line)
        longest = 0.0
        downwards = [r for r in members if force[r][0] > 0]
        for root in [*reversed(downwards), *(r for r in members if force[r][0] < 0)]:
            lines = members[root]
            weight = sum(len(self._wired[line]) for line in lines)
            wished = sum(self._pull(line) * len(self._wired[line]) for line in lines) / weight
            step = self._free(lines, wished)
            for line in lines:
                y[line] += step
            longest = max(longest, abs(step))
        return longest

    def _free(self, lines: Sequence[int], wished: float) -> float:
        """Return how much of a way some lines can go together."""
        inside, y = set(lines), self._y
        for line in lines:
            if wished > 0:
                for lower, room in self._below[line].items():
                    if lower not in inside:
                        wished = min(wished, max(y[lower] - y[line] - room, 0.0))
            else:
                for upper, room in self._above[line].items():
                    if upper not in inside:
                        wished = max(wished, min(y[upper] + room - y[line], 0.0))
        return wished

    def _level(self) -> None:
        """Move lines that miss one they are wired to by little, where that makes more wires level."""
        y = self._y
        for _ in range(2):
            for line, wired in enumerate(self._wired):
                level = sum(y[other] == y[line] for other in wired)
                for other in dict.fromkeys(wired):
                    step = y[other] - y[line]
                    if not 0 < abs(step) <= 2 * self._grid:
                        continue
                    more = sum(y[third] == y[line] + step for third in wired)
                    if more > level and self._free([line], step) == step:
                        y[line] += step
                        level = more


def _lines_of(drawing: Layered) -> list[int]:
    """Return for each thing the line that it stands on."""
    line = list(range(len(drawing.column)))
    wishes: dict[int, list[tuple[int, int, int]]] = {}
    for source, after in enumerate(drawing.after):
        for target, _ in after:
            rank = _rank(drawing, source, target)
            if rank is not None:
                wishes.setdefault(drawing.column[source], []).append((rank, source, target))
    place = drawing.place
    for index in range(len(drawing.columns)):
        taken: list[tuple[int, int]] = []
        ends: set[int] = set()
        for _, source, target in sorted(wishes.get(index, ())):
            pair = place[source], place[target]
            at = bisect_left(taken, pair)
            crosses = (at and taken[at - 1][1] >= pair[1]) or (
                at < len(taken) and taken[at][1] <= pair[1]
            )
            if crosses or source in ends or target in ends:
                continue
            insort(taken, pair)
            ends.update((source, target))
            line[target] = line[source]
    numbers: dict[int, int] = {}
    return [numbers.setdefault(found, len(numbers)) for found in line]


def _rank(drawing: Layered, source: int, target: int) -> int | None:
    """Return how much it matters that a wire is level (0: most), or None where it does not."""
    after, before = drawing.after[source], drawing.before[target]
    owner = drawing.owner[source]
    if target >= drawing.count:  # a long wire goes on
        return 0
    if source >= drawing.count:
        return 1 if len(before) > 1 and _comes_round(drawing, owner, source, target) else None
    if any(other >= drawing.count for other, _ in after):
        return None
    if len(after) == 1 == len(before):
        return 2
    if _in_middle(drawing, target, [v for v, _ in after]) and _in_middle(
        drawing, source, [v for v, _ in before]
    ):
        return 3
    return None


def _in_middle(drawing: Layered, thing: int, row: Sequence[int]) -> bool:
    middle = sorted({drawing.place[v] for v in row})
    return len(middle) % 2 == 1 and drawing.place[thing] == middle[len(middle) // 2]


def _comes_round(drawing: Layered, start: int, end: int, goal: int) -> bool:
    """Return whether all that arrives at ``goal`` beside a long wire began where that wire did."""
    waiting = [thing for thing, _ in drawing.before[goal] if thing != end]
    seen = set(waiting)
    first = drawing.column[start]
    while waiting:
        thing = drawing.owner[waiting.pop()]
        if thing == start:
            continue
        if drawing.column[thing] <= first or len(seen) > _MOST_SEEN:
            return False
        before = [drawing.owner[v] for v, _ in drawing.before[thing]]
        if not before:
            return False
        waiting += [v for v in before if v not in seen]
        seen.update(before)
    return True
