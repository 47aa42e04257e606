"""The words of a form: the name before a field, and choices that nobody explains."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from nnstudio.app.translate import tr_text
from nnstudio.core.settings import Param


def setting_label(name: str, info: Param, editor: QWidget, width: int) -> QLabel:
    """Return a label that stands on the line of an editor's text and leads to it."""
    label = QLabel(name)
    label.setToolTip(tr_text(info.help))
    label.setBuddy(editor)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setContentsMargins(0, 6, 0, 0)
    label.setMinimumWidth(width)
    return label


def plain_words(setting: str, choice: str) -> tuple[str, str]:
    """Return how a choice is written that nobody explains."""
    return tr_text(choice.replace("_", " ")), ""
