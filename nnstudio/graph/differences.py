"""What two projects would learn differently, setting by setting, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Node, Project

NOT_LEARNED_FROM = ("epochs", "max_steps", "target_loss", "patience", "restore_best", "watch")
"""Settings that decide only how long a run is and which of its weights stay."""


@dataclass(frozen=True)
class Difference:
    """One setting, layer or wire in which two projects differ.

    ``before`` and ``after`` are what it is in each; None where there is no such thing.
    """

    owner: Text
    what: Text
    before: Text | None
    after: Text | None

    @property
    def text(self) -> Text:
        """The difference in a line, such as "Adam · learning rate: 0.1 → 0.01"."""
        values = {"owner": self.owner, "what": self.what}
        if self.before is None:
            return Text(N_("{owner}: only in the second"), **values)
        if self.after is None:
            return Text(N_("{owner}: only in the first"), **values)
        return Text(
            N_("{owner} · {what}: {before} → {after}"),
            before=self.before,
            after=self.after,
            **values,
        )


_CHANGED = Text(N_("one")), Text(N_("another"))


def differences(first: Project, second: Project, *, ends: bool = False) -> tuple[Difference, ...]:
    """Return in what two projects would learn differently; places and titles do not count.

    Parameters
    ----------
    ends
        Whether it counts when a run ends and which of its weights stay, too.
    """
    return (
        *_training(first, second, ends),
        *_layers(first, second),
        *_wires(first, second),
        *_data(first.data, second.data),
    )


def _training(first: Project, second: Project, ends: bool) -> Iterator[Difference]:
    one, two = first.training, second.training
    skipped = () if ends else NOT_LEARNED_FROM
    for name, title in (
        ("optimizer", Text(N_("Optimiser"))),
        ("schedule", Text(N_("Schedule"))),
        ("loss", Text(N_("Loss"))),
        ("clipping", Text(N_("Clipping"))),
    ):
        yield from _settings(title, getattr(one, name), getattr(two, name))
    yield from (d for d in _settings(Text(one.label), one, two, skipped))


def _settings(
    owner: Text, one: Settings, two: Settings, skipped: tuple[str, ...] = ()
) -> Iterator[Difference]:
    """Tell two kinds apart, or settings of the same kind."""
    if type(one) is not type(two):
        yield Difference(owner, Text(N_("kind")), Text(one.label), Text(two.label))
        return
    for key, info in type(one).params().items():
        a, b = getattr(one, key), getattr(two, key)
        if a != b and key not in skipped:
            yield Difference(owner, Text(info.label or key), _value(a), _value(b))


def _layers(first: Project, second: Project) -> Iterator[Difference]:
    one, two = first.graph.by_id, second.graph.by_id
    for node_id in dict.fromkeys((*one, *two)):
        a, b = one.get(node_id), two.get(node_id)
        owner = Text(node_id)
        if a is None or b is None:
            yield Difference(owner, Text(N_("layer")), _kind(a), _kind(b))
            continue
        yield from _settings(owner, a.layer, b.layer)
        if a.frozen != b.frozen:
            yield Difference(owner, Text(N_("frozen")), _value(a.frozen), _value(b.frozen))
        if a.shares != b.shares:
            what = Text(N_("weights of"))
            yield Difference(owner, what, Text(a.shares or "–"), Text(b.shares or "–"))


def _wires(first: Project, second: Project) -> Iterator[Difference]:
    one, two = set(first.graph.wires), set(second.graph.wires)
    common = set(first.graph.by_id) & set(second.graph.by_id)
    for node_id in sorted(common):
        before = sorted((w.port, w.source) for w in one if w.target == node_id)
        after = sorted((w.port, w.source) for w in two if w.target == node_id)
        if before != after:
            yield Difference(Text(node_id), Text(N_("reads")), _sources(before), _sources(after))


def _data(one: DataPlan, two: DataPlan) -> Iterator[Difference]:
    owner = Text(N_("Data"))
    a, b = one.source, two.source
    if a.dataset != b.dataset:
        yield Difference(owner, Text(N_("set")), Text(a.dataset), Text(b.dataset))
    elif a != b:
        yield Difference(owner, Text(N_("source")), *_CHANGED)
    elif one != two:
        yield Difference(owner, Text(N_("preparation")), *_CHANGED)


def _kind(node: Node | None) -> Text | None:
    return None if node is None else Text(node.layer.label)


def _sources(wires: list[tuple[int, str]]) -> Text:
    return Text(", ".join(source for _, source in wires) or "–")


def _value(value: object) -> Text:
    if isinstance(value, bool):
        return Text(N_("yes") if value else N_("no"))
    if isinstance(value, float):
        return Text(f"{value:g}")
    if isinstance(value, tuple):
        return Text(", ".join(f"{item:g}" for item in value))
    return Text(str(value))
