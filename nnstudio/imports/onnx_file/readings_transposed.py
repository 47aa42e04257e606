"""Transposed convolutions, with a border cut off where the file's is none of ours."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.core.window import Window
from nnstudio.export.onnx_file.weight_forms import from_transposed_form
from nnstudio.imports.onnx_file.model import FileOp
from nnstudio.imports.onnx_file.reader import Reader, UnreadableError, reads
from nnstudio.imports.onnx_file.readings_parts import cropping
from nnstudio.imports.onnx_file.readings_windows import window_settings
from nnstudio.imports.onnx_file.settings import integer, integers, word
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.reshape import Reshape


@reads("ConvTranspose")
def transposed(r: Reader, op: FileOp) -> None:
    """Add a Conv2DTranspose; sequences are pictures of one row to it."""
    weight, bias = r.weight(op, 1), r.constant(op, 2)
    axes = weight.ndim - 2
    if axes not in (1, 2) or integer(op, "group", 1) != 1 or "output_shape" in op.settings:
        text = N_("NNStudio has it for sequences and pictures, without groups.")
        raise UnreadableError(Text(text))
    source = r.picture(r.flowing(op))
    strides = integers(op, "strides") or (1,) * axes
    dilations = integers(op, "dilations") or (1,) * axes
    pads = integers(op, "pads") or (0,) * 2 * axes
    beyond = integers(op, "output_padding") or (0,) * axes
    if axes == 1:
        weight = weight[:, :, None]
        strides, dilations, beyond = (1, *strides), (1, *dilations), (0, *beyond)
        pads = (0, pads[0], 0, pads[1])
        steps, channels = r.drawing.shapes[source]
        source = r.drawing.add(Reshape(shape=f"1 {steps} {channels}"), [source])
    if any(not 0 <= more < max(stride, 2) for more, stride in zip(beyond, strides, strict=True)):
        raise UnreadableError(Text(N_("Its borders are none that NNStudio knows for it.")))
    window = Window((weight.shape[2], weight.shape[3]), strides, "valid", dilations)
    auto = word(op, "auto_pad", "NOTSET")
    if auto == "VALID":
        pads = (0, 0, 0, 0)
    elif auto != "NOTSET":
        raise UnreadableError(Text(N_("Its borders are none that NNStudio knows for it.")))
    node = _made(r, op, source, from_transposed_form(weight), bias, window, pads, beyond)
    if axes == 1:
        _, steps, channels = r.drawing.shapes[node]
        node = r.drawing.add(Reshape(shape=f"{steps} {channels}"), [node])
    r.give(op, r.channels_first(node))


def _made(
    r: Reader,
    op: FileOp,
    source: str,
    weight: Array,
    bias: Array | None,
    window: Window,
    pads: tuple[int, ...],
    beyond: tuple[int, ...],
) -> str:
    shape = r.drawing.shapes[source]
    rest = tuple(max(s - e, 0) for s, e in zip(window.strides, window.extent, strict=True))
    own = {} if bias is None else {"bias": bias}
    for padding in ("same", "valid"):
        settings = window_settings(window, padding)
        layer = Conv2DTranspose(filters=weight.shape[3], use_bias=bias is not None, **settings)
        borders = layer.window.borders(layer.output_shape(shape)[:-1])
        sides = (*(before for before, _ in borders), *(after for _, after in borders))
        if pads == sides and beyond == rest:
            return r.drawing.add(layer, [source], {"weight": weight, **own}, op.inputs[1:])
    # More rows and columns of zeros in the kernel make what is larger; the rest is cut off.
    more = [(0, max(b - p, 0)) for b, p in zip(beyond, pads[2:], strict=True)]
    weight = np.pad(weight, [*more, (0, 0), (0, 0)])
    window = Window((weight.shape[0], weight.shape[1]), window.strides, "valid", window.dilation)
    layer = Conv2DTranspose(
        filters=weight.shape[3], use_bias=bias is not None, **window_settings(window, "valid")
    )
    node = r.drawing.add(layer, [source], {"weight": weight, **own})
    cut = {i: (pads[i], max(pads[i + 2] - beyond[i], 0)) for i in (0, 1)}
    if not any(map(any, cut.values())):
        return node
    cutting, sources, ones = cropping(r.drawing.shapes[node], cut, [node])
    text = N_(
        "{place} ({kind}) leaves out a border; a frozen layer of ones and zeros does so here."
    )
    r.notes.append(Text(text, place=op.name, kind=op.kind))
    return r.drawing.add(cutting, sources, ones, frozen=True)
