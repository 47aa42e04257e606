"""What follows the gradients in a compiled step: penalties, clipping, update and max-norm."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from nnstudio.core.kernels.calls import ALIGNMENT, Call
from nnstudio.core.kernels.clipping import Clip
from nnstudio.core.kernels.regularization import MaxNorm, Penalty
from nnstudio.core.layer import Array
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.engine.setup import Setup
from nnstudio.engine.update import Update

Phase = list[list[Call]]
"""The calls of each thread; all threads wait for one another after them."""


class Finish:
    """Turns the gradients of several lanes into new weights.

    Parameters
    ----------
    gradients
        The flat gradients of the lanes; they are added up in the first.
    threads
        How many threads share the work.
    """

    def __init__(
        self, setup: Setup, update: Update, gradients: Sequence[Array], slots: int, threads: int
    ) -> None:
        self._setup, self._update = setup, update
        self._gradients, self._threads = gradients, threads
        total, parameters = gradients[0], setup.parameters
        self._parts = _parts(parameters.trained, threads)
        self._penalties: list[Penalty] = []
        self._max_norms: list[MaxNorm] = []
        self.penalties = np.zeros(slots)
        """What L1 and L2 added to the loss of each slot."""
        for node in setup.plan.nodes:
            layer = setup.layers[node.id]
            if not isinstance(layer, StartingWeights) or node.frozen:
                continue
            w, g = (parameters.views(flat, node.id) for flat in (setup.w, total))
            for name, shape in ((n, weight.shape) for n, weight in node.weights if weight.decays):
                if layer.l1 or layer.l2:
                    self._penalties.append(Penalty(w[name], g[name]))
                    self._penalties[-1].set(layer.l1, layer.l2)
                if layer.max_norm:
                    self._max_norms.append(MaxNorm(w[name], layer.max_norm, shape[-1]))
        self.clip: Clip | None = None
        if setup.clipping.mode != "none":
            learning = frozenset(setup.plan.learning)
            tensors = [
                parameters.views(total, node)[name]
                for node, name in parameters.shapes
                if node in learning and name not in parameters.kept(total, node)
            ]
            self.clip = Clip(setup.clipping.mode, total, tensors, self._parts)
            self.clip.set_threshold(setup.clipping.threshold)

    @staticmethod
    def needs_gradients(setup: Setup) -> bool:
        """Return whether anything but the optimiser looks at gradients, or at how large they are."""
        layers = [setup.layers[node_id] for node_id in setup.plan.learning]
        held = any(isinstance(n, StartingWeights) and (n.l1 or n.l2) for n in layers)
        return held or setup.clipping.mode != "none"

    def phases(self, slot: int) -> list[Phase]:
        """Return the phases of one slot."""
        total, threads = self._gradients[0], range(self._threads)
        phases: list[Phase] = [
            [
                [partial(np.add, total[part], other[part], total[part]) for other in rest]
                for part, rest in zip(
                    self._parts, [self._gradients[1:]] * len(threads), strict=True
                )
            ]
        ]
        if self._penalties:
            # A weight may lie in the parts of several threads, so all wait before and after.
            adding: Phase = [
                [call for p in self._penalties[i :: len(threads)] for call in p.gradient_calls()]
                for i in threads
            ]
            phases[0][0].append(partial(self._note, slot))
            phases += [adding, [[] for _ in threads]]
        if self.clip is not None:
            first, *others = self.clip.phases
            _append(phases, first)
            phases += [[list(calls) for calls in phase] for phase in others]
        _append(phases, [self._update.calls(slot, total, part) for part in self._parts])
        if self._max_norms:
            each = self._max_norms
            phases.append([[c for m in each[i :: len(threads)] for c in m.calls] for i in threads])
        return phases

    def _note(self, slot: int) -> None:
        self.penalties[slot] = sum(penalty.value() for penalty in self._penalties)


def _append(phases: list[Phase], more: Phase) -> None:
    """Let the calls of each thread follow directly on those of the last phase."""
    for calls, added in zip(phases[-1], more, strict=True):
        calls += added


def _parts(size: int, threads: int) -> list[slice]:
    """Cut a flat vector into one part for each thread, at the borders of cache lines."""
    grain = ALIGNMENT // np.dtype(np.float32).itemsize
    borders = [size * i // (threads * grain) * grain for i in range(threads)] + [size]
    return [slice(a, b) for a, b in pairwise(borders)]
