"""Functions of `keras.ops` that are layers here, and single steps of sequences."""

from __future__ import annotations

from nnstudio.core.text import N_, Text
from nnstudio.imports.cutting import cut_steps
from nnstudio.imports.keras_file.config import NotTakenError
from nnstudio.imports.keras_file.taken import Found, Piece, Taken, plain, reads
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.flatten import Flatten


def _function(found: Found, name: str) -> Taken:
    return plain(ActivationLayer(activation=name), masked=found.masked and name != "sigmoid")


@reads("Relu")
def _relu(found: Found) -> Taken:
    return _function(found, "relu")


@reads("Sigmoid")
def _sigmoid(found: Found) -> Taken:
    return _function(found, "sigmoid")


@reads("Tanh")
def _tanh(found: Found) -> Taken:
    return _function(found, "tanh")


@reads("Silu")
def _silu(found: Found) -> Taken:
    return _function(found, "silu")


@reads("GetItem")
def _part(found: Found) -> Taken:
    """Take one step of a sequence, as by ``x[:, -1]``."""
    place = _step(found.args[1] if len(found.args) > 1 else found.told.get("key"))
    if found.shape is None or len(found.shape) != 2:
        raise NotTakenError(Text(N_("of tensors one step of a sequence alone can be taken")))
    steps, channels = found.shape
    place = place + steps if place < 0 else place
    if not 0 <= place < steps:
        raise NotTakenError(Text(N_("of tensors one step of a sequence alone can be taken")))
    layer, kernel = cut_steps(channels, (place, steps - place - 1))
    note = Text(N_("a frozen layer of ones and zeros takes the step here"))
    return Taken((Piece(layer, {"weight": kernel}, frozen=True), Piece(Flatten())), (note,))


def _step(value: object) -> int:
    """Return the number of the step that is taken of all samples and features."""
    items: object = value
    if isinstance(value, dict):
        items = value.get("items", value.get("config"))
    match items:
        case [whole, int(place)] if _is_whole(whole):
            return place
        case [whole, int(place), also] if _is_whole(whole) and _is_whole(also):
            return place
    raise NotTakenError(Text(N_("of tensors one step of a sequence alone can be taken")))


def _is_whole(value: object) -> bool:
    """Return whether it is what stands for ``:``."""
    if not isinstance(value, dict):
        return False
    inner = value.get("config", value)
    settings = inner if isinstance(inner, dict) else value
    return all(settings.get(key) is None for key in ("start", "stop", "step"))
