"""A line for text in which names that are known can be ticked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QMenu

from nnstudio.app.style.icons import icon


class NamesEdit(QLineEdit):
    """Takes any text; where names are known, a list opens in which they are ticked or not.

    Several names stand one after the other with commas between. The list opens by its arrow or
    with Alt and Down.
    """

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._opener = QAction(icon("chevron-down", "muted"), "", self)
        self._opener.triggered.connect(self.open_list)
        self.menu = _TickMenu(self)
        self.menu.triggered.connect(self._tick)
        self.menu.aboutToHide.connect(self.editingFinished)

    def suggest(self, names: tuple[str, ...]) -> None:
        """Offer these names; none takes the list away."""
        if names == self._names:
            return
        if bool(names) != bool(self._names):
            if names:
                self.addAction(self._opener, QLineEdit.ActionPosition.TrailingPosition)
            else:
                self.removeAction(self._opener)
        self._names = names
        self._translate()
        self.menu.clear()
        for name in names:
            entry = self.menu.addAction(name.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setData(name)

    def open_list(self) -> None:
        """Show the names, those in the text ticked."""
        chosen = self._chosen()
        for entry, name in zip(self.menu.actions(), self._names, strict=True):
            entry.setChecked(name in chosen)
        self.menu.setMinimumWidth(self.width())
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        if self._names:
            self.menu.setActiveAction(self.menu.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = (
            event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if opens and self._names:
            self.open_list()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _chosen(self) -> list[str]:
        return [name for name in (part.strip() for part in self.text().split(",")) if name]

    def _tick(self, entry: QAction) -> None:
        name = str(entry.data())
        others = [known for known in self._chosen() if known != name]
        self.setText(", ".join([*others, name] if entry.isChecked() else others))
        self.textEdited.emit(self.text())

    def _translate(self) -> None:
        self._opener.setText(self.tr("Choose from the data"))
        self._opener.setToolTip(self.tr("Choose from the data (Alt+Down)"))


class _TickMenu(QMenu):
    """Stays open while names are ticked; Enter and Escape close it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        entry = self.actionAt(event.position().toPoint())
        if entry in self.actions():
            entry.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.activeAction()
        if event.key() == Qt.Key.Key_Space and entry in self.actions():
            entry.trigger()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)
