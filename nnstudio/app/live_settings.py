"""What a running network can take over at once, and what has to wait until it is applied."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple, TypeVar

from nnstudio.core.settings import Settings
from nnstudio.graph.project import Project
from nnstudio.graph.training_plan import TrainingPlan

T = TypeVar("T", bound=Settings)
ALL_SAMPLES = 2**53
"""A batch size that no data set reaches."""


class LiveKey(NamedTuple):
    """A live setting; ``kind`` tells Adam's learning rate from that of another optimiser."""

    target: str
    kind: str
    setting: str


def live_settings(project: Project) -> dict[LiveKey, float]:
    """Return the values of everything that can be changed while a run goes on."""
    training = project.training
    owners: list[tuple[str, Settings]] = [("optimizer", training.optimizer)]
    owners += [("clipping", training.clipping)]
    owners += [(node.id, node.layer) for node in project.graph.nodes]
    # However batches are chosen, a run goes by how many samples a step takes.
    sizes = {"mini": training.batch_size, "full": ALL_SAMPLES, "single": 1}
    steps = {LiveKey("training", "training", "batch_size"): float(sizes[training.batch_mode])}
    kinds = {type(owner) for _, owner in owners}
    live = {kind: [k for k, info in kind.params().items() if info.live] for kind in kinds}
    return steps | {
        LiveKey(target, owner.name, key): getattr(owner, key)
        for target, owner in owners
        for key in live[type(owner)]
    }


def differs(running: Project, now: Project) -> bool:
    """Return whether a run of ``running`` no longer does what ``now`` says.

    Places, titles and live settings do not count, nor does the number of epochs.
    """
    return (
        _structure(running) != _structure(now)
        or running.data != now.data
        or _rules(running.training) != _rules(now.training)
    )


def _structure(project: Project) -> object:
    nodes = tuple((n.id, _without_live(n.layer), n.shares, n.frozen) for n in project.graph.nodes)
    return nodes, frozenset(project.graph.wires)


def _rules(plan: TrainingPlan) -> TrainingPlan:
    """Return what a run goes by, without what it may change on its way."""
    return dataclasses.replace(
        plan,
        epochs=1,
        batch_size=1,
        batch_mode="mini",
        optimizer=_without_live(plan.optimizer),
        clipping=_without_live(plan.clipping),
    )


def _without_live(owner: T) -> T:
    """Return a layer or an optimiser with its live settings as they are by default."""
    live = {k: type(owner).default_of(k) for k, p in type(owner).params().items() if p.live}
    return dataclasses.replace(owner, **live) if live else owner
