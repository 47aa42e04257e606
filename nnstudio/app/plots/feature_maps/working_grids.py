"""The tables that show how one number of a map comes about, forwards or backwards."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnstudio.app.live.pictures import value_range
from nnstudio.app.plots.feature_maps.number_grid import (
    NumberGrid,
    decimals,
    power_of,
    with_power,
    written,
)
from nnstudio.core.layer import Array
from nnstudio.explain.adding_up import shown_sum
from nnstudio.explain.worked_pixel import WorkedPixel

translate = QCoreApplication.translate
Rows: TypeAlias = tuple[tuple[NumberGrid, ...], ...]
Bounds: TypeAlias = tuple[float, float]


def forward_grids(worked: WorkedPixel, channel: int, bounds: Bounds) -> Rows:
    """Return patch, kernel and products for one of the channels that are read.

    Parameters
    ----------
    bounds
        What the colours of the input span.
    """
    seen = _patch(worked, channel, bounds)
    if worked.kernel is None:
        return ((seen,),)
    weights = _signed(translate("WorkingPanel", "kernel"), worked.kernel, channel, "×")
    products = worked.products[:, :, channel]
    power = power_of(products)
    scaled = products / 10.0**power
    digits = decimals(scaled)
    shown, total = shown_sum(scaled.ravel().tolist(), float(scaled.sum()), digits)
    title = translate("WorkingPanel", "products, Σ {sum}").format(sum=written(total, digits))
    made = NumberGrid(
        with_power(title, power),
        products,
        _around_zero(worked.products),
        texts=tuple(written(value, digits) for value in shown),
        before="=",
    )
    return ((seen, weights, made),)


def backward_grids(worked: WorkedPixel, channel: int, bounds: Bounds) -> Rows:
    """Return where the gradient of the number goes: to the kernel and to the patch."""
    back, seen = worked.patch_share, _patch(worked, channel, bounds)
    if back is None:
        return ()
    if worked.kernel is None:
        power = power_of(back)
        title = with_power("dL/dx", power)
        given = NumberGrid(
            title,
            back[:, :, 0],
            _around_zero(back),
            worked.reach,
            marked=worked.winner,
            before="→",
            power=power,
        )
        return ((seen, given),)
    share = worked.kernel_share
    assert share is not None
    first = [seen, _signed(translate("WorkingPanel", "x · dL/dz"), share, channel, "→")]
    if worked.gradient is not None:
        title = translate("WorkingPanel", "whole dL/dw")
        first.append(_signed(title, worked.gradient, channel, "∈"))
    second = (
        _signed(translate("WorkingPanel", "kernel"), worked.kernel, channel, ""),
        _signed(translate("WorkingPanel", "w · dL/dz"), back, channel, "→", worked.reach),
    )
    return tuple(first), second


def contributions(worked: WorkedPixel, backward: bool) -> Array:
    """Return how much each channel matters: what it adds to z, or the size of its gradient."""
    if worked.kernel is None:
        return np.zeros(len(worked.channels))
    if not backward:
        return worked.sums
    share = worked.kernel_share
    return np.zeros(len(worked.channels)) if share is None else np.abs(share).sum(axis=(0, 1))


def _patch(worked: WorkedPixel, channel: int, bounds: Bounds) -> NumberGrid:
    values = worked.patch[:, :, channel]
    power = power_of(values)
    title = with_power(translate("WorkingPanel", "patch x"), power)
    return NumberGrid(title, values, bounds, worked.reach, marked=worked.winner, power=power)


def _signed(
    title: str, values: Array, channel: int, before: str, reach: Array | None = None
) -> NumberGrid:
    """Return a table in colours around zero that all channels share."""
    here = values[:, :, channel]
    power = power_of(here)
    titled = with_power(title, power)
    return NumberGrid(titled, here, _around_zero(values), reach, before=before, power=power)


def _around_zero(values: Array) -> Bounds:
    """Return bounds of diverging colours."""
    return value_range(np.append(values, -np.abs(values).max(initial=0.0) or -1.0))
