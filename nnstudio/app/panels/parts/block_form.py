"""The settings of a block: how often it is repeated, and the parameters that it offers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QPushButton, QWidget

from nnstudio.app.blocks import block_edits
from nnstudio.app.choice_texts import choice_texts
from nnstudio.app.panels.parts.parameter_dialog import ParameterDialog
from nnstudio.app.session import Session
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.field import Field
from nnstudio.app.widgets.param_editor import LABEL_WIDTH
from nnstudio.app.widgets.tab_order import tab_through
from nnstudio.core.errors import UserError
from nnstudio.core.settings import Param
from nnstudio.core.text import N_, Text
from nnstudio.graph.annotation_codec import MOST_REPETITIONS
from nnstudio.graph.project import BlockParameter, Group

_TIMES = Param(
    low=1,
    high=MOST_REPETITIONS,
    help=N_("So many copies come one after the other, each with weights of its own."),
)


class BlockForm(QWidget):
    """Edits the block that it shows; what cannot be done is said below the field."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._block: Group | None = None
        self._built: tuple[BlockParameter, ...] | None = None
        self.fields: dict[str, Field] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    @property
    def repeat(self) -> Field:
        """The row that says how often the block comes."""
        return self._repeat

    def show_block(self, block: Group) -> None:
        """Show the parameters of a block, and how often it is repeated."""
        fresh = self._block is None or block.id != self._block.id
        self._block = block
        if fresh or block.parameters != self._built:
            self._build(block)
        self._show(self._repeat, len(block.repetitions), fresh)
        for parameter in block.parameters:
            node_id, key = parameter.places[0]
            layer = self._session.project.graph.by_id[node_id].layer
            self._show(self.fields[parameter.name], getattr(layer, key), fresh)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._built = None
            if self._block is not None:
                self.show_block(self._block)

    def _show(self, field: Field, value: object, fresh: bool) -> None:
        if fresh or not field.is_typed_in():
            field.set_value(value)
            field.set_problem("")

    def _build(self, block: Group) -> None:
        while self._form.rowCount():
            row = self._form.takeRow(0)
            for item in (row.labelItem, row.fieldItem):
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()  # it may be what is telling us something just now
        self._built = block.parameters
        self.fields = {}
        title = self.tr("Repeat")
        self._repeat = Field(title, _TIMES, 1, lambda choice: (choice, ""))
        self._repeat.changed.connect(self._set_repeat)
        self._add_row(title, self._repeat, _TIMES)
        by_id = self._session.project.graph.by_id
        for parameter in block.parameters:
            node_id, key = parameter.places[0]
            kind = type(by_id[node_id].layer)
            info, name = kind.params()[key], tr_text(Text(parameter.name))
            field = Field(name, info, kind.default_of(key), partial(choice_texts, key))
            field.changed.connect(partial(self._set_value, parameter.name))
            self.fields[parameter.name] = field
            self._add_row(name, field, info)
        self.choose = QPushButton(self.tr("Choose parameters…"))
        self.choose.setToolTip(self.tr("Choose which settings of its layers the block offers"))
        self.choose.clicked.connect(self._choose)
        self._form.addRow(self.choose)
        fields = (self._repeat, *self.fields.values())
        tab_through(self, (*(field.editor for field in fields), self.choose))

    def _add_row(self, name: str, field: Field, info: Param) -> None:
        if isinstance(field.editor, QCheckBox):  # it says itself what it is
            self._form.addRow(field)
            return
        label = QLabel(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setToolTip(tr_text(info.help))
        label.setBuddy(field.editor)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        label.setContentsMargins(0, 6, 0, 0)  # stands on the line of the editor's text
        label.setMinimumWidth(LABEL_WIDTH)
        self._form.addRow(label, field)

    # ---- what the user does ----

    def _set_repeat(self, value: object, finished: bool) -> None:
        field, block = self._repeat, self._block
        if block is None:
            return
        if not isinstance(value, int):
            field.set_problem("" if finished else self.tr("Type a whole number, such as 4."))
            if finished:
                field.set_value(len(block.repetitions))
            return
        if not finished:
            return  # on the way to a 16 nobody wants 1
        try:
            if value != len(block.repetitions):
                block_edits.repeat(self._session, block, value)
            field.set_problem("")
        except UserError as error:
            field.set_problem(tr_text(error.text))
        self._session.close_merge()

    def _set_value(self, name: str, value: object, finished: bool) -> None:
        field, block = self.fields.get(name), self._block
        if block is None or field is None:
            return
        if value is None:
            field.set_problem(self.tr("This is no value for the setting. Type another."))
            return
        try:
            block_edits.set_value(self._session, block, name, value)
            field.set_problem("")
        except UserError as error:
            field.set_problem(tr_text(error.text))
        if finished:
            self._session.close_merge()

    def _choose(self) -> None:
        if self._block is None:
            return
        dialog = ParameterDialog(self._session.project.graph, self._block, self.window())
        if dialog.exec():
            block_edits.choose_parameters(self._session, self._block, dialog.parameters())
        dialog.deleteLater()
