"""Shape arithmetic. A shape is that of one sample: the batch is never part of it."""

from __future__ import annotations

from nnstudio.core.errors import ShapeError
from nnstudio.core.text import N_, Text

Shape = tuple[int, ...]


def shape_text(shape: Shape) -> str:
    """Write a shape the way the canvas shows it: ``28 × 28 × 1``."""
    return " × ".join(str(size) for size in shape)


def size_of(shape: Shape) -> int:
    """Return how many numbers one sample of this shape holds."""
    total = 1
    for size in shape:
        total *= size
    return total


def require_rank(layer: str, shape: Shape, rank: int, expected: str, fix: str) -> None:
    """Raise `ShapeError` unless ``shape`` has ``rank`` dimensions.

    Parameters
    ----------
    layer
        The layer's visible name.
    expected
        The expected shape in words, such as ``(height, width, channels)``.
    fix
        A sentence marked with `N_` that says what to do.
    """
    if len(shape) != rank:
        raise ShapeError(
            Text(
                N_("{layer} got the shape {got}; it expects {expected}. {fix}"),
                layer=Text(layer),
                got=shape_text(shape),
                expected=expected,
                fix=Text(fix),
            )
        )


def require_sequence(layer: str, shape: Shape) -> None:
    """Raise `ShapeError` unless ``shape`` is that of a sequence, ``(steps, features)``."""
    fix = N_("Feed it sequences, or put a Reshape before it.")
    require_rank(layer, shape, 2, "(steps, features)", fix)


def require_picture(layer: str, shape: Shape) -> None:
    """Raise `ShapeError` unless ``shape`` is that of a picture, ``(height, width, channels)``."""
    fix = N_("Feed it pictures, or remove a Flatten before it.")
    require_rank(layer, shape, 3, "(height, width, channels)", fix)


def window_output(size: int, kernel: int, stride: int, padding: str) -> int:
    """Return how many positions a window takes along one axis (0 or less: it does not fit).

    "same" pads so that ``ceil(size / stride)`` positions remain, "valid" adds nothing
    (TensorFlow's convention, kept by Keras).
    """
    if padding == "same":
        return -(-size // stride)
    return (size - kernel) // stride + 1


def same_padding(size: int, kernel: int, stride: int) -> tuple[int, int]:
    """Return the zeros before and after one axis under "same" padding; the odd one comes last."""
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2
