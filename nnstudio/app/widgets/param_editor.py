"""A form for the settings of any layer, optimiser or data set, made from their declarations."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.field import Field
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Settings


class ParamEditor(QWidget):
    """Shows the settings of a value and reports what the user wants them to be.

    The editor changes nothing itself: it emits `edited` and waits to be given the new value. A
    setting out of its range is marked and explained and never emitted. Settings that act while the
    network trains (``live``) are emitted when the user has finished typing, others at each
    keystroke that makes sense, so that the drawing follows.

    Parameters
    ----------
    choice_texts
        Gives, for a setting and a choice such as ``leaky_relu``, its visible name and an explanation.
    """

    edited = Signal(str, object)
    """The name of a setting and the value the user wants, which is in its range."""
    finished = Signal()
    """The user has finished with a field; what comes next is another edit."""

    def __init__(
        self,
        choice_texts: Callable[[str, str], tuple[str, str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choice_texts = choice_texts or _plain_words
        self._value: Settings | None = None
        self._fields: dict[str, Field] = {}
        self._hidden: set[str] = set()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def set_value(self, value: Settings | None) -> None:
        """Show the settings of ``value``; None empties the form.

        The same kind of value as before is shown in place: focus, cursor and what is being typed
        stay.
        """
        before = self._value
        if type(value) is not type(before):
            before = self._value = None  # what leaving the old fields reports is about nothing now
            self._rebuild(value)
        self._value = value
        if value is None:
            return
        visible = value.visible_params()
        for key, field in self._fields.items():
            new = getattr(value, key)
            if not (field.is_typed_in() and before is not None and new == getattr(before, key)):
                field.set_value(new)
                field.set_problem("")
            if (key in visible) == (key in self._hidden):
                self._form.setRowVisible(field, key in visible)  # lays everything out anew
        self._hidden = self._fields.keys() - visible.keys()

    def field(self, key: str) -> Field:
        """Return the row of a setting, to focus it or to look at it."""
        return self._fields[key]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._value is not None:
            value, self._value = self._value, None
            self.set_value(value)

    def _rebuild(self, value: Settings | None) -> None:
        while self._form.rowCount():
            row = self._form.takeRow(0)
            for item in (row.labelItem, row.fieldItem):
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()  # it may be the one that is telling us something just now
        self._fields, self._hidden = {}, set()
        if value is None:
            return
        for key, info in type(value).params().items():
            name = tr_text(info.label) or key.replace("_", " ").capitalize()
            texts = partial(self._choice_texts, key)
            field = Field(name, info, type(value).default_of(key), texts)
            field.changed.connect(partial(self._on_changed, key))
            label = QLabel(name)
            label.setToolTip(tr_text(info.help))
            label.setBuddy(field)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            label.setContentsMargins(0, 6, 0, 0)  # stands on the line of the editor's text
            self._form.addRow(label, field)
            self._fields[key] = field
        if not self._fields:
            label = QLabel(self.tr("Nothing to set here."))
            label.setProperty("role", "muted")
            self._form.addRow(label)

    def _on_changed(self, key: str, wanted: object, finished: bool) -> None:
        value, field = self._value, self._fields[key]
        if value is None:
            return
        problem = self._problem(value, key, wanted)
        if problem and finished and not field.editor.hasFocus():
            field.set_value(getattr(value, key))  # the user left it: what counts is shown again
            problem = ""
        elif not problem and wanted != getattr(value, key):
            live = type(value).params()[key].live
            if finished or not live:
                self.edited.emit(key, wanted)
        field.set_problem(problem)
        if finished:
            self.finished.emit()

    def _problem(self, value: Settings, key: str, wanted: object) -> str:
        if wanted is None:
            return self._unreadable(value, key)
        try:
            value.with_values(**{key: wanted})
        except UserError as error:
            return tr_text(error.text)
        return ""

    def _unreadable(self, value: Settings, key: str) -> str:
        example = type(value).default_of(key)
        if isinstance(example, tuple):
            text = self.tr("Type {count} numbers, for example {example}.")
            return text.format(count=len(example), example=", ".join(map(str, example)))
        if isinstance(example, int):
            return self.tr("Type a whole number, for example {example}.").format(example=example)
        return self.tr("Type a number, for example {example}.").format(example=example)


def _plain_words(setting: str, choice: str) -> tuple[str, str]:
    return tr_text(choice.replace("_", " ")), ""
