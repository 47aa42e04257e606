"""How frames and notes, and the edits of them, are named in menus and to screen readers."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from nnstudio.core.text import N_, Text
from nnstudio.graph.project import Project, Remark

translate = QCoreApplication.translate

_LABELS = {
    "move": (N_("Move a frame"), N_("Move a note"), N_("Move {count} frames and notes")),
    "resize": (N_("Resize a frame"), N_("Resize a note"), N_("Resize {count} frames and notes")),
    "write": (N_("Rename a frame"), N_("Write a note"), N_("Write {count} frames and notes")),
    "color": (N_("Tint a frame"), N_("Tint a note"), N_("Tint {count} frames and notes")),
    "delete": (N_("Delete a frame"), N_("Delete a note"), N_("Delete {count} frames and notes")),
}
_LONGEST_SAID = 300


def remark_label(verb: str, project: Project, remark_ids: Collection[str]) -> Text:
    """Return the name of an edit of frames and notes.

    Parameters
    ----------
    verb
        ``"move"``, ``"resize"``, ``"write"``, ``"color"`` or ``"delete"``.
    """
    frame, note, several = _LABELS[verb]
    if len(remark_ids) > 1:
        return Text(several, count=len(remark_ids))
    remark = project.graph.remarks_by_id[next(iter(remark_ids))]
    return Text(frame if remark.kind == "frame" else note)


def kind_name(remark: Remark) -> str:
    """Return what a frame or note is called in the user's language."""
    if remark.kind == "note":
        return translate("Remark", "Note")
    return translate("Remark", "Frame")


def spoken(remark: Remark) -> str:
    """Return what a screen reader says of a frame or note."""
    text = remark.text[:_LONGEST_SAID] or translate("Remark", "without text")
    return f"{kind_name(remark)}: {text}"
