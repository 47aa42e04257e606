"""Which settings of its layers a block can offer as its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from nnstudio.core.layer import Layer
from nnstudio.graph.project import BlockParameter, Graph, Group


def offered_parameters(
    graph: Graph,
    unit: Iterable[str],
    *,
    advanced: bool = False,
    used: Collection[tuple[str, str]] = (),
    taken: Collection[str] = (),
) -> tuple[BlockParameter, ...]:
    """Return the settings of layers that matter most; equal ones of equal kinds are one.

    Their names are those of the settings, with a number where two would be called the same.

    Parameters
    ----------
    advanced
        Take the further settings, too.
    used, taken
        Settings that are left out, and names that are not given.
    """
    bound: dict[tuple[str, type[Layer], object], list[tuple[str, str]]] = {}
    for node_id in unit:
        layer = graph.by_id[node_id].layer
        for key, info in layer.visible_params().items():
            if (advanced or not info.advanced) and (node_id, key) not in used:
                bound.setdefault((key, type(layer), getattr(layer, key)), []).append((node_id, key))
    names = set(taken)
    parameters = []
    for (key, kind, _), places in bound.items():
        label = kind.params()[key].label or key.replace("_", " ").capitalize()
        name, count = label, 1
        while name in names:
            count += 1
            name = f"{label} {count}"
        names.add(name)
        parameters.append(BlockParameter(name, tuple(places)))
    return tuple(parameters)


def possible_parameters(graph: Graph, home: Group) -> tuple[BlockParameter, ...]:
    """Return all settings that a block can offer, first those that it does."""
    used = {place for parameter in home.parameters for place in parameter.places}
    taken = {parameter.name for parameter in home.parameters}
    every = offered_parameters(graph, home.unit, advanced=True, used=used, taken=taken)
    return (*home.parameters, *every)
