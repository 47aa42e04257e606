"""A line of the form: a setting to vary, and the values that it takes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from nnstudio.app.experiments.place_words import place_text
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.experiments.experiment import Variation, split_values
from nnstudio.experiments.places import Place, Value, present_value, read_value, value_text
from nnstudio.graph.project import Project

LIST_WIDTH = 280
"""The list of settings that are found has room for their whole names."""


class VariationRow(QWidget):
    """Lets a setting be chosen by typing a part of its name, and its values be typed or ticked."""

    changed = Signal()
    """Another setting was chosen, or other values were typed."""
    removed = Signal()
    """The user does not want to vary this."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = Project()
        self._places: dict[str, Place] = {}
        self._read: dict[str, Value] = {}
        """What words mean for the setting that is chosen: of many, one is typed at a time."""
        self.setting = ChoiceBox()
        self.setting.setEditable(True)
        self.setting.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.setting.completer()
        assert completer is not None, "a box that is edited completes"
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        assert popup is not None, "what completes shows a list"
        popup.setMinimumWidth(LIST_WIDTH)
        self.values = QLineEdit()
        self.choices, self.remove = QToolButton(), QToolButton()
        self.choices.setIcon(icon("list-filter"))
        self.choices.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices.setMenu(QMenu(self.choices))
        self.choices.menu().aboutToShow.connect(self._offer)
        room = self.choices.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # so that all rows are equally wide
        self.choices.setSizePolicy(room)
        self.remove.setIcon(icon("x"))
        for button in (self.choices, self.remove):
            button.setAutoRaise(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.setting, 0, 0)
        grid.addWidget(self.remove, 0, 1)
        grid.addWidget(self.values, 1, 0)
        grid.addWidget(self.choices, 1, 1)
        grid.setColumnStretch(0, 1)
        self.setting.currentIndexChanged.connect(self.suggest)
        typed = self.setting.lineEdit()
        assert typed is not None, "a box that is edited has a line to type in"
        typed.editingFinished.connect(self._name)
        self.values.textChanged.connect(self.changed)
        self.remove.clicked.connect(self.removed)
        self._retranslate()

    @property
    def place(self) -> Place | None:
        """The setting that is chosen."""
        return self._places.get(str(self.setting.currentData()))

    def variation(self) -> Variation | None:
        """Return what is varied; None: no values are given.

        Raises
        ------
        UserError
            A word is no value of the setting.
        """
        words = split_values(self.values.text())
        if self.place is None or not words:
            return None
        for word in words:
            if word not in self._read:
                self._read[word] = read_value(self._project, self.place, word)
        return Variation(self.place, tuple(dict.fromkeys(self._read[word] for word in words)))

    def offer(self, project: Project, places: dict[str, Place]) -> None:
        """Offer the settings of a project; what is chosen stays chosen where there still is such."""
        self._project = project
        self._read.clear()
        chosen = self.setting.currentData()
        if places != self._places:
            self._places = places
            self.setting.blockSignals(True)
            self.setting.clear()
            for place in places.values():
                self.setting.addItem(place_text(place, project), place.name)
            self.setting.setCurrentIndex(max(self.setting.findData(chosen), 0))
            self.setting.blockSignals(False)
        self._hint()

    def choose(self, name: str, values: Sequence[Value]) -> None:
        """Have a setting and its values chosen."""
        self.setting.setCurrentIndex(max(self.setting.findData(name), 0))
        self._read = {value_text(value): value for value in values}
        self.values.setText(", ".join(self._read))
        self._hint()

    def complain(self, reason: str) -> None:
        """Mark the values as wrong; empty: they are right."""
        self.values.setToolTip(reason)
        if bool(reason) != bool(self.values.property("invalid")):
            self.values.setProperty("invalid", bool(reason))
            self.values.style().unpolish(self.values)
            self.values.style().polish(self.values)

    def suggest(self) -> None:
        """Write values around the present one of the setting that is chosen."""
        self._read.clear()
        self.values.blockSignals(True)
        self.values.setText(self._suggestion())
        self.values.blockSignals(False)
        self._hint()
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # ---- within ----

    def _name(self) -> None:
        """Write what is chosen, whatever was typed that is nothing to choose."""
        self.setting.setEditText(self.setting.itemText(self.setting.currentIndex()))

    def _suggestion(self) -> str:
        """Return values around the present one that tell something."""
        place = self.place
        if place is None:
            return ""
        value = present_value(self._project, place)
        if isinstance(value, bool):
            return "yes, no"
        if isinstance(value, int) and value > 1:
            return f"{max(value // 2, 1)}, {value}, {2 * value}"
        if isinstance(value, float) and value > 0 and place.key == "learning_rate":
            return f"{10 * value:g}, {value:g}, {value / 10:g}"
        return value_text(value)

    def _hint(self) -> None:
        place = self.place
        self.choices.setVisible(place is not None and bool(place.choices))
        if place is not None:
            value = value_text(present_value(self._project, place))
            self.values.setPlaceholderText(self.tr("now {value}").format(value=value))

    def _offer(self) -> None:
        """List what the setting can be, with ticks."""
        menu, place = self.choices.menu(), self.place
        menu.clear()
        if place is None:
            return
        chosen = split_values(self.values.text())
        for choice in place.choices:
            action = QAction(choice, menu)
            action.setCheckable(True)
            action.setChecked(choice in chosen)
            action.toggled.connect(partial(self._tick, choice))
            menu.addAction(action)

    def _tick(self, choice: str, on: bool) -> None:
        chosen = [word for word in split_values(self.values.text()) if word != choice]
        self.values.setText(", ".join([*chosen, choice] if on else chosen))

    def _retranslate(self) -> None:
        self.setting.setAccessibleName(self.tr("Setting to vary"))
        self.values.setAccessibleName(self.tr("Values, with commas between them"))
        self.choices.setToolTip(self.tr("Tick values"))
        self.choices.setAccessibleName(self.tr("Tick values"))
        self.remove.setToolTip(self.tr("Do not vary this"))
        self.remove.setAccessibleName(self.tr("Do not vary this"))
        self._hint()
