"""How weights start. The same seed always gives the same numbers."""

from __future__ import annotations

import math

import numpy as np

from nnstudio.core.layer import Array, Weight
from nnstudio.core.shapes import size_of
from nnstudio.core.text import N_

INITIALIZERS: dict[str, str] = {
    "glorot_uniform": N_("Xavier/Glorot: uniform in ±√(6 / (fan_in + fan_out)); for sigmoid, tanh"),
    "he_normal": N_("He: normal with σ = √(2 / fan_in); for ReLU and its kin"),
    "normal": N_("Normal with a σ that you choose"),
    "uniform": N_("Uniform around zero with a σ that you choose"),
    "constant": N_("Every weight the same value, which you choose"),
    "orthogonal": N_("Orthogonal: keeps the length of what passes; for recurrent weights"),
    "zeros": N_("All zero: units of a layer then stay equal for ever"),
}


def initial_values(weight: Weight, rng: np.random.Generator) -> Array:
    """Return the starting values of a weight in float64, drawn from ``rng``.

    Sources: Glorot and Bengio 2010 (Xavier), He et al. 2015, Saxe et al. 2013 (orthogonal).

    Raises
    ------
    KeyError
        The weight names an initialiser that does not exist.
    """
    if weight.initializer == "zeros":
        return np.zeros(weight.shape)
    if weight.initializer == "glorot_uniform":
        limit = math.sqrt(6.0 / (weight.fan_in + weight.fan_out))
        return rng.uniform(-limit, limit, weight.shape)
    if weight.initializer == "he_normal":
        return rng.normal(0.0, math.sqrt(2.0 / weight.fan_in), weight.shape)
    if weight.initializer == "uniform":
        limit = weight.sigma * math.sqrt(3.0)
        return rng.uniform(-limit, limit, weight.shape)
    if weight.initializer == "constant":
        parts = np.array(weight.values)
        return np.broadcast_to(parts.repeat(weight.shape[-1] // len(parts)), weight.shape).copy()
    if weight.initializer == "normal":
        return rng.normal(0.0, weight.sigma, weight.shape)
    if weight.initializer == "orthogonal":
        return _orthogonal(weight, rng)
    raise KeyError(weight.initializer)


def _orthogonal(weight: Weight, rng: np.random.Generator) -> Array:
    """Return orthonormal rows or columns; square blocks side by side, as of gates, each its own."""
    columns = weight.shape[-1]
    rows = size_of(weight.shape) // columns
    blocks = columns // rows if columns % rows == 0 else 1
    width = columns // blocks
    drawn = rng.normal(size=(blocks, max(rows, width), min(rows, width)))
    q, r = np.linalg.qr(drawn)
    # Without the signs of r the result would not be uniform among orthogonal matrices.
    q = q * np.sign(np.diagonal(r, axis1=1, axis2=2))[:, None]
    if rows < width:
        q = q.transpose(0, 2, 1)
    return q.transpose(1, 0, 2).reshape(weight.shape)
