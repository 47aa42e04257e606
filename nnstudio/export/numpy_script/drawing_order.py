"""In which order the app draws by chance: its buffers lie otherwise than the definitions' arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from nnstudio.core.shapes import Shape, size_of
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.program import Program
from nnstudio.engine.weights import initial_weights
from nnstudio.export.numpy_script.network import Line, Network
from nnstudio.graph.training_plan import TrainingPlan

MAPS = (3, 0, 2, 1)
"""The axes of maps ``(height, channels, width, batch)`` in the order of the definitions."""


@dataclass(frozen=True)
class Drawn:
    """How the numbers of one node are drawn.

    Parameters
    ----------
    sizes
        The shape in which they are drawn; 0 stands for the samples.
    axes
        Those axes in the order of the definition.
    """

    sizes: Shape
    axes: tuple[int, ...]


@dataclass(frozen=True)
class DrawingOrder:
    """How the numbers of all nodes are drawn, and in how many lanes by the size of the batch."""

    nodes: Mapping[str, Drawn]
    lanes: Mapping[int, int]

    def lines(self) -> Iterator[Line]:
        """Return the class that draws so."""
        most = max(self.lanes.values())
        for line in _TEXT.format(lanes=dict(self.lanes), most=most).splitlines():
            yield Line(line)

    def expression(self, node_id: str) -> str:
        """Return what a node draws from."""
        drawn = self.nodes[node_id]
        return f'Chance("{node_id}", {drawn.sizes}, {drawn.axes})'


def drawing_order(plan: Plan, training: TrainingPlan, count: int) -> DrawingOrder | None:
    """Return how this computer draws for ``count`` samples; None where as the definitions do."""
    drawing = Network(plan.nodes, plan).drawing()
    if not drawing:
        return None
    batch = training.step_samples(count)
    # So that the axis of the samples can be told from all others.
    trial = batch
    while any(trial in node.shape or trial == size_of(node.shape) for node in plan.nodes):
        trial += 1
    room = max(trial, batch)
    x = np.zeros((room, *plan.input_shape), np.float32)
    t = np.zeros((room, plan.targets), np.float32)
    weights = initial_weights(plan, training.seed)
    with closing(Program(plan, training.optimizer, x, t, trial, weights=weights)) as program:
        buffers = program.lanes(trial)[0].buffers
        lane_batch = program.lanes(trial)[0].batch
        found: dict[str, Drawn] = {}
        for node in map(plan.node, drawing):
            for part in ("mask", "noise"):
                buffer = buffers.get(f"{node.id}.{part}")
                drawn = None if buffer is None else _drawn(plan, node, buffer.shape, lane_batch)
                if drawn is not None:
                    found[node.id] = drawn
        program.set_batch_size(batch)
        sizes = {batch, count % batch} - {0}
        lanes = {size: len(program.lanes(size)) for size in sorted(sizes)}
    plain = all(drawn.axes == tuple(sorted(drawn.axes)) for drawn in found.values())
    return (
        None if not found or (plain and set(lanes.values()) == {1}) else DrawingOrder(found, lanes)
    )


def _drawn(plan: Plan, node: PlannedNode, shape: Shape, batch: int) -> Drawn | None:
    """Return what a buffer's shape says of the order."""
    if shape[0] == batch:
        return Drawn((0, *shape[1:]), tuple(range(len(shape))))
    if shape[-1] != batch:
        return None
    if len(shape) == 4:
        return Drawn((*shape[:-1], 0), MAPS)
    picture = _picture(plan, node)
    if picture:
        height, width, channels = picture
        return Drawn((height, channels, width, 0), MAPS)
    return Drawn((*shape[:-1], 0), (1, 0)) if len(shape) == 2 else None


def _picture(plan: Plan, node: PlannedNode) -> Shape:
    """Return the picture of which a row of numbers was made; empty where it was none."""
    while node.sources and len(node.shape) == 1 and not node.weights and len(node.sources) == 1:
        before = plan.node(node.sources[0])
        if len(before.shape) == 3:
            return before.shape if before.sources else ()
        node = before
    return ()


_TEXT = '''

class Chance:
    """Draws numbers in the order of the app, whose samples lie side by side, in lanes."""

    samples = 0
    lanes = {lanes}

    def __init__(self, node, sizes, axes):
        self.sizes, self.axes, self.bit_generator = sizes, axes, self
        self.streams = [stream(SEED, f"{{node}}/{{i}}" if i else node) for i in range({most})]

    def drawn(self, draw):
        count, parts = self.lanes.get(self.samples, 1), []
        for i, rng in enumerate(self.streams[:count]):
            batch = self.samples // count + (i < self.samples % count)
            sizes = [size or batch for size in self.sizes]
            laid = draw(rng, math.prod(sizes)).reshape(sizes)
            parts.append(laid.transpose(self.axes).reshape(batch, -1))
        return np.concatenate(parts).ravel()

    def random_raw(self, words):
        def draw(rng, count):
            return rng.bit_generator.random_raw(-(-count // 4)).view(np.uint16)[:count]

        return np.resize(self.drawn(draw), 4 * words).view(np.uint64)

    def standard_normal(self, shape, dtype):
        return self.drawn(lambda rng, count: rng.standard_normal(count, dtype)).reshape(shape)


'''
