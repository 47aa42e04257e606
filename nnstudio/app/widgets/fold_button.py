"""The line with a chevron on which a click shows or hides what is below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from nnstudio.app.style.icons import icon


class FoldButton(QToolButton):
    """A title that is checked while what belongs to it is shown; Space and Enter work, too."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sectionHeader")
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(12, 12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(self._turn)
        self.set_title(title)
        self._turn(False)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.setText(title)
        self.setAccessibleName(title)

    def _turn(self, open_: bool) -> None:
        self.setIcon(icon("chevron-down" if open_ else "chevron-right", "muted"))
