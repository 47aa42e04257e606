"""A box to choose one of several, as forms use it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter


class ChoiceBox(QComboBox):
    """A combo box that fits a narrow panel and does not change when a form is scrolled past it."""

    def __init__(self) -> None:
        super().__init__()
        # With Qt's own policy the wheel would first choose the box and then turn it.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # As wide as its longest choice it would push the rest of the form out of sight.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(9)
        self.setMinimumWidth(76)

    def hug(self, widest: int = 150) -> None:
        """Be as wide as the longest choice, as boxes in a row above a picture are, up to a limit."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(0)
        self.setMaximumWidth(widest)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_ComboBox
        painter.drawComplexControl(control, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width()
        elide = Qt.TextElideMode.ElideRight
        text = self.currentText() or self.placeholderText()
        option.currentText = self.fontMetrics().elidedText(text, elide, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def fill_box(box: ChoiceBox, entries: list[tuple[str, str]]) -> None:
    """Give a box pairs of a text and its data; what is chosen stays chosen where it is still there."""
    if entries == [(box.itemText(i), box.itemData(i)) for i in range(box.count())]:
        return
    with QSignalBlocker(box):
        chosen = box.currentData()
        box.clear()
        for text, value in entries:
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(chosen), 0) if entries else -1)
