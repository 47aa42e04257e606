"""A large button with a picture, a title and a sentence, as on the start page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font
from nnstudio.app.style.icons import icon_pixmap

_WIDTH = 232
_PICTURE = 88
_PAD = 12


class Card(QAbstractButton):
    """Offers one thing to open; Tab reaches it, Space and Enter press it.

    Parameters
    ----------
    icon_name
        The icon shown while there is no picture.
    title, sentence
        Translated texts.
    """

    def __init__(
        self, icon_name: str, title: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._picture = QPixmap()
        self._sentence = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_texts(title, sentence)

    def set_texts(self, title: str, sentence: str) -> None:
        """Show other texts."""
        self.setText(title)
        self._sentence = sentence
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setToolTip(sentence)
        self.updateGeometry()
        self.update()

    def set_picture(self, picture: QPixmap) -> None:
        """Show a picture instead of the icon; it is cut to the card's width."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        line = self.fontMetrics().lineSpacing()
        return QSize(_WIDTH, _PICTURE + 2 * _PAD + 7 * line)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        lively = self.underMouse() or self.hasFocus()
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(theme.hover if self.isDown() else theme.node))
        width = 1.6 if self.hasFocus() else 1.0
        painter.setPen(QPen(QColor(theme.accent if lively else theme.border), width))
        painter.drawRoundedRect(frame, 8, 8)
        self._paint_picture(painter, frame)
        self._paint_texts(painter)

    def _paint_picture(self, painter: QPainter, frame: QRectF) -> None:
        theme = current_theme()
        area = QRectF(frame.left() + 6, frame.top() + 6, frame.width() - 12, _PICTURE - 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.canvas))
        painter.drawRoundedRect(area, 5, 5)
        scale = self.devicePixelRatioF()
        if self._picture.isNull():
            picture = icon_pixmap(self._icon_name, 40, "accent", scale)
        else:
            target = (area.size() * scale).toSize()
            mode = Qt.TransformationMode.SmoothTransformation
            picture = self._picture.scaled(target, Qt.AspectRatioMode.KeepAspectRatio, mode)
            picture.setDevicePixelRatio(scale)
        size = picture.deviceIndependentSize()
        left = area.center().x() - size.width() / 2
        top = area.center().y() - size.height() / 2
        painter.drawPixmap(QRectF(left, top, size.width(), size.height()).topLeft(), picture)

    def _paint_texts(self, painter: QPainter) -> None:
        theme = current_theme()
        line = self.fontMetrics().lineSpacing()
        left, width = _PAD, self.width() - 2 * _PAD
        top = _PICTURE + _PAD
        painter.setFont(ui_font(1.05, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.text))
        title = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(left, top, width, line + 4), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(ui_font(0.95))
        painter.setPen(QColor(theme.muted))
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        rest = self.height() - top - line - 6 - 4
        painter.drawText(QRectF(left, top + line + 6, width, rest), wrap, self._sentence)
