"""Layers that read a sequence step by step.

What ONNX has an operator for is written as that; skipping steps in the middle of a sequence, and
activations that its RNN does not know, as a Scan over the cell.
"""

from __future__ import annotations

from nnstudio.activations import make_activation
from nnstudio.core.recurrent import Recurrent
from nnstudio.export.onnx_file.activations import activate
from nnstudio.export.onnx_file.builder import Builder
from nnstudio.export.onnx_file.layers_core import steps_there
from nnstudio.export.onnx_file.layout import Layout
from nnstudio.export.onnx_file.operator import Attribute, Body
from nnstudio.export.onnx_file.weight_forms import recurrent_forms
from nnstudio.export.onnx_file.words import writers
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.simple_rnn import SimpleRNN

KINDS = {"LSTM": "LSTM", "GRU": "GRU", "SimpleRNN": "RNN"}
"""Our layers and the operators."""
ACTIVATIONS: dict[str, tuple[str, tuple[float, ...], tuple[float, ...]]] = {
    "linear": ("Affine", (1.0,), (0.0,)),
    "relu": ("Relu", (), ()),
    "tanh": ("Tanh", (), ()),
    "sigmoid": ("Sigmoid", (), ()),
    "hard_sigmoid": ("HardSigmoid", (1 / 6,), (0.5,)),
    "elu": ("Elu", (1.0,), ()),
}
"""What RNN calls the activations it knows, with their alpha and beta."""
DIRECTIONS = {"forward": "forward", "backward": "reverse", "both": "bidirectional"}


@writers(SimpleRNN)
def simple_rnn(g: Builder, layer: SimpleRNN) -> None:
    """Write an RNN, or a Scan where it does not know the activation."""
    known = dict(ACTIVATIONS, leaky_relu=("LeakyRelu", (layer.negative_slope,), ()))
    if layer.mask_zeros or layer.activation not in known:
        _scan(g, layer)
        return
    cells = len(layer.readings)
    name, alpha, beta = known[layer.activation]
    attributes: dict[str, Attribute] = {"activations": (name,) * cells}
    if alpha:
        attributes["activation_alpha"] = alpha * cells
    if beta:
        attributes["activation_beta"] = beta * cells
    _operator(g, layer, attributes)


@writers(LSTM)
def lstm(g: Builder, layer: LSTM) -> None:
    """Write an LSTM."""
    if layer.mask_zeros:
        _scan(g, layer)
    else:
        _operator(g, layer, {})


@writers(GRU)
def gru(g: Builder, layer: GRU) -> None:
    """Write a GRU whose reset gate acts after the product."""
    if layer.mask_zeros:
        _scan(g, layer)
    else:
        _operator(g, layer, {"linear_before_reset": 1})


def _operator(g: Builder, layer: Recurrent, attributes: dict[str, Attribute]) -> None:
    cells = [
        {name: value for name, value in g.weights_of(prefix).items() if "backward" not in name}
        for prefix, _ in layer.readings
    ]
    forms = recurrent_forms(layer.name, cells)
    weights = [g.own_form(name, forms[name].copy) for name in forms]
    every, last = g.split(
        KINDS[layer.name],
        2,
        g.take(Layout.TIME),
        *weights,
        hidden_size=layer.units,
        direction=DIRECTIONS[layer.direction],
        **attributes,
    )
    if layer.return_sequences and len(cells) == 1:
        g.done(g.op("Squeeze", every, g.whole(1)), Layout.TIME)  # (steps, 1, batch, units)
    elif layer.return_sequences:
        beside = g.op("Transpose", every, perm=(2, 0, 1, 3))
        g.done(g.op("Reshape", beside, g.whole(0, 0, len(cells) * layer.units)))
    elif len(cells) == 1:
        g.done(g.op("Squeeze", last, g.whole(0)))  # (1, batch, units)
    else:
        beside = g.op("Transpose", last, perm=(1, 0, 2))
        g.done(g.op("Reshape", beside, g.whole(0, len(cells) * layer.units)))


# ---- as a Scan ----


