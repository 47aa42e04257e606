"""The dialog in which a picture of the drawing is made up before it is written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.background import Background
from nnstudio.app.rendering import picture_file
from nnstudio.app.rendering.diagram import Diagram
from nnstudio.app.rendering.picture_options import (
    BACKGROUNDS,
    FORMATS,
    LARGEST_MARGIN,
    LARGEST_SCALE,
    SMALLEST_SCALE,
    PictureOptions,
)
from nnstudio.app.rendering.picture_preview import PicturePreview
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.core.errors import UserError
from nnstudio.core.text import Text


class PictureDialog(QDialog):
    """Shows the picture as it will be, asks for a file, and writes it beside the window.

    Parameters
    ----------
    selected
        Whether something is selected to which the picture can be limited.
    start
        The file that is offered, without its ending.
    """

    written = Signal(Path)
    """The picture lies in this file."""

    def __init__(
        self,
        diagram: Diagram,
        options: PictureOptions,
        selected: bool,
        start: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export Picture"))
        self._diagram, self._start, self._path = diagram, start, start
        self.options = options if selected else replace(options, selection=False)
        self.preview = PicturePreview(diagram)
        self.preview.setAccessibleName(self.tr("Preview"))
        self.format, self.background = ChoiceBox(), ChoiceBox()
        formats = (
            self.tr("SVG: for web pages and drawing programs"),
            self.tr("PDF: for papers and print"),
            self.tr("PNG: pixels, for slides and messages"),
        )
        for name, text in zip(FORMATS, formats, strict=True):
            self.format.addItem(text, name)
        grounds = (self.tr("White"), self.tr("Transparent"), self.tr("Dark"))
        for name, text in zip(BACKGROUNDS, grounds, strict=True):
            self.background.addItem(text, name)
        self.scale, self.margin = QSpinBox(), QSpinBox()
        self.scale.setRange(SMALLEST_SCALE, LARGEST_SCALE)
        self.scale.setSuffix(" ×")
        self.margin.setRange(0, LARGEST_MARGIN)
        self.margin.setSingleStep(4)
        self.margin.setSuffix(self.tr(" px"))
        self.title = QCheckBox(self.tr("Title"))
        self.legend = QCheckBox(self.tr("Legend"))
        self.problems = QCheckBox(self.tr("Signs of problems"))
        self.selection = QCheckBox(self.tr("Selected parts only"))
        self.selection.setEnabled(selected)
        self.size_text = QLabel()
        self.size_text.setProperty("role", "muted")
        self.size_text.setWordWrap(True)
        self.banner = Banner()
        self._writing = Background(self)
        self._writing.done.connect(self._finish)
        self._writing.failed.connect(self._refuse)
        self._show_values()
        self._connect()
        self._lay_out()
        self._change()
        room = self.screen().availableSize()
        self.resize(min(1060, room.width() - 80), min(620, room.height() - 80))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Format"), self.format)
        form.addRow(self.tr("&Scale"), self.scale)
        form.addRow(self.tr("&Background"), self.background)
        form.addRow(self.tr("&Margin"), self.margin)
        for box in (self.title, self.legend, self.problems, self.selection):
            form.addRow(box)
        side = QVBoxLayout()
        side.addLayout(form)
        side.addSpacing(6)
        side.addWidget(self.size_text)
        side.addStretch(1)
        holder = QWidget()
        holder.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(360)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.preview, 1)
        row.addWidget(holder)
        self.save = QPushButton(self.tr("Save…"))
        self.save.setDefault(True)
        self.save.clicked.connect(self._ask)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addLayout(row, 1)
        column.addWidget(buttons)

    def _connect(self) -> None:
        for box in (self.format, self.background):
            box.currentIndexChanged.connect(self._change)
        for number in (self.scale, self.margin):
            number.valueChanged.connect(self._change)
        for check in (self.title, self.legend, self.problems, self.selection):
            check.toggled.connect(self._change)

    def _show_values(self) -> None:
        options = self.options
        self.format.setCurrentIndex(FORMATS.index(options.format))
        self.background.setCurrentIndex(BACKGROUNDS.index(options.background))
        self.scale.setValue(options.scale)
        self.margin.setValue(options.margin)
        self.title.setChecked(options.title)
        self.legend.setChecked(options.legend)
        self.problems.setChecked(options.problems)
        self.selection.setChecked(options.selection)

    def _change(self) -> None:
        """Show the picture as it was just chosen."""
        self.options = PictureOptions(
            format=self.format.currentData(),
            scale=self.scale.value(),
            background=self.background.currentData(),
            title=self.title.isChecked(),
            legend=self.legend.isChecked(),
            problems=self.problems.isChecked(),
            selection=self.selection.isChecked(),
            margin=self.margin.value(),
        )
        self.scale.setEnabled(self.options.format == "png")
        self.preview.show_options(self.options)
        self.size_text.setText(self._describe())

    def _describe(self) -> str:
        size = self._diagram.size(self.options)
        if self.options.format == "png":
            pixels = (size * self.options.scale).toSize()
            text = self.tr("{width} × {height} pixels, {dots} dots per inch")
            width, height = f"{pixels.width():,}", f"{pixels.height():,}"
            return text.format(width=width, height=height, dots=96 * self.options.scale)
        text = self.tr("{width} × {height} cm, sharp at every size")
        width, height = (f"{side / 96 * 2.54:.1f}" for side in (size.width(), size.height()))
        return text.format(width=width, height=height)

    def _ask(self) -> None:
        ending = self.options.format
        start = self._start.with_name(f"{self._start.name}.{ending}")
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the picture"), str(start), f"{ending.upper()} (*.{ending})"
        )
        if name:
            path = Path(name)
            self.write(path if path.suffix else path.with_suffix(f".{ending}"))

    def write(self, path: Path) -> None:
        """Write the picture to a file; what takes long is done beside the window."""
        self.banner.hide()
        self.setCursor(Qt.CursorShape.BusyCursor)
        self.save.setEnabled(False)
        self._path = path
        try:
            if self.options.format == "png":
                image = picture_file.png_image(self._diagram, self.options)
                self._writing.start(partial(picture_file.write_png, path, image))
            elif self.options.format == "svg":
                content = picture_file.svg_bytes(self._diagram, self.options)
                self._writing.start(partial(picture_file.write_bytes, path, content))
            else:
                content = picture_file.pdf_bytes(self._diagram, self.options)
                self._writing.start(partial(picture_file.write_bytes, path, content))
        except UserError as error:
            self._refuse(error.text)

    def _finish(self, result: object) -> None:
        self._rest()
        self.written.emit(self._path)
        self.accept()

    def _refuse(self, text: Text) -> None:
        self._rest()
        self.banner.say(Tone.ERROR, tr_text(text))

    def _rest(self) -> None:
        self.unsetCursor()
        self.save.setEnabled(True)
