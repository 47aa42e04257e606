"""Samples that the user has drawn, behind those of the source."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import shape_text, size_of
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Dataset, RawSamples
from nnstudio.graph.data_plan import Drawing
from nnstudio.graph.signature import Signature


def can_add(signature: Signature) -> bool:
    """Return whether drawings can be samples: grey pictures of one class each."""
    targets = signature.all_targets
    shape = signature.raw_shape
    return (
        len(shape) == 2 and len(targets) == 1 and bool(targets[0].classes) and not targets[0].shape
    )


def drawing_of(pixels: Array, label: int) -> Drawing:
    """Return a drawing of pixels ``(height, width)``, uint8, of a class."""
    return Drawing(np.ascontiguousarray(pixels, np.uint8).tobytes(), label)


def pixels_of(drawing: Drawing, signature: Signature) -> Array:
    """Return the pixels ``(height, width)`` of a drawing, uint8.

    Raises
    ------
    UserError
        It is not of the shape of the data's samples.
    """
    shape = signature.raw_shape
    if len(drawing.pixels) != size_of(shape):
        text = N_(
            "A drawing that was added has {got} pixels, but the samples are {shape}. Remove what "
            "was added in the Try panel, or choose the data that it was drawn for."
        )
        raise UserError(Text(text, got=len(drawing.pixels), shape=shape_text(shape)))
    return np.frombuffer(drawing.pixels, np.uint8).reshape(shape)


def with_added(data: Dataset, drawings: tuple[Drawing, ...]) -> Dataset:
    """Return the data set with drawings as further samples to learn from.

    They are counted behind the source's own samples, whose numbers stay as they are.

    Raises
    ------
    UserError
        The samples are no grey pictures of one class each, or a drawing is not as they are.
    """
    if not drawings:
        return data
    signature = data.info.signature
    if not can_add(signature):
        text = N_(
            "Drawings can only be added to grey pictures of one class each. Remove what was added "
            "in the Try panel."
        )
        raise UserError(Text(text))
    labels = np.array([drawing.label for drawing in drawings], np.int64)
    classes = len(signature.classes)
    if labels.max() >= classes:
        text = N_(
            "A drawing that was added is of class number {got}, but there are {count} classes. "
            "Remove it in the Try panel."
        )
        raise UserError(Text(text, got=int(labels.max()), count=classes))
    pixels = np.stack([pixels_of(drawing, signature) for drawing in drawings])

    def read(split: str) -> RawSamples:  # what the data has read already is not read again
        return (data.x_train, data.y_train) if split == "train" else (data.x_test, data.y_test)

    return replace(data, read=read, added=(pixels, labels))
