"""Draws one picture of the contact sheet with what is known of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap, QStaticText, QTransform

from nnstudio.app.browser.contents import LEFT_OUT, Contents
from nnstudio.app.browser.ink import paint_verdict
from nnstudio.app.browser.judgement import Judgement
from nnstudio.app.browser.tiles import drawn_picture
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font

CAPTION, GAP, MARGIN = 17, 6, 3
"""The height of a caption, the room between tiles, and how far marks reach beyond a picture."""
_MOST_TEXTS = 3000
_MOST_TILES = 4000
_MEMORY = 64_000_000
"""So many bytes the kept tiles take at most."""


class TilePainter:
    """Makes each tile once, with caption and marks, and keeps those that were seen last."""

    def __init__(self) -> None:
        self._contents: Contents | None = None
        self._judgement: Judgement | None = None
        self._side, self._ratio = 0, 1.0
        self._kept: dict[int, QPixmap] = {}
        self._texts: dict[str, QStaticText] = {}
        self._badges: dict[bool, QPixmap] = {}
        self._font = number_font(0.86)
        self._metrics = QFontMetrics(self._font)

    def set_samples(self, contents: Contents, judgement: Judgement | None) -> None:
        """Say what the tiles show; those of which nothing else is known now are kept."""
        before, said = self._contents, self._judgement
        self._contents, self._judgement = contents, judgement
        stays = before is not None and before.dataset is contents.dataset
        if before is None or not stays or (said is None) != (judgement is None):
            self._kept.clear()
            return
        other = before.part != contents.part
        if before.labels is not None and contents.labels is not None:
            other = other | (before.labels != contents.labels)
        if said is not None and judgement is not None and said.predicted is not None:
            assert judgement.predicted is not None
            other = other | (said.predicted != judgement.predicted)
            if said.right is not None and judgement.right is not None:
                other = other | (said.right != judgement.right)
        for sample in [sample for sample in self._kept if other[sample]]:
            del self._kept[sample]

    def set_side(self, side: int, ratio: float) -> None:
        """Say how large pictures are, and how many pixels of the screen a pixel is."""
        if (side, ratio) != (self._side, self._ratio):
            self._side, self._ratio = side, ratio
            self.forget()

    def forget(self) -> None:
        """Make everything anew, as for another theme."""
        self._kept.clear()
        self._texts.clear()
        self._badges.clear()

    def get(self, sample: int) -> QPixmap | None:
        """Return the tile of a sample if it need not be made any more."""
        return self._kept.get(sample)

    def make(self, sample: int) -> QPixmap:
        """Return the tile of a sample, made anew."""
        size = self._side + 2 * MARGIN, self._side + CAPTION + MARGIN
        tile = QPixmap(round(size[0] * self._ratio), round(size[1] * self._ratio))
        tile.setDevicePixelRatio(self._ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.translate(MARGIN, MARGIN)
        self._paint(painter, sample)
        painter.end()
        bytes_each = 4 * tile.width() * tile.height()
        if len(self._kept) >= min(_MOST_TILES, _MEMORY // bytes_each):
            self._kept.clear()
        self._kept[sample] = tile
        return tile

    def _paint(self, painter: QPainter, sample: int) -> None:
        theme, contents, judgement = current_theme(), self._contents, self._judgement
        assert contents is not None
        left_out, side = contents.part[sample] == LEFT_OUT, self._side
        picture = drawn_picture(contents, sample, side, self._ratio)
        size = picture.deviceIndependentSize()
        painter.setOpacity(0.3 if left_out else 1.0)
        painter.drawPixmap(QPointF((side - size.width()) / 2, (side - size.height()) / 2), picture)
        painter.setOpacity(1.0)
        if left_out:
            painter.setPen(QPen(QColor(theme.muted), 2))
            painter.drawLine(0, side - 1, side - 1, 0)
        caption, color = self._caption(sample)
        painter.setFont(self._font)
        painter.setPen(QColor(theme.disabled if left_out else color))
        text = self._text(caption)
        painter.drawStaticText(QPointF((side - text.size().width()) / 2, side), text)
        if judgement is not None and judgement.right is not None:
            large = 14 if side >= 56 else 11
            painter.drawPixmap(
                side - large + 2, -2, self._badge(bool(judgement.right[sample]), large)
            )

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

    def _badge(self, right: bool, size: int) -> QPixmap:
        if right not in self._badges:
            badge = QPixmap(round((size + 1) * self._ratio), round((size + 1) * self._ratio))
            badge.setDevicePixelRatio(self._ratio)
            badge.fill(Qt.GlobalColor.transparent)
            inner = QPainter(badge)
            paint_verdict(inner, QRectF(0.5, 0.5, size, size), right)
            inner.end()
            self._badges[right] = badge
        return self._badges[right]
