"""A drawing that grows while a file is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.engine.weights import WeightKey
from nnstudio.graph import edits
from nnstudio.graph.project import Graph, Node, Wire
from nnstudio.imports.base import as_kept
from nnstudio.layers.input import Input


class Drawing:
    """Takes layers with their weights, one behind the other."""

    def __init__(self) -> None:
        self._layers: dict[str, Layer] = {}
        self._wires: list[Wire] = []
        self._shares: dict[str, str] = {}
        self._holders: dict[tuple[object, ...], str] = {}
        self._frozen: set[str] = set()
        self._issued = Graph()
        self.open_outputs: dict[str, str] = {}
        """Attention whose last product is still to come: "weight", or "bias" after it."""
        self.shapes: dict[str, Shape] = {}
        self.weights: dict[WeightKey, Array] = {}

    def enter(self, layer: Layer, shape: Shape) -> str:
        """Add a layer where data enters; return its id."""
        node_id = self._new(layer)
        self.shapes[node_id] = shape
        return node_id

    def add(
        self,
        layer: Layer,
        sources: Sequence[str],
        weights: Mapping[str, Array] | None = None,
        tensors: tuple[str, ...] = (),
        frozen: bool = False,
    ) -> str:
        """Add a layer behind others; return its id.

        Parameters
        ----------
        tensors
            What the file calls its weights: where the same ones occur again they are shared.
        frozen
            Whether its weights are constants of the file, which training leaves alone.

        Raises
        ------
        ShapeError
            The layer does not take what arrives.
        ValueError
            The weights have other shapes than it has.
        """
        inputs = [self.shapes[source] for source in sources]
        shape = layer.output_shape(*inputs)
        expected = {name: weight.shape for name, weight in layer.weights(*inputs).items()}
        given = {name: np.asarray(value, np.float32) for name, value in (weights or {}).items()}
        if {name: value.shape for name, value in given.items()} != expected:
            raise ValueError(f"{layer.name} needs weights of other shapes")
        node_id = self._new(layer)
        self.shapes[node_id] = shape
        if frozen:
            self._frozen.add(node_id)
        self._wires += [Wire(source, node_id, port) for port, source in enumerate(sources)]
        key = (type(layer), *layer.values().items(), *tensors)
        if tensors and key in self._holders:
            self._shares[node_id] = self._holders[key]
            return node_id
        self._holders[key] = node_id
        for name, value in given.items():
            self.weights[node_id, name] = as_kept(value)
        return node_id

    def layer(self, node_id: str) -> Layer:
        """Return the layer of a node."""
        return self._layers[node_id]

    def sources(self, node_id: str) -> list[str]:
        """Return the nodes that a node reads."""
        return [wire.source for wire in self._wires if wire.target == node_id]

    def shared(self, node_id: str) -> bool:
        """Return whether the node's weights are used by several."""
        return node_id in self._shares or node_id in self._shares.values()

    @property
    def followed(self) -> set[str]:
        """The nodes that read another one."""
        return {wire.target for wire in self._wires}

    def change(
        self, node_id: str, layer: Layer, weights: Mapping[str, Array] | None = None
    ) -> None:
        """Give a node other settings, and perhaps more weights."""
        self._layers[node_id] = layer
        # It is no longer what other users of its weights would share.
        self._holders = {k: v for k, v in self._holders.items() if v != node_id}
        for name, value in (weights or {}).items():
            self.weights[node_id, name] = as_kept(value)

    def keep(self, ends: Sequence[str]) -> list[str]:
        """Take away what leads to no end, and count the others anew; return the ends' ids."""
        kept = {node_id for node_id, layer in self._layers.items() if isinstance(layer, Input)}
        waiting = list(ends)
        while waiting:
            node_id = waiting.pop()
            if node_id not in kept or isinstance(self._layers[node_id], Input):
                kept.add(node_id)
                waiting += self.sources(node_id)
                waiting += [self._shares[node_id]] if node_id in self._shares else ()
        old, self._issued = self._layers, Graph()
        self._layers = {}
        new = {node_id: self._new(layer) for node_id, layer in old.items() if node_id in kept}
        self._wires = [
            replace(wire, source=new[wire.source], target=new[wire.target])
            for wire in self._wires
            if wire.target in kept
        ]
        self._shares = {new[k]: new[v] for k, v in self._shares.items() if k in kept}
        self._frozen = {new[node_id] for node_id in self._frozen & kept}
        self.weights = {
            (new[node_id], name): value
            for (node_id, name), value in self.weights.items()
            if node_id in kept
        }
        return [new[node_id] for node_id in ends]

    def graph(self) -> Graph:
        """Return the drawing."""
        nodes = tuple(
            Node(
                node_id,
                layer,
                shares=self._shares.get(node_id, ""),
                frozen=node_id in self._frozen,
            )
            for node_id, layer in self._layers.items()
        )
        return replace(self._issued, nodes=nodes, wires=tuple(self._wires))

    def _new(self, layer: Layer) -> str:
        stem = edits.id_stem(layer)
        node_id, self._issued = edits.new_id(self._issued, stem)
        self._layers[node_id] = layer
        return node_id
