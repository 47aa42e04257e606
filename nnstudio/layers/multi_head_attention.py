"""Steps of a sequence that look at one another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.chance import dropout_kept
from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Array, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape, require_rank, shape_text
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.core.text import N_, Text

PARTS = ("query", "key", "value", "output")


@dataclass(frozen=True)
class MultiHeadAttention(StartingWeights):
    """Lets each step of a sequence gather what it needs from the others (self-attention).

    ``(batch, steps, features) -> (batch, steps, features)``. Head h works on its own part of the
    features of queries, keys and values, as in PyTorch's ``MultiheadAttention``, whose matrices
    are the transposes of these. Dropout silences attention weights, not outputs, likewise.
    """

    name = "MultiHeadAttention"
    label = N_("Self-attention")
    category = "attention"
    order = 10
    summary = N_("Lets each step of a sequence gather what it needs from the other steps.")
    formula = (
        r"y = \mathrm{concat}_h\left(\mathrm{softmax}"
        r"\left(\frac{Q_h K_h^T}{\sqrt{d_h}}\right) V_h\right) W_o + b_o, \quad"
        r"Q = x W_q + b_q, \quad K = x W_k + b_k, \quad V = x W_v + b_v"
    )
    source = "Vaswani et al. 2017, Attention Is All You Need, section 3.2"
    keywords = "multiheadattention self attention transformer query key value"
    examples = (
        ({"heads": 2}, ((5, 4),)),
        ({"heads": 1, "causal": True, "use_bias": False}, ((4, 3),)),
        ({"heads": 3, "mask_zeros": True, "causal": True}, ((3, 6),)),
        ({"heads": 2, "mask_zeros": True, "initializer": "normal"}, ((4, 4),)),
        ({"heads": 2, "dropout": 0.4}, ((4, 4),)),
    )

    heads: int = param(
        4,
        low=1,
        high=1024,
        label=N_("Heads"),
        help=N_("How many patterns of attention there are; each sees its part of the features."),
    )
    causal: bool = param(
        False,
        label=N_("Causal"),
        help=N_("A step sees itself and earlier steps only, as is needed to predict the next."),
    )
    mask_zeros: bool = param(
        False,
        label=N_("Skip padded steps"),
        help=N_("Nobody looks at steps whose numbers are all zero, and their output is zero."),
    )
    use_bias: bool = param(
        True, label=N_("Bias"), help=N_("Add learned numbers to queries, keys, values and output.")
    )
    dropout: float = param(
        0.0,
        low=0.0,
        high=1.0,
        high_open=True,
        live=True,
        label=N_("Dropout"),
        help=N_("The share of attention weights that are set to zero in a training step."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        fix = N_("Feed it a sequence, such as the output of an Embedding.")
        require_rank(self.label, shapes[0], 2, "(steps, features)", fix)
        if shapes[0][1] % self.heads:
            raise ShapeError(
                Text(
                    N_(
                        "{heads} heads cannot share the features of {got}: each needs the same "
                        "number. Choose heads that divide {features}, or change the features."
                    ),
                    heads=self.heads,
                    got=shape_text(shapes[0]),
                    features=shapes[0][1],
                )
            )
        return shapes[0]

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        n = shapes[0][1]
        weights = {f"{part}_weight": self.starting((n, n), n, n) for part in PARTS}
        return weights | ({f"{part}_bias": Weight((n,)) for part in PARTS} if self.use_bias else {})

    def multiply_adds(self, *shapes: Shape) -> int:
        steps, n = shapes[0]
        return steps * n * (4 * n + 2 * steps)

    def parameters_text(self) -> str:
        return f"{self.heads} · causal" if self.causal else f"{self.heads}"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        q, k, v = (self._heads(self._linear(w, part, x)) for part in PARTS[:3])
        there: Array = np.any(x, axis=-1) if self.mask_zeros else np.ones(x.shape[:2], np.bool_)
        # (batch, 1, steps that look, steps looked at)
        seen = np.broadcast_to(there[:, None, None, :], (len(x), 1, x.shape[1], x.shape[1]))
        if self.causal:
            seen = np.tril(seen)
        scores = q @ k.swapaxes(-1, -2) / q.shape[-1] ** 0.5
        scores = np.where(seen, scores, np.finfo(x.dtype).min)
        e = np.exp(scores - scores.max(axis=-1, keepdims=True)) * seen
        # Where a step sees any, the highest of them counts 1; where none, nothing is gathered.
        attention = e / np.maximum(e.sum(axis=-1, keepdims=True), 1)
        kept = np.ones((), x.dtype)
        if step.training and self.dropout:
            drawn = dropout_kept(step.rng, attention.size, self.dropout).reshape(attention.shape)
            kept = drawn.astype(x.dtype) * x.dtype.type(1.0 / (1.0 - self.dropout))
        gathered = self._steps(attention * kept @ v)
        y = self._linear(w, "output", gathered) * there[..., None]
        return y, {
            "x": x,
            "query": q,
            "key": k,
            "value": v,
            "attention": attention,
            "kept": kept,
            "gathered": gathered,
            "there": there,
        }

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        q, k, v, a, kept = (saved[n] for n in ("query", "key", "value", "attention", "kept"))
        dws: dict[str, Array] = {}
        dy = dy * saved["there"][..., None]
        d_gathered = self._heads(self._linear_back(w, "output", saved["gathered"], dy, dws))
        d_attention = d_gathered @ v.swapaxes(-1, -2) * kept
        d_scores = a * (d_attention - (d_attention * a).sum(axis=-1, keepdims=True))
        d_scores = d_scores / q.shape[-1] ** 0.5
        flowing = {
            "query": d_scores @ k,
            "key": d_scores.swapaxes(-1, -2) @ q,
            "value": (a * kept).swapaxes(-1, -2) @ d_gathered,
        }
        dx = np.zeros_like(saved["x"])
        for part, d in flowing.items():
            dx += self._linear_back(w, part, saved["x"], self._steps(d), dws)
        return (dx,), dws

    def _heads(self, x: Array) -> Array:
        """Return ``(batch, steps, features)`` as ``(batch, heads, steps, features / heads)``."""
        batch, steps, _ = x.shape
        return x.reshape(batch, steps, self.heads, -1).swapaxes(1, 2)

    def _steps(self, x: Array) -> Array:
        batch, _, steps, _ = x.shape
        return x.swapaxes(1, 2).reshape(batch, steps, -1)

    def _linear(self, w: Weights, part: str, x: Array) -> Array:
        y: Array = x @ w[f"{part}_weight"]
        return y + w[f"{part}_bias"] if self.use_bias else y

    def _linear_back(
        self, w: Weights, part: str, x: Array, dy: Array, dws: dict[str, Array]
    ) -> Array:
        """Put the gradients of one matrix into ``dws`` and return that of its input."""
        n = x.shape[-1]
        dws[f"{part}_weight"] = x.reshape(-1, n).T @ dy.reshape(-1, n)
        if self.use_bias:
            dws[f"{part}_bias"] = dy.sum(axis=(0, 1))
        return dy @ w[f"{part}_weight"].T
