"""One step of the preparation: a card that says in figures what it does, linked to the next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.app.widgets.fold_button import FoldButton

LABEL_WIDTH = 64
"""The least width of the names in the forms of steps, which have less room than others."""
_LINK, _PAD, _ICON = 10, 10, 16


class ChainStep(QWidget):
    """Shows a title and what the step does: in one line or, unfolded, with all figures and forms.

    Parameters
    ----------
    icon_name
        The name of an icon in resources/icons.
    content
        What is shown while the step is unfolded.
    expanded
        Whether it starts unfolded.
    """

    def __init__(
        self,
        icon_name: str,
        content: QWidget,
        expanded: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._content = icon_name, content
        self._active, self._linked = False, True
        self._header = FoldButton()
        self._header.toggled.connect(self._unfold)
        self._summary = QLabel()
        self._summary.setProperty("role", "muted")
        self._summary.setWordWrap(True)
        self._summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._summary.hide()
        head = QVBoxLayout()
        head.setContentsMargins(_ICON + 10, 0, 0, 0)
        head.addWidget(self._header)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, 4, _PAD, _PAD + _LINK)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._summary)
        column.addWidget(content)
        self._header.setChecked(expanded)
        content.setVisible(expanded)
        theme_signals.changed.connect(self.update)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._header.set_title(title)

    def set_summary(self, text: str, active: bool = True) -> None:
        """Say in figures what the step does; one that does nothing is quiet."""
        self._summary.setText(text)
        self._summary.setVisible(bool(text) and not self.is_expanded())
        self._header.setAccessibleDescription(text)
        if active != self._active:
            self._active = active
            self.update()

    def summary(self) -> str:
        """Return what the step does, in figures."""
        return self._summary.text()

    def set_linked(self, linked: bool) -> None:
        """Say whether another step follows."""
        self._linked = linked
        self.update()

    def is_expanded(self) -> bool:
        """Return whether the content is shown."""
        return self._header.isChecked()

    def set_expanded(self, expanded: bool) -> None:
        """Show or hide the content."""
        self._header.setChecked(expanded)

    def header(self) -> QToolButton:
        """Return the button with the title."""
        return self._header

    def _unfold(self, expanded: bool) -> None:
        """Show either the line of figures or all there is."""
        self._content.setVisible(expanded)
        self._summary.setVisible(bool(self._summary.text()) and not expanded)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -_LINK - 0.5)
        middle = _PAD + _ICON / 2
        if self._linked:
            painter.setPen(QPen(QColor(theme.border_strong), 2))
            painter.drawLine(int(middle), int(card.bottom()), int(middle), self.height())
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.raised if theme.is_dark else theme.canvas))
        painter.drawRoundedRect(card, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        color = theme.accent if self._active else theme.muted
        badge = QRectF(_PAD - 3, self._header.geometry().center().y() - 10, _ICON + 6, _ICON + 6)
        painter.setBrush(QColor(theme.tint(color, 0.14)))
        painter.drawEllipse(badge)
        picture = icon_pixmap(self._icon_name, 14, color, self.devicePixelRatioF())
        painter.drawPixmap(round(badge.x()) + 4, round(badge.y()) + 4, picture)
