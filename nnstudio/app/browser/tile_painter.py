"""Draws one picture of the contact sheet with what is known of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap, QStaticText, QTransform

from nnstudio.app.browser.contents import LEFT_OUT, Contents
from nnstudio.app.browser.ink import paint_verdict
from nnstudio.app.browser.judgement import Judgement
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font

CAPTION, GAP = 17, 6
_MOST_TEXTS = 3000


class TilePainter:
    """Keeps what many tiles have in common: captions and marks."""

    def __init__(self) -> None:
        self._contents: Contents | None = None
        self._judgement: Judgement | None = None
        self._side = 0
        self._texts: dict[str, QStaticText] = {}
        self._badges: dict[tuple[bool, int, float], QPixmap] = {}
        self._font = number_font(0.86)
        self._metrics = QFontMetrics(self._font)

    def set_samples(self, contents: Contents, judgement: Judgement | None, side: int) -> None:
        """Say what the tiles show, and how large they are."""
        if side != self._side:
            self._texts.clear()
        self._contents, self._judgement, self._side = contents, judgement, side

    def forget_colors(self) -> None:
        """Make marks anew, as for another theme."""
        self._badges.clear()

    def paint(
        self,
        painter: QPainter,
        place: QRect,
        sample: int,
        picture: QPixmap | None,
        states: tuple[bool, bool],
    ) -> None:
        """Draw a tile; without a picture its place.

        Parameters
        ----------
        states
            Whether it is chosen, and whether the keys act on it.
        """
        theme, contents, judgement = current_theme(), self._contents, self._judgement
        assert contents is not None
        left_out = contents.part[sample] == LEFT_OUT
        x, y, side = place.x(), place.y(), self._side
        if states[0]:
            around = QRect(x - 3, y - 3, side + 6, side + CAPTION + 4)
            painter.fillRect(around, QColor(theme.selection))
        if picture is not None:
            size = picture.deviceIndependentSize()
            at = QPointF(x + (side - size.width()) / 2, y + (side - size.height()) / 2)
            if left_out:
                painter.setOpacity(0.3)
            painter.drawPixmap(at, picture)
            painter.setOpacity(1.0)
        else:
            painter.fillRect(place, QColor(theme.hover))
        if left_out:
            painter.setPen(QPen(QColor(theme.muted), 2))
            painter.drawLine(place.bottomLeft(), place.topRight())
        if states[1]:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(-2, -2, 1, 1))
        caption, color = self._caption(sample)
        painter.setPen(QColor(theme.disabled if left_out else color))
        text = self._text(caption)
        painter.drawStaticText(QPointF(x + (side - text.size().width()) / 2, y + side), text)
        if judgement is not None and judgement.right is not None:
            size_of_badge = 14 if side >= 56 else 11
            badge = self._badge(bool(judgement.right[sample]), size_of_badge, painter)
            painter.drawPixmap(x + side - size_of_badge + 3, y - 2, badge)

    def _caption(self, sample: int) -> tuple[str, str]:
        """Return what stands below a tile, and its colour."""
        theme, contents, judgement = current_theme(), self._contents, self._judgement
        assert contents is not None
        if contents.labels is None:
            return (contents.fields[0].written(sample) if contents.fields else ""), theme.muted
        name = contents.classes[contents.labels[sample]]
        color = theme.muted
        if contents.changed[sample]:
            name, color = f"{name}*", theme.accent
        if judgement is not None and judgement.right is not None and not judgement.right[sample]:
            assert judgement.predicted is not None
            return f"{name} → {contents.classes[judgement.predicted[sample]]}", theme.bad
        return name, color

    def _text(self, caption: str) -> QStaticText:
        if caption not in self._texts:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            room = self._side + GAP - 2
            short = self._metrics.elidedText(caption, Qt.TextElideMode.ElideRight, room)
            text = QStaticText(short)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.prepare(QTransform(), self._font)
            self._texts[caption] = text
        return self._texts[caption]

    def _badge(self, right: bool, size: int, painter: QPainter) -> QPixmap:
        ratio = painter.device().devicePixelRatioF()
        if (right, size, ratio) not in self._badges:
            badge = QPixmap(round((size + 1) * ratio), round((size + 1) * ratio))
            badge.setDevicePixelRatio(ratio)
            badge.fill(Qt.GlobalColor.transparent)
            inner = QPainter(badge)
            paint_verdict(inner, QRectF(0.5, 0.5, size, size), right)
            inner.end()
            self._badges[right, size, ratio] = badge
        return self._badges[right, size, ratio]
