"""Forms: what the user types, clicks and scrolls becomes wishes that are in range, or a message."""

from dataclasses import dataclass, replace
from typing import ClassVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from nnstudio.activations import all_activations
from nnstudio.app.choice_texts import choice_texts
from nnstudio.app.settings import Settings as UserSettings
from nnstudio.app.translate import install_translators
from nnstudio.app.widgets.fold_button import FoldButton
from nnstudio.app.widgets.names_edit import NamesEdit
from nnstudio.app.widgets.number_box import NumberBox
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.settings import Settings, param
from nnstudio.graph.training_plan import TrainingPlan
from nnstudio.layers import all_layers
from nnstudio.losses import all_losses
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.schedules import all_schedules

UNITS_HELP = "How many neurons there are.\nIt takes a whole number from 1 to 4096; usual is 16."


@dataclass(frozen=True)
class Sample(Settings):
    name: ClassVar[str] = "sample"
    label: ClassVar[str] = "Sample"

    units: int = param(16, low=1, high=4096, label="Units", help="How many neurons there are.")
    rate: float = param(0.01, low=0.0, low_open=True, live=True, label="Learning rate")
    share: float = param(0.5, low=0.0, high=1.0, high_open=True, label="Share", unit="%")
    kernel: tuple[int, int] = param((3, 3), low=1, label="Kernel size", unit="px")
    activation: str = param("linear", choices=("linear", "leaky_relu", "tanh"), label="Activation")
    slope: float = param(0.1, label="Slope", shown_if=("activation", ("leaky_relu",)))
    bias: bool = param(True, label="Bias")
    note: str = param("", label="Note")


@dataclass(frozen=True)
class Deep(Settings):
    name: ClassVar[str] = "deep"
    label: ClassVar[str] = "Deep"

    decay: float = param(0.0, advanced=True, label="Decay")
    units: int = param(16, label="Units")
    learning_rate: float = param(0.1, label="Learning rate")
    watch: str = param("loss", advanced=True, label="Watched figure")


@dataclass(frozen=True)
class Bare(Settings):
    name: ClassVar[str] = "bare"
    label: ClassVar[str] = "Bare"


class Model:
    """Stands for the session: takes each wish and shows the result, as the window does."""

    def __init__(self, editor: ParamEditor, value: Sample) -> None:
        self.editor = editor
        self.value = value
        self.wishes: list[tuple[str, object]] = []
        editor.edited.connect(self.take)
        editor.set_value(value)

    def take(self, key: str, wanted: object) -> None:
        self.wishes.append((key, wanted))
        self.value = self.value.with_values(**{key: wanted})
        self.editor.set_value(self.value)


@pytest.fixture
def editor(qtbot: QtBot) -> ParamEditor:
    editor = ParamEditor()
    qtbot.addWidget(editor)
    editor.resize(320, 480)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.activateWindow()
    return editor


@pytest.fixture
def model(editor: ParamEditor) -> Model:
    return Model(editor, Sample())


def type_into(qtbot: QtBot, editor: ParamEditor, key: str, text: str) -> NumberBox | QLineEdit:
    box = editor.field(key).editor
    assert isinstance(box, NumberBox | QLineEdit)
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    box.selectAll()
    qtbot.keyClicks(box, text)
    return box


def test_a_row_for_each_setting_with_its_name_for_screen_readers(
    editor: ParamEditor, model: Model
) -> None:
    for key, info in Sample.params().items():
        assert editor.field(key).editor.accessibleName() == info.label
    assert editor.field("units").editor.accessibleDescription() == UNITS_HELP
    kinds = {key: type(editor.field(key).editor) for key in ("units", "bias", "note")}
    assert kinds == {"units": NumberBox, "bias": QCheckBox, "note": NamesEdit}


def test_what_is_typed_is_wished_at_once(qtbot: QtBot, editor: ParamEditor, model: Model) -> None:
    box = type_into(qtbot, editor, "units", "32")
    assert model.wishes == [("units", 3), ("units", 32)]
    assert box.text() == "32"
    assert box.hasFocus()


def test_live_settings_wait_until_the_user_is_done(
    qtbot: QtBot, editor: ParamEditor, model: Model
) -> None:
    box = type_into(qtbot, editor, "rate", "1e-3")
    assert model.wishes == []
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert model.wishes == [("rate", 0.001)]


def test_a_click_elsewhere_keeps_what_was_typed(
    qtbot: QtBot, editor: ParamEditor, model: Model
) -> None:
    type_into(qtbot, editor, "rate", "0.25")
    editor.field("units").editor.setFocus()
    assert model.wishes == [("rate", 0.25)]


