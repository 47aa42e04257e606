"""A formula, typeset."""

from __future__ import annotations

import threading
from functools import lru_cache, partial

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.background import Background
from nnstudio.app.style.appearance import current_theme, theme_signals

SIZE = 19.0
_one_at_a_time = threading.Lock()  # the typesetter keeps tables that threads may not share


class FormulaView(QWidget):
    """Shows formulas given in LaTeX's mathematics below one another, as wide as there is room.

    Typesetting takes up to a tenth of a second, the first one more, so it is done beside the
    window, and only for somebody who looks.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formulas: tuple[str, ...] = ()
        self._typeset: tuple[str, ...] = ()
        self._drawings: tuple[str, ...] = ()
        self._renderers: list[QSvgRenderer] = []
        self._background = Background(self)
        self._background.done.connect(self._take)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_signals.changed.connect(self._color)

    def set_formulas(self, formulas: tuple[str, ...]) -> None:
        """Show other formulas."""
        if formulas == self._formulas:
            return
        self._formulas = formulas
        self.setAccessibleName(", ".join(formulas))
        if self.isVisible():
            self._start()

    def formulas(self) -> tuple[str, ...]:
        """Return what is shown, as it was given."""
        return self._formulas

    def is_drawn(self) -> bool:
        """Return whether the formulas are on the screen."""
        return not self._background.busy and self._typeset == self._formulas

    def sizeHint(self) -> QSize:
        height = sum(r.viewBoxF().height() + 10 for r in self._renderers)
        width = max((r.viewBoxF().width() for r in self._renderers), default=40.0)
        return QSize(round(width), round(max(height, 30.0)))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0.0
        for renderer in self._renderers:
            box = renderer.viewBoxF()
            shrink = min(1.0, self.width() / box.width())
            width, height = box.width() * shrink, box.height() * shrink
            offset = (box.height() - height) / 2 + 5
            renderer.render(painter, QRectF(0, top + offset, width, height))
            top += box.height() + 10

    def _start(self) -> None:
        """Typeset what is wanted, unless it is on its way."""
        if self._typeset != self._formulas:
            self._typeset = self._formulas
            self._background.start(partial(_typeset_all, self._formulas))

    def _take(self, drawings: tuple[str, ...]) -> None:
        self._drawings = drawings
        self._color()

    def _color(self) -> None:
        color = current_theme().text
        self._renderers = [
            QSvgRenderer(QByteArray(drawing.replace("currentColor", color).encode()))
            for drawing in self._drawings
        ]
        self.updateGeometry()
        self.update()


def _typeset_all(formulas: tuple[str, ...]) -> tuple[str, ...]:
    with _one_at_a_time:
        return tuple(_typeset(formula) for formula in formulas)


@lru_cache(maxsize=128)
def _typeset(formula: str) -> str:
    """Return the formula as SVG text; lazily imported because that takes a third of a second."""
    import ziafont
    import ziamath

    ziafont.config.svg2 = False  # Qt draws the older kind of SVG
    drawing: str = ziamath.Latex(formula, size=SIZE, color="currentColor").svg()
    return drawing
