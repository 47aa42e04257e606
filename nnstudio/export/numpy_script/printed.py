"""What was printed before: large networks have few kinds of layers, and an edit changes few."""

from __future__ import annotations

import re
import threading
from collections.abc import Hashable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace

from nnstudio.core.shapes import Shape
from nnstudio.engine.plan import PlannedNode
from nnstudio.export.numpy_script.functions import Function, Library, same_text
from nnstudio.export.numpy_script.lifting import Imports
from nnstudio.export.numpy_script.node_functions import NodeFunctions, NodePrinter
from nnstudio.export.numpy_script.values import CannotPrintError
from nnstudio.export.source_text import identifier

_NODE, _HOLDER = "Ⓝ", "Ⓗ"
"""Stand for a node and for the one whose weights it uses, as often as their ids have signs: so
lines are broken where they would be."""
_MOST = 1000
_PLAIN = re.compile(r"\w+")


@dataclass(frozen=True)
class _Printed:
    """The functions of a kind of node, and all that printing them asked of the script."""

    functions: NodeFunctions | None
    refused: str
    helpers: tuple[tuple[str, Function], ...]
    """What was called: the name that was wanted, and the function."""
    imports: Imports
    variables: frozenset[str]

    def fits(self, library: Library) -> bool:
        """Return whether a script would give what is called the same names."""
        known = list(library.helpers.values())
        names: set[str] = set()
        for wanted, helper in self.helpers:
            found = next((f for f in known if same_text(f, helper)), None)
            if found is None:
                name = library.free_name(wanted, names)
                names.add(name)
                known.append(helper)
            if (name if found is None else found.name) != helper.name:
                return False
        return self.variables.isdisjoint(library.names)

    def repeat(self, library: Library) -> None:
        """Ask the same of a script."""
        library.imports.add(self.imports)
        library.variables |= self.variables
        for wanted, helper in self.helpers:
            library.keep(wanted, copy(helper))


_known: dict[Hashable, _Printed] = {}
_keeping = threading.Lock()
"""Held while something is kept: the window's mirror and exports print in threads of their own."""


def trained(
    library: Library,
    node: PlannedNode,
    weights: Mapping[str, Shape],
    wanted: tuple[int, ...],
    learns: bool,
    fused: bool,
) -> NodeFunctions:
    """Return the functions of a node for training: those of one that is alike, where there was one.

    Parameters
    ----------
    weights, wanted, learns, fused
        As `NodePrinter` takes them.

    Raises
    ------
    CannotPrintError
        Its definition says something for which there are no words.
    """
    if not _PLAIN.fullmatch(node.id + node.shares):
        return NodePrinter(library, node, weights).train(wanted, learns, fused)
    # Settings that are equal may be written differently, as 1 and 1.0 are.
    kind = (
        *(node.layer, repr(node.layer), node.input_shapes, node.shape, node.in_training(True)),
        *(wanted, learns, fused, len(node.id), len(node.shares), tuple(library.helpers)),
    )
    printed = _known.get(kind)
    if printed is not None and printed.fits(library):
        printed.repeat(library)
    else:
        alike = replace(node, id=_NODE * len(node.id), shares=_HOLDER * len(node.shares))
        printed = _print(library, alike, weights, wanted, learns, fused)
        with _keeping:
            _known[kind] = printed
            if len(_known) > _MOST:
                del _known[next(iter(_known))]
    for _, helper in printed.helpers:
        library.helpers[helper.name].nodes.append(node.id)
    if printed.functions is None:
        raise CannotPrintError(printed.refused)
    return _of(node, printed.functions, library)


def _print(
    library: Library,
    node: PlannedNode,
    weights: Mapping[str, Shape],
    wanted: tuple[int, ...],
    learns: bool,
    fused: bool,
) -> _Printed:
    """Print the functions of a node, and note what that asks of the script."""
    imports, library.imports = library.imports, Imports()
    library.begin()
    functions, refused = None, ""
    try:
        functions = NodePrinter(library, node, weights).train(wanted, learns, fused)
    except CannotPrintError as error:
        refused = str(error)
    found = library.imports
    imports.add(found)
    library.imports, library.node = imports, ""
    for _, function in _parts(functions) if functions is not None else ():
        library.names.discard(function.name)
        _ = function.text, function.names  # found once for all copies
    for helper in library.helpers.values():
        helper.nodes = [n for n in helper.nodes if n != node.id]
    helpers = tuple((name, copy(helper)) for name, helper in library.asked)
    return _Printed(functions, refused, helpers, found, frozenset(library.variables))


def _of(node: PlannedNode, alike: NodeFunctions, library: Library) -> NodeFunctions:
    """Return the functions of a node that is like one that was printed."""
    says = {alike.node.id: node.id} | ({alike.node.shares: node.shares} if node.shares else {})
    found = replace(alike, node=node)
    for part, function in _parts(alike):
        mine = copy(function)
        mine.name = library.name(f"{identifier(node.id)}_{part}")
        mine.nodes, mine.says = [node.id], says
        setattr(found, part, mine)
    return found


def _parts(functions: NodeFunctions) -> Iterator[tuple[str, Function]]:
    for part in ("forward", "backward", "penalty"):
        function = getattr(functions, part)
        if function is not None:
            yield part, function
