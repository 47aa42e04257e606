"""What a network says of samples, as people read it."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model

CHUNK = 256


def answers(model: Model, x: Array) -> dict[str, Array]:
    """Return what each output gives for prepared samples ``(n, *input_shape)``, by its name.

    Classes come as probabilities, numbers in the units of the data.
    """
    outputs = model.plan.outputs
    # Large numbers that differ little have more digits than float32.
    dtypes = {o.name: np.float64 if o.scale else model.dtype for o in outputs}
    found = {o.name: np.empty((len(x), *o.shape), dtypes[o.name]) for o in outputs}
    for start in range(0, len(x), CHUNK):
        done = model.forward(x[start : start + CHUNK])
        for o in outputs:
            found[o.name][start : start + CHUNK] = o.in_own_units(done.outputs[o.node])
    return found
