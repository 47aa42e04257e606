"""Icons in the colours of the theme, sharp at every size and scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.theme import Theme
from nnstudio.core.paths import resource


def icon(name: str, color: str | None = None) -> QIcon:
    """Return the icon called ``name``; it follows the theme without being asked for again.

    Parameters
    ----------
    name
        The name of a file below ``resources/icons``, without its ending.
    color
        The name of one of the theme's colours such as ``"accent"``, a layer category, or
        ``#rrggbb``; the theme's text colour if left out.
    """
    _source(name)  # a name without a file is a mistake of ours: it shows here, not when painting
    return QIcon(_SvgEngine(name, color or "text"))


def has_icon(name: str) -> bool:
    """Return whether an icon of this name exists."""
    return name in _files() or name in _drawn


def add_icon(name: str, svg: str) -> None:
    """Add an icon that is drawn by the program; what is to follow the theme is ``currentColor``."""
    _drawn[name] = svg


def icon_pixmap(name: str, size: int, color: str | None = None, scale: float = 1.0) -> QPixmap:
    """Return the icon as a picture of ``size`` x ``size``, for those who paint by hand."""
    return _render(name, _resolve(color or "text", current_theme()), QSize(size, size), scale)


def draw_vector_icon(painter: QPainter, name: str, rect: QRectF, color: str) -> None:
    """Draw the icon stroke by stroke, for pictures that may be enlarged; ``color`` is #rrggbb."""
    svg = _source(name).replace("currentColor", color)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, rect)


class _SvgEngine(QIconEngine):
    """Draws one SVG in a colour that is looked up when it is drawn."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, scale))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        if size.isEmpty():  # of a button without room, for the moment in which a panel is laid out
            return QPixmap()
        theme = current_theme()
        disabled = mode == QIcon.Mode.Disabled
        color = theme.disabled if disabled else _resolve(self._color, theme)
        return _render(self._name, color, size, scale)

    def clone(self) -> QIconEngine:
        copy = _SvgEngine(self._name, self._color)
        _copies.append(copy)  # it is Qt's now, and Python would free it all the same
        return copy


def _resolve(color: str, theme: Theme) -> str:
    if color.startswith("#"):
        return color
    found = theme.categories.get(color) or getattr(theme, color)
    assert isinstance(found, str)
    return found


def _render(name: str, color: str, size: QSize, scale: float) -> QPixmap:
    key = f"nnstudio/{name}/{color}/{size.width()}x{size.height()}@{scale:g}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    pixmap = QPixmap(size * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    svg = _source(name).replace("currentColor", color)
    side = min(pixmap.width(), pixmap.height())
    target = QRectF((pixmap.width() - side) / 2, (pixmap.height() - side) / 2, side, side)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, target)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    QPixmapCache.insert(key, pixmap)
    return pixmap


_drawn: dict[str, str] = {}
_copies: list[_SvgEngine] = []
"""Made only where a copy of an icon is changed, which is rare."""


@cache
def _files() -> dict[str, str]:
    """Return the path of each icon by its name."""
    return {path.stem: str(path) for path in sorted(resource("icons").glob("*/*.svg"))}


@cache
def _source(name: str) -> str:
    if name in _drawn:
        return _drawn[name]
    if name not in _files():
        raise KeyError(f"There is no icon {name!r} in resources/icons.")
    with open(_files()[name], encoding="utf-8") as file:
        return file.read()
