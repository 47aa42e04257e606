"""What computes the plain layers, and those in which branches come together."""

from __future__ import annotations

from nnstudio.export.pytorch.place import Place, writers
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.add import Add
from nnstudio.layers.average import Average
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.maximum import Maximum
from nnstudio.layers.multiply import Multiply
from nnstudio.layers.noise import Noise
from nnstudio.layers.output import Output
from nnstudio.layers.permute import Permute
from nnstudio.layers.prelu import PReLU
from nnstudio.layers.repeat import Repeat
from nnstudio.layers.reshape import Reshape
from nnstudio.layers.sampling import Sampling
from nnstudio.layers.spatial_dropout import SpatialDropout
from nnstudio.layers.subtract import Subtract


@writers(Input)
def _enter(layer: Input, at: Place) -> str:
    columns = at.node.columns
    return at.give("x" if columns is None else f"x[:, {list(columns)}]")


@writers(Output)
def _leave(layer: Output, at: Place) -> str:
    return at.give(at.either(), at.given_first())


@writers(Dense)
def _dense(layer: Dense, at: Place) -> str:
    bias = "" if layer.use_bias else ", bias=False"
    module = at.module(f"nn.Linear({at.shape[-1]}, {layer.units}{bias})")
    return at.give(f"{module}({at.last()})")


@writers(ActivationLayer)
def _activation(layer: ActivationLayer, at: Place) -> str:
    return at.give(at.either(), at.given_first())


@writers(Flatten)
def _flatten(layer: Flatten, at: Place) -> str:
    return at.give(f"{at.last()}.flatten(1)" if len(at.shape) > 1 else at.last())


@writers(Reshape)
def _reshape(layer: Reshape, at: Place) -> str:
    sizes = ", ".join(str(size) for size in at.node.shape)
    return at.give(f"{at.last()}.reshape(-1, {sizes})")


@writers(Permute)
def _permute(layer: Permute, at: Place) -> str:
    return at.give(f"{at.last()}.permute(0, {', '.join(map(str, layer.axes))})")


@writers(Repeat)
def _repeat(layer: Repeat, at: Place) -> str:
    return at.give(f"{at.last()}.unsqueeze(1).expand(-1, {layer.times}, -1)")


@writers(Embedding)
def _embedding(layer: Embedding, at: Place) -> str:
    at.need("LOOK_UP")
    module = at.module(f"nn.Embedding({layer.vocabulary}, {layer.units})")
    numbers = f"tokens({at.last()}, {layer.vocabulary})"
    found = f"{module}({numbers})"
    return at.give(f"{found} * ({numbers} != 0)[..., None]" if layer.mask_zero else found)


@writers(PReLU)
def _prelu(layer: PReLU, at: Place) -> str:
    slopes = 1 if layer.shared else at.shape[-1]
    return at.give(f"{at.module(f'nn.PReLU({slopes})')}({at.channels_first()})", first=True)


@writers(Dropout)
def _dropout(layer: Dropout, at: Place) -> str:
    return at.give(f"F.dropout({at.either()}, {layer.rate!r}, self.training)", at.given_first())


@writers(SpatialDropout)
def _spatial_dropout(layer: SpatialDropout, at: Place) -> str:
    function = f"F.dropout{len(at.shape) - 1}d"
    return at.give(f"{function}({at.channels_first()}, {layer.rate!r}, self.training)", first=True)


@writers(Noise)
def _noise(layer: Noise, at: Place) -> str:
    x = at.either()
    noisy = f"{x} + {layer.sigma!r} * torch.randn_like({x})"
    return at.give(f"{noisy} if self.training else {x}", at.given_first())


@writers(Sampling)
def _sampling(layer: Sampling, at: Place) -> str:
    at.need("SAMPLING")
    module = at.module(f"Sampling({layer.beta!r})")
    return at.give(f"{module}({at.last(0)}, {at.last(1)})")


@writers(Add)
def _add(layer: Add, at: Place) -> str:
    return _joined(at, " + ")


@writers(Subtract)
def _subtract(layer: Subtract, at: Place) -> str:
    return _joined(at, " - ")


@writers(Multiply)
def _multiply(layer: Multiply, at: Place) -> str:
    return _joined(at, " * ")


@writers(Average)
def _average(layer: Average, at: Place) -> str:
    xs, first = _alike(at)
    return at.give(f"({' + '.join(xs)}) / {len(xs)}", first)


@writers(Maximum)
def _maximum(layer: Maximum, at: Place) -> str:
    xs, first = _alike(at)
    largest = xs[0]
    for x in xs[1:]:
        largest = f"torch.maximum({largest}, {x})"
    return at.give(largest, first)


@writers(Concatenate)
def _concatenate(layer: Concatenate, at: Place) -> str:
    xs, first = _alike(at)
    rank = len(at.shape)
    axis = layer.axis_of(rank) + 1
    if first:
        axis = 1 if axis == rank else axis + 1
    return at.give(f"torch.cat([{', '.join(xs)}], {axis})", first)


def _joined(at: Place, sign: str) -> str:
    xs, first = _alike(at)
    return at.give(sign.join(xs), first)


def _alike(at: Place) -> tuple[list[str], bool]:
    """Return all inputs with their axes in the order of the first one's."""
    ports, first = range(len(at.node.sources)), at.given_first()
    return [at.channels_first(port) if first else at.last(port) for port in ports], first
