"""The lines of a Keras script, from the plan of a network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.engine.plan import PlannedNode
from nnstudio.export.base import ExportJob
from nnstudio.export.keras_script import words_core, words_merge, words_sequence, words_window
from nnstudio.export.keras_script.helpers import HELPERS, needed
from nnstudio.export.keras_script.text import WIDTH, plain, variable
from nnstudio.export.keras_script.written import LAYER, SO_FAR, Place, Written, keras_name, writers
from nnstudio.layers.input import Input

__all__ = ["Network", "network"]

FAMILIES = (words_core, words_merge, words_sequence, words_window)
"""The files that fill `writers`."""

TAKEN = {*HELPERS, "keras", "layers", "np", "ops", "samples"}


@dataclass(frozen=True)
class Network:
    """The body of the function that builds the network.

    Parameters
    ----------
    lines
        The lines, indented.
    helpers
        The texts of the helpers that the lines call.
    weights
        For each Keras layer with weights, by its name, the arrays in Keras' order.
    """

    lines: tuple[str, ...]
    helpers: tuple[str, ...]
    weights: Mapping[str, tuple[Array, ...]]


def network(job: ExportJob) -> Network:
    """Return how Keras builds the network."""
    return _Building(job).result()


class _Building:
    """One network on its way into lines, node by node."""

    def __init__(self, job: ExportJob) -> None:
        self._job = job
        self._nodes = {node.id: node for node in job.plan.nodes}
        names = {n.holder for n in job.plan.nodes if n.shares}
        self._shared = {holder: variable(f"{holder}_layer", {*TAKEN, *names}) for holder in names}
        self._variables: dict[str, str] = {}
        self._lines: list[str] = []
        self._helpers: set[str] = set()
        self._weights: dict[str, tuple[Array, ...]] = {}
        self._made: set[str] = set()

    def result(self) -> Network:
        """Write all nodes, and what the network reads and gives."""
        entrances = [n for n in self._nodes.values() if isinstance(n.layer, Input)]
        shape = f"shape={self._job.plan.input_shape!r}"
        whole = "samples"
        if len(entrances) == 1 and entrances[0].columns is None:
            whole = self._name(entrances[0].id)
        self._lines.append(f'{whole} = keras.Input({shape}, name="{whole}")')
        for node in self._nodes.values():
            if isinstance(node.layer, Input):
                self._enter(node, whole)
            else:
                self._write(node)
        outputs = [self._variables[output.node] for output in self._job.plan.outputs]
        given = outputs[0] if len(outputs) == 1 else f"[{', '.join(outputs)}]"
        self._lines.append(f'return keras.Model({whole}, {given}, name="{self._job.stem}")')
        lines = tuple(f"    {line}" for line in self._lines)
        return Network(lines, tuple(needed(self._helpers)), self._weights)

    def _name(self, node_id: str) -> str:
        """Return the variable for a node's output."""
        taken = {*TAKEN, *self._variables.values(), *self._shared.values()}
        return self._variables.setdefault(node_id, variable(node_id, taken))

    def _enter(self, node: PlannedNode, whole: str) -> None:
        """Write what an Input takes of the samples."""
        name = self._name(node.id)
        if node.columns is not None:
            self._lines.append(f"{name} = ops.take({whole}, {list(node.columns)!r}, axis=1)")
        elif name != whole:
            self._lines.append(f"{name} = {whole}")

    def _write(self, node: PlannedNode) -> None:
        place = self._place(node)
        written: Written = writers.of(node.layer)(node.layer, place)
        title = plain(self._job.project.graph.by_id[node.id].title)
        name = self._name(node.id)
        for comment in filter(None, (title, written.note)):
            self._lines.append(f"# {comment}")
        layer = ""
        if written.layer is not None and node.holder in self._shared:
            layer = self._shared[node.holder]
            if node.holder not in self._made:
                room = WIDTH - 7 - len(layer)
                self._lines.append(f"{layer} = {written.layer.text(4, room)}")
            self._made.add(node.holder)
        if written.arrays:
            self._weights[place.name] = written.arrays
        for line in written.lines:
            start = f"{name} = "
            before, has_layer, after = line.replace(SO_FAR, name).partition(LAYER)
            if has_layer and written.layer is not None:
                room = WIDTH - 4 - len(start) - len(before) - len(after)
                before += layer or written.layer.text(4, room)
            self._lines.append(f"{start}{before}{after}")

    def _place(self, node: PlannedNode) -> Place:
        holder = self._nodes[node.holder]
        w = {name: self._job.weights[holder.id, name] for name, _ in holder.weights}
        return Place(
            keras_name(node.holder, w),
            tuple(self._variables[source] for source in node.sources),
            node.input_shapes,
            w,
            not node.frozen,
            self._tokens(node),
            self._helpers,
        )

    def _tokens(self, node: PlannedNode) -> int:
        """Return how many tokens the data has, where the node reads samples as they are."""
        read = isinstance(self._nodes[node.sources[0]].layer, Input)
        return self._job.data.signature.tokens if read else 0
