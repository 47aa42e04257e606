"""What can be done with the chosen samples."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QSlider, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.browser.contact_sheet import SIDES, USUAL
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.flow_layout import FlowLayout

_MOST_IN_MENU = 200


class ActionBar(QWidget):
    """Buttons for the chosen samples, and how large tiles are."""

    asked = Signal(str)
    """``"open"``, ``"leave_out"``, ``"put_back"``, ``"as_given"``, ``"copy"`` or ``"export"``."""
    label_asked = Signal(int)
    """The chosen samples are to be of this class."""
    side_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[str, ...] = ()
        self.chosen = QLabel()
        self.chosen.setProperty("role", "muted")
        self.buttons: dict[str, QToolButton] = {}
        for name, symbol in (
            ("leave_out", "minus"),
            ("put_back", "plus"),
            ("label", "tag"),
            ("copy", "copy"),
            ("export", "download"),
        ):
            button = QToolButton()
            button.setIcon(icon(symbol))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            if name != "label":
                button.clicked.connect(partial(self.asked.emit, name))
            self.buttons[name] = button
        self._labels = QMenu(self)
        self._labels.aboutToShow.connect(self._list_classes)
        self.buttons["label"].setMenu(self._labels)
        self.buttons["label"].setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sides = QSlider(Qt.Orientation.Horizontal)
        self.sides.setRange(0, len(SIDES) - 1)
        self.sides.setValue(SIDES.index(USUAL))
        self.sides.setFixedWidth(110)
        self.sides.valueChanged.connect(self._size)
        tools = QWidget()
        row = FlowLayout(tools, spacing=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 3, 8, 4)
        column.addWidget(tools)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addWidget(self.sides)
        row.addWidget(self.chosen)
        self.chosen.setContentsMargins(8, 0, 0, 0)
        self._translate()
        self.sides.setFixedHeight(28)
        # Of one size, so that another text does not lay out and draw the whole window anew.
        self.chosen.setFixedSize(130, 28)

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """Offer these classes; none: samples have no class to change."""
        self._classes = classes
        self.buttons["label"].setVisible(bool(classes))

    def set_chosen(self, count: int, left_out: int) -> None:
        """Say how many samples are chosen, and how many of them are left out."""
        text = self.tr("{count} chosen").format(count=f"{count:,}")
        self.chosen.setText(text if count else "")
        self.buttons["leave_out"].setEnabled(count > left_out)
        self.buttons["put_back"].setEnabled(left_out > 0)
        for name in ("label", "copy"):
            self.buttons[name].setEnabled(count > 0)

    def set_side(self, side: int) -> None:
        """Show how large tiles are."""
        self.sides.setValue(SIDES.index(side))

    def set_zooming(self, zooming: bool) -> None:
        """Say whether there are tiles."""
        self.sides.setVisible(zooming)

    def popup(self, place: QPoint) -> None:
        """Offer the same by the right mouse button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(icon("eye"), self.tr("Show the numbers"))
        action.triggered.connect(partial(self.asked.emit, "open"))
        for name, button in self.buttons.items():
            if button.isHidden():
                continue
            if name == "label":
                self._list_classes()
                self._labels.setTitle(button.text().strip())
                self._labels.setEnabled(button.isEnabled())
                menu.addMenu(self._labels)
                continue
            action = menu.addAction(button.icon(), button.text().strip())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(partial(self.asked.emit, name))
        menu.popup(place)

    def class_menu(self) -> QMenu:
        """Return the menu of the classes."""
        return self._labels

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _size(self, value: int) -> None:
        self.side_chosen.emit(SIDES[value])

    def _list_classes(self) -> None:
        self._labels.clear()
        for number, name in enumerate(self._classes[:_MOST_IN_MENU]):
            key = f"\t{number}" if number < 10 else ""
            action = self._labels.addAction(name.replace("&", "&&") + key)
            action.triggered.connect(partial(self.label_asked.emit, number))
        self._labels.addSeparator()
        given = self._labels.addAction(self.tr("As the data says"))
        given.triggered.connect(partial(self.asked.emit, "as_given"))

    def _translate(self) -> None:
        texts = {
            "leave_out": (
                self.tr("Leave out"),
                self.tr("The chosen samples take part in nothing (Delete)"),
            ),
            "put_back": (
                self.tr("Put back"),
                self.tr("Samples that were left out take part again (Insert)"),
            ),
            "label": (self.tr("Class"), self.tr("Give the chosen samples another class (0–9)")),
            "copy": (self.tr("Copy"), self.tr("Copy the chosen rows, for a spreadsheet (Ctrl+C)")),
            "export": (self.tr("Export…"), self.tr("Save the listed samples as a CSV table")),
        }
        for name, (text, tip) in texts.items():
            self.buttons[name].setText(" " + text)  # the style leaves no gap
            self.buttons[name].setToolTip(tip)
            self.buttons[name].setAccessibleName(text)
        self.sides.setAccessibleName(self.tr("Size of the pictures"))
        self.sides.setToolTip(self.tr("Size of the pictures (Ctrl+wheel)"))
