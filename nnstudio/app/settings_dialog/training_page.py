"""Settings > Training: its threads, the memory for its past, and what long runs ask for."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QSpinBox

from nnstudio.app.commands.menus import Menus
from nnstudio.app.settings import (
    MEGABYTES_RANGE,
    RUNS_MEGABYTES,
    TIMELINE_MEGABYTES,
    Settings,
)
from nnstudio.app.settings_dialog.page import SettingsPage
from nnstudio.app.widgets.choice_box import ChoiceBox


class TrainingPage(SettingsPage):
    """What holds for every training on this computer."""

    def __init__(self, settings: Settings, menus: Menus) -> None:
        super().__init__()
        self._settings, self._menus = settings, menus
        self.threads = ChoiceBox()
        self.threads.setMinimumWidth(190)
        for count, action in menus.thread_actions.items():
            self.threads.addItem(action.text(), count)
            action.triggered.connect(self.show_settings)
        self.threads.activated.connect(
            lambda: menus.thread_actions[self.threads.currentData()].trigger()
        )
        self._label = self.add_row(self.threads)
        self._help = self.add_help()
        self.timeline, self.runs = QSpinBox(), QSpinBox()
        for box in (self.timeline, self.runs):
            box.setRange(*MEGABYTES_RANGE)
            box.setSingleStep(32)
            box.setMinimumWidth(110)
            box.valueChanged.connect(self._choose_memory)
        self._timeline_label = self.add_row(self.timeline)
        self._timeline_help = self.add_help()
        self._runs_label = self.add_row(self.runs)
        self._runs_help = self.add_help()
        self.awake, self.tell_end = QCheckBox(), QCheckBox()
        for check in (self.awake, self.tell_end):
            self.form.addRow(check)
            check.toggled.connect(self._choose_for_long_runs)
        self.column.addStretch(1)
        self.retranslate()
        self.show_settings()

    def reset(self) -> None:
        """Let the program choose."""
        self._menus.thread_actions["0"].trigger()
        self.timeline.setValue(TIMELINE_MEGABYTES)
        self.runs.setValue(RUNS_MEGABYTES)
        self.awake.setChecked(True)
        self.tell_end.setChecked(True)

    def show_settings(self) -> None:
        """Show the settings as they are now."""
        row = self.threads.findData(str(self._settings.threads))
        self.threads.setCurrentIndex(max(row, 0))
        with QSignalBlocker(self.timeline), QSignalBlocker(self.runs):
            self.timeline.setValue(self._settings.timeline_megabytes)
            self.runs.setValue(self._settings.runs_megabytes)
        with QSignalBlocker(self.awake), QSignalBlocker(self.tell_end):
            self.awake.setChecked(self._settings.keep_awake)
            self.tell_end.setChecked(self._settings.tell_end)

    def retranslate(self) -> None:
        """Write everything in the user's language."""
        self.set_heading(self.tr("Training"))
        self._label.setText(self.tr("Th&reads"))
        self._help.setText(
            self.tr("Counts from the next run on. The same number gives the same weights again.")
        )
        self.awake.setText(self.tr("&Keep the computer awake while a network trains"))
        self.tell_end.setText(
            self.tr("&Notify me when training of over a minute ends while I look elsewhere")
        )
        self._timeline_label.setText(self.tr("Memory for the &timeline"))
        self._timeline_help.setText(
            self.tr(
                "For the weights that are kept to look back on a run, from the next run on; at "
                "least a few moments are kept of any network."
            )
        )
        self._runs_label.setText(self.tr("Memory for &past runs"))
        self._runs_help.setText(
            self.tr(
                "For their curves and weights and for named checkpoints. Where it does not "
                "suffice, the weights of the oldest runs are given up first."
            )
        )
        for box in (self.timeline, self.runs):
            box.setSuffix(self.tr(" MB"))
        for row, action in enumerate(self._menus.thread_actions.values()):
            self.threads.setItemText(row, action.text())

    def _choose_memory(self) -> None:
        self._settings.timeline_megabytes = self.timeline.value()
        self._settings.runs_megabytes = self.runs.value()
        self._menus.memory_chosen.emit()

    def _choose_for_long_runs(self) -> None:
        self._settings.keep_awake = self.awake.isChecked()
        self._settings.tell_end = self.tell_end.isChecked()
