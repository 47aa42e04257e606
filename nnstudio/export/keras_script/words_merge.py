"""Merging and normalising, in the words of Keras."""

from __future__ import annotations

from nnstudio.core.layer import Layer
from nnstudio.export.keras_script.written import Place, Written, applied, merged, writers
from nnstudio.layers.add import Add
from nnstudio.layers.average import Average
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.maximum import Maximum
from nnstudio.layers.multiply import Multiply
from nnstudio.layers.subtract import Subtract


@writers(Add, Average, Maximum, Multiply, Subtract)
def _elementwise(layer: Layer, place: Place) -> Written:
    return merged(place, place.call(type(layer).name))


@writers(Concatenate)
def _concatenate(layer: Concatenate, place: Place) -> Written:
    axis = {} if layer.axis == "last" else {"axis": layer.axis_of(place.rank) + 1}
    return merged(place, place.call("Concatenate", **axis))


@writers(BatchNorm)
def _batch_norm(layer: BatchNorm, place: Place) -> Written:
    # The share of the running averages that stays, not of the newest batch.
    kept = round(1.0 - layer.momentum, 12)
    call = place.call("BatchNormalization", momentum=kept, epsilon=layer.epsilon)
    return applied(place, call, *place.w.values())


@writers(LayerNorm)
def _layer_norm(layer: LayerNorm, place: Place) -> Written:
    call = place.call("LayerNormalization", epsilon=layer.epsilon)
    return applied(place, call, *place.w.values())
