"""Settings > Saving: whether and how often copies of unsaved work are kept."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QSpinBox

from nnstudio.app.recovery.autosave import Autosave
from nnstudio.app.settings import AUTOSAVE_RANGE, AUTOSAVE_SECONDS, Settings
from nnstudio.app.settings_dialog.page import SettingsPage


class SavingPage(SettingsPage):
    """How much a crash may cost."""

    def __init__(self, settings: Settings, autosave: Autosave) -> None:
        super().__init__()
        self._settings, self._autosave = settings, autosave
        self.wanted, self.seconds = QCheckBox(), QSpinBox()
        self.seconds.setRange(*AUTOSAVE_RANGE)
        self.seconds.setMinimumWidth(110)
        self.wanted.toggled.connect(self._choose)
        self.seconds.valueChanged.connect(self._choose)
        self.form.addRow(self.wanted)
        self._label = self.add_row(self.seconds)
        self._help = self.add_help()
        self.column.addStretch(1)
        self.retranslate()
        self.show_settings()

    def reset(self) -> None:
        """Keep copies as after the first start."""
        self.seconds.setValue(AUTOSAVE_SECONDS)
        self.wanted.setChecked(True)

    def show_settings(self) -> None:
        """Show the settings as they are now."""
        with QSignalBlocker(self.wanted), QSignalBlocker(self.seconds):
            self.wanted.setChecked(self._settings.autosave)
            self.seconds.setValue(self._settings.autosave_seconds)
        self.seconds.setEnabled(self._settings.autosave)

    def retranslate(self) -> None:
        """Write everything in the user's language."""
        self.set_heading(self.tr("Saving"))
        self.wanted.setText(self.tr("Keep a &copy of unsaved work"))
        self._label.setText(self.tr("&At most after an edit"))
        self.seconds.setSuffix(self.tr(" s"))
        self._help.setText(
            self.tr(
                "After a crash the start page offers the copy. While a network trains, its weights "
                "are kept about once a minute. The copy goes when you save or close."
            )
        )

    def _choose(self) -> None:
        self._settings.autosave = self.wanted.isChecked()
        self._settings.autosave_seconds = self.seconds.value()
        self.seconds.setEnabled(self.wanted.isChecked())
        self._autosave.apply_settings()
