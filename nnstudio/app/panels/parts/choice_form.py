"""One of several kinds, such as the optimisers, and the settings of the one that is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.choice_texts import choice_texts
from nnstudio.app.settings import Settings as UserSettings
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.param_editor import LABEL_WIDTH, ParamEditor
from nnstudio.core.settings import Settings


class ChoiceForm(QWidget):
    """A name with a box of kinds beside it, and below the settings of the chosen kind.

    Parameters
    ----------
    kinds
        What can be chosen: by name, classes with ``label`` and ``summary``.
    memory
        Where it is remembered which forms are unfolded.
    """

    chosen = Signal(str)
    """The user wants another kind."""
    edited = Signal(str, object)
    """The name of a setting and the value the user wants."""
    finished = Signal()
    """The user has finished with a field."""

    def __init__(
        self,
        kinds: Mapping[str, type[Settings]],
        memory: UserSettings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kinds = kinds
        self._label = QLabel()
        self._label.setMinimumWidth(LABEL_WIDTH)
        self.box = ChoiceBox()
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.activated.connect(self._choose)
        self._label.setBuddy(self.box)
        self.form = ParamEditor(choice_texts, memory)
        self.form.edited.connect(self.edited)
        self.form.finished.connect(self.finished)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._label)
        row.addWidget(self.box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.form)

    def set_name(self, name: str) -> None:
        """Show another name, and the kinds in the user's language."""
        self._label.setText(name)
        self.box.setAccessibleName(name)
        with QSignalBlocker(self.box):
            chosen = self.box.currentData()
            self.box.clear()
            for key, kind in self._kinds.items():
                self.box.addItem(tr_text(kind.label), key)
                row = self.box.count() - 1
                self.box.setItemData(row, _summary(kind), Qt.ItemDataRole.ToolTipRole)
            self.box.setCurrentIndex(self.box.findData(chosen))

    def set_value(self, value: Settings) -> None:
        """Show one of the kinds with its settings."""
        self.box.setCurrentIndex(self.box.findData(value.name))
        self.box.setToolTip(_summary(type(value)))
        self.box.setAccessibleDescription(_summary(type(value)))
        self.form.set_value(value)
        something = bool(type(value).params())
        if self.form.isHidden() == something:  # showing what is not hidden would style it early
            self.form.setVisible(something)

    def _choose(self) -> None:
        self.chosen.emit(self.box.currentData())


def _summary(kind: type[Settings]) -> str:
    return tr_text(getattr(kind, "summary", ""))
