"""One sample with all its numbers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.browser.choosing import vocabulary
from nnstudio.app.browser.contents import PICTURES, Contents, written
from nnstudio.app.browser.data_table import DataTable
from nnstudio.app.browser.judgement import Judgement
from nnstudio.app.browser.numbers_view import NumbersView
from nnstudio.app.browser.table_model import Column
from nnstudio.app.browser.tiles import picture_of, spectrum
from nnstudio.app.live.pictures import colors, image, value_range
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.layer import Array
from nnstudio.data.scaling import scaled


class SamplePage(QWidget):
    """Shows the numbers of a sample: as the data has them, or as the network reads them."""

    closed = Signal()
    """The user wants back to the list."""
    asked = Signal(str)
    """A key asks for something, as in `ContactSheet`."""
    step_wanted = Signal(int)
    """The user wants the sample before (-1) or behind (1) this one in the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents: Contents | None = None
        self.sample = -1
        self.back = QPushButton()
        self.back.setProperty("kind", "quiet")
        self.back.setIcon(icon("chevron-left", "accent"))
        self.back.clicked.connect(self.closed)
        self._before, self._next = _tool("chevron-left"), _tool("chevron-right")
        self._before.clicked.connect(self._go_before)
        self._next.clicked.connect(self._go_next)
        self._smaller, self._larger = _tool("zoom-out"), _tool("zoom-in")
        self.title, self._readout = ElidedLabel(), QLabel()
        self._readout.setProperty("role", "muted")
        self.channel_box, self.units_box = ChoiceBox(), ChoiceBox()
        self.channel_box.activated.connect(self._show)
        self.units_box.activated.connect(self._show)
        self.numbers, self.table = NumbersView(), DataTable()
        self._smaller.clicked.connect(self._zoom_out)
        self._larger.clicked.connect(self._zoom_in)
        self.numbers.pointed.connect(self._tell)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.numbers)
        self.stack.addWidget(self.table)
        self._lay_out()
        self._translate()

    def show_sample(
        self, contents: Contents, judgement: Judgement | None, part: str, sample: int
    ) -> None:
        """Show a sample by its number.

        Parameters
        ----------
        part
            The name of the part that it is in.
        """
        self._contents, self.sample = contents, sample
        texts = [self.tr("Sample {number}").format(number=sample), contents.name(sample), part]
        told = [field for field in contents.fields if field.target]
        texts += [f"{field.name}: {field.written(sample)}".removeprefix(": ") for field in told]
        if judgement is not None and judgement.right is not None:
            assert judgement.predicted is not None
            name = contents.classes[judgement.predicted[sample]]
            texts.append(self.tr("the network says {name}").format(name=name))
        self.title.setText(" · ".join(text for text in texts if text))
        raw = contents.raw(sample)
        channels = raw.shape[2] if raw.ndim == 3 and contents.kind == "image" else 1
        if self.channel_box.count() != channels:
            self._name_channels(channels)
        self.channel_box.setVisible(channels > 1)
        self.units_box.setVisible(not contents.signature.tokens)
        self._show()

    def take_focus(self) -> None:
        """Let the keys act on the numbers."""
        shows_numbers = self.stack.currentWidget() is self.numbers
        (self.numbers if shows_numbers else self.table).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        way = ways.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif way is not None:
            self.step_wanted.emit(way)
        elif event.key() == Qt.Key.Key_Delete:
            self.asked.emit("leave_out")
        elif event.text().isdigit() and event.text().isascii():
            self.asked.emit(event.text())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    # ---- what is shown ----

    def _show(self) -> None:
        contents = self._contents
        if contents is None:
            return
        picture = contents.kind in PICTURES
        self.stack.setCurrentWidget(self.numbers if picture else self.table)
        for button in (self._smaller, self._larger):
            button.setVisible(picture)
        self._readout.setText("")
        raw = contents.raw(self.sample)
        if contents.signature.tokens:
            self._show_tokens(contents, raw.reshape(-1))
            return
        read = self.units_box.currentIndex() == 1
        values = scaled(contents.plan, raw[np.newaxis])[0] if read else raw
        if picture:
            self._show_pixels(contents, values, raw)
        else:
            self._show_steps(contents, values)

    def _show_pixels(self, contents: Contents, values: Array, raw: Array) -> None:
        if contents.kind == "sound":
            frames = spectrum(values)
            shades = colors(frames, value_range(frames), current_theme())
            self.numbers.show_numbers(frames, image(shades))
            return
        field = values.reshape(*raw.shape[:2], -1)[..., max(self.channel_box.currentIndex(), 0)]
        self.numbers.show_numbers(field, picture_of(contents, self.sample))

    def _show_tokens(self, contents: Contents, tokens: Array) -> None:
        words = vocabulary(contents)
        end = int(np.flatnonzero(tokens)[-1]) + 1 if tokens.any() else 0
        columns = (
            Column(self.tr("Position"), lambda n: str(n + 1), True, 8),
            Column(self.tr("Token"), lambda n: shown_token(words[tokens[n]]), False, 18),
            Column(self.tr("Number"), lambda n: str(int(tokens[n])), True, 8),
        )
        self.table.show_rows(columns, np.arange(end))

    def _show_steps(self, contents: Contents, values: Array) -> None:
        signature = contents.signature
        if values.ndim == 1:
            names = signature.features or tuple(f"x{n + 1}" for n in range(len(values)))
            columns: tuple[Column, ...] = (
                Column(self.tr("Feature"), lambda n: names[n], False, 20),
                Column(self.tr("Value"), lambda n: written(float(values[n])), True, 12),
            )
        else:
            steps = values.reshape(len(values), -1)
            names = signature.features or tuple(f"x{n + 1}" for n in range(steps.shape[1]))
            columns = (
                Column(self.tr("Step"), lambda n: str(n + 1), True, 6),
                *(_step_column(name, steps[:, k]) for k, name in enumerate(names[:200])),
            )
        self.table.show_rows(columns, np.arange(len(values)))

    def _tell(self, cell: tuple[int, int] | None) -> None:
        if cell is None:
            self._readout.setText("")
            return
        value = written(float(self.numbers.values()[cell]))
        text = self.tr("Row {row}, column {column}: {value}")
        self._readout.setText(text.format(row=cell[0] + 1, column=cell[1] + 1, value=value))

    # ---- within ----

    def _go_before(self) -> None:
        self.step_wanted.emit(-1)

    def _go_next(self) -> None:
        self.step_wanted.emit(1)

    def _zoom_in(self) -> None:
        self.numbers.zoom(1)

    def _zoom_out(self) -> None:
        self.numbers.zoom(-1)

    def _name_channels(self, channels: int) -> None:
        self.channel_box.clear()
        names = (self.tr("Red"), self.tr("Green"), self.tr("Blue"), self.tr("Opacity"))
        for number in range(channels):
            usual = channels in (3, 4)
            number_text = self.tr("Channel {number}").format(number=number + 1)
            self.channel_box.addItem(names[number] if usual else number_text)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self._before)
        row.addWidget(self._next)
        row.addSpacing(6)
        row.addWidget(self.title, 1)
        row.addWidget(self._readout)
        row.addSpacing(6)
        for widget in (self.channel_box, self.units_box, self._smaller, self._larger):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.stack, 1)

    def _translate(self) -> None:
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back to all samples (Esc)"))
        for button, text in (
            (self._before, self.tr("The sample before (Page up)")),
            (self._next, self.tr("The next sample (Page down)")),
            (self._smaller, self.tr("Smaller (−)")),
            (self._larger, self.tr("Larger (+)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.units_box.clear()
        self.units_box.addItem(self.tr("As the data has it"))
        self.units_box.addItem(self.tr("As the network reads it"))
        self.units_box.setMinimumContentsLength(18)
        self.units_box.setAccessibleName(self.tr("Units of the numbers"))
        self.channel_box.setAccessibleName(self.tr("Channel"))
        self._name_channels(max(self.channel_box.count(), 1))
        self.numbers.setAccessibleName(self.tr("Numbers of the sample"))
        self.table.setAccessibleName(self.tr("Numbers of the sample"))
        self._show()


def shown_token(token: str) -> str:
    """Return a token so that it can be seen: blanks and line breaks have signs of their own."""
    signs = {" ": "␣", "\n": "⏎", "\t": "⇥"}
    return "".join(signs.get(letter, letter) for letter in token) if not token.strip() else token


def _step_column(name: str, values: Array) -> Column:
    return Column(name, lambda n: written(float(values[n])), True, 10)


def _tool(name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    return button
