"""What the window of weights does to them: each is one edit that can be undone."""

from __future__ import annotations

from collections.abc import Mapping

from nnstudio.app.session import Session
from nnstudio.app.weight_editor.cell_text import full_text
from nnstudio.app.weight_editor.weight_slice import Cell, WeightSlice
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.weight_edits import (
    copied_weights,
    node_weights,
    present_checkpoint,
    starting_weights,
    with_weights,
)
from nnstudio.engine.weights import WeightKey


def set_cells(
    session: Session, node_id: str, name: str, plane: WeightSlice, values: Mapping[Cell, float]
) -> None:
    """Write numbers into cells of a plane of a weight; nothing where all of them are there."""
    weight = node_weights(session.analysis, session.checkpoint, node_id)[name]
    changed = plane.changed(weight, values)
    if bool((changed == weight).all()):
        return
    if len(values) == 1:
        ((cell, value),) = values.items()
        place = ", ".join(str(i) for i in plane.index_of(cell))
        label = Text(
            N_("Set {node} {weight} [{place}] to {value}"),
            node=node_id,
            weight=Text(name),
            place=place,
            value=full_text(value),
        )
    else:
        label = Text(
            N_("Set {count} numbers of {node} {weight}"),
            count=len(values),
            node=node_id,
            weight=Text(name),
        )
    _adopt(session, label, {(node_id, name): changed})


def reset_layer(session: Session, node_id: str) -> None:
    """Give a layer the weights again with which it starts."""
    label = Text(N_("Reset {node} to its starting weights"), node=node_id)
    _adopt(session, label, starting_weights(session.analysis, [node_id]))


def reset_all(session: Session) -> None:
    """Give all layers the weights again with which they start."""
    analysis = session.analysis
    label = Text(N_("Reset all layers to their starting weights"))
    _adopt(session, label, starting_weights(analysis, analysis.order))


def copy_from(session: Session, donor: str, node_id: str) -> None:
    """Give a layer the weights of another one, which must have the same shapes."""
    label = Text(N_("Copy the weights of {donor} to {node}"), donor=donor, node=node_id)
    present = present_checkpoint(session.analysis, session.checkpoint)
    _adopt(session, label, copied_weights(present, donor, node_id))


def _adopt(session: Session, label: Text, changes: Mapping[WeightKey, Array]) -> None:
    present = present_checkpoint(session.analysis, session.checkpoint)
    session.adopt(label, with_weights(present, changes))
