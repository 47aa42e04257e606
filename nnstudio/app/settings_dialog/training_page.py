"""Settings > Training: how many threads it may use."""

from __future__ import annotations

from nnstudio.app.commands.menus import Menus
from nnstudio.app.settings import Settings
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
        self.column.addStretch(1)
        self.retranslate()
        self.show_settings()

    def reset(self) -> None:
        """Let the program choose."""
        self._menus.thread_actions["0"].trigger()

    def show_settings(self) -> None:
        """Show the settings as they are now."""
        row = self.threads.findData(str(self._settings.threads))
        self.threads.setCurrentIndex(max(row, 0))

    def retranslate(self) -> None:
        """Write everything in the user's language."""
        self.set_heading(self.tr("Training"))
        self._label.setText(self.tr("Th&reads"))
        self._help.setText(
            self.tr("Counts from the next run on. The same number gives the same weights again.")
        )
        for row, action in enumerate(self._menus.thread_actions.values()):
            self.threads.setItemText(row, action.text())
