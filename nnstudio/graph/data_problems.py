"""What data of another kind asks of the layers that read it."""

from __future__ import annotations

from functools import partial

from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.problem import Fix, Problem
from nnstudio.graph.project import Node, Project, Wire
from nnstudio.layers.dense import Dense
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.input import Input
from nnstudio.layers.lstm import LSTM
from nnstudio.losses.mean_squared_error import MeanSquaredError
from nnstudio.losses.sparse_categorical_crossentropy import SparseCategoricalCrossentropy

UNITS_OF_NEW = 32
"""So long are the vectors of an Embedding that a fix puts in."""


def token_problems(project: Project) -> list[Problem]:
    """Return what is wrong where token numbers enter: they mean nothing until they are looked up."""
    tokens, graph = project.data.signature.tokens, project.graph
    if not tokens:
        return []
    found = []
    for node in graph.entrances:
        if not isinstance(node.layer, Input):
            continue
        for wire in graph.wires_from[node.id]:
            reader = graph.by_id[wire.target]
            if not isinstance(reader.layer, Embedding):
                found.append(_not_looked_up(reader, wire, tokens))
            elif reader.layer.vocabulary < tokens:
                found.append(_too_few(reader, reader.layer.vocabulary, tokens))
    return found


def embedding_fix(wire: Wire, tokens: int) -> Fix:
    """Return the fix that looks up the tokens that a wire brings."""
    edit = partial(_insert_embedding, wire=wire, tokens=tokens)
    return Fix(Text(N_("Insert Embedding")), edit)


def redraw_fix(project: Project) -> Fix | None:
    """Return the fix that draws a network for token sequences in place of one for other data.

    There is none where the data has no tokens.
    """
    if not project.data.signature.tokens:
        return None
    return Fix(Text(N_("Draw Embedding, LSTM and Dense instead")), _redraw)


def _redraw(project: Project) -> Project:
    signature = project.data.signature
    target = signature.all_targets[0]
    classes = target.task == "classification"
    units = len(target.classes) if classes else target.shape[-1]
    layers: tuple[Layer, ...] = (
        Input(),
        Embedding(vocabulary=signature.tokens, units=UNITS_OF_NEW),
        LSTM(units=64, return_sequences=classes and len(target.shape) == 1),
        Dense(units=units, activation="softmax" if classes else "linear"),
    )
    project = edits.delete(project, [node.id for node in project.graph.nodes])
    before = ""
    for place, layer in enumerate(layers):
        project, node_id = edits.add_node(project, layer, 240.0 * place, 0.0)
        project = edits.connect(project, before, node_id) if before else project
        before = node_id
    return edits.set_loss(
        project, SparseCategoricalCrossentropy() if classes else MeanSquaredError()
    )


def _not_looked_up(reader: Node, wire: Wire, tokens: int) -> Problem:
    text = Text(
        N_(
            "{node} takes the numbers of tokens for quantities: token 40 would be twice token 20. "
            "Insert an Embedding before it."
        ),
        node=reader.id,
    )
    return Problem(reader.id, text, (embedding_fix(wire, tokens),), blocking=False)


def _too_few(node: Node, got: int, tokens: int) -> Problem:
    text = Text(
        N_("{node} knows {got} tokens, but the data has {expected}. Set its vocabulary."),
        node=node.id,
        got=got,
        expected=tokens,
    )
    edit = partial(edits.set_values, node_id=node.id, vocabulary=tokens)
    fix = Fix(Text(N_("Set {node} to {value}"), node=node.id, value=tokens), edit)
    return Problem(node.id, text, (fix,))


def _insert_embedding(project: Project, wire: Wire, tokens: int) -> Project:
    node = project.graph.by_id[wire.target]
    layer = Embedding(vocabulary=tokens, units=UNITS_OF_NEW)
    return edits.insert_on_wire(project, wire, layer, node.x - 120.0, node.y + 90.0)[0]