def _scan(g: Builder, layer: Recurrent) -> None:
    x = g.take()
    there = steps_there(g, x) if layer.mask_zeros else ""
    outputs = [_reading(g, layer, prefix, turned, x, there) for prefix, turned in layer.readings]
    g.done(outputs[0] if len(outputs) == 1 else g.op("Concat", *outputs, axis=-1))


def _reading(g: Builder, layer: Recurrent, prefix: str, turned: bool, x: str, there: str) -> str:
    sums = g.op("MatMul", x, g.weight(f"{prefix}weight"))
    if layer.use_bias:
        sums = g.op("Add", sums, g.weight(f"{prefix}bias"))
    batch = g.op("Shape", x, start=0, end=1)
    empty = g.op("ConstantOfShape", g.op("Concat", batch, g.whole(layer.units), axis=0))
    scanned = [sums, *([there] if there else [])]
    count = len(layer.memory)
    found = g.split(
        "Scan",
        count + 1,
        *[empty] * count,
        *scanned,
        body=_body(g, layer, prefix, bool(there)),
        num_scan_inputs=len(scanned),
        scan_input_axes=(1,) * len(scanned),
        scan_input_directions=(int(turned),) * len(scanned),
        scan_output_axes=(1,),
        scan_output_directions=(int(turned),),
    )
    if not layer.return_sequences:
        return found[0]
    return g.op("Where", there, found[-1], g.number(0)) if there else found[-1]


def _body(g: Builder, layer: Recurrent, prefix: str, masked: bool) -> Body:
    """Return what is done at each step: the state before and the sums in, the state after out."""
    before = [g.name(f"{name}_before") for name in layer.memory]
    sums, counts = g.name("sums"), g.name("counts")
    g.begin_body()
    recalled = g.op("MatMul", before[0], g.weight(f"{prefix}recurrent_weight"))
    if isinstance(layer, GRU) and layer.use_bias:
        recalled = g.op("Add", recalled, g.weight(f"{prefix}recurrent_bias"))
    if isinstance(layer, LSTM):
        after = _lstm_cell(g, g.op("Add", sums, recalled), before[1])
    elif isinstance(layer, GRU):
        after = [_gru_cell(g, sums, recalled, before[0])]
    else:
        assert isinstance(layer, SimpleRNN)
        after = [_simple_cell(g, layer, g.op("Add", sums, recalled))]
    if masked:
        pairs = zip(after, before, strict=True)
        after = [g.op("Where", counts, new, old) for new, old in pairs]
    after = [g.op("Identity", tensor) for tensor in after]
    shown = g.op("Identity", after[0])
    inputs = [*((name, False) for name in before), (sums, False)]
    if masked:
        inputs.append((counts, True))
    return Body(tuple(inputs), g.end_body(), (*after, shown))


def _lstm_cell(g: Builder, z: str, c: str) -> list[str]:
    i, f, candidate, o = g.split("Split", 4, z, axis=1, num_outputs=4)
    kept = g.op("Mul", g.op("Sigmoid", f), c)
    new = g.op("Mul", g.op("Sigmoid", i), g.op("Tanh", candidate))
    c = g.op("Add", kept, new)
    return [g.op("Mul", g.op("Sigmoid", o), g.op("Tanh", c)), c]


def _gru_cell(g: Builder, p: str, r: str, h: str) -> str:
    of_inputs = g.split("Split", 3, p, axis=1, num_outputs=3)
    of_state = g.split("Split", 3, r, axis=1, num_outputs=3)
    reset, update = (
        g.op("Sigmoid", g.op("Add", a, b)) for a, b in zip(of_inputs[:2], of_state[:2], strict=True)
    )
    candidate = g.op("Tanh", g.op("Add", of_inputs[2], g.op("Mul", reset, of_state[2])))
    return g.op("Add", candidate, g.op("Mul", update, g.op("Sub", h, candidate)))


def _simple_cell(g: Builder, layer: SimpleRNN, z: str) -> str:
    return activate(g, make_activation(layer.activation, layer.negative_slope), z)
