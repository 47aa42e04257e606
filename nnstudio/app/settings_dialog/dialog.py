"""The settings: pages chosen from a list, everything acts at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.commands.menus import Menus
from nnstudio.app.commands.shortcuts import Shortcuts
from nnstudio.app.recovery.autosave import Autosave
from nnstudio.app.settings import Settings
from nnstudio.app.settings_dialog.keys_page import KeysPage
from nnstudio.app.settings_dialog.look_page import LookPage
from nnstudio.app.settings_dialog.saving_page import SavingPage
from nnstudio.app.settings_dialog.training_page import TrainingPage
from nnstudio.app.style.icons import icon


class SettingsDialog(QDialog):
    """Stands beside the window, which goes on meanwhile."""

    def __init__(
        self,
        settings: Settings,
        shortcuts: Shortcuts,
        menus: Menus,
        autosave: Autosave,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = LookPage(settings, menus)
        self.training = TrainingPage(settings, menus)
        self.saving = SavingPage(settings, autosave)
        self.keys = KeysPage(shortcuts)
        self._pages = (
            (self.look, "sun-moon"),
            (self.training, "cpu"),
            (self.saving, "save"),
            (self.keys, "keyboard"),
        )
        self.list, self.stack = QListWidget(), QStackedWidget()
        self.list.setObjectName("settingsPages")
        self.list.setIconSize(QSize(18, 18))
        self.list.setFixedWidth(160)
        for page, picture in self._pages:
            self.list.addItem(QListWidgetItem(icon(picture), ""))
            self.stack.addWidget(page)
        self.list.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.reset, self.close_button = QPushButton(), QPushButton()
        self.reset.clicked.connect(self._reset)
        self.close_button.clicked.connect(self.close)
        for button in (self.reset, self.close_button):
            button.setAutoDefault(False)
        self._lay_out()
        self._retranslate()
        self.list.setCurrentRow(0)
        self.resize(820, 540)

    def open_page(self, page: QWidget | None = None) -> None:
        """Show the dialog, with one of its pages in front or the one that was there last."""
        if page is not None:
            self.list.setCurrentRow(self.stack.indexOf(page))
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 10, 14, 12)
        foot.addWidget(self.reset)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.list)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _reset(self) -> None:
        """Have this page's settings as after the first start."""
        page = self.stack.currentWidget()
        assert isinstance(page, LookPage | TrainingPage | SavingPage | KeysPage)
        page.reset()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self.list.setAccessibleName(self.tr("Pages"))
        for row, (page, _) in enumerate(self._pages):
            page.retranslate()
            self.list.item(row).setText(page.accessibleName())
        self.reset.setText(self.tr("Reset This Page to &Defaults"))
        self.close_button.setText(self.tr("&Close"))
