"""Scaled dot-product attention of a batch, all heads at once.

The exponentials of the scores are not divided by their sums; what they are multiplied with is, as
it is smaller. Going back, the sum of a row of attention times its gradient is that of the output
times the output's gradient (Dao et al. 2022, FlashAttention), which is smaller likewise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.channels import Channels
from nnstudio.core.kernels.dropout import Mask
from nnstudio.core.layer import Array

SAFE = 60.0
"""Scores up to this size can go through the exponential function as they are."""
UNSEEN = np.float32(-1e30)
"""Is added to the scores of steps that are not seen."""
TINY = np.float32(1e-30)


@dataclass(frozen=True)
class Extent:
    """The sizes of an attention."""

    batch: int
    steps: int
    features: int
    heads: int

    def by_head(self, rows: Array) -> Array:
        """See ``(batch * steps, features)`` as ``(batch, heads, steps, features / heads)``."""
        return rows.reshape(self.batch, self.steps, self.heads, -1).swapaxes(1, 2)


class Attention:
    """Lets queries look for keys and gather their values.

    Parameters
    ----------
    parts
        ``(batch * steps, 3 * features)``: queries, which are scaled already, keys and values.
    gathered
        ``(batch * steps, features)``: what comes out.
    rng
        Draws which attention weights are silenced.
    """

    def __init__(
        self,
        extent: Extent,
        parts: Array,
        gathered: Array,
        causal: bool,
        rng: np.random.Generator,
        scratch: Scratch,
    ) -> None:
        shape = (extent.batch, extent.heads, extent.steps, extent.steps)
        self._extent, self._rng, self._scratch = extent, rng, scratch
        self._query, self._key, self._value = self._by_part(parts)
        self._flat, self._gathered = gathered, extent.by_head(gathered)
        self._e = self._shown = scratch("e", shape, np.float32)
        self._inverse = scratch("inverse", shape[:3], np.float32)
        self._ones = scratch("ones", (max(shape[3], extent.features // extent.heads),), np.float32)
        self._ones.fill(1)
        self._mask: Mask | None = None
        self._causal = causal
        if causal:
            places = extent.steps**2
            channels = Channels(extent.batch * extent.heads, places, 1, scratch)
            self._rows = self._e.reshape(channels.shape)
            below = np.tri(extent.steps, dtype=np.float32).reshape(places)
            self._seen, spread_seen = channels.spread("seen", below)
            self._hidden, spread_hidden = channels.spread("hidden", (1 - below) * UNSEEN)
            spread_seen()
            spread_hidden()

    def prepare(self) -> None:
        """Make the buffers of the backward pass."""
        extent, flat = self._extent, self._flat.shape
        self._de = self._scratch("de", self._e.shape, np.float32)
        self._work = self._scratch("work", flat, np.float32)
        self._along = self._scratch("along", (extent.batch, extent.steps, extent.heads), np.float32)

    def set_rate(self, rate: float) -> None:
        """Silence another share of the attention weights from the next step on."""
        if rate > 0:
            self._mask = Mask(self._rng, self._e.shape, rate, self._scratch)
        else:
            self._mask = None

    def forward(self, there: Array | None) -> None:
        """Write what is gathered.

        Parameters
        ----------
        there
            ``(batch, steps)``: 1 for steps, 0 for padding that nobody sees; None: all are steps.
        """
        e, inverse = self._e, self._inverse
        np.matmul(self._query, self._key.swapaxes(2, 3), e)
        # Within these bounds neither overflow nor a sum of zero can come of it.
        if not (e.max() < SAFE and e.min() > -SAFE):
            self._lower(there)
        np.exp(e, e)
        if self._causal:
            np.multiply(self._rows, self._seen, self._rows)
        if there is not None:
            np.multiply(e, there[:, None, None, :], e)
        e.reshape(-1, e.shape[3]).dot(self._ones[: e.shape[3]], inverse.reshape(-1))
        np.maximum(inverse, TINY, out=inverse)
        np.reciprocal(inverse, inverse)
        self._shown = e
        if self._mask is not None:
            self._shown = self._scratch("shown", e.shape, np.float32)
            self._mask.draw()
            np.multiply(e, self._mask.values, self._shown)
        np.matmul(self._shown, self._value, self._gathered)
        np.multiply(self._gathered, inverse[..., None], self._gathered)

    def backward(self, dy: Array, d_parts: Array) -> None:
        """Write the gradients of queries, keys and values for that of what is gathered.

        ``dy`` is overwritten.
        """
        e, extent = self._e, self._extent
        de, work, along = self._de, self._work, self._along
        d_query, d_key, d_value = self._by_part(d_parts)
        d_gathered = extent.by_head(dy)
        np.multiply(d_gathered, self._inverse[..., None], d_gathered)
        np.multiply(dy, self._flat, work)
        size = extent.features // extent.heads
        work.reshape(-1, size).dot(self._ones[:size], along.reshape(-1))
        np.matmul(self._shown.swapaxes(2, 3), d_gathered, d_value)
        np.matmul(d_gathered, self._value.swapaxes(2, 3), de)
        if self._mask is not None:
            np.multiply(de, self._mask.values, de)
        np.subtract(de, along.swapaxes(1, 2)[..., None], de)
        np.multiply(de, e, de)
        np.matmul(de, self._key, d_query)
        np.matmul(de.swapaxes(2, 3), self._query, d_key)

    def _by_part(self, parts: Array) -> list[Array]:
        return [self._extent.by_head(part) for part in np.split(parts, 3, axis=1)]

    def _lower(self, there: Array | None) -> None:
        """Take the highest score that a step sees from all its scores."""
        e, top = self._e, self._inverse
        if self._causal:
            np.add(self._rows, self._hidden, self._rows)
        if there is not None:
            hidden = self._scratch("hidden_steps", there.shape, np.float32)
            np.subtract(np.float32(1), there, hidden)
            np.multiply(hidden, UNSEEN, hidden)
            np.add(e, hidden[:, None, None, :], e)
        np.maximum.reduce(e, axis=3, out=top)
        np.subtract(e, top[..., None], e)
