"""How weights start. The same seed always gives the same numbers."""

from __future__ import annotations

import math

import numpy as np

from nnstudio.core.layer import Array, Weight
from nnstudio.core.text import N_

INITIALIZERS: dict[str, str] = {
    "glorot_uniform": N_("Xavier/Glorot: uniform in ±√(6 / (fan_in + fan_out)); for sigmoid, tanh"),
    "he_normal": N_("He: normal with σ = √(2 / fan_in); for ReLU and its kin"),
    "normal": N_("Normal with a σ that you choose"),
    "uniform": N_("Uniform around zero with a σ that you choose"),
    "constant": N_("Every weight the same value, which you choose"),
    "zeros": N_("All zero: units of a layer then stay equal for ever"),
}


def initial_values(weight: Weight, rng: np.random.Generator) -> Array:
    """Return the starting values of a weight in float64, drawn from ``rng``.

    Sources: Glorot and Bengio 2010 (Xavier), He et al. 2015.

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
    raise KeyError(weight.initializer)
