"""How weights start. The same seed always gives the same numbers."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from nnstudio.core.layer import Array, Weight
from nnstudio.core.text import N_

INITIALIZERS: dict[str, str] = {
    "glorot_uniform": N_("Xavier/Glorot: uniform in ±√(6 / (fan_in + fan_out)); for sigmoid, tanh"),
    "glorot_normal": N_("Xavier/Glorot, normal: σ = √(2 / (fan_in + fan_out)); for sigmoid, tanh"),
    "he_normal": N_("He: normal with σ = √(2 / fan_in); for ReLU and its kin"),
    "he_uniform": N_("He, uniform: in ±√(6 / fan_in); for ReLU and its kin"),
    "lecun_normal": N_("LeCun: normal with σ = √(1 / fan_in); for SELU and tanh"),
    "lecun_uniform": N_("LeCun, uniform: in ±√(3 / fan_in); for SELU and tanh"),
    "orthogonal": N_("Orthogonal: keeps lengths and angles, which helps recurrent networks"),
    "identity": N_("Identity: hands its input on unchanged at first"),
    "normal": N_("Normal with a σ that you choose"),
    "uniform": N_("Uniform around zero with a σ that you choose"),
    "constant": N_("Every weight the same value, which you choose"),
    "ones": N_("All one"),
    "zeros": N_("All zero: units of a layer then stay equal for ever"),
}


RULES: dict[str, tuple[str, str]] = {
    "glorot_uniform": (
        r"w \sim U(-a, a), \quad a = \sqrt{\frac{6}{n_{in} + n_{out}}}",
        "Glorot and Bengio 2010",
    ),
    "glorot_normal": (
        r"w \sim N(0, \sigma), \quad \sigma = \sqrt{\frac{2}{n_{in} + n_{out}}}",
        "Glorot and Bengio 2010",
    ),
    "he_normal": (
        r"w \sim N(0, \sigma), \quad \sigma = \sqrt{\frac{2}{n_{in}}}",
        "He et al. 2015",
    ),
    "he_uniform": (r"w \sim U(-a, a), \quad a = \sqrt{\frac{6}{n_{in}}}", "He et al. 2015"),
    "lecun_normal": (
        r"w \sim N(0, \sigma), \quad \sigma = \sqrt{\frac{1}{n_{in}}}",
        "LeCun et al. 1998, Efficient BackProp",
    ),
    "lecun_uniform": (
        r"w \sim U(-a, a), \quad a = \sqrt{\frac{3}{n_{in}}}",
        "LeCun et al. 1998, Efficient BackProp",
    ),
    "orthogonal": (r"W^T W = I", "Saxe, McClelland, Ganguli 2014"),
    "identity": (r"W = I", "Le, Jaitly, Hinton 2015"),
    "normal": (r"w \sim N(0, \sigma)", ""),
    "uniform": (r"w \sim U(-a, a), \quad a = \sqrt{3} \sigma", ""),
    "constant": (r"w = c", ""),
    "ones": (r"w = 1", ""),
    "zeros": (r"w = 0", ""),
}
"""By initialiser the rule in LaTeX's mathematics, and where it stands."""


def initial_values(weight: Weight, rng: np.random.Generator) -> Array:
    """Return the starting values of a weight in float64, drawn from ``rng``.

    Normal numbers are drawn as they come, as in PyTorch; Keras cuts their tails off. Sources:
    Glorot and Bengio 2010 (Xavier), He et al. 2015, LeCun et al. 1998 (Efficient BackProp), Saxe,
    McClelland, Ganguli 2014 (orthogonal), Le, Jaitly, Hinton 2015 (identity).

    Raises
    ------
    KeyError
        The weight names an initialiser that does not exist.
    """
    name, shape = weight.initializer, weight.shape
    if name in _LIMITS:
        limit = _LIMITS[name](weight)
        return rng.uniform(-limit, limit, shape)
    if name in _DEVIATIONS:
        return rng.normal(0.0, _DEVIATIONS[name](weight), shape)
    if name == "orthogonal":
        return _by_gates(weight, lambda rows, columns: _orthogonal(rows, columns, rng))
    if name == "identity":
        return _identity(weight)
    if name == "constant":
        parts = np.array(weight.values)
        return np.broadcast_to(parts.repeat(shape[-1] // len(parts)), shape).copy()
    if name == "ones":
        return np.ones(shape)
    if name == "zeros":
        return np.zeros(shape)
    raise KeyError(name)


_LIMITS: dict[str, Callable[[Weight], float]] = {
    "glorot_uniform": lambda weight: math.sqrt(6.0 / (weight.fan_in + weight.fan_out)),
    "he_uniform": lambda weight: math.sqrt(6.0 / weight.fan_in),
    "lecun_uniform": lambda weight: math.sqrt(3.0 / weight.fan_in),
    "uniform": lambda weight: weight.sigma * math.sqrt(3.0),
}

_DEVIATIONS: dict[str, Callable[[Weight], float]] = {
    "glorot_normal": lambda weight: math.sqrt(2.0 / (weight.fan_in + weight.fan_out)),
    "he_normal": lambda weight: math.sqrt(2.0 / weight.fan_in),
    "lecun_normal": lambda weight: math.sqrt(1.0 / weight.fan_in),
    "normal": lambda weight: weight.sigma,
}


def _by_gates(weight: Weight, block: Callable[[int, int], Array]) -> Array:
    """Return a weight as a matrix of all axes by the last, with a block of its own for each gate.

    Recurrent layers have the weights of several gates side by side: their ``fan_out`` says how
    many columns belong to one.
    """
    columns = weight.shape[-1]
    rows = math.prod(weight.shape[:-1])
    wide = weight.fan_out
    if len(weight.shape) != 2 or weight.fan_in != rows or not 0 < wide < columns or columns % wide:
        wide = columns
    blocks = [block(rows, wide) for _ in range(columns // wide)]
    return np.concatenate(blocks, axis=1).reshape(weight.shape)


def _orthogonal(rows: int, columns: int, rng: np.random.Generator) -> Array:
    """Return a matrix whose columns (or rows, if there are fewer) have length 1, at right angles."""
    q, r = np.linalg.qr(rng.normal(size=(max(rows, columns), min(rows, columns))))
    # Without this the signs would be those of the algorithm rather than evenly spread.
    q *= np.where(np.diagonal(r) < 0, -1.0, 1.0)
    return q if rows >= columns else q.T


def _identity(weight: Weight) -> Array:
    """Return ones where input and output number are equal; for kernels only in their centre."""
    if len(weight.shape) < 3:
        return _by_gates(weight, np.eye)
    values = np.zeros(weight.shape)
    centre = tuple((size - 1) // 2 for size in weight.shape[:-2])
    values[centre] = np.eye(weight.shape[-2], weight.shape[-1])
    return values
