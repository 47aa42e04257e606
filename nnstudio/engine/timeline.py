"""The weights of a run at evenly spaced steps, so that it can be looked back on."""

from __future__ import annotations

from bisect import bisect_right

from nnstudio.core.shapes import size_of
from nnstudio.engine.messages import Moment
from nnstudio.engine.plan import Plan

MOST = 200


def moments_within(plan: Plan, most_bytes: int) -> int:
    """Return of how many moments of a network the weights fit into so many bytes; `MOST` at most.

    0 where not even two do: then there is nothing to look back on.
    """
    size = 4 * sum(size_of(weight.shape) for node in plan.nodes for _, weight in node.weights)
    # Beside so many multiples of the stride there is the beginning of the run.
    return min(max(most_bytes // max(size, 1) - 1, 0), MOST)


def stride(step: int, most: int) -> int:
    """Return how many steps lie between moments once ``step`` steps are done.

    It is a power of two, and at most ``most`` of its multiples lie within the run.
    """
    width = 1
    while step // width > most:
        width *= 2
    return width


def next_moment(step: int, most: int) -> int:
    """Return the step after ``step`` at which weights are kept."""
    found = step + 1
    while found % (width := stride(found, most)):
        found += width - found % width
    return found


class Timeline:
    """The moments of a run, thinned as it goes on; the first and the last one stay.

    Parameters
    ----------
    most
        How many are kept, about.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._moments: list[Moment] = []

    def add(self, moment: Moment) -> None:
        """Add a moment; those at or after its step belong to a run that was taken back."""
        self.cut(moment.step - 1)
        width = stride(moment.step, self._most)
        self._moments = [m for m in self._moments if m.step % width == 0]
        self._moments.append(moment)

    def cut(self, step: int) -> None:
        """Forget the moments after a step."""
        del self._moments[self._place(step) :]

    def until(self, step: int) -> Timeline:
        """Return a timeline with the moments up to a step."""
        found = Timeline(self._most)
        found._moments = self._moments[: self._place(step)]
        return found

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All moments, oldest first."""
        return tuple(self._moments)

    @property
    def bytes(self) -> int:
        """How much memory the weights take."""
        return sum(w.nbytes for moment in self._moments for w in moment.weights.values())

    def at(self, step: int) -> Moment | None:
        """Return the last moment at or before a step; None where there is none."""
        place = self._place(step)
        return self._moments[place - 1] if place else None

    def _place(self, step: int) -> int:
        """Return how many moments lie at or before a step."""
        return bisect_right(self._moments, step, key=lambda moment: moment.step)
