"""A bar over the canvas that names the phase of a step and says what happens in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.canvas.floating_bar import FloatingBar
from nnstudio.app.canvas.phase_words import PhaseWords
from nnstudio.app.phase_clock import phase_color
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.engine.messages import PhaseShown
from nnstudio.engine.speed import PHASES

_WIDTH, _MARGIN = 620, 8


class PhaseBar(FloatingBar):
    """Five phases in a row, the present one marked; below it a sentence with its numbers."""

    def __init__(self, words: PhaseWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._words = parent, words
        self._shown: PhaseShown | None = None
        self._optimizer = ""
        self.row = _PhaseRow(words)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        lines = self.sentence.fontMetrics().lineSpacing() * 2 + 2
        self.sentence.setFixedHeight(lines)  # so that nothing jumps from phase to phase
        self.detail = ElidedLabel()
        self.detail.setFont(number_font(0.9))
        self.detail.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        for part in (self.row, self.sentence, self.detail):
            column.addWidget(part)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_phase(self, shown: PhaseShown, optimizer: str) -> None:
        """Name a phase and say what happens in it."""
        self._shown, self._optimizer = shown, optimizer
        self.row.show_phase(shown.phase.name, shown.step)
        text = self._words.sentence(shown, optimizer)
        self.sentence.setText(text)
        self.setAccessibleName(f"{self._words.name(shown.phase.name)}: {text}")
        self.place()
        self.show()

    def show_detail(self, text: str) -> None:
        """Say what the light has reached."""
        if text != self.detail.text():
            self.detail.setText(text)

    def room(self) -> int:
        """Return how much of the canvas it needs at the top."""
        return self.height() + 2 * _MARGIN

    def place(self) -> None:
        """Stand at the top of the canvas, in its middle."""
        width = min(_WIDTH, self._view.width() - 2 * _MARGIN)
        self.setGeometry(
            (self._view.width() - width) // 2, _MARGIN, width, self.sizeHint().height()
        )
        self.raise_()

    def _name_parts(self) -> None:
        if self._shown is not None:
            self.show_phase(self._shown, self._optimizer)


class _PhaseRow(QWidget):
    """The names of the phases, with arrows between them, and the number of the step."""

    def __init__(self, words: PhaseWords) -> None:
        super().__init__()
        self._words = words
        self._phase, self._step = PHASES[0], 1
        self.setMinimumHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(300, self.fontMetrics().height() + 8)

    def show_phase(self, phase: str, step: int) -> None:
        self._phase, self._step = phase, step
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, height = 0.0, float(self.height())
        for phase in PHASES:
            now = phase == self._phase
            font = ui_font(0.95)
            font.setBold(now)
            painter.setFont(font)
            text = self._words.name(phase)
            width = painter.fontMetrics().horizontalAdvance(text) + 20.0
            chip = QRectF(left, 1.0, width, height - 2.0)
            if now:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(phase_color(phase))
                painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
            painter.setPen(QColor(theme.surface if now else theme.muted))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
            left += width
            if phase != PHASES[-1]:
                middle = QPointF(left + 8.0, height / 2)
                painter.setPen(QColor(theme.muted))
                painter.drawLine(middle + QPointF(-3, -3), middle)
                painter.drawLine(middle + QPointF(-3, 3), middle)
                left += 13.0
        painter.setFont(number_font(0.9))
        painter.setPen(QColor(theme.muted))
        text = self.tr("Step {number}").format(number=f"{self._step:,}")
        if left + painter.fontMetrics().horizontalAdvance(text) < self.width():
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(self.rect()), side, text)
