"""What the lanes of a compiled program share."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.kernels.fast.compiler import CannotCompileError
from nnstudio.core.layer import Array, Layer, Step
from nnstudio.data.augment import Variation
from nnstudio.engine.parameters import Parameters
from nnstudio.engine.plan import Plan
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.engine.targets import weight_columns
from nnstudio.engine.weights import stream
from nnstudio.engine.worker import Worker
from nnstudio.optimizers.clipping import Clipping

log = logging.getLogger(__name__)

T = TypeVar("T")

VARIED = "samples/varied"
"""What the random stream of varied samples is called beside those of the nodes."""
PIECE = 32
"""Most pictures that are computed at a time, so that the operands of products stay in a cache."""


@dataclass
class Setup:
    """What all lanes of a program share."""

    plan: Plan
    parameters: Parameters
    w: Array
    x: Array
    """The samples as rows, with a last column of ones where ``ones`` is set."""
    t: Array
    """The targets, in the form of the loss's twin of those in ``loss_twins``, and class weights."""
    twins: bool
    ones: bool
    loss_twins: frozenset[str]
    """The outputs whose loss a twin computes, by name."""
    seed: int
    fast: bool = False
    """Whether kernels that numba compiles may be used."""
    factor_in_rate: bool = False
    """Whether the optimiser multiplies by the factor of the loss's mean."""
    assistant: Worker | None = None
    """Who computes beside the only lane what layers hand over, if two threads are used that way."""
    separable: bool = False
    """Whether a batch may be split over threads."""
    layers: dict[str, Layer] = field(default_factory=dict)
    """The layers by node with their present live settings."""
    steps: dict[tuple[str, int], Step] = field(default_factory=dict)
    vary: Variation | None = None
    """What varies the samples of each step; None: they are as they are."""
    clipping: Clipping = field(default_factory=Clipping)
    """How gradients are limited, with its present threshold."""
    retuned: dict[str, list[Callable[[Layer], None]]] = field(default_factory=dict)
    """By node: who must hear of a changed live setting."""
    weighed: list[Callable[[], None]] = field(default_factory=list)
    """Who must hear of a changed share of an output."""

    def __post_init__(self) -> None:
        nodes = self.plan.nodes
        self.layers = {node.id: node.layer for node in nodes}
        self.consumers = {node.id: 0 for node in nodes}
        self.shared = {node.shares for node in nodes if node.shares}
        """The nodes whose weights are used in several places."""
        self._states: dict[str, Array] = {}
        self.trained: dict[str, bool] = {}
        """Whether a gradient must reach the node's output: at or before it something learns."""
        for node in nodes:
            for source in node.sources:
                self.consumers[source] += 1
            before = any(self.trained[source] for source in node.sources)
            own = (bool(node.weights) or bool(node.shares)) and not node.frozen
            self.trained[node.id] = before or own
        for output in self.plan.outputs:
            self.consumers[output.node] += 1
        self.loss_weights = {output.name: output.weight for output in self.plan.outputs}
        """The outputs' present shares in the sum of all losses, by name."""
        self.weight_columns = weight_columns(self.plan)
        """Where the class weights of outputs lie among the numbers of the targets, by name."""

    @property
    def across_batch(self) -> bool:
        """Whether samples of a batch depend on one another in training."""
        return any(node.across_batch for node in self.plan.nodes)

    @property
    def pictures(self) -> bool:
        """Whether anything but the samples has the shape of a picture."""
        return any(len(node.shape) == 3 for node in self.plan.nodes[1:])

    def step(self, node_id: str, lane: int) -> Step:
        """Return what a layer may know in training; each lane has a random stream of its own."""
        if (node_id, lane) not in self.steps:
            self.steps[node_id, lane] = Step(True, self._stream(node_id, lane))
        return self.steps[node_id, lane]

    def chance(self) -> dict[str, Array]:
        """Return the states of all random generators, by node and lane."""
        made = {
            f"{node_id}/{lane}": _state_of(step.rng) for (node_id, lane), step in self.steps.items()
        }
        # Batches of another size may have more lanes again.
        known = {VARIED, *(node.id for node in self.plan.nodes)}
        kept = {k: v for k, v in self._states.items() if k.rpartition("/")[0] in known}
        return {**kept, **made}

    def set_chance(self, states: Mapping[str, Array]) -> None:
        """Go on from states of the generators; what they do not name begins anew."""
        self._states = dict(states)
        for (node_id, lane), step in self.steps.items():
            # Compiled calls hold the generators, which therefore stay the same objects.
            fresh = self._stream(node_id, lane)
            step.rng.bit_generator.state = fresh.bit_generator.state

    def coming(self, node_id: str, lane: int) -> np.random.Generator:
        """Return a copy of what a layer draws from next; nothing is drawn for it."""
        step = self.steps.get((node_id, lane))
        return self._stream(node_id, lane) if step is None else deepcopy(step.rng)

    def varying(self, lane: int) -> np.random.Generator:
        """Return what a lane draws from to vary samples."""
        return self.step(VARIED, lane).rng

    def _stream(self, node_id: str, lane: int) -> np.random.Generator:
        """Return the stream of a lane, where it stands.

        At the beginning of a run lane 0 draws from ``stream(seed, node)``, lane i from
        ``stream(seed, "node/i")``, in the order of the steps.
        """
        rng = stream(self.seed, f"{node_id}/{lane}" if lane else node_id)
        state = self._states.get(f"{node_id}/{lane}")
        if state is not None:
            _restore(rng, state)
        return rng

    def made(self, make: Callable[[], T]) -> T:
        """Return what ``make`` makes; without numba's kernels where one cannot be compiled."""
        try:
            return make()
        except CannotCompileError as error:
            log.warning("The fast kernels are not used: %s", error)
            self.fast = False
            return make()

    def activated(self, output: PlannedOutput, z: Array) -> Array:
        """Return the outputs for what an output's layer computes, rows first."""
        layer = self.plan.node(output.node).layer
        if not output.fused:
            return z
        assert isinstance(layer, ActivatedLayer)
        return layer.activation_function().forward(z)


def _state_of(rng: np.random.Generator) -> Array:
    """Return the state of a generator as six whole numbers."""
    state = rng.bit_generator.state
    words = [*state["state"]["state"].tolist(), state["has_uint32"], state["uinteger"]]
    return np.array(words, np.uint64)


def _restore(rng: np.random.Generator, words: Array) -> None:
    *inner, has, spare = words.tolist()
    rng.bit_generator.state = {
        "bit_generator": "SFC64",
        "state": {"state": np.array(inner, np.uint64)},
        "has_uint32": has,
        "uinteger": spare,
    }
