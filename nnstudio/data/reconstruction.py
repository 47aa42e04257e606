"""Data that is its own target: what autoencoders learn from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Dataset, RawSamples
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.signature import Signature

NAME = "input"
"""What the target is called that is the sample itself."""


def reconstructing(data: Dataset) -> Dataset:
    """Return the data set with its samples as the first target, before those that it has.

    Raises
    ------
    UserError
        The samples are tokens, whose numbers mean nothing.
    """
    info = data.info
    if not can_reconstruct(info.signature):
        text = N_("Tokens cannot be given back as numbers. Choose data of numbers or pictures.")
        raise UserError(Text(text))

    def told(x: Array, y: Array) -> RawSamples:
        own = x.reshape(len(x), -1)
        # Class numbers are exact in float32; whole pictures as whole numbers of 64 bits are not cheap.
        kind = np.result_type(own, y if y.dtype.kind == "f" else np.float32)
        return x, np.concatenate([own, y.reshape(len(y), -1)], axis=1, dtype=kind)

    def read(split: str) -> RawSamples:
        return told(
            *((data.x_train, data.y_train) if split == "train" else (data.x_test, data.y_test))
        )

    signature = signature_of(info.signature)
    added = None if data.added is None else told(*data.added)
    return replace(data, info=replace(info, signature=signature), read=read, added=added)


def can_reconstruct(signature: Signature) -> bool:
    """Return whether samples can be their own target: the numbers of tokens mean nothing."""
    return not signature.tokens


def signature_of(signature: Signature) -> Signature:
    """Return the signature of data whose first target is the sample itself."""
    return replace(
        signature,
        task="regression",
        classes=(),
        targets=signature.input_shape[-1],
        target_name=NAME,
        target_shape=signature.input_shape,
        further=tuple(
            replace(target, name=target.name or "class") for target in signature.all_targets
        ),
    )


def filled_in(y: Array, plan: DataPlan) -> Array:
    """Return what the data says of some samples, where these are their own target as they are read.

    Gaps are filled as in the samples, and padding is what is scaled to the zeros that they have.

    Parameters
    ----------
    y
        As `reconstructing` gives it ``(n, numbers)``.
    """
    shape = plan.signature.input_shape
    if not plan.reconstruct or not (plan.fill or plan.signature.padded):
        return y
    y = y.copy()
    own = y[:, : size_of(shape)].reshape(len(y), -1, shape[-1])
    padding = ~own.any(axis=-1, keepdims=True)
    if plan.fill:
        np.copyto(own, np.array(plan.fill), "same_kind", where=np.isnan(own))
    if plan.signature.padded:
        np.copyto(own, np.array(plan.shift), "same_kind", where=padding)
    y[:, : size_of(shape)] = own.reshape(len(y), -1)
    return y


Fitted = tuple[tuple[float, ...], tuple[float, ...]]
"""A shift and a scale for each number, or one of each for all."""


def with_own_scaling(signature: Signature, inputs: Fitted, targets: Fitted) -> Fitted:
    """Return the scaling of all targets where the first is the sample itself: that of the inputs.

    Parameters
    ----------
    inputs
        How samples are scaled.
    targets
        How the targets behind the first are scaled, with anything in place of the first; empty:
        not at all.
    """
    shape = signature.input_shape
    numbers = size_of(shape)
    further = sum(size_of(t.shape) for t in signature.further if t.task == "regression")
    found = []
    for fitted, told, nothing in zip(inputs, targets, (0.0, 1.0), strict=True):
        per_pixel = len(fitted) > shape[-1]
        own = np.broadcast_to(np.array(fitted).reshape(shape if per_pixel else -1), shape)
        found.append((*own.ravel().tolist(), *(told[numbers:] or (nothing,) * further)))
    shifts, scales = found
    if len(set(shifts)) == len(set(scales)) == 1:
        return shifts[:1], scales[:1]
    return shifts, scales
