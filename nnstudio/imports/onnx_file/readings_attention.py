"""Attention, which files have as products of queries, keys and values."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.core.text import N_, Text
from nnstudio.imports.onnx_file.flowing import Flowing
from nnstudio.imports.onnx_file.model import FileOp
from nnstudio.imports.onnx_file.reader import OF_SCORES, Reader, Scores, UnreadableError, reads
from nnstudio.imports.onnx_file.settings import integer
from nnstudio.layers.dense import Dense
from nnstudio.layers.multi_head_attention import PARTS, MultiHeadAttention

BLOCKED = -1e4
"""Scores from here down stand for steps that are not looked at."""


def start_scores(r: Reader, op: FileOp) -> None:
    """Take the product of queries and keys.

    Raises
    ------
    UnreadableError
        It is a product of other things.
    """
    query, key = r.flowing(op, 0), r.flowing(op, 1)
    if query.rank != key.rank or query.rank < 3:
        raise UnreadableError(_no_attention())
    last = key.rank - 1
    key = key.transposed((*range(last - 1), last, last - 1))
    _heads(r, query)
    _heads(r, key)
    r.scores[op.outputs[0]] = Scores(query, key)


@reads(OF_SCORES)
def scores(r: Reader, op: FileOp) -> None:
    """Go on with products of queries and keys: scale, mask, softmax, and the values."""
    place = next(i for i, name in enumerate(op.inputs) if name in r.scores)
    found = r.scores[op.inputs[place]]
    if op.kind == "MatMul" and place == 0 and found.shares:
        _gather(r, op, found)
        return
    if op.kind == "IsNaN":  # a step that sees nobody; here every one sees itself
        r.give_constant(op, np.zeros((1, 1), np.bool_))
        return
    r.scores[op.outputs[0]] = _next(r, op, found, place)


def _next(r: Reader, op: FileOp, found: Scores, place: int) -> Scores:
    """Return what an operator makes of scores."""
    match op.kind:
        case "Identity" | "Cast" | "Dropout":
            return found
        case "Softmax" if integer(op, "axis", -1) in (-1, found.query.rank - 1):
            return replace(found, shares=True)
        case "Mul" | "Div" if not found.shares:
            factor = r.weight(op, 1 - place)
            if factor.size == 1 and (place == 0 or op.kind == "Mul"):
                number = float(factor.reshape(()))
                scale = found.scale * number if op.kind == "Mul" else found.scale / number
                return replace(found, scale=scale)
        case "Add" if not found.shares:
            mask = r.weight(op, 1 - place)
            return _masked(found, mask > BLOCKED, bool(np.all(mask[mask > BLOCKED] == 0)))
        case "Where" if place:
            asked, other = r.weight(op, 0), r.weight(op, 3 - place)
            seen = asked.astype(np.bool_) if place == 1 else ~asked.astype(np.bool_)
            if np.all(seen):
                return found
            return _masked(found, seen, not found.shares and bool(np.all(other <= BLOCKED)))
    raise UnreadableError(_no_attention())


def _masked(found: Scores, seen: Array, plain: bool) -> Scores:
    """Return scores behind a mask that says whom each step sees."""
    steps = size_of(tuple(found.query.atoms[a] for a in found.query.groups[-2]))
    rows = np.broadcast_to(seen, (*seen.shape[:-2], steps, steps)).reshape(-1, steps, steps)
    if plain and np.all(rows):
        return found
    if plain and np.all(rows == np.tri(steps, dtype=np.bool_)):
        return replace(found, causal=True)
    text = N_("Who sees whom follows a mask that NNStudio's self-attention does not have.")
    raise UnreadableError(Text(text))


def _gather(r: Reader, op: FileOp, found: Scores) -> None:
    """Add the attention, once the values come in."""
    value = r.flowing(op, 1)
    parts = (found.query, found.key, value)
    heads = {_heads(r, part) for part in parts}
    sources = {_source(r, part.node) for part in parts}
    if len(heads) > 1 or len(sources) > 1 or len({part.atoms for part in parts}) > 1:
        text = N_(
            "NNStudio's self-attention makes queries, keys and values of one sequence; here they "
            "come from several."
        )
        raise UnreadableError(Text(text))
    (source,), (count,) = sources, heads
    size = r.drawing.shapes[source][-1]
    weights: dict[str, Array] = {}
    for name, part in zip(PARTS, parts, strict=False):
        weight, bias = _projection(r, part.node, size)
        if weight.shape != (size, size):
            text = N_(
                "Its heads have {got} numbers together; NNStudio's share the {expected} features "
                "of the sequence among them."
            )
            raise UnreadableError(Text(text, got=weight.shape[1], expected=size))
        # Here products are divided by the root of a head's size.
        factor = found.scale * math.sqrt(size / count) if name == "query" else 1.0
        weights |= {f"{name}_weight": weight * factor, f"{name}_bias": bias * factor}
    weights |= {"output_weight": np.eye(size), "output_bias": np.zeros(size)}
    biased = any(np.any(weights[f"{name}_bias"]) for name in PARTS)
    if not biased:
        weights = {name: each for name, each in weights.items() if name.endswith("weight")}
    layer = MultiHeadAttention(heads=count, causal=found.causal, use_bias=biased)
    node = r.drawing.add(layer, [source], weights)
    r.drawing.open_outputs[node] = "weight"
    groups = (*found.query.groups[:-1], value.groups[-1])
    r.give(op, Flowing(node, value.atoms, groups))


def ends_attention(
    r: Reader, op: FileOp, value: Flowing, weight: Array, bias: Array | None
) -> bool:
    """Let the product that follows attention be its own last one, where it is."""
    own = [atom for atom in range(2, len(value.atoms)) if value.atoms[atom] > 1]
    last = [atom for atom in value.groups[-1] if value.atoms[atom] > 1]
    size = r.drawing.shapes[value.node][-1]
    fits = (
        r.drawing.open_outputs.get(value.node) == "weight"
        and value.alone
        and weight.shape == (size, size)
        and last == own
        and all(atom < 2 for group in value.groups[:-1] for atom in group)
    )
    if not fits:
        return False
    r.drawing.change(value.node, r.drawing.layer(value.node), {"output_weight": weight})
    r.drawing.open_outputs[value.node] = "bias"
    given = Flowing(value.node, (*value.atoms[:2], size), (*value.groups[:-1], (2,)))
    if bias is not None:
        add_bias(r, value.node, bias)
    r.give(op, given)
    return True


def add_bias(r: Reader, node: str, bias: Array) -> None:
    """Let attention add numbers to its output."""
    layer = r.drawing.layer(node)
    size = r.drawing.shapes[node][-1]
    weights = {} if layer.values()["use_bias"] else {f"{p}_bias": np.zeros(size) for p in PARTS}
    weights["output_bias"] = np.broadcast_to(bias.reshape(-1), (size,))
    r.drawing.change(node, layer.with_values(use_bias=True), weights)
    del r.drawing.open_outputs[node]


def _heads(r: Reader, value: Flowing) -> int:
    """Return how many heads there are in ``(batch and heads, steps, size)``.

    Raises
    ------
    UnreadableError
        It is something else.
    """
    shape = r.drawing.shapes[value.node]
    front = [a for group in value.groups[:-2] for a in group if a == 0 or value.atoms[a] > 1]
    steps = [a for a in value.groups[-2] if value.atoms[a] > 1]
    rest = [a for a in value.groups[-1] if value.atoms[a] > 1]
    lies = [*front[:1], *steps, *front[1:], *rest]
    whole = [a for a in range(len(value.atoms)) if a == 0 or value.atoms[a] > 1]
    if len(shape) != 2 or lies != whole or size_of(_sizes(value, steps)) != shape[0]:
        raise UnreadableError(_no_attention())
    return size_of(_sizes(value, front[1:]))


def _sizes(value: Flowing, atoms: list[int]) -> tuple[int, ...]:
    return tuple(value.atoms[atom] for atom in atoms)


def _source(r: Reader, node: str) -> str:
    """Return what a projection reads; a layer that is none is read itself."""
    return r.drawing.sources(node)[0] if _is_projection(r, node) else node


def _is_projection(r: Reader, node: str) -> bool:
    layer = r.drawing.layer(node)
    return isinstance(layer, Dense) and layer.activation == "linear" and not r.drawing.shared(node)


def _projection(r: Reader, node: str, size: int) -> tuple[Array, Array]:
    """Return the weights and biases by which a node is made of the sequence."""
    if not _is_projection(r, node):
        return np.eye(size), np.zeros(size)
    weight = r.drawing.weights[node, "weight"]
    return weight, r.drawing.weights.get((node, "bias"), np.zeros(weight.shape[1]))


def _no_attention() -> Text:
    return Text(N_("NNStudio multiplies tensors of the samples as in self-attention alone."))
