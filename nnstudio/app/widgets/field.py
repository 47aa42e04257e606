"""One row of a form: an editor for one setting, its unit, its help and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.style.appearance import restyle
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.names_edit import NamesEdit
from nnstudio.app.widgets.number_box import NumberBox, format_number
from nnstudio.core.settings import Param, expected_text


class Field(QWidget):
    """Edits one setting that a `Param` describes.

    Parameters
    ----------
    name
        The visible name, for screen readers.
    info
        Range, choices, unit and help of the setting.
    example
        A value of the setting's type: it decides the kind of editor.
    choice_texts
        Gives the visible name of a choice and an explanation of it.
    resettable
        Whether a button brings ``example`` back where something else is set.
    """

    changed = Signal(object, bool)
    """The value the editor now means (None: nothing) and whether the user has finished with it."""

    def __init__(
        self,
        name: str,
        info: Param,
        example: object,
        choice_texts: Callable[[str], tuple[str, str]],
        parent: QWidget | None = None,
        *,
        resettable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._usual, self._resettable = example, resettable
        self._several = False
        self._reset = QToolButton(self)
        self._reset.hide()
        self._help = "\n".join(filter(None, (tr_text(info.help), self._range_text(info))))
        self._choice_texts = choice_texts
        self._make_editor(name, info, example)
        self.editor.setAccessibleName(name)
        self.editor.setAccessibleDescription(self._help)
        self.editor.setToolTip(self._help)
        self._message = QLabel()
        self._message.setWordWrap(True)
        self._message.setProperty("role", "bad")
        self._message.hide()
        self._lay_out(info)

    def _make_editor(self, name: str, info: Param, example: object) -> None:
        self.editor: QWidget
        if isinstance(example, bool):
            self.editor = QCheckBox(name)
            self.editor.setMinimumHeight(28)  # as tall as the other editors
            self.editor.checkStateChanged.connect(self._on_toggled)
        elif isinstance(example, int | float | tuple):
            self.editor = NumberBox(example, info.low, info.high)
            self.editor.typed.connect(self._on_typed)
            self.editor.committed.connect(self._on_committed)
        elif info.choices:
            self.editor = ChoiceBox()
            self.offer(info.choices)
            self.editor.activated.connect(self._on_chosen)
        else:
            self.editor = NamesEdit()
            self.editor.textEdited.connect(self._on_typed)
            self.editor.editingFinished.connect(self._on_text_finished)

    def _lay_out(self, info: Param) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.editor, 0 if isinstance(self.editor, QCheckBox) else 1)
        self._unit = QLabel(tr_text(info.unit))
        self._unit.setProperty("role", "muted")
        if not info.unit:
            self._unit.hide()
        row.addWidget(self._unit)
        if isinstance(self.editor, QCheckBox):
            row.addStretch(1)
        if self._resettable:
            row.addWidget(self._made_reset_button())
        if self._help:
            button = QToolButton()
            button.setObjectName("helpButton")
            button.setText("?")
            button.setToolTip(self._help)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F1 does the same from the keyboard
            button.clicked.connect(self.show_help)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self._message)

    def set_value(self, value: object) -> None:
        """Show a value without reporting it as an edit."""
        editor = self.editor
        self._several = False
        self._reset.setVisible(self._resettable and value != self._usual)
        with QSignalBlocker(editor):
            if isinstance(editor, QCheckBox):
                editor.setTristate(False)
                editor.setChecked(bool(value))
            elif isinstance(editor, NumberBox):
                assert isinstance(value, int | float | tuple)
                editor.set_value(value)
            elif isinstance(editor, QComboBox):
                editor.setCurrentIndex(editor.findData(value))
            elif isinstance(editor, QLineEdit) and editor.text() != value:
                editor.setText(str(value))
                editor.setCursorPosition(0)  # what is long shows its beginning

    def set_several(self) -> None:
        """Show that what is edited together has several values, until the user gives one."""
        if self._several:
            return
        self._several = True
        self._reset.setVisible(self._resettable)
        editor, text = self.editor, self.tr("several values")
        with QSignalBlocker(editor):
            if isinstance(editor, QCheckBox):
                editor.setTristate(True)
                editor.setCheckState(Qt.CheckState.PartiallyChecked)
            elif isinstance(editor, NumberBox):
                editor.set_several(text)
            elif isinstance(editor, QComboBox):
                editor.setPlaceholderText(text)
                editor.setCurrentIndex(-1)
            elif isinstance(editor, QLineEdit):
                editor.clear()
                editor.setPlaceholderText(text)

    def is_several(self) -> bool:
        """Return whether several values are shown, of which none is given yet."""
        return self._several

    def reset_button(self) -> QToolButton:
        """Return the button that brings back what is usual."""
        return self._reset

    def offer(self, choices: Iterable[str]) -> None:
        """Let the user choose among these words; what is chosen stays as long as it is there."""
        box = self.editor
        assert isinstance(box, QComboBox)
        with QSignalBlocker(box):
            chosen = box.currentData()
            box.clear()
            for row, choice in enumerate(choices):
                label, explanation = self._choice_texts(choice)
                box.addItem(label, choice)
                box.setItemData(row, explanation, Qt.ItemDataRole.ToolTipRole)
            if chosen is not None:
                box.setCurrentIndex(box.findData(chosen))

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return what Tab stops at, in this order."""
        return (self.editor, self._reset) if self._resettable else (self.editor,)

    def set_unit(self, unit: str) -> None:
        """Write something else behind the editor."""
        self._unit.setText(unit)
        self._unit.setVisible(bool(unit))
        # A shorter text must not make the editor wider while somebody types in it.
        width = max(self._unit.minimumWidth(), self._unit.sizeHint().width())
        self._unit.setMinimumWidth(width)

    def suggest(self, names: tuple[str, ...]) -> None:
        """Let the user tick these names, besides writing what they like."""
        assert isinstance(self.editor, NamesEdit)
        self.editor.suggest(names)

    def set_problem(self, message: str) -> None:
        """Say what is wrong with the input; an empty text says that it is right."""
        if message == self.problem():
            return
        self._message.setText(message)
        self._message.setVisible(bool(message))
        self.editor.setProperty("invalid", bool(message))
        restyle(self.editor)

    def problem(self) -> str:
        """Return what is wrong with the input, empty when nothing is."""
        return self._message.text()

    def is_typed_in(self) -> bool:
        """Return whether the user is at work in this editor, so that its text is theirs."""
        return isinstance(self.editor, NumberBox | QLineEdit) and self.editor.hasFocus()

    def show_help(self) -> None:
        """Show the explanation beside the editor."""
        if self._help:
            below = self.editor.mapToGlobal(QPoint(0, self.editor.height()))
            QToolTip.showText(below, self._help, self.editor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1 and self._help:
            self.show_help()
        else:
            super().keyPressEvent(event)

    def _made_reset_button(self) -> QToolButton:
        button = self._reset
        button.setObjectName("helpButton")
        button.setIcon(icon("rotate-ccw", "muted"))
        button.setIconSize(QSize(13, 13))
        button.setToolTip(
            self.tr("Back to what is usual: {value}").format(value=self._usual_text())
        )
        button.setAccessibleName(button.toolTip())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the editors stay as wide as they are
        button.setSizePolicy(policy)
        button.clicked.connect(self._on_reset)
        button.hide()
        return button

    def _usual_text(self) -> str:
        usual = self._usual
        if isinstance(usual, bool):
            return self.tr("on") if usual else self.tr("off")
        if isinstance(usual, int | float | tuple):
            return format_number(usual)
        text = str(usual)
        return (self._choice_texts(text)[0] if isinstance(self.editor, QComboBox) else text) or "–"

    def _range_text(self, info: Param) -> str:
        """Say what may be typed into a field for numbers."""
        usual = self._usual
        if isinstance(usual, bool | str) or info.choices:
            return ""
        said = self.tr("It takes {expected}; usual is {usual}.")
        return said.format(expected=tr_text(expected_text(info, usual)), usual=self._usual_text())

    def _on_reset(self) -> None:
        self.editor.setFocus()
        self.changed.emit(self._usual, True)

    def _on_toggled(self, state: Qt.CheckState) -> None:
        self.changed.emit(state == Qt.CheckState.Checked, True)

    def _on_typed(self, value: object) -> None:
        self.changed.emit(value, False)

    def _on_committed(self, value: object) -> None:
        self.changed.emit(value, True)

    def _on_chosen(self) -> None:
        assert isinstance(self.editor, QComboBox)
        self.changed.emit(self.editor.currentData(), True)

    def _on_text_finished(self) -> None:
        assert isinstance(self.editor, QLineEdit)
        self.changed.emit(self.editor.text(), True)
