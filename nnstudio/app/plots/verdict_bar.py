"""A verdict in words: colour, icon, sentence, and the rule behind it on request."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.icons import icon, icon_pixmap
from nnstudio.app.translate import tr_text
from nnstudio.core.text import Text
from nnstudio.explain.verdicts import Verdict

LOOKS = {
    "waiting": ("muted", "timer"),
    "healthy": ("good", "circle-check"),
    "ailing": ("warning", "triangle-alert"),
    "vanishing": ("warning", "triangle-alert"),
    "exploding": ("bad", "circle-alert"),
}
"""The theme's colour and the icon of each kind of verdict."""


class VerdictBar(QWidget):
    """Shows one verdict; a button unfolds how it is judged.

    Parameters
    ----------
    rule
        The rule in words.
    """

    def __init__(self, rule: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule_text = rule
        self._verdict: Verdict | None = None
        self._picture = QLabel()
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._rule = QLabel()
        self._rule.setWordWrap(True)
        self._rule.setProperty("role", "muted")
        self._rule.hide()
        self._button = QToolButton()
        self._button.setIcon(icon("circle-question-mark", "muted"))
        self._button.setCheckable(True)
        self._button.toggled.connect(self._rule.setVisible)
        for label in (self._sentence, self._rule):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 3, 4, 3)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._picture, 0, 0)
        grid.addWidget(self._sentence, 0, 1)
        grid.addWidget(self._button, 0, 2)
        grid.addWidget(self._rule, 1, 1, 1, 2)
        self.retranslate()

    def set_verdict(self, verdict: Verdict) -> None:
        """Show a verdict."""
        if verdict == self._verdict:
            return
        self._verdict = verdict
        self._show()

    def verdict(self) -> Verdict | None:
        """Return what is shown."""
        return self._verdict

    def text(self) -> str:
        """Return the sentence that is shown."""
        return self._sentence.text()

    def rule_button(self) -> QToolButton:
        """Return the button that unfolds the rule."""
        return self._button

    def rule(self) -> QLabel:
        """Return the label that holds the rule."""
        return self._rule

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        self._button.setToolTip(self.tr("How is this judged?"))
        self._button.setAccessibleName(self.tr("How is this judged?"))
        self._rule.setText(tr_text(self._rule_text))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        color = getattr(theme, self._look()[0])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.tint(color, 0.35)))
        painter.setBrush(QColor(theme.tint(color, 0.10)))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _look(self) -> tuple[str, str]:
        return LOOKS[self._verdict.kind if self._verdict else "waiting"]

    def _show(self) -> None:
        color, name = self._look()
        self._picture.setPixmap(icon_pixmap(name, 16, color, self.devicePixelRatioF()))
        text = tr_text(self._verdict.text) if self._verdict else ""
        if text != self._sentence.text():
            self._sentence.setText(text)
            self.setAccessibleName(text)
        details = self._verdict.details if self._verdict else None
        about = tr_text(details) if details else ""
        if about != self.toolTip():
            self.setToolTip(about)
            self.setAccessibleDescription(about)
        self.update()
