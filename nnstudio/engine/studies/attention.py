"""Which steps of a sample each head of an attention layer looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.study import Pieces, Study
from nnstudio.layers.multi_head_attention import MultiHeadAttention


@dataclass(frozen=True, eq=False)
class Attention:
    """The attention of one layer for one sample.

    Parameters
    ----------
    weights
        How much each step looks at each ``(heads, steps that look, steps looked at)``; rows sum
        to 1, or to 0 where a step may look at nothing.
    seen
        What a step may look at at all, causality and padding considered ``(steps, steps)``.
    """

    weights: Array
    seen: Array

    def entropies(self) -> Array:
        """Return how widely each head looks, in bits ``(heads,)``: the mean over its rows.

        0: each step looks at a single one; log2(n): at n steps alike.
        """
        return row_entropies(self.weights).sum(axis=1) / max(int(self.seen.any(axis=1).sum()), 1)


@dataclass(frozen=True, eq=False)
class AttentionStudy(Study[Mapping[str, Attention]]):
    """The attention of every layer that has any, for one prepared sample ``(1, *input_shape)``."""

    x: Array

    def fits(self, plan: Plan) -> bool:
        known = any(isinstance(node.layer, MultiHeadAttention) for node in plan.nodes)
        return known and self.x.shape[1:] == plan.input_shape

    def pieces(self, model: Model) -> Pieces[Mapping[str, Attention]]:
        yield
        done = model.forward(self.x)
        found = {}
        for node in model.plan.nodes:
            if isinstance(node.layer, MultiHeadAttention):
                saved = done.saved[node.id]
                there = saved["there"][0]
                seen = there[:, np.newaxis] & there[np.newaxis, :]
                if node.layer.causal:
                    seen = np.tril(seen)
                # A step that is padding looks, too, but nobody reads what it gathers.
                weights = np.where(there[np.newaxis, :, np.newaxis], saved["attention"][0], 0.0)
                found[node.id] = Attention(weights, seen)
        return found


def row_entropies(weights: Array) -> Array:
    """Return the entropy of each row in bits ``(heads, steps)``."""
    shares = np.asarray(weights, np.float64)
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    found: Array = -(shares * logs).sum(axis=-1)
    return found
