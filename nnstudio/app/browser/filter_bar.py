"""Which samples the browser lists: by class, part, verdict of the network, and by what they hold."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.browser.choosing import Wanted
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.flow_layout import FlowLayout

_TYPING_MS = 150


class FilterBar(QWidget):
    """Gives what the user wants to see, and says how many samples that are."""

    changed = Signal()
    """`wanted` gives something else now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.class_box, self.part_box, self.verdict_box = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.find_box, self.count = QLineEdit(), QLabel()
        self.ask = QToolButton()
        self.ask.setCheckable(True)
        self.ask.setIcon(icon("brain"))
        self.ask.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.find_box.setClearButtonEnabled(True)
        self.find_box.setFixedWidth(190)
        # Of one size, so that another text does not lay out and draw the whole window anew.
        self.count.setFixedSize(150, self.find_box.sizeHint().height())
        self.find_box.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.count.setProperty("role", "muted")
        self._classes: tuple[str, ...] = ()
        self._parts: tuple[str, ...] = ()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        for box in (self.class_box, self.part_box, self.verdict_box):
            box.activated.connect(self._tell)
        self.verdict_box.activated.connect(self._ask_for_verdict)
        self.ask.toggled.connect(self._tell_asked)
        self.find_box.textEdited.connect(self._type)
        self.find_box.returnPressed.connect(self._tell)
        fields = QWidget()
        row = FlowLayout(fields, spacing=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.addWidget(fields)
        row.addWidget(self.class_box)
        row.addWidget(self.part_box)
        row.addWidget(self.verdict_box)
        row.addWidget(self.ask)
        row.addWidget(self.find_box)
        row.addWidget(self.count)
        self._translate()

    def wanted(self) -> Wanted:
        """Return what is to be listed; how it is sorted is not said here."""
        verdict = self.verdict_box.currentIndex() if self.verdict_box.isEnabled() else 0
        return Wanted(
            label=_number(self.class_box) if self._classes else None,
            part=_number(self.part_box),
            right={1: False, 2: True}.get(verdict),
            text=self.find_box.text(),
            hardest=verdict in (1, 3),
        )

    def set_names(self, classes: tuple[str, ...], parts: tuple[str, ...]) -> None:
        """Offer other classes and parts to choose from; the choice stays where it can."""
        if classes != self._classes or self.class_box.count() != len(classes) + 1:
            self._classes = classes
            _fill(self.class_box, self.tr("All classes"), classes)
        self.class_box.setVisible(bool(classes))
        if parts != self._parts or self.part_box.count() != len(parts) + 1:
            self._parts = parts
            _fill(self.part_box, self.tr("All parts"), parts)

    def set_answers(self, possible: bool, verdicts: bool) -> None:
        """Say whether there is a trained network to ask, and whether it can be right or wrong."""
        self.ask.setEnabled(possible)
        if not possible:
            with QSignalBlocker(self.ask):
                self.ask.setChecked(False)
            self.verdict_box.setCurrentIndex(0)
        self.verdict_box.setEnabled(possible)
        self.verdict_box.setVisible(verdicts)
        tip = self.tr("Mark what the trained network takes each sample for")
        untrained = self.tr("Train the network first: then it can be asked about every sample.")
        for widget in (self.ask, self.verdict_box):
            widget.setToolTip(tip if possible else untrained)

    def asks(self) -> bool:
        """Whether the answers of the network are wanted."""
        return self.ask.isEnabled() and self.ask.isChecked()

    def reset(self) -> None:
        """Want everything, as for other data."""
        for box in (self.class_box, self.part_box, self.verdict_box):
            box.setCurrentIndex(0)
        self.find_box.clear()
        with QSignalBlocker(self.ask):
            self.ask.setChecked(False)

    def set_count(self, listed: int, total: int) -> None:
        """Say how many samples are listed."""
        text = self.tr("{listed} of {total}") if listed != total else self.tr("{total} samples")
        self.count.setText(text.format(listed=f"{listed:,}", total=f"{total:,}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.find_box.text():
            self.find_box.clear()
            self._tell()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _type(self) -> None:
        self._typing.start()

    def _tell(self) -> None:
        self._typing.stop()
        self.changed.emit()

    def _tell_asked(self, asked: bool) -> None:
        if not asked:
            self.verdict_box.setCurrentIndex(0)
        self.changed.emit()

    def _ask_for_verdict(self, index: int) -> None:
        if index and not self.ask.isChecked():
            self.ask.setChecked(True)

    def _translate(self) -> None:
        self.class_box.setAccessibleName(self.tr("Class of the samples"))
        self.part_box.setAccessibleName(self.tr("Part of the data"))
        self.verdict_box.setAccessibleName(self.tr("What the network makes of them"))
        at = max(self.verdict_box.currentIndex(), 0)
        self.verdict_box.clear()
        self.verdict_box.addItems(
            [
                self.tr("Right and wrong"),
                self.tr("Wrong, worst first"),
                self.tr("Right"),
                self.tr("All, hardest first"),
            ]
        )
        self.verdict_box.setMinimumContentsLength(15)
        self.verdict_box.setCurrentIndex(at)
        self.ask.setText(" " + self.tr("Predictions"))
        self.find_box.setPlaceholderText(self.tr("Find"))
        self.find_box.setAccessibleName(self.tr("Find samples"))
        self.find_box.setToolTip(
            self.tr("A class, a token or a file; a number such as 5.1; or a column: length > 5")
        )
        for box, text in (
            (self.class_box, self.tr("All classes")),
            (self.part_box, self.tr("All parts")),
        ):
            box.setItemText(0, text)


def _fill(box: ChoiceBox, everything_text: str, names: tuple[str, ...]) -> None:
    before = box.currentIndex()
    box.clear()
    box.addItem(everything_text)
    box.addItems(list(names))
    box.setCurrentIndex(before if 0 < before <= len(names) else 0)


def _number(box: ChoiceBox) -> int | None:
    return box.currentIndex() - 1 if box.currentIndex() > 0 else None
