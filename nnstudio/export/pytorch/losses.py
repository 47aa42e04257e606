"""The losses in PyTorch: what each says of one row of outputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nnstudio.losses.base import Loss
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.half_squared_error import HalfSquaredError
from nnstudio.losses.hinge import Hinge
from nnstudio.losses.huber import Huber
from nnstudio.losses.kl_divergence import KLDivergence
from nnstudio.losses.log_cosh import LogCosh
from nnstudio.losses.mean_absolute_error import MeanAbsoluteError
from nnstudio.losses.mean_squared_error import MeanSquaredError
from nnstudio.losses.sparse_categorical_crossentropy import SparseCategoricalCrossentropy

TINY = "torch.finfo(y.dtype).tiny"


def loss_source(loss: Loss, fused: bool) -> str:
    """Return the function that gives the loss of each row; KeyError where PyTorch has no words.

    Parameters
    ----------
    fused
        Whether the rows are logits, from which the loss begins.
    """
    lines = "\n".join(f"    {line}" for line in _LOSSES[type(loss)](loss, fused))
    what = "logits" if fused else "outputs"
    return f'''def {function_name(loss, fused)}(y, t):
    """The loss of each row of {what} y for its targets t."""
{lines}
'''


def function_name(loss: Loss, fused: bool) -> str:
    """Return what the loss is called in the script."""
    return loss.name if fused or not loss.activation else f"{loss.name}_of_outputs"


def known_loss(loss: Loss) -> bool:
    """Return whether there are words for the loss."""
    return type(loss) in _LOSSES


def _smoothed(loss: Any, t: str, classes: str) -> str:
    s = loss.label_smoothing
    return f"{t} * {1 - s!r} + {s!r} / {classes}" if s else t


def _categorical(loss: Any, fused: bool) -> list[str]:
    if fused:
        smooth = f", label_smoothing={loss.label_smoothing!r}" if loss.label_smoothing else ""
        return [f'return F.cross_entropy(y, t{smooth}, reduction="none")']
    t = _smoothed(loss, "t", "y.shape[-1]")
    return [f"t = {t}"] * bool(loss.label_smoothing) + [
        f"return -(t * y.clamp(min={TINY}).log()).sum(-1)"
    ]


def _sparse(loss: Any, fused: bool) -> list[str]:
    logs = "F.log_softmax(y, -1)" if fused else f"y.clamp(min={TINY}).log()"
    s = loss.label_smoothing
    found = f"each = -({logs}).gather(-1, t.long().clamp(min=0)[:, None])[:, 0]"
    if not s:
        return [found, "return each * (t >= 0)  # negative classes are ignored"]
    return [
        f"logs = {logs}",
        "each = -logs.gather(-1, t.long().clamp(min=0)[:, None])[:, 0]",
        f"each = {1 - s!r} * each - {s!r} * logs.mean(-1)",
        "return each * (t >= 0)  # negative classes are ignored",
    ]


def _binary(loss: Any, fused: bool) -> list[str]:
    name = "binary_cross_entropy_with_logits" if fused else "binary_cross_entropy"
    t = _smoothed(loss, "t", "2")
    return [f'return F.{name}(y, {t}, reduction="none").mean(-1)']


def _divergence(loss: Any, fused: bool) -> list[str]:
    logs = "F.log_softmax(y, -1)" if fused else f"y.clamp(min={TINY}).log()"
    return [f'return F.kl_div({logs}, t, reduction="none").sum(-1)']


def _hinge(loss: Any, fused: bool) -> list[str]:
    return ["signs = torch.where(t > 0, 1.0, -1.0)", "return F.relu(1 - signs * y).mean(-1)"]


def _log_cosh(loss: Any, fused: bool) -> list[str]:
    return ["d = y - t", "return (d + F.softplus(-2 * d) - math.log(2)).mean(-1)"]


_LOSSES: dict[type[Loss], Callable[[Any, bool], list[str]]] = {
    CategoricalCrossentropy: _categorical,
    SparseCategoricalCrossentropy: _sparse,
    BinaryCrossentropy: _binary,
    KLDivergence: _divergence,
    Hinge: _hinge,
    MeanSquaredError: lambda loss, fused: ["return (y - t).square().mean(-1)"],
    HalfSquaredError: lambda loss, fused: ["return (y - t).square().sum(-1) / 2"],
    MeanAbsoluteError: lambda loss, fused: ["return (y - t).abs().mean(-1)"],
    Huber: lambda loss, fused: [
        f'return F.huber_loss(y, t, delta={loss.delta!r}, reduction="none").mean(-1)'
    ],
    LogCosh: _log_cosh,
}
