"""What the inspector says of a frame or a note, or of several of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.remark_colors import color_name, swatch
from nnstudio.app.remark_names import kind_name, remark_label
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import theme_signals
from nnstudio.app.widgets.flow_layout import FlowLayout
from nnstudio.app.widgets.number_box import NumberBox
from nnstudio.graph import remark_edits
from nnstudio.graph.annotation_codec import LARGEST_SIDE, SMALLEST_SIDE
from nnstudio.graph.project import REMARK_COLORS, Project, Remark

_TEXT_HEIGHT = 140


class RemarkPage(QWidget):
    """Edits text, colour and size as the user types; one field's letters are undone together.

    Several frames and notes have colour and size in common; what differs shows that of the first.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._heading = QLabel()
        self._heading.setProperty("role", "heading")
        self._text_label, self._color_label = QLabel(), QLabel()
        self._width_label, self._height_label = QLabel(), QLabel()
        self.title = QLineEdit()
        self.title.textEdited.connect(self._set_text)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(_TEXT_HEIGHT)
        self.text.textChanged.connect(lambda: self._set_text(self.text.toPlainText()))
        self.colors: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for color in REMARK_COLORS:
            button = self.colors[color] = QPushButton()
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, color=color: self._set_color(color))
            self._group.addButton(button)
        self.width_box, self.height_box = (
            NumberBox(100.0, SMALLEST_SIDE, LARGEST_SIDE) for _ in range(2)
        )
        self.width_box.typed.connect(lambda value: self._set_size("width", value))
        self.width_box.committed.connect(lambda value: self._set_size("width", value))
        self.height_box.typed.connect(lambda value: self._set_size("height", value))
        self.height_box.committed.connect(lambda value: self._set_size("height", value))
        for field in (self.title, self.text, self.width_box, self.height_box):
            field.installEventFilter(self)
        self._lay_out()
        theme_signals.changed.connect(self._paint_swatches)
        self._translate()

    def show_remarks(self, remarks: tuple[Remark, ...]) -> None:
        """Show one frame or note, or what several have in common."""
        first, single = remarks[0], len(remarks) == 1
        is_frame = first.kind == "frame"
        several = self.tr("{count} frames and notes").format(count=len(remarks))
        self._heading.setText(kind_name(first) if single else several)
        self._text_label.setText(self.tr("Title") if is_frame else self.tr("Text"))
        self._text_label.setVisible(single)
        self.title.setVisible(single and is_frame)
        self.text.setVisible(single and not is_frame)
        # Spaces at the end are the beginning of another word.
        if self.title.text().strip() != first.text:
            self.title.setText(first.text)
        if self.text.toPlainText().strip() != first.text:
            with QSignalBlocker(self.text):
                self.text.setPlainText(first.text)
        shared = {remark.color for remark in remarks}
        self._group.setExclusive(False)  # or none could be without a mark
        for color, button in self.colors.items():
            button.setChecked(shared == {color})
        self._group.setExclusive(True)
        self.width_box.set_value(first.width)
        self.height_box.set_value(first.height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._session.close_merge()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    # ---- what the user does ----

    def _set_text(self, text: str) -> None:
        chosen = self._session.selected_remarks[:1]
        self._edit("write", remark_edits.set_text(self._session.project, chosen, text), chosen)

    def _set_color(self, color: str) -> None:
        self._session.close_merge()
        chosen = self._session.selected_remarks
        self._edit("color", remark_edits.set_color(self._session.project, chosen, color), chosen)

    def _set_size(self, side: str, value: object) -> None:
        if not isinstance(value, int | float) or not SMALLEST_SIDE <= value <= LARGEST_SIDE:
            return
        chosen, project = self._session.selected_remarks, self._session.project
        if side == "width":
            project = remark_edits.set_size(project, chosen, width=float(value))
        else:
            project = remark_edits.set_size(project, chosen, height=float(value))
        self._edit("resize", project, chosen, side)

    def _edit(self, verb: str, project: Project, ids: tuple[str, ...], what: str = "") -> None:
        if ids:
            label = remark_label(verb, self._session.project, ids)
            self._session.edit(label, project, merge="/".join((*ids, verb, what)))

    # ---- how it looks ----

    def _lay_out(self) -> None:
        colors = QWidget()
        flow = FlowLayout(colors, 6)
        for button in self.colors.values():
            flow.addWidget(button)
        size = QGridLayout()
        size.setHorizontalSpacing(8)
        size.setVerticalSpacing(3)
        for index, (label, box) in enumerate(
            ((self._width_label, self.width_box), (self._height_label, self.height_box))
        ):
            label.setBuddy(box)
            size.addWidget(label, 0, index)
            size.addWidget(box, 1, index)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(self._heading)
        for label, fields in (
            (self._text_label, (self.title, self.text)),
            (self._color_label, (colors,)),
        ):
            column.addWidget(label)
            column.addSpacing(-6)
            for field in fields:
                column.addWidget(field)
        column.addLayout(size)
        column.addStretch(1)
        self._paint_swatches()

    def _paint_swatches(self) -> None:
        for color, button in self.colors.items():
            button.setIcon(swatch(color))

    def _translate(self) -> None:
        self._color_label.setText(self.tr("Colour"))
        self._width_label.setText(self.tr("Width"))
        self._height_label.setText(self.tr("Height"))
        self.title.setAccessibleName(self.tr("Title of the frame"))
        self.text.setAccessibleName(self.tr("Text of the note"))
        self.text.setToolTip(self.tr("# heading, - point, **bold**"))
        self.width_box.setAccessibleName(self.tr("Width"))
        self.height_box.setAccessibleName(self.tr("Height"))
        for color, button in self.colors.items():
            button.setText(color_name(color))
