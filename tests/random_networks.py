"""Drawings that make sense, drawn by chance from all layers, losses and optimisers there are.

`NNSTUDIO_RANDOM_GRAPHS=2000` draws so many for each test instead of the few of a quick run.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Array, Layer
from nnstudio.core.settings import Param, Settings
from nnstudio.core.shapes import Shape, size_of
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightKey, initial_weights
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature, Target
from nnstudio.layers import all_layers
from nnstudio.layers.add import Add
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.output import Output
from nnstudio.losses import Loss, all_losses
from nnstudio.optimizers import all_optimizers

EXAMPLES = int(os.environ.get("NNSTUDIO_RANDOM_GRAPHS", "40"))
DRAWN = settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FEW = settings(DRAWN, max_examples=max(12, EXAMPLES // 4))
"""For tests of whole files, each of which is written, read and perhaps compiled."""
MOST_NODES = 30
MOST_NUMBERS = 150
"""How many numbers a sample may have at any place, so that tests stay quick."""
MOST_WEIGHTS = 3000
"""How many weights a layer may have."""
ATTEMPTS = 4
"""How many layers are tried at a place before the next place is looked at."""
DENSE_WIDTH = 3
ENDS = (Input, Output)


def settings_of(kind: type[Settings], **fixed: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Draw values for all declared settings from small ranges."""
    examples = [values for values, _ in getattr(kind, "examples", ())]
    drawn = {
        key: _setting(kind.default_of(key), info, [v[key] for v in examples if key in v])
        for key, info in kind.params().items()
        if key not in fixed
    }
    return st.fixed_dictionaries(drawn).map(lambda values: {**values, **fixed})


def _setting(default: Any, info: Param, seen: Sequence[Any]) -> st.SearchStrategy[Any]:
    if isinstance(default, tuple):
        return st.tuples(*(_setting(item, info, ()) for item in default))
    if isinstance(default, bool):
        return st.booleans()
    if info.choices:
        return st.sampled_from([default, *info.choices])
    if isinstance(default, str):
        return st.sampled_from([default, *seen])
    if isinstance(default, int):
        low = int(info.low if info.low is not None else default)
        return st.integers(low, int(min(low + 3, info.high if info.high is not None else low + 3)))
    # Far values belong to tests of their own: here they would only drown the numbers in one.
    highest = min(max(2 * abs(default), 0.5), info.high if info.high is not None else np.inf)
    lowest = max(-highest, info.low if info.low is not None else -np.inf)
    inside = 0.1 * (highest - lowest)
    tame = [default, lowest + inside, (lowest + highest) / 2, highest - inside]
    return st.sampled_from([*tame, *([] if info.low_open else [lowest])])


def layers() -> st.SearchStrategy[Layer]:
    """Draw a layer of any kind but those where data enters and leaves."""
    kinds = [cls for cls in all_layers().values() if cls not in ENDS]
    return st.sampled_from(kinds).flatmap(_layer)


def _layer(kind: type[Layer]) -> st.SearchStrategy[Layer]:
    return settings_of(kind).map(lambda values: kind(**values))


def _brief(settings: Settings) -> str:
    """Write what is set otherwise than usual."""
    changed = {k: v for k, v in settings.values().items() if v != settings.default_of(k)}
    return f"{settings.name}({', '.join(f'{key}={value!r}' for key, value in changed.items())})"


