"""What is known of a graph before any sample comes: operators that read constants alone."""

from __future__ import annotations

import math

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.imports.onnx_file.model import FileOp

FOLDED = frozenset(
    [
        "Add",
        "And",
        "Cast",
        "Concat",
        "ConstantOfShape",
        "Div",
        "Equal",
        "Expand",
        "Floor",
        "Gather",
        "Greater",
        "GreaterOrEqual",
        "Identity",
        "Less",
        "LessOrEqual",
        "Max",
        "Min",
        "Mod",
        "Mul",
        "Neg",
        "Not",
        "Or",
        "Pow",
        "Range",
        "Reciprocal",
        "ReduceProd",
        "Reshape",
        "Shape",
        "Slice",
        "Sqrt",
        "Squeeze",
        "Sub",
        "Transpose",
        "Trilu",
        "Unsqueeze",
        "Where",
    ]
)
"""The operators that are computed where all they read is known."""
_TOGETHER = frozenset(
    [
        "Add",
        "And",
        "Div",
        "Equal",
        "Greater",
        "GreaterOrEqual",
        "Less",
        "LessOrEqual",
        "Max",
        "Min",
        "Mod",
        "Mul",
        "Or",
        "Pow",
        "Sub",
        "Where",
    ]
)
"""Those that bring what they read to one shape."""
_REFUSED = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What the evaluator raises for operators that are not as they should be."""
LARGEST_FOLDED = 10_000_000
"""How many numbers such an operator may make."""


def fold(op: FileOp, known: list[Array]) -> list[Array] | None:
    """Return what an operator makes of known numbers, or None where that is not computed."""
    from onnx import NodeProto
    from onnx.reference import ReferenceEvaluator

    if op.kind not in FOLDED or not _small(op, known):
        return None
    names = [name for name in op.inputs if name]
    try:
        evaluator = ReferenceEvaluator(NodeProto.FromString(op.signed))
        made = evaluator.run(None, dict(zip(names, known, strict=True)))
    except _REFUSED:
        return None
    return [np.asarray(value) for value in made]


def _small(op: FileOp, known: list[Array]) -> bool:
    """Return whether what an operator makes is small."""
    try:
        return _size(op, known) <= LARGEST_FOLDED
    except _REFUSED:  # of shapes that do not fit together, of sizes that are none
        return False


def _size(op: FileOp, known: list[Array]) -> float:
    """Return the most numbers that an operator can make."""
    match op.kind:
        case "ConstantOfShape":
            return math.prod(known[0].ravel().tolist())
        case "Expand":
            wanted = tuple(known[1].ravel().tolist())
            return math.prod(np.broadcast_shapes(known[0].shape, wanted))
        case "Range":
            start, stop, step = (float(value) for value in known)
            return abs((stop - start) / step) if step else math.inf
        case "Gather":
            return math.prod(value.size for value in known)
        case "Concat":
            return sum(value.size for value in known)
        case kind if kind in _TOGETHER:
            return math.prod(np.broadcast_shapes(*(value.shape for value in known)))
    return known[0].size  # it changes each number, regroups them or leaves some out
