"""What differs between two projects, so that a view redraws only its part."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.graph.project import Node, Project, Wire


@dataclass(frozen=True)
class Change:
    """The difference between two projects.

    ``changed`` lists nodes of which anything but the place differs; ``moved`` those whose place
    differs.
    """

    added: tuple[Node, ...] = ()
    removed: tuple[Node, ...] = ()
    changed: tuple[Node, ...] = ()
    moved: tuple[Node, ...] = ()
    wires_added: tuple[Wire, ...] = ()
    wires_removed: tuple[Wire, ...] = ()
    remarks: bool = False
    groups: bool = False
    data: bool = False
    training: bool = False
    name: bool = False

    @property
    def structure(self) -> bool:
        """Whether what is computed differs, so that a running network no longer fits."""
        return bool(
            self.added
            or self.removed
            or self.changed
            or self.wires_added
            or self.wires_removed
            or self.data
        )


def diff(old: Project, new: Project) -> Change:
    """Return what has to change in a view of ``old`` to show ``new``."""
    if old is new:
        return Change()
    before, after = old.graph.by_id, new.graph.by_id
    rewired = old.graph.wires != new.graph.wires
    wires_before = set(old.graph.wires) if rewired else set()
    wires_after = set(new.graph.wires) if rewired else set()
    both = [(before[i], after[i]) for i in after if i in before and before[i] is not after[i]]
    return Change(
        added=tuple(n for i, n in after.items() if i not in before),
        removed=tuple(n for i, n in before.items() if i not in after),
        changed=tuple(n for o, n in both if _meaning(o) != _meaning(n)),
        moved=tuple(n for o, n in both if (o.x, o.y) != (n.x, n.y)),
        wires_added=tuple(w for w in new.graph.wires if rewired and w not in wires_before),
        wires_removed=tuple(w for w in old.graph.wires if rewired and w not in wires_after),
        remarks=old.graph.remarks != new.graph.remarks,
        groups=old.graph.groups != new.graph.groups,
        data=old.data != new.data,
        training=old.training != new.training,
        name=(old.name, old.notes) != (new.name, new.notes),
    )


def _meaning(node: Node) -> object:
    return node.layer, node.title, node.shares, node.frozen
