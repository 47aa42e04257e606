"""What the units of each layer do on some samples: which never fire, are stuck, or say the same."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from nnstudio.activations import make_activation
from nnstudio.activations.activated import ActivatedLayer
from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.recurrent import Recurrent
from nnstudio.engine.model import Model, Pass
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.studies.chunks import chunks
from nnstudio.engine.study import Pieces, Study

ROWS = 1024
"""Units are compared on about so many places: samples, or positions in them."""
COMPARED = 1024
"""Layers with more units than this are not searched for duplicates."""
FEWEST_FIRINGS = 5
"""A unit that gives something else than zero at fewer places than this has no twin: two units that
fire once, at the same place, would look alike by chance."""
ALIKE = 0.99
"""Units whose outputs correlate more strongly than this, in either direction, are duplicates."""
BLOCK = 128


@dataclass(frozen=True, eq=False)
class LayerHealth:
    """What the units of a layer do; all arrays are ``(units,)``.

    Parameters
    ----------
    function
        The name of the activation function; empty for layers without one.
    can_die, can_saturate
        Whether the function has a part of slope zero, or flat ends.
    is_output
        Whether it is an output of the network: its units are never called duplicates, since the
        shares of two classes always mirror each other.
    silent
        Whether the slope of the function was zero at every place of all samples.
    saturated
        At which share of all places the slope was within a twentieth of its largest value; NaN
        where that means nothing.
    mean, std
        Of the outputs over all places.
    twin
        The unit whose outputs are most alike, -1 where none is a duplicate.
    likeness
        Its correlation with that unit.
    compared
        Whether duplicates were searched for.
    """

    node: str
    function: str
    can_die: bool
    can_saturate: bool
    is_output: bool
    silent: Array
    saturated: Array
    mean: Array
    std: Array
    twin: Array
    likeness: Array
    compared: bool = True

    @property
    def units(self) -> int:
        """How many units the layer has."""
        return len(self.mean)


@dataclass(frozen=True, eq=False)
class Health:
    """All layers with units, from input to output, on so many samples."""

    samples: int
    layers: tuple[LayerHealth, ...]


@dataclass(frozen=True, eq=False)
class HealthStudy(Study[Health]):
    """What the units of all layers do on prepared samples ``x`` ``(n, *input_shape)``."""

    x: Array

    def fits(self, plan: Plan) -> bool:
        return self.x.shape[1:] == plan.input_shape

    def pieces(self, model: Model) -> Pieces[Health]:
        yield
        ends = {output.node for output in model.plan.outputs}
        counts = [
            _Count(node, node.id in ends, node.id in model.plan.fused_nodes)
            for node in judged(model.plan)
        ]
        for part in chunks(model.plan, len(self.x)):
            done = model.forward(self.x[part])
            for count in counts:
                count.add(done, len(self.x))
            yield
        layers: tuple[LayerHealth, ...] = ()
        for count in counts:
            layers = (*layers, (yield from count.layer()))
        return Health(len(self.x), layers)


def judged(plan: Plan) -> tuple[PlannedNode, ...]:
    """Return the layers with units: those with weights, and activations on their own."""
    return tuple(
        node
        for node in plan.nodes
        if isinstance(node.layer, Recurrent)
        or (
            isinstance(node.layer, ActivatedLayer)
            and (node.weights or node.shares or node.layer.activation != "linear")
        )
    )


def function_of(node: PlannedNode) -> Activation | None:
    """Return the activation function of a layer's units, None where they have no single one."""
    layer = node.layer
    if isinstance(layer, ActivatedLayer):
        return layer.activation_function()
    name = getattr(layer, "activation", None)
    return make_activation(name, getattr(layer, "negative_slope", 0.01)) if name else None


def values_of(node: PlannedNode, done: Pass) -> tuple[Array | None, Array]:
    """Return pre-activations and outputs ``(samples, places, units)``; a state at every step."""
    saved, y = done.saved[node.id], done.outputs[node.id]
    z = saved.get("z")
    if isinstance(node.layer, Recurrent):
        prefixes = [prefix for prefix, _ in node.layer.readings]
        y = np.concatenate([saved[prefix + "h"] for prefix in prefixes], axis=-1)
        if z is not None:
            z = np.concatenate([saved[prefix + "z"] for prefix in prefixes], axis=-1)
    units = y.shape[-1]
    shape = (len(y), -1, units)
    return (None if z is None else z.reshape(shape)), y.reshape(shape)


