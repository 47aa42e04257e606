"""Networks from the weights of PyTorch."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.weights import fits
from nnstudio.export.pytorch.pytorch_exporter import PROJECT
from nnstudio.graph.analysis import analyze
from nnstudio.graph.arrange import arrange
from nnstudio.graph.canvas_sizes import CANVAS
from nnstudio.graph.codec import project_from_dict
from nnstudio.graph.project import Project
from nnstudio.imports.base import Imported, Importer
from nnstudio.imports.pytorch_state.chain import in_a_chain
from nnstudio.imports.pytorch_state.drawing import draw
from nnstudio.imports.pytorch_state.matching import match_state
from nnstudio.imports.pytorch_state.module_kinds import modules
from nnstudio.imports.pytorch_state.names import plain_names
from nnstudio.imports.pytorch_state.state_file import State, read_state

_MOST_NAMED = 6


class PyTorchImporter(Importer):
    """Reads .safetensors files: those exported here exactly, others as a chain of their modules.

    A file of weights says nothing of activations, pooling and branches.
    """

    name = "pytorch"
    label = N_("PyTorch weights")
    suffixes = (".safetensors",)
    order = 2

    def read(self, path: Path) -> Imported:
        state = read_state(path)
        own = _own(state)
        if own is not None:
            return replace(own, project=replace(own.project, name=own.project.name or path.stem))
        if any("/" in name for name in state.tensors):
            text = N_(
                "{name} holds weights without their drawing. Open or draw the network, then load "
                "the weights into it: File > Load Weights… in the window, nnstudio.load_weights "
                "in Python."
            )
            raise UserError(Text(text, name=path.name))
        return _chain(state, path)


def _own(state: State) -> Imported | None:
    """Return the network of a file that was exported here, None for others."""
    if PROJECT not in state.metadata:
        return None
    try:
        project = project_from_dict(json.loads(state.metadata[PROJECT]))
        plan = make_plan(analyze(project))
    except (UserError, ValueError, KeyError, TypeError, RecursionError):
        return None
    weights = match_state(plan, state)
    return Imported(project, weights) if fits(plan, weights) else None


def _plan(project: Project) -> Plan | None:
    """Return the plan of a drawing; None where its layers do not fit one another after all."""
    try:
        return make_plan(analyze(project))
    except UserError:
        return None


def _chain(state: State, path: Path) -> Imported:
    tensors = plain_names(state.tensors)
    found, left = modules(tensors)
    chain = in_a_chain(found)
    drawn = draw(chain, path.stem) if chain else None
    plan = _plan(drawn.project) if drawn else None
    if not chain or drawn is None or plan is None:
        text = N_(
            "The {count} layers in {name} form no chain in which sizes fit, so they cannot be "
            "drawn. Draw the network, then load the weights into it (File > Load Weights… in the "
            "window, nnstudio.load_weights in Python): they find their layers by name or shape."
        )
        raise UserError(Text(text, count=len(found), name=path.name))
    named = {
        f"{drawn.nodes[module.name]}{name.removeprefix(module.name)}": value
        for module in chain
        for name, value in tensors.items()
        if name.startswith(f"{module.name}.")
    }
    weights = match_state(plan, State(named, {}))
    weights = {key: value for key, value in weights.items() if key[0] in drawn.project.graph.by_id}
    text = N_(
        "A file of weights tells no activations, pooling and branches: this chain follows from "
        "the shapes alone. Compare it with the network, or draw that and load the weights into it."
    )
    notes = [Text(text)]
    if left:
        names = ", ".join(left[:_MOST_NAMED]) + (" …" if len(left) > _MOST_NAMED else "")
        notes.append(Text(N_("There is no layer for: {names}. It was left out."), names=names))
    return Imported(arrange(drawn.project, CANVAS), weights, tuple(notes))
