"""Optimisers, schedules and clipping in PyTorch."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from nnstudio.optimizers.adagrad import AdaGrad
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.adamw import AdamW
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.momentum import Momentum
from nnstudio.optimizers.nesterov import Nesterov
from nnstudio.optimizers.rmsprop import RMSProp
from nnstudio.optimizers.schedules.base import Schedule, WarmedSchedule
from nnstudio.optimizers.schedules.constant import ConstantSchedule
from nnstudio.optimizers.schedules.cosine import CosineSchedule
from nnstudio.optimizers.schedules.exponential import ExponentialSchedule
from nnstudio.optimizers.schedules.reduce_on_plateau import ReduceOnPlateau
from nnstudio.optimizers.schedules.step import StepSchedule
from nnstudio.optimizers.schedules.warm_up import WarmUpSchedule
from nnstudio.optimizers.sgd import SGD

RATE = "LEARNING_RATE"


def optimizer_source(optimizer: Optimizer) -> str:
    """Return the expression that makes the optimiser of ``weights``; KeyError: no words for it."""
    return f"torch.optim.{_OPTIMIZERS[type(optimizer)](optimizer)}"


def known_optimizer(optimizer: Optimizer) -> bool:
    """Return whether there are words for the optimiser."""
    return type(optimizer) in _OPTIMIZERS


def _moments(o: Any) -> str:
    return f"weights, {RATE}, betas=({o.beta1!r}, {o.beta2!r}), eps={o.epsilon!r}"


_OPTIMIZERS: dict[type[Optimizer], Callable[[Any], str]] = {
    SGD: lambda o: f"SGD(weights, {RATE})",
    Momentum: lambda o: f"SGD(weights, {RATE}, momentum={o.momentum!r})",
    Nesterov: lambda o: (
        f"SGD(weights, {RATE}, momentum={o.momentum!r}, nesterov={o.momentum > 0!r})"
    ),
    AdaGrad: lambda o: f"Adagrad(weights, {RATE}, eps={o.epsilon!r})",
    RMSProp: lambda o: f"RMSprop(weights, {RATE}, alpha={o.memory!r}, eps={o.epsilon!r})",
    Adam: lambda o: f"Adam({_moments(o)})",
    AdamW: lambda o: f"AdamW({_moments(o)}, weight_decay={o.weight_decay!r})",
}


def schedule_source(schedule: Schedule, higher: bool) -> str:
    """Return the function that gives the factor of the learning rate; KeyError: no words for it.

    Parameters
    ----------
    higher
        Whether what is watched should grow.
    """
    lines = _SCHEDULES[type(schedule)](schedule)
    if higher:
        lines = [
            line.replace("math.inf", "-math.inf").replace("< best * (1 -", "> best * (1 +")
            for line in lines
        ]
    warm = schedule.warmup_steps if isinstance(schedule, WarmedSchedule) else 0
    if warm:
        value = lines[-1].removeprefix("return ")
        lines[-1] = f"return min(1.0, step / {warm}) * ({value})"
    if any("epoch" in line for line in lines):
        lines.insert(0, "epoch = (step - 1) // steps_per_epoch  # how many are finished")
    body = "\n".join(f"    {line}" for line in lines)
    known = ("step", "steps_per_epoch", "total_steps", "history")
    used = ", ".join(name for name in known if re.search(rf"\b{name}\b", body))
    counted = ", counted from 1" if "step" in used.split(", ") else ""
    return f'''def factor({used}):
    """What the learning rate is multiplied by in a step{counted}."""
{body}
'''


def known_schedule(schedule: Schedule) -> bool:
    """Return whether there are words for the schedule."""
    return type(schedule) in _SCHEDULES


def _cosine(s: Any) -> list[str]:
    floor = f"{s.floor!r} + {1 - s.floor!r} * " if s.floor else ""
    return [
        "done = min(1.0, (step - 1) / total_steps)",
        f"return {floor}(1 + math.cos(math.pi * done)) / 2",
    ]


def _plateau(s: Any) -> list[str]:
    return [
        "best, waited, found = math.inf, 0, 1.0",
        "for value in history:  # what is watched, after each epoch",
        f"    if value < best * (1 - {s.improvement!r}):",
        "        best, waited = value, 0",
        "        continue",
        "    waited += 1",
        f"    if waited > {s.patience!r}:",
        f"        found, waited = max(found * {s.gamma!r}, {s.floor!r}), 0",
        "return found",
    ]


_SCHEDULES: dict[type[Schedule], Callable[[Any], list[str]]] = {
    ConstantSchedule: lambda s: ["return 1.0"],
    WarmUpSchedule: lambda s: [f"return min(1.0, step / {s.steps})"],
    StepSchedule: lambda s: [f"return {s.gamma!r} ** (epoch // {s.epochs})"],
    ExponentialSchedule: lambda s: [f"return {s.gamma!r} ** epoch"],
    CosineSchedule: _cosine,
    ReduceOnPlateau: _plateau,
}


def clipping_source(clipping: Clipping) -> list[str]:
    """Return the lines that limit the gradients of ``weights``; none where nothing does."""
    limit = repr(clipping.threshold)
    return {
        "none": [],
        "value": [f"nn.utils.clip_grad_value_(weights, {limit})"],
        "global_norm": [f"nn.utils.clip_grad_norm_(weights, {limit})"],
        "norm": [
            "for weight in weights:",
            f"    nn.utils.clip_grad_norm_([weight], {limit})",
        ],
    }[clipping.mode]
