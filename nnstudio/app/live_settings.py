"""What a running network can take over at once, and what has to wait until it is applied."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple, TypeVar

from nnstudio.core.layer import Settings
from nnstudio.graph.project import Project

T = TypeVar("T", bound=Settings)


class LiveKey(NamedTuple):
    """A live setting; ``kind`` tells Adam's learning rate from that of another optimiser."""

    target: str
    kind: str
    setting: str


def live_settings(project: Project) -> dict[LiveKey, float]:
    """Return the values of everything that can be changed while a run goes on."""
    owners: list[tuple[str, Settings]] = [("optimizer", project.training.optimizer)]
    owners += [(node.id, node.layer) for node in project.graph.nodes]
    return {
        LiveKey(target, owner.name, key): getattr(owner, key)
        for target, owner in owners
        for key, info in type(owner).params().items()
        if info.live
    }


def differs(running: Project, now: Project) -> bool:
    """Return whether a run of ``running`` no longer does what ``now`` says.

    Places, titles and live settings do not count, nor does the number of epochs.
    """
    before, after = running.training, now.training
    return (
        _structure(running) != _structure(now)
        or running.data != now.data
        or before.loss != after.loss
        or before.batch_size != after.batch_size
        or before.seed != after.seed
        or _without_live(before.optimizer) != _without_live(after.optimizer)
    )


def _structure(project: Project) -> object:
    nodes = tuple((n.id, _without_live(n.layer)) for n in project.graph.nodes)
    return nodes, frozenset(project.graph.wires)


def _without_live(owner: T) -> T:
    """Return a layer or an optimiser with its live settings as they are by default."""
    live = {k: type(owner).default_of(k) for k, p in type(owner).params().items() if p.live}
    return dataclasses.replace(owner, **live) if live else owner