def _dies(function: Activation) -> bool:
    far = np.array([-1.0, -1000.0])
    return (
        function.saturates_above is None
        and not function.derivative(far, function.forward(far)).any()
    )


@dataclass
class _Count:
    """What is known of a layer while its samples come in parts."""

    node: PlannedNode
    is_output: bool
    fused: bool
    places: int = 0
    rows: list[Array] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.function = function_of(self.node)
        f = self.function
        simple = f is not None and f.elementwise
        self.can_die = f is not None and simple and _dies(f)
        ends = f is not None and (f.saturates_below is not None or f.saturates_above is not None)
        self.can_saturate = simple and ends and not self.can_die and not self.fused
        self.fired: Array | None = None

    def add(self, done: Pass, samples: int) -> None:
        z, y = values_of(self.node, done)
        units = y.shape[2]
        if self.fired is None:
            self.fired = np.zeros(units, np.bool_)
            self.flat, self.total, self.squares = (np.zeros(units) for _ in range(3))
        flat_y = y.reshape(-1, units)
        self.places += len(flat_y)
        self.total += flat_y.sum(axis=0, dtype=np.float64)
        self.squares += np.einsum("ij,ij->j", flat_y, flat_y, dtype=np.float64)
        f = self.function
        if z is not None and f is not None and self.can_die:
            self.fired |= (f.derivative(z, y) != 0).any(axis=(0, 1))
        if z is not None and f is not None and self.can_saturate:
            outside = np.zeros(z.shape, np.bool_)
            if f.saturates_below is not None:
                outside |= z < f.saturates_below
            if f.saturates_above is not None:
                outside |= z > f.saturates_above
            self.flat += outside.sum(axis=(0, 1))
        if units <= COMPARED and not self.is_output:
            wanted = max(1, ROWS // max(samples, 1))
            chosen = np.unique(np.linspace(0, y.shape[1] - 1, min(wanted, y.shape[1])).astype(int))
            self.rows.append(y[:, chosen].reshape(-1, units))

    def layer(self) -> Pieces[LayerHealth]:
        assert self.fired is not None
        mean = self.total / self.places
        variance = np.maximum(self.squares / self.places - mean**2, 0.0)
        units = len(mean)
        twin, likeness = np.full(units, -1), np.zeros(units)
        if self.rows:
            twin, likeness = yield from duplicates(np.concatenate(self.rows))
        return LayerHealth(
            self.node.id,
            self.function.name if self.function else "",
            self.can_die,
            self.can_saturate,
            self.is_output,
            np.logical_not(self.fired) if self.can_die else np.zeros(units, np.bool_),
            self.flat / self.places if self.can_saturate else np.full(units, np.nan),
            mean,
            np.sqrt(variance),
            twin,
            likeness,
            bool(self.rows),
        )


def duplicates(rows: Array) -> Pieces[tuple[Array, Array]]:
    """Return for each unit the one it duplicates, -1 for none, and their correlation.

    Parameters
    ----------
    rows
        ``(places, units)`` outputs.
    """
    units = rows.shape[1]
    twin, likeness = np.full(units, -1), np.zeros(units)
    centred = rows - rows.mean(axis=0)
    size = np.sqrt(np.einsum("ij,ij->j", centred, centred))
    largest = np.abs(rows).max(axis=0, initial=0.0)
    # What rounding leaves of a unit that always says the same is no variation.
    alive = np.isfinite(size) & (size > 1e-5 * largest * np.sqrt(len(rows)))
    alive &= np.count_nonzero(rows, axis=0) >= FEWEST_FIRINGS
    chosen = np.flatnonzero(alive)
    if len(rows) < FEWEST_FIRINGS or len(chosen) < 2:
        return twin, likeness
    units_long = centred[:, chosen] / size[chosen]
    yield
    for start in range(0, len(chosen), BLOCK):
        block = units_long[:, start : start + BLOCK].T @ units_long
        block[np.arange(len(block)), start + np.arange(len(block))] = 0.0
        best = np.abs(block).argmax(axis=1)
        strongest = block[np.arange(len(block)), best]
        alike = np.abs(strongest) > ALIKE
        at = chosen[start : start + BLOCK][alike]
        twin[at], likeness[at] = chosen[best[alike]], strongest[alike]
        yield
    return twin, np.clip(likeness, -1.0, 1.0)
