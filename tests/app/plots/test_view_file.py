"""A view as a file looks in a browser as on the screen."""

import re

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.view_file import svg_bytes


class Clipped(QWidget):
    """Draws a line and a map of a few large pixels, each cut off at an area of its own."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(QRectF(5, 5, 20, 20))
        painter.setPen(QColor("red"))
        painter.drawLine(0, 0, 100, 100)
        image = QImage(2, 2, QImage.Format.Format_RGB32)
        image.fill(QColor("green"))
        painter.drawImage(QRectF(0, 0, 40, 40), image)


def test_what_a_widget_inside_cuts_off_is_cut_off_where_it_stands_and_its_pixels_stay_squares(
    qtbot: QtBot,
) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    view.resize(300, 200)
    for x in (10, 160):
        part = Clipped(view)
        part.setGeometry(x, 30, 100, 100)
    svg = svg_bytes(view, "A view", "Two parts beside one another").decode()
    corners = re.findall(r'<clipPath.*?d="M([\d.]+),([\d.]+)', svg, re.DOTALL)
    assert {(float(x), float(y)) for x, y in corners} == {(15, 35), (165, 35)}
    assert svg.count("image-rendering:pixelated") == 2