class Sketch:
    """A drawing while it grows, and all states it went through.

    It is no dataclass, whose fields hypothesis would print one by one.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.passed = [project]
        self.shapes: dict[str, Shape] = {}
        self.open: list[str] = []
        """The nodes that nothing follows yet."""

    def __repr__(self) -> str:
        graph, plan = self.project.graph, self.project.training
        nodes = ", ".join(
            f"{node.id}{f' like {node.shares}' * bool(node.shares)}: {_brief(node.layer)}"
            for node in graph.nodes
        )
        wires = ", ".join(f"{w.source}-{w.target}:{w.port}" for w in graph.wires)
        shape = self.project.data.signature.input_shape
        return f"{shape}, {_brief(plan.loss)}, {_brief(plan.optimizer)}; {nodes}; {wires}"

    def change(self, project: Project) -> None:
        """Go on to the next state."""
        self.project = project
        self.passed.append(project)

    def add(self, layer: Layer, sources: Sequence[str], shape: Shape | None = None) -> str:
        """Add a layer behind others; return its id."""
        project, node_id = edits.add_node(self.project, layer, 0, 0)
        self.change(project)
        for port, source in enumerate(sources):
            self.change(edits.connect(self.project, source, node_id, port))
        inputs = [self.shapes[source] for source in sources]
        self.shapes[node_id] = layer.output_shape(*inputs) if shape is None else shape
        self.open = [n for n in self.open if n not in sources] + [node_id]
        return node_id

    @property
    def nearest(self) -> list[str]:
        """The nodes, those that nothing follows first, and the newest first among them."""
        others = [n for n in reversed(self.shapes) if n not in self.open]
        return [*reversed(self.open), *others]

    @property
    def room(self) -> int:
        """How many more nodes there may be if all open ends are joined to one output."""
        # Each end may need a Flatten and a Dense; then come the join, the output and its mark.
        return MOST_NODES - len(self.shapes) - 2 * len(self.open) - 5


@st.composite
def networks(draw: st.DrawFn, most: int = MOST_NODES) -> Sketch:
    """Draw a network that can be trained, of at most `MOST_NODES` nodes."""
    signature, loss = draw(problems())
    project = Project(data=DataPlan(DataSource("some"), signature=signature))
    optimizer = draw(st.sampled_from(list(all_optimizers().values())))
    sketch = Sketch(edits.set_loss(edits.set_optimizer(project, optimizer()), loss))
    sketch.add(Input(), (), signature.input_shape)
    for _ in range(draw(st.integers(0, most))):
        if sketch.room < 3:
            break
        _grow(draw, sketch)
    _finish(draw, sketch, loss)
    return sketch


@st.composite
def problems(draw: st.DrawFn) -> tuple[Signature, Loss]:
    """Draw what the data looks like, and a loss that fits."""
    sizes = st.integers(1, 6)
    rank = draw(st.integers(1, 3))
    if rank == 3:
        shape: Shape = (draw(sizes), draw(sizes), draw(st.integers(1, 3)))
    else:
        shape = tuple(draw(st.lists(sizes, min_size=rank, max_size=rank)))
    kind = draw(st.sampled_from(list(all_losses().values())))
    task = draw(st.sampled_from(kind.tasks))
    if kind.activation and "classification" in kind.tasks:
        task = "classification"  # where the target is a number, such a loss is refused
    further = draw(st.lists(st.just(Target("more", "regression", (), (2,))), max_size=1))
    loss = kind(**draw(settings_of(kind)))
    if task == "regression":
        count = draw(st.integers(1, 3))
        return Signature(shape, task, (), count, shape, (), "first", (), tuple(further)), loss
    classes = tuple("abcd"[: draw(st.integers(2, 4))])
    if kind.activation == "sigmoid":
        classes = classes[:2]
    signature = Signature(shape, task, classes, 1, shape, (), "first", (), tuple(further))
    return signature, loss


def _grow(draw: st.DrawFn, sketch: Sketch) -> None:
    """Add a layer where it fits, or use the weights of one that is there once more."""
    if draw(st.integers(0, 9)) == 9 and _share(draw, sketch):
        return
    for _ in range(ATTEMPTS):
        layer = draw(layers())
        sources = _sources(draw, sketch, layer)
        if sources:
            sketch.add(layer, sources)
            return


def _sources(draw: st.DrawFn, sketch: Sketch, layer: Layer) -> list[str]:
    """Return nodes whose shapes the layer takes, none where there are no such."""
    firsts = [n for n in sketch.nearest if _fits(layer, [sketch.shapes[n]] * len(layer.inputs))]
    if not firsts:
        return []
    chosen = [draw(_near(firsts))]
    while len(chosen) < len(layer.inputs):
        rest = len(layer.inputs) - len(chosen) - 1
        before = [sketch.shapes[n] for n in chosen]
        partners = [
            n
            for n in sketch.nearest
            if _fits(layer, [*before, sketch.shapes[n], *[sketch.shapes[chosen[0]]] * rest])
        ]
        chosen.append(draw(_near(partners)))
    return chosen


def _near(nodes: Sequence[str]) -> st.SearchStrategy[str]:
    """Draw a node, mostly one of the first."""
    return st.sampled_from([*nodes[:3], *nodes[:3], *nodes])


def _fits(layer: Layer, shapes: Sequence[Shape]) -> bool:
    """Return whether the layer takes the shapes, and stays small."""
    try:
        out = layer.output_shape(*shapes)
    except ShapeError:
        return False
    weights = sum(size_of(weight.shape) for weight in layer.weights(*shapes).values())
    return size_of(out) <= MOST_NUMBERS and weights <= MOST_WEIGHTS


def _share(draw: st.DrawFn, sketch: Sketch) -> bool:
    """Add a layer that uses the weights of another of its kind."""
    graph = sketch.project.graph
    holders = [n for n in graph.nodes if not n.shares and n.id in sketch.shapes]
    holders = [n for n in holders if n.layer.inputs and n.layer.weights(*_inputs(sketch, n.id))]
    if not holders:
        return False
    holder = draw(st.sampled_from(holders))
    wanted = _inputs(sketch, holder.id)
    # Only behind the holder: a drawing in which the first to use weights comes later is legal too,
    # and comes about by the wires that are drawn by chance.
    sources = [draw(_near([n for n in sketch.nearest if sketch.shapes[n] == s])) for s in wanted]
    node_id = sketch.add(holder.layer, sources)
    sketch.change(edits.share(sketch.project, node_id, holder.id))
    return True


def _inputs(sketch: Sketch, node_id: str) -> list[Shape]:
    wires = sketch.project.graph.wires_into[node_id]
    return [sketch.shapes[wires[port].source] for port in sorted(wires)]


def _finish(draw: st.DrawFn, sketch: Sketch, loss: Loss) -> None:
    """Join all open ends and put the output behind them, or one output each for two targets."""
    rows = [_as_row(sketch, end) for end in list(sketch.open)]
    while len(rows) > 1:
        some, rows = rows[:16], rows[16:]
        if draw(st.booleans()):
            joined = sketch.add(Concatenate(count=len(some)), some)
        else:
            alike = [sketch.add(Dense(units=DENSE_WIDTH), [row]) for row in some]
            joined = sketch.add(Add(count=len(some)), alike)
        rows.append(joined)
    signature = sketch.project.data.signature
    first = signature.all_targets[0]
    units = len(first.classes) or first.shape[0]
    if loss.activation == "sigmoid" or (len(first.classes) == 2 and loss.activation == ""):
        units = draw(st.sampled_from([1, units])) if first.task == "classification" else units
    activation = loss.activation or draw(st.sampled_from(["linear", "tanh"]))
    several = bool(signature.further)
    head = sketch.add(Dense(units=units, activation=activation), rows)
    if several:
        sketch.add(Output(target=first.name), [head])
        for target in signature.further:
            more = sketch.add(Dense(units=target.shape[0]), rows)
            weight = draw(st.sampled_from([1.0, 0.3]))
            mark = Output(target=target.name, loss="mean_squared_error", loss_weight=weight)
            sketch.add(mark, [more])


def _as_row(sketch: Sketch, end: str) -> str:
    if len(sketch.shapes[end]) != 1:
        end = sketch.add(Flatten(), [end])
    if isinstance(sketch.project.graph.by_id[end].layer, Input):
        end = sketch.add(Dense(units=DENSE_WIDTH, activation="tanh"), [end])
    return end


def some_weights(plan: Plan) -> dict[WeightKey, Array]:
    """Draw weights in float64 that leave nothing at a special place, such as biases at zero."""
    rng = np.random.default_rng(3)
    kinds = {(node.id, name): weight for node in plan.nodes for name, weight in node.weights}
    return {
        key: value.astype(np.float64)
        + (rng.normal(0, 0.1, value.shape) if kinds[key].trainable else 0.0)
        for key, value in initial_weights(plan, 1).items()
    }


def some_samples(plan: Plan, count: int = 6) -> tuple[Array, Array]:
    """Draw samples and targets of the kind that the outputs expect, in float64."""
    rng = np.random.default_rng(5)
    x = rng.normal(size=(count, *plan.input_shape))
    return x, np.hstack([_targets(output, count, rng) for output in plan.outputs])


def _targets(output: Any, count: int, rng: np.random.Generator) -> Array:
    shape = (count, *output.target_shape)
    units = output.shape[-1]
    t: Array
    if output.loss.targets == "indices":
        t = rng.integers(0, units, shape)
    elif output.loss.activation == "softmax":
        t = np.eye(units)[rng.integers(0, units, shape[:-1])]
    elif output.task == "classification":
        t = rng.integers(0, 2, shape)
    else:
        t = rng.normal(size=shape)
    return np.asarray(t, np.float64).reshape(count, -1)