def test_another_change_does_not_disturb_what_is_being_typed(
    qtbot: QtBot, editor: ParamEditor, model: Model
) -> None:
    box = type_into(qtbot, editor, "rate", "0.0")
    editor.set_value(replace(model.value, units=99))
    qtbot.keyClicks(box, "5")
    assert box.text() == "0.05"
    assert editor.field("units").editor.text() == "99"  # type: ignore[attr-defined]


def test_the_cursor_stays_where_it_is(qtbot: QtBot, editor: ParamEditor, model: Model) -> None:
    box = type_into(qtbot, editor, "units", "12")
    assert isinstance(box, NumberBox)
    qtbot.keyClick(box, Qt.Key.Key_Home)
    qtbot.keyClicks(box, "3")
    assert box.text() == "312"
    assert box.lineEdit().cursorPosition() == 1
    assert model.value.units == 312


def test_an_undo_shows_even_in_the_field_with_the_focus(
    qtbot: QtBot, editor: ParamEditor, model: Model
) -> None:
    box = type_into(qtbot, editor, "units", "32")
    editor.set_value(Sample())
    assert box.text() == "16"


@pytest.mark.parametrize(
    ("key", "typed", "part"),
    [
        ("units", "0", "a whole number from 1 to 4096"),
        ("units", "many", "Type a whole number, for example 16."),
        ("units", "2.5", "Type a whole number"),
        ("units", "-", "Type a whole number"),
        ("rate", "0", "a number above 0"),
        ("rate", "nan", "Type a number, for example 0.01."),
        ("rate", "1e999", "Type a number"),
        ("share", "1", "got 1.0"),
        ("kernel", "3, 3, 3", "Type 2 numbers, for example 3, 3."),
        ("kernel", "0, 3", "2 values, each a whole number of at least 1"),
    ],
)
def test_nonsense_is_explained_and_never_wished(
    qtbot: QtBot, editor: ParamEditor, model: Model, key: str, typed: str, part: str
) -> None:
    type_into(qtbot, editor, key, typed)
    field = editor.field(key)
    assert part in field.problem()
    assert field.editor.property("invalid") is True
    assert any(label.text() == field.problem() for label in field.findChildren(QLabel))
    assert (key, typed) not in model.wishes
    assert model.value == model.value.with_values()  # every wish was in its range


def test_the_message_goes_when_the_input_is_right(
    qtbot: QtBot, editor: ParamEditor, model: Model
) -> None:
    box = type_into(qtbot, editor, "units", "0")
    assert editor.field("units").problem()
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    qtbot.keyClicks(box, "8")
    assert editor.field("units").problem() == ""
    assert box.property("invalid") is False
    assert model.value.units == 8


@pytest.mark.parametrize("typed", ["0", "none"])
def test_leaving_nonsense_shows_what_counts(
    qtbot: QtBot, editor: ParamEditor, model: Model, typed: str
) -> None:
    box = type_into(qtbot, editor, "units", typed)
    editor.field("note").editor.setFocus()
    assert box.text() == "16"
    assert editor.field("units").problem() == ""
    assert model.wishes == []


def test_enter_on_nonsense_keeps_it_for_correction(
    qtbot: QtBot, editor: ParamEditor, model: Model
) -> None:
    box = type_into(qtbot, editor, "units", "0")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "0"
    assert editor.field("units").problem()


def test_escape_takes_back_what_is_wrong(qtbot: QtBot, editor: ParamEditor, model: Model) -> None:
    box = type_into(qtbot, editor, "units", "x")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == "16"
    assert editor.field("units").problem() == ""


@pytest.mark.parametrize("typed", ["5", "5, 5", "5x5", "(5, 5)", "5 × 5", " 5 5 "])
def test_pairs_are_typed_in_any_usual_way(
    qtbot: QtBot, editor: ParamEditor, model: Model, typed: str
) -> None:
    box = type_into(qtbot, editor, "kernel", typed)
    assert model.value.kernel == (5, 5)
    assert box.text() == typed


def test_choices_are_chosen_by_keyboard_and_show_what_depends_on_them(
    qtbot: QtBot, editor: ParamEditor, model: Model
) -> None:
    combo = editor.field("activation").editor
    assert isinstance(combo, QComboBox)
    assert not editor.field("slope").isVisible()
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert model.wishes == [("activation", "leaky_relu")]
    assert editor.field("slope").isVisible()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert model.value.activation == "tanh"
    assert not editor.field("slope").isVisible()


def test_a_check_box_is_clicked(qtbot: QtBot, editor: ParamEditor, model: Model) -> None:
    box = editor.field("bias").editor
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert model.wishes == [("bias", False)]


def test_text_is_typed(qtbot: QtBot, editor: ParamEditor, model: Model) -> None:
    type_into(qtbot, editor, "note", "ab")
    assert model.wishes == [("note", "a"), ("note", "ab")]


