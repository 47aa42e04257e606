"""What computes layers that read sequences, and those that normalise."""

from __future__ import annotations

from nnstudio.activations import make_activation
from nnstudio.core.recurrent import Recurrent
from nnstudio.export.pytorch.place import ACTIVATIONS, Place, writers
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.gru import GRU
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from nnstudio.layers.positional_encoding import PositionalEncoding
from nnstudio.layers.simple_rnn import SimpleRNN

_KINDS: dict[type[Recurrent], str] = {SimpleRNN: "RNN", LSTM: "LSTM", GRU: "GRU"}
_OF_PYTORCH = ("tanh", "relu")
"""The activations that PyTorch's plain recurrent layer has."""


@writers(SimpleRNN, LSTM, GRU)
def _recurrent(layer: Recurrent, at: Place) -> str:
    activation = layer.activation if isinstance(layer, SimpleRNN) else "tanh"
    dropped = layer.dropout or layer.recurrent_dropout
    if dropped or layer.truncate or layer.mask_zeros or activation not in _OF_PYTORCH:
        return _stepwise(layer, at, activation)
    kind, sizes = _KINDS[type(layer)], f"{at.shape[1]}, {layer.units}"
    options = "" if layer.use_bias else ", bias=False"
    options += ", bidirectional=True" if layer.direction == "both" else ""
    options += ", nonlinearity='relu'" if activation == "relu" else ""
    module = at.module(f"nn.{kind}({sizes}, batch_first=True{options})")
    turned = layer.direction == "backward"
    read = f"{module}({at.last()}{'.flip(1)' if turned else ''})"
    if layer.return_sequences:
        return at.give(f"{read}[0].flip(1)" if turned else f"{read}[0]")
    if layer.direction != "both":
        return at.give(f"{read}[0][:, -1]")
    states = f"{read}[1][0]" if kind == "LSTM" else f"{read}[1]"
    return at.give(f"torch.cat(tuple({states}), -1)")


def _stepwise(layer: Recurrent, at: Place, activation: str) -> str:
    """Return what reads the sequence with settings that PyTorch's own layer does not have."""
    kind = _KINDS[type(layer)]
    at.need("STEPWISE")
    at.need(f"STEPWISE_{kind}")
    options = {
        "bias": (layer.use_bias, True),
        "sequences": (layer.return_sequences, False),
        "direction": (layer.direction, "forward"),
        "truncate": (layer.truncate, 0),
        "mask": (layer.mask_zeros, False),
        "dropout": (layer.dropout, 0.0),
        "recurrent_dropout": (layer.recurrent_dropout, 0.0),
    }
    given = [f"{at.shape[1]}, {layer.units}"]
    given += [f"{key}={value!r}" for key, (value, usual) in options.items() if value != usual]
    if isinstance(layer, SimpleRNN) and activation != "tanh":
        function = make_activation(activation, layer.negative_slope)
        if activation == "step":
            at.need("STEP")
        slope = getattr(function, "negative_slope", 0.0)
        given.append(f"activation=lambda z: {ACTIVATIONS[activation].format(z='z', slope=slope)}")
    module = at.module(f"Stepwise{kind}({', '.join(given)})")
    return at.give(f"{module}({at.last()})")


@writers(MultiHeadAttention)
def _attention(layer: MultiHeadAttention, at: Place) -> str:
    at.need("SELF_ATTENTION")
    options = "" if layer.use_bias else ", bias=False"
    options += ", causal=True" if layer.causal else ""
    options += ", mask=True" if layer.mask_zeros else ""
    options += f", dropout={layer.dropout!r}" if layer.dropout else ""
    module = at.module(f"SelfAttention({at.shape[1]}, {layer.heads}{options})")
    return at.give(f"{module}({at.last()})")


@writers(PositionalEncoding)
def _positional_encoding(layer: PositionalEncoding, at: Place) -> str:
    x = at.last()
    if layer.kind == "learned":
        steps, features = at.shape
        places = at.module(f"nn.Parameter(0.02 * torch.randn({steps}, {features}))")
    else:
        at.need("WAVES")
        places = f"waves({x})"
    if not layer.mask_zeros:
        return at.give(f"{x} + {places}")
    at.need("THERE")
    return at.give(f"{x} + {places} * there({x})")


@writers(LayerNorm)
def _layer_norm(layer: LayerNorm, at: Place) -> str:
    module = at.module(f"nn.LayerNorm({at.shape[-1]}, eps={layer.epsilon!r})")
    return at.give(f"{module}({at.last()})")


@writers(BatchNorm)
def _batch_norm(layer: BatchNorm, at: Place) -> str:
    kind = f"BatchNorm{max(1, len(at.shape) - 1)}d"
    channels, places = at.shape[-1], at.shape[:-1]
    own = "nn."
    if all(size == 1 for size in places):
        at.need("BATCH_NORM", kind=kind)
        own = ""
    options = f"eps={layer.epsilon!r}, momentum={layer.momentum!r}"
    module = at.module(f"{own}{kind}({channels}, {options})")
    return at.give(f"{module}({at.channels_first()})", first=True)
