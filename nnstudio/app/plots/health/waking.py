"""The samples that wake a unit most: pictures, curves, rows of numbers, or text."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.pictures import sample_image
from nnstudio.app.live.probe_samples import Probe
from nnstudio.app.live.token_words import plan_words
from nnstudio.app.plots.chart_frame import polygon
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.app.widgets.figures import figure_text
from nnstudio.core.layer import Array
from nnstudio.data.prepared_data import PreparedData

TILE, ROW, VALUE = 52, 18, 58
MOST_FEATURES = 6
AROUND = 12
"""So many tokens before the one that wakes the unit are written."""


@dataclass(frozen=True, eq=False)
class Awake:
    """One sample, and how strongly it wakes the unit.

    Parameters
    ----------
    value
        The largest output for it.
    image, curve, text
        What is shown of it; one of them is there.
    caption
        The name of its class, where it has one.
    """

    value: float
    image: QImage | None = None
    curve: Array | None = None
    text: str = ""
    caption: str = ""


class Waking(QWidget):
    """Shows samples, the strongest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: tuple[Awake, ...] = ()
        self.setFont(number_font(0.82))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_samples(self, samples: tuple[Awake, ...]) -> None:
        """Show other samples."""
        self._samples = samples
        told = (f"{figure_text(s.value)} {s.caption or s.text}".strip() for s in samples[:5])
        self.setAccessibleDescription("; ".join(told))
        self._fit()
        self.update()

    def samples(self) -> tuple[Awake, ...]:
        """Return what is shown."""
        return self._samples

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        if self._rows_of_text():
            for number, sample in enumerate(self._samples):
                self._paint_row(painter, QRectF(0, number * ROW, self.width(), ROW), sample)
            return
        columns = self._columns()
        for number, sample in enumerate(self._samples):
            down, across = divmod(number, columns)
            place = QRectF(across * (TILE + 6), down * (TILE + 20), TILE, TILE)
            if sample.image is not None:
                size = sample.image.size()
                scale = TILE / max(size.width(), size.height(), 1)
                shown = QRectF(place.topLeft(), size.toSizeF() * scale)
                painter.drawImage(shown, sample.image)
                place = shown
            elif sample.curve is not None:
                _paint_curve(painter, place, sample.curve)
            painter.setPen(QColor(theme.border))
            painter.drawRect(place)
            painter.setPen(QColor(theme.muted))
            below = QRectF(place.left(), down * (TILE + 20) + TILE + 1, TILE + 4, 15)
            text = f"{sample.value:.3g}".replace("-", "−")
            text = f"{text} · {sample.caption}" if sample.caption else text
            mode = Qt.TextElideMode.ElideRight
            text = painter.fontMetrics().elidedText(text, mode, int(below.width()))
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_row(self, painter: QPainter, place: QRectF, sample: Awake) -> None:
        theme = current_theme()
        painter.setPen(QColor(theme.text))
        value = QRectF(place.left(), place.top(), VALUE - 10, ROW)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(value, side, f"{sample.value:.3g}".replace("-", "−"))
        painter.setPen(QColor(theme.muted))
        text = f"{sample.text} → {sample.caption}" if sample.caption else sample.text
        room = place.adjusted(VALUE, 0, 0, 0)
        mode = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(text, mode, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _rows_of_text(self) -> bool:
        return bool(self._samples) and bool(self._samples[0].text)

    def _columns(self) -> int:
        return max(1, (self.width() + 6) // (TILE + 6))

    def _fit(self) -> None:
        count = len(self._samples)
        rows = -(-count // self._columns())
        self.setFixedHeight(count * ROW if self._rows_of_text() else rows * (TILE + 20))


class AwakeSamples:
    """Reads samples of a `Probe` as they are shown; those shown before are kept."""

    def __init__(self) -> None:
        self._probe: Probe | None = None
        self._kept: dict[tuple[int, int], Awake] = {}

    def sample(self, probe: Probe, number: int, value: float, place: int) -> Awake:
        """Return a sample by its number, with how strongly it wakes the unit, and where."""
        if probe is not self._probe:
            self._probe = probe
            self._kept.clear()
        where = place if probe.data.plan.signature.tokens else 0
        if (number, where) not in self._kept:
            index = int(probe.places[number])
            self._kept[number, where] = awake(probe.data, probe.split, index, value, place)
        return replace(self._kept[number, where], value=value)


def awake(data: PreparedData, split: str, index: int, value: float, place: int) -> Awake:
    """Return a sample of a split as it is shown; ``place`` is the token that wakes the unit, if not -1."""
    sample = data.sample(split, index)
    signature = data.dataset.info.signature
    caption = ""
    classes = next((t.classes for t in signature.all_targets if t.classes), ())
    if sample.label is not None and sample.label < len(classes):
        caption = classes[sample.label]
    raw = np.asarray(sample.raw)
    if signature.tokens and raw.ndim == 1:
        return Awake(value, text=_written(raw, plan_words(data.plan), place), caption=caption)
    pictures = data.dataset.info.kind in ("image", "sound")
    if pictures and (raw.ndim == 2 or (raw.ndim == 3 and raw.shape[2] in (1, 3))):
        image = sample_image(raw, data.dataset.info.value_range)
        return Awake(value, image=image, caption=caption)
    if raw.ndim >= 2 or raw.size > 3 * MOST_FEATURES:
        curve = raw.reshape(len(raw), -1).astype(np.float64)
        return Awake(value, curve=curve, caption=caption)
    numbers = [figure_text(float(v)) for v in raw.ravel()[:MOST_FEATURES]]
    more = " …" if raw.size > MOST_FEATURES else ""
    return Awake(value, text="  ".join(numbers) + more, caption=caption)


def _written(tokens: Array, words: tuple[str, ...], place: int) -> str:
    """Return the tokens up to a place, -1: all; characters are written without gaps."""
    if place < 0:  # all of it wakes the unit; padding stands in front or behind
        first, place = int(np.argmax(tokens != 0)), int(np.flatnonzero(tokens).max(initial=0))
    else:
        first = max(place + 1 - AROUND, 0)
    known = [
        words[token] if 0 <= token < len(words) else str(token)
        for token in tokens[first : place + 1].astype(int).tolist()
    ]
    letters = all(len(word) <= 1 for word in known)
    text = ("" if letters else " ").join(known).replace("\n", "↵")
    return ("…" if first else "") + (text or "·")


def _paint_curve(painter: QPainter, place: QRectF, curve: Array) -> None:
    theme = current_theme()
    painter.fillRect(place, QColor(theme.entry))
    low, high = float(np.nanmin(curve)), float(np.nanmax(curve))
    xs = np.linspace(place.left() + 2, place.right() - 2, len(curve))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, column in enumerate(curve.T[:4]):
        share = (np.nan_to_num(column, nan=low) - low) / ((high - low) or 1.0)
        ys = place.bottom() - 3 - share * (place.height() - 6)
        painter.setPen(QPen(QColor(theme.series[number % len(theme.series)]), 1.2))
        if len(xs) > 1:
            painter.drawPolyline(polygon(np.stack([xs, ys], axis=1)))
        else:
            painter.drawPoint(QPointF(xs[0], ys[0]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
