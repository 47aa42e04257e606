"""A form for the settings of any layer, optimiser or data set, made from their declarations."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QWidget

from nnstudio.app.settings import Settings as UserSettings
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.field import Field
from nnstudio.app.widgets.fold_button import FoldButton
from nnstudio.app.widgets.setting_label import plain_words, setting_label
from nnstudio.app.widgets.setting_problem import problem_with
from nnstudio.app.widgets.shared_settings import (
    SEVERAL,
    common_value,
    shared_params,
    visible_keys,
)
from nnstudio.app.widgets.tab_order import tab_through
from nnstudio.core.settings import Param, Settings

LABEL_WIDTH = 108
"""The least width of the names, so that forms one below the other line up."""
FIRST = ("learning_rate",)
"""What is changed most often stands at the top."""


class ParamEditor(QWidget):
    """Shows the settings of a value and reports what the user wants them to be.

    The editor changes nothing itself: it emits `edited` and waits to be given the new value. A
    setting out of its range is marked and explained and never emitted. Settings that act while the
    network trains (``live``) are emitted when the user has finished typing, others at each
    keystroke that makes sense, so that the drawing follows.

    ``advanced`` settings are folded away below the others, until the user unfolds them or one of
    them is not as it is by default.

    Parameters
    ----------
    choice_texts
        Gives, for a setting and a choice such as ``leaky_relu``, its visible name and an explanation.
    memory
        Where it is remembered which forms the user unfolded.
    label_width
        The least width of the names.
    resettable
        Whether each setting that is not as usual has a button that brings this back.
    """

    edited = Signal(str, object)
    """The name of a setting and the value the user wants, which is in its range."""
    finished = Signal()
    """The user has finished with a field; what comes next is another edit."""

    def __init__(
        self,
        choice_texts: Callable[[str, str], tuple[str, str]] | None = None,
        memory: UserSettings | None = None,
        parent: QWidget | None = None,
        label_width: int = LABEL_WIDTH,
        *,
        resettable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._resettable = resettable
        self._all: tuple[Settings, ...] = ()
        self._params: dict[str, Param] = {}
        self._label_width = label_width
        self._choice_texts = choice_texts or plain_words
        self._memory = memory
        self._value: Settings | None = None
        self._usual: Settings | None = None
        self._fields: dict[str, Field] = {}
        self._hidden: set[str] = set()
        self._offers: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._more: FoldButton | None = None
        self._more_title, self._changed = "", 0
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def set_value(
        self,
        value: Settings | None,
        usual: Settings | None = None,
        others: Sequence[Settings] = (),
    ) -> None:
        """Show the settings of ``value``; None empties the form.

        The same kind of value as before is shown in place: focus, cursor and what is being typed
        stay.

        Parameters
        ----------
        usual
            What the further settings are as long as nobody changes them; None: their defaults.
        others
            What is edited together with ``value``, of the same or other kinds: shown is what all
            have in common, and where they differ that there are several values.
        """
        self._usual = usual
        before = self._all
        together = () if value is None else (value, *others)
        if set(map(type, together)) != set(map(type, before)):
            before, self._value = (), None  # what leaving the old fields reports is about nothing
            self._params = shared_params(together) if together else {}
            self._rebuild(value)
        self._value, self._all = value, together
        if value is None:
            return
        for key, field in self._fields.items():
            new = common_value(together, key)
            if not (field.is_typed_in() and before and new == common_value(before, key)):
                self._show_again(key)
                field.set_problem("")
        self._unfold_what_matters(value)
        self._show_rows(value)

    def offer(self, key: str, choices: Iterable[str]) -> None:
        """Let the user choose among words for a setting whose declaration knows none."""
        self._offers[key] = tuple(choices)
        if key in self._fields:
            self._fields[key].offer(self._offers[key])

    def suggest(self, key: str, names: tuple[str, ...]) -> None:
        """Let the user tick names that are known, in a setting that takes any text."""
        self._names[key] = names
        if key in self._fields:
            self._fields[key].suggest(names)

    def set_more_title(self, title: str) -> None:
        """Name what is folded away; "More settings" where it is not named."""
        self._more_title = title
        self._name_more()

    def field(self, key: str) -> Field:
        """Return the row of a setting, to focus it or to look at it."""
        return self._fields[key]

    def more_button(self) -> FoldButton | None:
        """Return what unfolds the further settings; None where there are none."""
        return self._more

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._value is not None:
            together, self._all = self._all, ()
            self.set_value(together[0], self._usual, together[1:])

    # ---- building ----

    def _rebuild(self, value: Settings | None) -> None:
        while self._form.rowCount():
            row = self._form.takeRow(0)
            for item in (row.labelItem, row.fieldItem):
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()  # it may be the one that is telling us something just now
        self._fields, self._hidden, self._more, self._changed = {}, set(), None, 0
        if value is None:
            return
        declared = self._params
        order = sorted(declared, key=lambda key: (declared[key].advanced, key not in FIRST))
        for key in order:
            if declared[key].advanced and self._more is None:
                self._add_more(value)
            self._add_field(value, key, declared[key])
        if not self._fields:
            label = QLabel(self.tr("Nothing to set here."))
            label.setProperty("role", "muted")
            self._form.addRow(label)
        tab_through(self, self._tab_stops())

    def _tab_stops(self) -> Iterator[QWidget]:
        """Yield what Tab stops at, from top to bottom."""
        for key, field in self._fields.items():
            if self._more is not None and self._params[key].advanced:
                yield self._more
            yield from field.tab_stops()

    def _add_more(self, value: Settings) -> None:
        self._more = FoldButton()
        self._more.setProperty("kind", "quiet")
        self._more.setChecked(self._remembered(value))
        self._more.clicked.connect(self._fold)  # by the user; what opens it by itself is not kept
        self._form.addRow(self._more)
        self._name_more()

    def _add_field(self, value: Settings, key: str, info: Param) -> None:
        name = tr_text(info.label) or key.replace("_", " ").capitalize()
        if key in self._offers:
            info = dataclasses.replace(info, choices=self._offers[key])
        texts = partial(self._choice_texts, key)
        usual = getattr(self._usual, key, type(value).default_of(key))
        field = Field(name, info, usual, texts, resettable=self._resettable)
        if key in self._names:
            field.suggest(self._names[key])
        field.changed.connect(partial(self._on_changed, key))
        self._fields[key] = field
        if isinstance(field.editor, QCheckBox):  # it says itself what it is
            self._form.addRow(field)
            return
        label = setting_label(name, info, field.editor, self._label_width)
        self._form.addRow(label, field)

    # ---- what is folded away ----

    def _unfold_what_matters(self, value: Settings) -> None:
        """Unfold once a further setting is not as by default; fold again where all are."""
        if self._more is None:
            return
        usual = self._usual or type(value)()
        visible = visible_keys(self._all)
        changed = sum(
            info.advanced and key in visible and common_value(self._all, key) != getattr(usual, key)
            for key, info in self._params.items()
        )
        if bool(changed) != bool(self._changed) and not self._at_work_below():
            self._more.setChecked(changed > 0 or self._remembered(value))
        self._changed = changed
        self._name_more()

    def _at_work_below(self) -> bool:
        """Return whether the user is in one of the further settings, which must not fold then."""
        return any(
            info.advanced and self._fields[key].editor.hasFocus()
            for key, info in self._params.items()
        )

    def _remembered(self, value: Settings) -> bool:
        return self._memory is not None and value.name in self._memory.unfolded_forms

    def _fold(self, unfolded: bool) -> None:
        assert self._value is not None
        if self._memory is not None:
            others = [name for name in self._memory.unfolded_forms if name != self._value.name]
            self._memory.unfolded_forms = [*others, self._value.name] if unfolded else others
        self._show_rows(self._value)

    def _show_rows(self, value: Settings) -> None:
        keys = visible_keys(self._all or (value,))
        visible = {key: info for key, info in self._params.items() if key in keys}
        unfolded = self._more is not None and self._more.isChecked()
        shown = {key for key, info in visible.items() if unfolded or not info.advanced}
        for key, field in self._fields.items():
            if (key in shown) == (key in self._hidden):
                self._form.setRowVisible(field, key in shown)  # lays everything out anew
        self._hidden = self._fields.keys() - shown
        if self._more is not None:
            self._form.setRowVisible(self._more, any(p.advanced for p in visible.values()))

    def _name_more(self) -> None:
        if self._more is None:
            return
        title = self._more_title or self.tr("More settings")
        if self._changed:
            title = self.tr("{title} ({count} changed)").format(title=title, count=self._changed)
        self._more.set_title(title)

    # ---- what the user does ----

    def _on_changed(self, key: str, wanted: object, finished: bool) -> None:
        value, field = self._value, self._fields[key]
        if value is None:
            return
        if field.is_several() and wanted in (None, ""):
            if finished:
                self.finished.emit()
            return  # nothing was given yet, so all stay as they are
        problem = problem_with(self._all, key, wanted)
        if problem and finished and not field.editor.hasFocus():
            self._show_again(key)  # the user left it: what counts is shown again
            problem = ""
        elif (
            not problem
            and wanted != common_value(self._all, key)
            and (finished or not self._params[key].live)
        ):
            self.edited.emit(key, wanted)
        field.set_problem(problem)
        if finished:
            self.finished.emit()

    def _show_again(self, key: str) -> None:
        known = common_value(self._all, key)
        if known is SEVERAL:
            self._fields[key].set_several()
        else:
            self._fields[key].set_value(known)
