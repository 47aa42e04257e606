"""A piece of text out of consecutive samples, so that each of its tokens is asked for once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.data.prepared_data import PreparedData
from nnstudio.data.readers.text_options import NEXT, WINDOWS

TOKENS, MOST_ROWS = 420, 60


@dataclass(frozen=True, eq=False)
class TextPiece:
    """Rows of token numbers with their targets, and which places of each row are new.

    ``fresh`` ``(rows,)`` counts from the end of a row: what lies before was in the row before it.
    """

    x: Array
    t: Array
    fresh: Array
    breaks: bool


def writes(data: PreparedData) -> bool:
    """Return whether the samples of some data ask for the next token."""
    options = dict(data.plan.source.options)
    return data.plan.signature.tokens > 0 and options.get("task") == NEXT


def text_piece(data: PreparedData, split: str, index: int) -> TextPiece:
    """Return a sample and those behind it, about as much as fits in a view."""
    options = dict(data.plan.source.options)
    steps = data.plan.signature.input_shape[0]
    windows = options.get("layout") == WINDOWS
    stride = int(options.get("stride", 0)) or steps
    new = min(stride, steps) if windows else steps
    count = min(max(1, -(-(TOKENS - steps) // new) + 1), MOST_ROWS, data.count(split) - index)
    samples = [data.sample(split, index + row) for row in range(count)]
    follows = [False] + [b.index == a.index + 1 for a, b in pairwise(samples)]
    fresh = [new if windows and goes_on else steps for goes_on in follows]
    x = np.stack([sample.x for sample in samples])
    t = np.concatenate([data.target(split, index + row) for row in range(count)])
    return TextPiece(x, t.astype(np.float32), np.array(fresh), not windows)
