"""A box to choose from, where there is little room."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.widgets.choice_box import ChoiceBox


def test_a_box_gives_its_text_all_the_room_beside_the_arrow(
    qtbot: QtBot, qapp: QApplication
) -> None:
    choose_theme(qapp, "dark")
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItem("Validation")
    box.setFixedWidth(98)
    box.show()
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(control, option, part, box)
    assert box.fontMetrics().horizontalAdvance("Validation") <= room.width()
    assert room.right() < box.width() - 22, "the text would run into the arrow"


def test_a_box_in_a_row_is_as_wide_as_its_choices_up_to_a_limit(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItem("z")
    usual = box.sizeHint().width()
    box.hug(120)
    assert box.sizeHint().width() < usual
    box.addItem("a layer with a very long name indeed")
    box.show()
    box.adjustSize()
    assert box.width() == 120
