"""A part of a panel that can be folded away under its title."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from nnstudio.app.widgets.fold_button import FoldButton


class CollapsibleSection(QWidget):
    """Shows a title; a click, Space or Enter on it shows or hides what is below.

    Parameters
    ----------
    title
        The translated title.
    content
        What is shown while the section is open.
    expanded
        Whether it starts open.
    """

    expanded_changed = Signal(bool)

    def __init__(
        self, title: str, content: QWidget, expanded: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._header = FoldButton(title)
        self._header.setChecked(expanded)
        self._header.toggled.connect(self._on_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._header)
        column.addWidget(content)
        if not expanded:  # shown before the section is, all that it holds would be styled twice
            content.hide()

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._header.set_title(title)

    def is_expanded(self) -> bool:
        """Return whether the content is shown."""
        return self._header.isChecked()

    def set_expanded(self, expanded: bool) -> None:
        """Show or hide the content."""
        self._header.setChecked(expanded)

    def header(self) -> QToolButton:
        """Return the button with the title."""
        return self._header

    def _on_toggled(self, expanded: bool) -> None:
        self._content.setVisible(expanded)
        self.expanded_changed.emit(expanded)
