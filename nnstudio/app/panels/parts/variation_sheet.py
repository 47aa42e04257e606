"""Pictures before and, several times below one another, after they were varied."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.panels.parts.sample_sheet import paint_fitted, sample_image
from nnstudio.app.panels.parts.variations import DRAWS, PICTURES, Variations
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import ui_font

_GAP, _CAPTION = 4, 16


class VariationSheet(QWidget):
    """Shows a row of pictures as they are, and below rows of what training sees of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._variations: Variations | None = None
        self._rows: list[list[QImage]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_signals.changed.connect(self._paint_anew)

    def set_variations(self, variations: Variations) -> None:
        """Show other pictures."""
        self._variations = variations
        self._paint_anew()

    def variations(self) -> Variations | None:
        """Return what is shown."""
        return self._variations

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round((DRAWS + 1) * (self._side(width) + _GAP) + 2 * _CAPTION)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(ui_font(0.9))
        painter.setPen(QColor(current_theme().muted))
        side, top = self._side(self.width()), 0.0
        captions = {0: self.tr("as they are"), 1: self.tr("as training may see them")}
        for row, images in enumerate(self._rows):
            if row in captions:
                line = QRectF(0, top, self.width(), _CAPTION)
                painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, captions[row])
                top += _CAPTION
            for column, image in enumerate(images):
                cell = QRectF(column * (side + _GAP), top, side, side)
                paint_fitted(painter, cell, image)
            top += side + _GAP

    def _paint_anew(self) -> None:
        shown = self._variations
        if shown is not None:
            spectra = shown.kind == "sound"
            self._rows = [
                [sample_image(picture, spectra) for picture in row]
                for row in (shown.before, *shown.after)
            ]
        self.update()

    def _side(self, width: int) -> float:
        return min((width - (PICTURES - 1) * _GAP) / PICTURES, 56.0)
