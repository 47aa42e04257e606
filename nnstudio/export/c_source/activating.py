"""Activation functions."""

from __future__ import annotations

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.export.c_source.function import Function
from nnstudio.export.c_source.source import NodeCode
from nnstudio.export.c_source.words import writers
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.prelu import PReLU

COPY = Function(
    "copy",
    """\
static void copy(const float *x, float *y, int n)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i];
}""",
)
SIGMOID = Function(
    "sigmoid",
    """\
static float sigmoid(float z)
{
    return 0.5f * tanhf(0.5f * z) + 0.5f;
}""",
)
_EACH = {
    "step": "z[i] >= 0.0f ? 1.0f : 0.0f",
    "sigmoid": "sigmoid(z[i])",
    "tanh": "tanhf(z[i])",
    "relu": "z[i] > 0.0f ? z[i] : 0.0f",
    "elu": "z[i] > 0.0f ? z[i] : expm1f(z[i])",
    "selu": "z[i] > 0.0f ? 1.05070099f * z[i] : 1.75809934f * expm1f(z[i])",
    "gelu": "z[i] * (0.5f + 0.5f * erff(0.707106781f * z[i]))",
    "silu": "z[i] * sigmoid(z[i])",
    "softplus": "(z[i] > 0.0f ? z[i] : 0.0f) + log1pf(expf(-fabsf(z[i])))",
    "hard_sigmoid": "fminf(fmaxf(z[i] / 6.0f + 0.5f, 0.0f), 1.0f)",
}
"""What each number becomes."""
_LEAKY_RELU = Function(
    "apply_leaky_relu",
    """\
static void apply_leaky_relu(float *z, int n, float slope)
{
    for (int i = 0; i < n; i++)
        z[i] = z[i] > 0.0f ? z[i] : slope * z[i];
}""",
)
_SOFTMAX = Function(
    "apply_softmax",
    """\
/* Each row of `width` numbers becomes shares of 1. */
static void apply_softmax(float *z, int n, int width)
{
    for (int row = 0; row < n; row += width, z += width) {
        float largest = z[0], sum = 0.0f;
        for (int i = 1; i < width; i++)
            largest = fmaxf(largest, z[i]);
        for (int i = 0; i < width; i++)
            sum += z[i] = expf(z[i] - largest);
        for (int i = 0; i < width; i++)
            z[i] /= sum;
    }
}""",
)
_CHANGES = {"leaky_relu": _LEAKY_RELU, "softmax": _SOFTMAX} | {
    name: Function(
        f"apply_{name}",
        f"""\
static void apply_{name}(float *z, int n)
{{
    for (int i = 0; i < n; i++)
        z[i] = {each};
}}""",
        (SIGMOID,) if "sigmoid(" in each else (),
    )
    for name, each in _EACH.items()
}
ACTIVATIONS = ("linear", *_CHANGES)
"""What there is C code for."""
_PRELU = Function(
    "prelu",
    """\
static void prelu(const float *x, const float *slope, float *y, int n, int slopes)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] > 0.0f ? x[i] : slope[i % slopes] * x[i];
}""",
)


def activation_function(name: str) -> Function | None:
    """Return what changes numbers where they lie; None where they stay as they are."""
    return _CHANGES.get(name)


def activate_output(c: NodeCode, layer: ActivatedLayer, y: str) -> None:
    """Apply the activation of a layer to its output."""
    name, function = layer.activation, activation_function(layer.activation)
    further: tuple[float, ...] = ()
    if name == "leaky_relu":
        further = (float(layer.negative_slope),)
    elif name == "softmax":
        further = (c.node.shape[-1],)
    if function is not None:
        c.call(function, y, c.size, *further)


@writers(ActivationLayer)
def _write_activation(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, ActivationLayer)
    y = c.y_or_x
    if y != c.x:
        c.call(COPY, c.x, y, c.size)
    activate_output(c, layer, y)


@writers(PReLU)
def _write_prelu(c: NodeCode) -> None:
    c.call(_PRELU, c.x, c.weight("slope"), c.y_or_x, c.size, c.values("slope").size)