@pytest.mark.parametrize(
    ("key", "keys", "expected"),
    [
        ("units", [Qt.Key.Key_Up, Qt.Key.Key_Up], 18),
        ("kernel", [Qt.Key.Key_Down], (2, 2)),
        ("rate", [Qt.Key.Key_Up], 0.02),
        ("rate", [Qt.Key.Key_Down, Qt.Key.Key_Down], 0.002),
        ("share", [Qt.Key.Key_Up], 0.55),
        ("units", [Qt.Key.Key_PageDown, Qt.Key.Key_PageDown], 1),
    ],
)
def test_arrows_step_through_sensible_values(
    qtbot: QtBot,
    editor: ParamEditor,
    model: Model,
    key: str,
    keys: list[Qt.Key],
    expected: object,
) -> None:
    box = editor.field(key).editor
    for press in keys:
        qtbot.keyClick(box, press)
    assert getattr(model.value, key) == expected


def visible_texts(editor: ParamEditor) -> list[str]:
    return [label.text() for label in editor.findChildren(QLabel) if label.isVisible()]


def wheel() -> QWheelEvent:
    return QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


@pytest.mark.parametrize("key", ["units", "activation"])
def test_scrolling_past_changes_nothing(editor: ParamEditor, model: Model, key: str) -> None:
    chosen = editor.field("note").editor
    chosen.setFocus()
    window, box = editor.window().windowHandle(), editor.field(key).editor
    centre = QPointF(box.mapTo(editor.window(), box.rect().center()))
    for _ in range(2):  # the first could choose the box, the second turn it
        QTest.wheelEvent(window, centre, QPoint(0, 120))
    assert model.wishes == []
    assert QApplication.focusWidget() is chosen


def test_scrolling_in_the_chosen_field_steps(editor: ParamEditor, model: Model) -> None:
    box = editor.field("units").editor
    box.setFocus()
    QApplication.sendEvent(box, wheel())
    assert model.wishes == [("units", 17)]


def test_another_kind_of_value_makes_another_form(
    qtbot: QtBot, editor: ParamEditor, model: Model
) -> None:
    type_into(qtbot, editor, "rate", "0.7")  # not finished: it must not reach another value
    editor.set_value(Bare())
    qtbot.waitUntil(lambda: visible_texts(editor) == ["Nothing to set here."])
    editor.set_value(Sample(units=5))
    assert editor.field("units").editor.text() == "5"  # type: ignore[attr-defined]
    editor.set_value(None)
    qtbot.waitUntil(lambda: visible_texts(editor) == [])
    assert ("rate", 0.7) not in model.wishes


def test_a_value_can_be_replaced_from_inside_a_wish(qtbot: QtBot, editor: ParamEditor) -> None:
    def replace_all(key: str, wanted: object) -> None:
        editor.set_value(Bare())

    editor.edited.connect(replace_all)
    editor.set_value(Sample())
    box = editor.field("bias").editor
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    qtbot.waitUntil(lambda: not editor.findChildren(QCheckBox))


def test_the_help_button_and_f1_explain(qtbot: QtBot, editor: ParamEditor, model: Model) -> None:
    field = editor.field("units")
    button = field.findChild(QToolButton, "helpButton")
    assert button is not None
    assert button.toolTip() == UNITS_HELP
    asked: list[str] = []
    field.show_help = lambda: asked.append("help")  # type: ignore[method-assign]
    qtbot.keyClick(field.editor, Qt.Key.Key_F1)
    assert asked == ["help"]
    assert editor.field("bias").findChild(QToolButton, "helpButton") is None


def test_choices_are_written_as_the_caller_says(qtbot: QtBot) -> None:
    def shout(setting: str, choice: str) -> tuple[str, str]:
        return f"{setting} {choice.upper()}", f"about {choice}"

    editor = ParamEditor(shout)
    qtbot.addWidget(editor)
    editor.set_value(Sample())
    combo = editor.field("activation").editor
    assert isinstance(combo, QComboBox)
    assert combo.itemText(1) == "activation LEAKY_RELU"
    assert combo.itemData(1, Qt.ItemDataRole.ToolTipRole) == "about leaky_relu"


def test_another_language_writes_the_form_anew(
    qapp: QApplication, qtbot: QtBot, editor: ParamEditor
) -> None:
    value: Settings = Sample(units=7)
    editor.set_value(value)
    install_translators(qapp, "zh_CN")
    try:
        qtbot.waitUntil(lambda: editor.field("activation").editor.accessibleName() == "激活函数")
        assert editor.field("units").editor.text() == "7"  # type: ignore[attr-defined]
    finally:
        install_translators(qapp, "en")


def more(editor: ParamEditor) -> FoldButton:
    button = editor.more_button()
    assert button is not None
    return button


