"""The networks that a Keras file describes: their layers, and what each call of a layer reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from nnstudio.core.text import N_, Text
from nnstudio.graph.record import brief
from nnstudio.imports.keras_file.config import BrokenModelError, Config

MOST_LAYERS = 2_000
DEEPEST = 20
"""How many networks may lie in one another."""

NETWORKS = ("Sequential", "Functional", "Model")
INPUT = "InputLayer"

Source = tuple[str, int, int]
"""The name of a layer, the number of its call, and that of the output."""


@dataclass(frozen=True)
class LayerCall:
    """One call of a layer: what it reads, and what else it is told."""

    sources: tuple[Source, ...]
    told: Mapping[str, object] = field(default_factory=dict)
    args: tuple[object, ...] = ()
    """What it is told by place, tensors and others, as Keras 3 has it."""


@dataclass(frozen=True)
class Described:
    """One layer of a network.

    Parameters
    ----------
    group
        Where the newer files keep its weights.
    names
        Its name behind those of the networks that it is part of.
    calls
        What each call reads.
    network
        What is in it, where it is a network itself.
    """

    kind: str
    name: str
    config: Config
    group: str
    names: tuple[str, ...]
    calls: tuple[LayerCall, ...]
    network: Network | None = None


@dataclass(frozen=True)
class Network:
    """Layers in the order of the file, and where data enters and leaves."""

    layers: tuple[Described, ...]
    inputs: tuple[str, ...]
    outputs: tuple[Source, ...]

    def readers(self) -> Counter[Source]:
        """Return how many read each output of a call."""
        needed = self.needed()
        counted = Counter(self.outputs)
        for layer in self.layers:
            for number, call in enumerate(layer.calls):
                if (layer.name, number) in needed:
                    counted.update(call.sources)
        return counted

    def needed(self) -> set[tuple[str, int]]:
        """Return the calls that lead to an output, by layer and number.

        The others compute masks, which Keras hands to layers beside what they read.
        """
        calls = {
            (layer.name, number): call
            for layer in self.layers
            for number, call in enumerate(layer.calls)
        }
        found: set[tuple[str, int]] = set()
        waiting = list(self.outputs)
        while waiting:
            name, number, _ = waiting.pop()
            if (name, number) not in found:
                found.add((name, number))
                waiting += calls[name, number].sources if (name, number) in calls else ()
        return found


def network(value: object) -> Network:
    """Return what a file describes.

    Raises
    ------
    BrokenModelError
        It is no network, or not one of layers that are wired one to the other.
    """
    try:
        return _network(value, "", (), 0)
    except RecursionError as error:
        text = N_("The description of the network is nested too deeply.")
        raise BrokenModelError(Text(text)) from error


def _network(value: object, group: str, names: tuple[str, ...], depth: int) -> Network:
    fields = _fields(value)
    kind, config = fields.get("class_name"), fields.get("config")
    layers = config if isinstance(config, list) else _fields(config).get("layers")
    if kind not in NETWORKS or not isinstance(layers, list):
        text = N_(
            "The network is of the class {got}, which only its own code could build. Only "
            "Sequential and functional networks can be imported."
        )
        raise BrokenModelError(Text(text, got=brief(kind)))
    if len(layers) > MOST_LAYERS or depth > DEEPEST:
        text = N_("The network has too many layers: at most {count} can be imported.")
        raise BrokenModelError(Text(text, count=MOST_LAYERS))
    seen: dict[str, int] = {}
    found = tuple(_layer(item, f"{group}layers/", names, seen, depth) for item in layers)
    if kind == "Sequential":
        shape = config.get("build_input_shape") if isinstance(config, dict) else None
        return _chain(found, shape)
    settings = _fields(config)
    inputs = tuple(source[0] for source in _sources(settings.get("input_layers")))
    outputs = tuple(_sources(settings.get("output_layers")))
    if not inputs or not outputs:
        raise BrokenModelError(Text(N_("The network has no input or no output.")))
    return Network(found, inputs, outputs)


def _layer(
    value: object, group: str, names: tuple[str, ...], seen: dict[str, int], depth: int
) -> Described:
    fields = _fields(value)
    kind, settings = fields.get("class_name"), _fields(fields.get("config", {}))
    name = fields.get("name", settings.get("name"))
    if not isinstance(kind, str) or not isinstance(name, str):
        raise BrokenModelError(Text(N_("A layer of the network has no class or no name.")))
    kind = kind.rpartition(">")[2]
    # Newer files name places after classes, and number those of the same class.
    stem = _snake(kind)
    number = seen[stem] = seen.get(stem, -1) + 1
    place = f"{group}{stem}" + (f"_{number}" if number else "")
    own = (*names, name)
    inner = None
    if kind in NETWORKS:
        inner = _network(value, f"{place}/", own, depth + 1)
    nodes = fields.get("inbound_nodes", [])
    calls = tuple(_call(node) for node in nodes) if isinstance(nodes, list) else ()
    return Described(kind, name, Config(settings), place, own, calls, inner)


def _chain(layers: tuple[Described, ...], shape: object) -> Network:
    """Return the network of layers one behind the other, with an input before them."""
    if not layers:
        raise BrokenModelError(Text(N_("The network has no layers.")))
    first = layers[0]
    if first.kind != INPUT:
        given = first.config.raw("batch_input_shape") or first.config.raw("batch_shape") or shape
        entrance = Described(INPUT, "", Config({"batch_shape": given}), "", (), ())
        layers = (entrance, *layers)
    names = [layer.name for layer in layers]
    if len(set(names)) < len(names):
        raise BrokenModelError(Text(N_("Two layers of the network have the same name.")))
    chained = [layers[0]]
    for layer in layers[1:]:
        call = LayerCall(((chained[-1].name, 0, 0),))
        chained.append(replace(layer, calls=(call,)))
    return Network(tuple(chained), (names[0],), ((names[-1], 0, 0),))


def _call(node: object) -> LayerCall:
    """Return what a call reads: Keras 3 has args and kwargs, older ones lists."""
    if isinstance(node, dict):
        given = node.get("kwargs")
        told: dict[str, object] = given if isinstance(given, dict) else {}
        sources = tuple(_tensors(node.get("args")))
        more = [s for k in ("query", "value", "key") for s in _tensors(told.get(k))]
        args = node.get("args")
        return LayerCall((*sources, *more), told, tuple(args) if isinstance(args, list) else ())
    entries = node if isinstance(node, list) else []
    if entries and isinstance(entries[0], str):
        entries = [entries]
    told = {}
    for entry in entries:
        if isinstance(entry, list) and len(entry) > 3 and isinstance(entry[3], dict):
            told |= entry[3]
    more = [s for k in ("query", "value", "key") for s in _sources(told.get(k))]
    return LayerCall((*_sources(entries), *more), told)


def _tensors(value: object) -> Iterator[Source]:
    """Find the tensors that the arguments of a call hold, in their order."""
    if isinstance(value, dict):
        if value.get("class_name") == "__keras_tensor__":
            yield from _sources(_fields(value.get("config")).get("keras_history"))
            return
        for item in value.values():
            yield from _tensors(item)
    elif isinstance(value, list):
        for item in value:
            yield from _tensors(item)


def _sources(value: object) -> Iterator[Source]:
    """Find what is written as ``[layer, call, output]``, in lists of any depth."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return
    match value:
        case [str(name), int(call), int(output), *_]:
            yield name, call, output
        case _:
            for item in value:
                yield from _sources(item)


def _fields(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        text = N_("The description of the network has {got} where a layer should be.")
        raise BrokenModelError(Text(text, got=brief(value)))
    return value


def _snake(name: str) -> str:
    """Return a class's name as Keras writes it in paths."""
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()
