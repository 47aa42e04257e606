"""One problem of the drawing: where it is, what is wrong, and buttons that mend it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.app.translate import tr_text
from nnstudio.graph.problem import Problem


class ProblemCard(QWidget):
    """Shows a `Problem`; a click, Space or Enter on it asks for its node.

    Parameters
    ----------
    title
        What the node is called; empty where the problem belongs to none, or where it is plain.
    """

    pressed = Signal()
    """The user wants to see the node."""
    fix_requested = Signal(object)
    """The user pressed the button of this `Fix`."""

    def __init__(self, problem: Problem, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = problem
        kind = self.tr("Problem") if problem.blocking else self.tr("Warning")
        sentence = tr_text(problem.text)
        self.setAccessibleName(f"{kind}: {title}: {sentence}" if title else f"{kind}: {sentence}")
        self._picture = QLabel()
        self._picture.setFixedSize(16, 18)
        text = QLabel(sentence)
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 8, 10, 9)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._picture, 0, 0, Qt.AlignmentFlag.AlignTop)
        if title:
            heading = QLabel(title)
            heading.setProperty("role", "heading")
            heading.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(heading, 0, 1)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        grid.addWidget(text, grid.rowCount() if title else 0, 1)
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout()
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        for fix in problem.fixes:
            button = QPushButton(tr_text(fix.label))
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.clicked.connect(partial(self.fix_requested.emit, fix))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.buttons.append(button)
        if self.buttons:
            grid.addLayout(column, grid.rowCount(), 1)
        theme_signals.changed.connect(self._paint_icon)
        self._paint_icon()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        color = theme.bad if self.problem.blocking else theme.warning
        lively = self.hasFocus() or (
            self.underMouse() and self.focusPolicy() != Qt.FocusPolicy.NoFocus
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.tint(color, 0.11 if lively else 0.07)))
        edge = theme.accent if self.hasFocus() else theme.tint(color, 0.3)
        painter.setPen(QPen(QColor(edge), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_icon(self) -> None:
        name, color = (
            ("circle-alert", "bad") if self.problem.blocking else ("triangle-alert", "warning")
        )
        self._picture.setPixmap(icon_pixmap(name, 16, color, self.devicePixelRatioF()))