def show(qtbot: QtBot, editor: ParamEditor, value: Settings) -> None:
    """Show a value; new fields are shown a moment after they were made."""
    editor.set_value(value)
    editor.show()
    qtbot.waitUntil(lambda: more(editor).isVisible() and editor.field("units").isVisible())


def test_further_settings_are_unfolded_with_mouse_or_keyboard(
    qtbot: QtBot, editor: ParamEditor
) -> None:
    show(qtbot, editor, Deep())
    assert not editor.field("decay").isVisible()
    assert more(editor).accessibleName() == "More settings"
    qtbot.mouseClick(more(editor), Qt.MouseButton.LeftButton)
    assert editor.field("decay").isVisible()
    qtbot.keyClick(more(editor), Qt.Key.Key_Space)
    assert not editor.field("decay").isVisible()


def test_the_learning_rate_comes_first_and_tab_goes_down_the_form(
    qtbot: QtBot, editor: ParamEditor
) -> None:
    show(qtbot, editor, Deep(decay=0.5))
    editor.field("learning_rate").editor.setFocus()
    visited = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    expected = [editor.field("units").editor, more(editor)]
    assert visited == [*expected, editor.field("decay").editor, editor.field("watch").editor]


def test_a_form_unfolds_by_itself_where_a_further_setting_is_not_as_by_default(
    qtbot: QtBot, editor: ParamEditor
) -> None:
    show(qtbot, editor, Deep(decay=0.5))
    assert editor.field("decay").isVisible()
    assert more(editor).text() == "More settings (1 changed)"
    editor.set_value(Deep())
    assert not editor.field("decay").isVisible()
    assert more(editor).text() == "More settings"
    qtbot.mouseClick(more(editor), Qt.MouseButton.LeftButton)
    editor.set_value(Deep(decay=0.5))
    qtbot.mouseClick(more(editor), Qt.MouseButton.LeftButton)
    editor.set_value(Deep(decay=0.6))
    assert not editor.field("decay").isVisible()  # the user wants it folded


def test_a_form_does_not_fold_under_the_hands_of_the_user(
    qtbot: QtBot, editor: ParamEditor
) -> None:
    show(qtbot, editor, Deep(decay=0.5))
    box = type_into(qtbot, editor, "decay", "0")
    editor.set_value(Deep(decay=0.0))
    assert box.isVisible()
    assert box.hasFocus()


def test_which_forms_are_unfolded_is_remembered(qtbot: QtBot, editor: ParamEditor) -> None:
    first = ParamEditor(memory=UserSettings())
    qtbot.addWidget(first)
    show(qtbot, first, Deep())
    qtbot.mouseClick(more(first), Qt.MouseButton.LeftButton)
    second = ParamEditor(memory=UserSettings())
    qtbot.addWidget(second)
    show(qtbot, second, Deep())
    assert second.field("decay").isVisible()
    qtbot.mouseClick(more(second), Qt.MouseButton.LeftButton)
    assert UserSettings().unfolded_forms == ()


def test_words_can_be_offered_that_a_declaration_does_not_know(
    qtbot: QtBot, editor: ParamEditor
) -> None:
    editor.offer("watch", ("loss", "accuracy"))
    editor.set_value(Deep(watch="accuracy"))
    box = editor.field("watch").editor
    assert isinstance(box, QComboBox)
    assert box.currentData() == "accuracy"
    editor.offer("watch", ("loss", "f1", "accuracy"))
    assert box.count() == 3
    assert box.currentData() == "accuracy"
    wishes: list[tuple[str, object]] = []
    editor.edited.connect(lambda key, wanted: wishes.append((key, wanted)))
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert wishes == [("watch", "f1")]


EVERYTHING_WITH_SETTINGS: list[type[Settings]] = [
    *all_layers().values(),
    *all_optimizers().values(),
    *all_losses().values(),
    *all_activations().values(),
    *all_schedules().values(),
    Clipping,
    TrainingPlan,
]


@pytest.mark.parametrize("kind", EVERYTHING_WITH_SETTINGS, ids=lambda kind: kind.__name__)
def test_everything_with_settings_can_be_edited(qtbot: QtBot, kind: type[Settings]) -> None:
    editor = ParamEditor(choice_texts)
    qtbot.addWidget(editor)
    value = kind()
    editor.set_value(value)
    for key, info in kind.params().items():
        field = editor.field(key)
        assert field.editor.accessibleName(), key
        assert not info.choices or isinstance(field.editor, QComboBox), key
        if isinstance(field.editor, NumberBox):
            assert field.editor.value() == getattr(value, key), key
        elif isinstance(field.editor, QComboBox):
            assert field.editor.currentData() == getattr(value, key), key
        assert field.problem() == "", key
    button = editor.more_button()
    if button is not None:
        button.click()
        assert button.isChecked()
    assert editor.minimumSizeHint().width() <= 260, "it must fit a narrow panel"
