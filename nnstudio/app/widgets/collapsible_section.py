"""A part of a panel that can be folded away under its title."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.style.icons import icon


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
        self._header = QToolButton()
        self._header.setObjectName("sectionHeader")
        self._header.setCheckable(True)
        self._header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._header.setIconSize(QSize(12, 12))
        self._header.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._header.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._header.toggled.connect(self._on_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._header)
        column.addWidget(content)
        self.set_title(title)
        self._header.setChecked(expanded)
        self._show(expanded)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._header.setText(title)
        self._header.setAccessibleName(title)

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
        self._show(expanded)
        self.expanded_changed.emit(expanded)

    def _show(self, expanded: bool) -> None:
        self._content.setVisible(expanded)
        self._header.setIcon(icon("chevron-down" if expanded else "chevron-right", "muted"))
