"""The menu of colours that a run can have."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from nnstudio.app.style.appearance import current_theme


def fill_color_menu(menu: QMenu, chosen: Collection[int], choose: Callable[[int], object]) -> None:
    """Offer the colours of the theme's series, with the ``chosen`` ones marked."""
    for number, color in enumerate(current_theme().series):
        text = QCoreApplication.translate("RunColors", "Colour {number}")
        action = menu.addAction(_chip(color), text.format(number=number + 1))
        action.setCheckable(True)
        action.setChecked(number in chosen)
        action.triggered.connect(partial(_choose, choose, number))


def _choose(choose: Callable[[int], object], number: int, _checked: bool = False) -> None:
    choose(number)


def _chip(color: str) -> QIcon:
    picture = QPixmap(14, 14)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(0, 0, 14, 14, 3, 3)
    painter.end()
    return QIcon(picture)
