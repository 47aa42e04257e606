"""Settings > Look: language, theme, size of the letters."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from nnstudio.app.commands.menus import Menus
from nnstudio.app.settings import Settings
from nnstudio.app.settings_dialog.page import SettingsPage
from nnstudio.app.style.appearance import apply_font_size
from nnstudio.app.style.fonts import FONT_PIXELS, FONT_RANGE
from nnstudio.app.widgets.choice_box import ChoiceBox


class LookPage(SettingsPage):
    """Everything acts at once, on this window too."""

    def __init__(self, settings: Settings, menus: Menus) -> None:
        super().__init__()
        self._settings, self._menus = settings, menus
        self.language, self.theme = ChoiceBox(), ChoiceBox()
        for box, actions in (
            (self.language, menus.language_actions),
            (self.theme, menus.theme_actions),
        ):
            box.setMinimumWidth(190)
            for name, action in actions.items():
                box.addItem(action.text(), name)
                action.triggered.connect(self.show_settings)
        # What the menus do, so that both always show the same.
        self.language.activated.connect(
            lambda: menus.language_actions[self.language.currentData()].trigger()
        )
        self.theme.activated.connect(
            lambda: menus.theme_actions[self.theme.currentData()].trigger()
        )
        self.letters, self._pixels = QSlider(Qt.Orientation.Horizontal), QLabel()
        self.letters.setRange(*FONT_RANGE)
        self.letters.setPageStep(2)
        self.letters.setFixedWidth(190)
        self.letters.valueChanged.connect(self._choose_size)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.letters)
        line.addWidget(self._pixels)
        self._language_label = self.add_row(self.language)
        self._theme_label = self.add_row(self.theme)
        self._size_label = self.add_row(row)
        self._size_label.setBuddy(self.letters)
        self._help = self.add_help()
        self.column.addStretch(1)
        self.retranslate()
        self.show_settings()

    def reset(self) -> None:
        """Have the look of the first start again."""
        self._menus.language_actions["system"].trigger()
        self._menus.theme_actions["system"].trigger()
        self.letters.setValue(FONT_PIXELS)

    def show_settings(self) -> None:
        """Show the settings as they are now."""
        self.language.setCurrentIndex(self.language.findData(self._settings.language))
        self.theme.setCurrentIndex(self.theme.findData(self._settings.theme))
        with QSignalBlocker(self.letters):
            self.letters.setValue(self._settings.font_pixels)
        self._show_pixels()

    def retranslate(self) -> None:
        """Write everything in the user's language."""
        self.set_heading(self.tr("Look"))
        self._language_label.setText(self.tr("&Language"))
        self._theme_label.setText(self.tr("&Theme"))
        self._size_label.setText(self.tr("&Size of letters"))
        self.letters.setAccessibleName(self.tr("Size of letters"))
        self._help.setText(self.tr("Letters on the canvas grow with its zoom instead."))
        for box, actions in (
            (self.language, self._menus.language_actions),
            (self.theme, self._menus.theme_actions),
        ):
            for row, action in enumerate(actions.values()):
                box.setItemText(row, action.text())
        self._show_pixels()

    def _choose_size(self, pixels: int) -> None:
        self._settings.font_pixels = pixels
        self._show_pixels()
        apply_font_size(pixels)

    def _show_pixels(self) -> None:
        self._pixels.setText(self.tr("{count} px").format(count=self.letters.value()))
