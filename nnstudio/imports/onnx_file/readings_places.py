"""Global poolings, borders and enlargements."""

from __future__ import annotations

from dataclasses import replace

from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.imports.onnx_file.flowing import Flowing
from nnstudio.imports.onnx_file.model import FileOp
from nnstudio.imports.onnx_file.reader import Reader, UnreadableError, reads
from nnstudio.imports.onnx_file.readings_axes import axes_of
from nnstudio.imports.onnx_file.settings import decimal, integer, integers, word
from nnstudio.layers.global_average_pool1d import GlobalAveragePool1D
from nnstudio.layers.global_average_pool2d import GlobalAveragePool2D
from nnstudio.layers.global_max_pool1d import GlobalMaxPool1D
from nnstudio.layers.global_max_pool2d import GlobalMaxPool2D
from nnstudio.layers.up_sampling1d import UpSampling1D
from nnstudio.layers.up_sampling2d import UpSampling2D
from nnstudio.layers.zero_pad1d import ZeroPad1D
from nnstudio.layers.zero_pad2d import ZeroPad2D


@reads("GlobalAveragePool", "GlobalMaxPool")
def global_pool(r: Reader, op: FileOp) -> None:
    """Add a global pooling."""
    value = r.flowing(op)
    largest = op.kind == "GlobalMaxPool"
    _over(r, op, value, tuple(range(2, value.rank)), largest, keep=True)


@reads("ReduceMean", "ReduceMax")
def reduce(r: Reader, op: FileOp) -> None:
    """Add a global pooling over the axes of pictures or sequences."""
    value, axes = r.flowing(op), axes_of(r, op) or ()
    kept = bool(integer(op, "keepdims", 1))
    _over(r, op, value, tuple(sorted(value.axis(a) for a in axes)), op.kind == "ReduceMax", kept)


@reads("Pad")
def pad(r: Reader, op: FileOp) -> None:
    """Add a border of zeros."""
    given, fill, axes = r.constant(op, 1), r.constant(op, 2), r.constant(op, 3)
    amount = decimal(op, "value", 0.0) if fill is None else float(fill)
    pads = list(integers(op, "pads") or ()) if given is None else given.tolist()
    value = r.flowing(op)
    sides = {
        value.axis(int(axis)): (int(pads[i]), int(pads[i + len(pads) // 2]))
        for i, axis in enumerate(range(value.rank) if axes is None else axes.tolist())
    }
    sides = {axis: side for axis, side in sides.items() if any(side)}
    if not sides:
        r.give(op, value)
        return
    if word(op, "mode", "constant") != "constant" or amount or min(map(min, sides.values())) < 0:
        raise UnreadableError(Text(N_("NNStudio pads with zeros only.")))
    free = [axis for axis in range(1, value.rank) if axis not in sides]
    if value.groups[0] != (0,) or 0 in sides or not free or value.rank not in (3, 4):
        raise UnreadableError(Text(N_("NNStudio pads sequences and pictures, not channels.")))
    # The axis that gets nothing is that of the channels; where several get nothing, the first is.
    channels = free[0]
    order = [axis for axis in range(1, value.rank) if axis != channels]
    source = r.arranged(value, [*order, channels])
    around = [sides.get(axis, (0, 0)) for axis in order]
    layer = (
        ZeroPad1D(steps=around[0])
        if len(order) == 1
        else ZeroPad2D(rows=around[0], columns=around[1])
    )
    node = r.drawing.add(layer, [source])
    place = {0: 0, channels: value.rank - 1, **{axis: i for i, axis in enumerate(order, start=1)}}
    shape = r.drawing.shapes[node]
    r.give(op, Flowing.of(node, r.batch, shape, [place[i] for i in range(value.rank)]))


@reads("Resize", "Upsample")
def resize(r: Reader, op: FileOp) -> None:
    """Add an enlargement by whole numbers."""
    value = r.flowing(op)
    first = 1 if op.kind == "Upsample" else 2
    scales, sizes = r.constant(op, first), r.constant(op, 3)
    if scales is not None and scales.size:
        times = scales.tolist()
    elif sizes is not None and sizes.size == value.rank:
        times = [new / old for new, old in zip(sizes.tolist(), value.sizes, strict=True)]
    else:
        raise UnreadableError(Text(N_("By how much it enlarges is not known.")))
    whole = [round(number) for number in times]
    if whole[:2] != [1, 1] or any(abs(a - b) > 1e-6 for a, b in zip(times, whole, strict=True)):
        raise UnreadableError(Text(N_("NNStudio enlarges pictures by whole numbers.")))
    mode = word(op, "mode", "nearest")
    middle = word(op, "coordinate_transformation_mode", "half_pixel")
    rounding = word(op, "nearest_mode", "round_prefer_floor")
    plain = op.kind == "Upsample" or middle in ("half_pixel", "pytorch_half_pixel")
    plain = plain or (middle == "asymmetric" and (rounding == "floor" or max(whole) <= 2))
    blended = mode == "linear" and middle in ("half_pixel", "pytorch_half_pixel")
    source = r.picture(value)
    layer: Layer
    if mode == "nearest" and plain and value.rank == 3:
        layer = UpSampling1D(size=whole[2])
    elif value.rank == 4 and ((mode == "nearest" and plain) or blended):
        layer = UpSampling2D(
            size=(whole[2], whole[3]), interpolation="bilinear" if blended else "nearest"
        )
    else:
        raise UnreadableError(Text(N_("NNStudio knows it with other settings only.")))
    r.give(op, r.channels_first(r.drawing.add(layer, [source])))


def _over(
    r: Reader, op: FileOp, value: Flowing, axes: tuple[int, ...], largest: bool, keep: bool
) -> None:
    rest = [axis for axis in range(value.rank) if axis not in axes and 0 not in value.groups[axis]]
    if len(axes) not in (1, 2) or len(rest) != 1 or any(0 in value.groups[axis] for axis in axes):
        raise UnreadableError(Text(N_("NNStudio does that over all places of a feature map.")))
    source = r.arranged(value, [*axes, rest[0]])
    if len(axes) == 1:
        node = r.drawing.add(GlobalMaxPool1D() if largest else GlobalAveragePool1D(), [source])
    else:
        node = r.drawing.add(GlobalMaxPool2D() if largest else GlobalAveragePool2D(), [source])
    groups: list[tuple[int, ...]] = []
    for axis in range(value.rank):
        if axis in axes:
            groups += [()] if keep else []
        else:
            groups.append((1,) if axis == rest[0] else (0,))
    r.give(op, replace(Flowing.of(node, r.batch, r.drawing.shapes[node]), groups=tuple(groups)))
