"""A form of sliders."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.widgets.slider_form import SliderForm
from nnstudio.graph.augmentation import Augmentation

LEFT = Qt.MouseButton.LeftButton


class Editor:
    """Takes over what the form reports, as a panel does."""

    def __init__(self, form: SliderForm) -> None:
        self.form, self.value, self.finished = form, Augmentation(), 0
        form.edited.connect(self.take)
        form.finished.connect(self.finish)
        form.set_value(self.value)

    def take(self, key: str, wanted: object) -> None:
        self.value = self.value.with_values(**{key: wanted})
        self.form.set_value(self.value)

    def finish(self) -> None:
        self.finished += 1


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> Editor:
    choose_theme(qapp, "light")
    form = SliderForm(Augmentation)
    form.resize(260, 420)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    return Editor(form)


def test_dragging_reports_each_place_and_ends_when_let_go(editor: Editor, qtbot: QtBot) -> None:
    slider = editor.form.sliders["rotate"]
    grip = QPoint(7, slider.height() // 2)
    qtbot.mousePress(slider, LEFT, pos=grip)
    qtbot.mouseMove(slider, grip + QPoint(15, 0))
    first = editor.value.rotate
    qtbot.mouseMove(slider, grip + QPoint(30, 0))
    assert 0 < first < editor.value.rotate
    assert editor.form.boxes["rotate"].value() == editor.value.rotate
    assert editor.finished == 0
    qtbot.mouseRelease(slider, LEFT, pos=grip + QPoint(30, 0))
    assert editor.finished == 1


def test_arrow_keys_move_a_slider(editor: Editor, qtbot: QtBot) -> None:
    slider = editor.form.sliders["shift"]
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert editor.value.shift == pytest.approx(0.005)
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert editor.value.shift == 0.5


def test_what_is_typed_moves_the_slider(editor: Editor, qtbot: QtBot) -> None:
    box = editor.form.boxes["rotate"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(box, "90")
    assert editor.value.rotate == 90.0
    assert editor.form.sliders["rotate"].value() == 50


def test_what_means_nothing_is_marked_and_goes_back_in_the_end(
    editor: Editor, qtbot: QtBot
) -> None:
    box = editor.form.boxes["rotate"]
    box.setFocus()
    for text in ("-3", "a few"):
        qtbot.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(box, text)
        assert box.property("invalid")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert not box.property("invalid")
    assert box.text() == "0"
    assert editor.value == Augmentation()


def test_ticks_are_whole_edits(editor: Editor, qtbot: QtBot) -> None:
    tick = editor.form.ticks["flip_horizontal"]
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert editor.value.flip_horizontal
    assert editor.finished == 1


def test_every_control_has_a_name_and_an_explanation(editor: Editor) -> None:
    form = editor.form
    for control in (*form.sliders.values(), *form.boxes.values()):
        assert control.accessibleName()
        assert control.toolTip()
    assert all(tick.text() and tick.toolTip() for tick in form.ticks.values())
