"""A verdict in words: colour, icon, sentence, and the rule behind it on request."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font
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
    "small": ("warning", "triangle-alert"),
    "large": ("warning", "triangle-alert"),
}
"""The theme's colour and the icon of each kind of verdict."""
WIDE = 560
"""In less width than this a cure has a picture only: the verdict needs the room."""
SMALLER = 0.89
"""The letters are so much smaller there."""


class VerdictBar(QWidget):
    """Shows one verdict; a button unfolds how it is judged, another one offers cures.

    Parameters
    ----------
    rule
        The rule in words.
    """

    cure_chosen = Signal(str)
    """The name of a cure that the user wants."""

    def __init__(self, rule: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule_text = rule
        self._verdict: Verdict | None = None
        self._cures: tuple[tuple[str, Text], ...] = ()
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
        self._cure = QToolButton()
        self._cure.setIcon(icon("wand-sparkles"))
        self._cure.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._cure.clicked.connect(self._choose_first)
        self._cure.hide()
        for label in (self._sentence, self._rule):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        grid = QGridLayout(self)
        grid.setContentsMargins(9, 3, 3, 3)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._picture, 0, 0)
        grid.addWidget(self._sentence, 0, 1)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(2)
        self._buttons.addWidget(self._cure)
        self._buttons.addWidget(self._button)
        grid.addLayout(self._buttons, 0, 2)
        grid.addWidget(self._rule, 1, 1, 1, 2)
        self.retranslate()

    def set_verdict(self, verdict: Verdict) -> None:
        """Show a verdict."""
        if verdict == self._verdict:
            return
        self._verdict = verdict
        self._show()

    def set_cures(self, cures: tuple[tuple[str, Text], ...]) -> None:
        """Offer edits that may help, by name and with what they are called, the best one first."""
        if cures == self._cures:
            return
        self._cures = cures
        self._show_cures()

    def cure_button(self) -> QToolButton:
        """Return the button of the best cure; its menu holds the others."""
        return self._cure

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
        self._show_cures()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle
        wide = self.width() >= WIDE
        self._cure.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if wide else style.ToolButtonIconOnly
        )
        way = QBoxLayout.Direction
        self._buttons.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._sentence.setFont(ui_font(1.0 if wide else SMALLER))

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

    def _choose_first(self) -> None:
        self.cure_chosen.emit(self._cures[0][0])

    def _choose(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.cure_chosen.emit(action.data())

    def _show_cures(self) -> None:
        """Put the first cure on the button, the others into its menu."""
        self._cure.setVisible(bool(self._cures))
        if not self._cures:
            return
        self._cure.setText(tr_text(self._cures[0][1]))
        about = self.tr("Change the drawing; it can be undone. Then train anew with new weights.")
        self._cure.setToolTip(f"{self._cure.text()}\n{about}")
        several = len(self._cures) > 1
        mode = QToolButton.ToolButtonPopupMode
        self._cure.setPopupMode(mode.MenuButtonPopup if several else mode.DelayedPopup)
        before = self._cure.menu()
        menu = QMenu(self)
        for name, text in self._cures:
            action = menu.addAction(tr_text(text))
            action.setData(name)
            action.triggered.connect(self._choose)
        self._cure.setMenu(menu)
        if before is not None:
            before.deleteLater()

    def _look(self) -> tuple[str, str]:
        return LOOKS[self._verdict.kind if self._verdict else "waiting"]

    def _show(self) -> None:
        color, name = self._look()
        self._picture.setPixmap(icon_pixmap(name, 16, color, self.devicePixelRatioF()))
        text = tr_text(self._verdict.text) if self._verdict else ""
        self._sentence.setAccessibleName(text or self.tr("Verdict"))
        if text != self._sentence.text():
            self._sentence.setText(text)
            self.setAccessibleName(text)
        details = self._verdict.details if self._verdict else None
        about = tr_text(details) if details else ""
        if about != self.toolTip():
            self.setToolTip(about)
            self.setAccessibleDescription(about)
        self.update()
