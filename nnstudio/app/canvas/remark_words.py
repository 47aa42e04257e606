"""What moving several kinds of things at once is called."""

from __future__ import annotations

from collections.abc import Collection

from nnstudio.app.canvas.naming import move_label
from nnstudio.app.remark_names import remark_label
from nnstudio.core.text import N_, Text
from nnstudio.graph.project import Project


def move_things_label(project: Project, ids: Collection[str]) -> Text:
    """Return the name of moving nodes, frames and notes."""
    remarks = [i for i in ids if i in project.graph.remarks_by_id]
    if len(remarks) == len(ids):
        return remark_label("move", project, remarks)
    if remarks:
        return Text(N_("Move {count} things"), count=len(ids))
    return move_label(project, ids)
