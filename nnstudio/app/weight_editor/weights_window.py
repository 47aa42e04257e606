"""The window in which weights are looked at and changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.style.fonts import number_font
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.weight_editor import weight_edits
from nnstudio.app.weight_editor.cell_text import full_text
from nnstudio.app.weight_editor.plane_file import save_plane
from nnstudio.app.weight_editor.slice_bar import SliceBar
from nnstudio.app.weight_editor.summary import summary
from nnstudio.app.weight_editor.tool_row import ToolRow
from nnstudio.app.weight_editor.weight_grid import WeightGrid
from nnstudio.app.weight_editor.weight_slice import Cell, WeightSlice
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.engine.weight_edits import donors_for, node_weights
from nnstudio.explain.weight_axes import WeightAxis, weight_axes


class WeightsWindow(QDialog):
    """Shows a weight of a layer as a table; what is changed there is an edit of the project."""

    def __init__(
        self,
        session: Session,
        training: Training,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._training, self._settings = session, training, settings
        self._slices: dict[tuple[str, str], WeightSlice] = {}
        self._weight: Array = np.zeros(0, np.float32)
        self._axes: tuple[WeightAxis, ...] = ()
        self.banner = Banner()
        self.node_box, self.weight_box = ChoiceBox(), ChoiceBox()
        self.node_box.setMinimumContentsLength(16)
        self.weight_box.setMinimumContentsLength(16)
        self._labels = [QLabel(), QLabel()]
        self.slice_bar, self.grid, self.tools = SliceBar(), WeightGrid(), ToolRow()
        self._empty = EmptyState("table", "", "")
        self._place, self._summary = QLabel(), QLabel()
        self._place.setFont(number_font())
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._summary.setProperty("role", "muted")
        self._lay_out()
        self.node_box.activated.connect(self._on_node)
        self.weight_box.activated.connect(self._show_weight)
        self.slice_bar.chosen.connect(self._on_slice)
        self.grid.wanted.connect(self._on_wanted)
        self.grid.refused.connect(self._on_refused)
        self.grid.selectionModel().currentChanged.connect(self._show_place)
        self.tools.fill_wanted.connect(self.grid.fill)
        self.tools.donor_chosen.connect(self._on_donor)
        self.tools.reset_wanted.connect(self._on_reset)
        self.tools.export_wanted.connect(self.ask_export)
        for signal in (session.changed, session.opened, session.weights_changed):
            signal.connect(self._refresh)
        training.state_changed.connect(self._refresh)
        for key, act in ((QKeySequence.StandardKey.Undo, session.undo),
                         (QKeySequence.StandardKey.Redo, session.redo)):  # fmt: skip
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self._translate()

    def sizeHint(self) -> QSize:
        return QSize(860, 560)

    # ---- what is shown ----

    @property
    def node_id(self) -> str:
        """The layer whose weights are shown; empty where none has any."""
        return self.node_box.currentData() or ""

    @property
    def weight_name(self) -> str:
        """The weight that is shown."""
        return self.weight_box.currentData() or ""

    def show_node(self, node_id: str) -> None:
        """Show the weights of a layer, or those that it uses."""
        self._fill_nodes()
        node = self._session.project.graph.by_id.get(node_id)
        holder = node.shares or node.id if node is not None else ""
        row = self.node_box.findData(holder)
        if row >= 0:
            self.node_box.setCurrentIndex(row)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        self._fill_nodes()
        self._fill_weights()
        self._show_weight()
        self._show_state()

    def _fill_nodes(self) -> None:
        analysis, graph = self._session.analysis, self._session.project.graph
        entries = [(graph.by_id[i].title or i, i) for i in analysis.order
                   if analysis.reports[i].weights]  # fmt: skip
        fill_box(self.node_box, entries)

    def _fill_weights(self) -> None:
        weights = self._session.analysis.reports[self.node_id].weights if self.node_id else ()
        entries = [(f"{tr_text(n)}  {' × '.join(map(str, w.shape))}", n) for n, w in weights]
        fill_box(self.weight_box, entries)
        self.tools.set_donors(donors_for(self._session.analysis, self.node_id)
                              if self.node_id else ())  # fmt: skip

    def _show_weight(self) -> None:
        session, node_id, name = self._session, self.node_id, self.weight_name
        there = bool(node_id and name)
        for widget in (self.grid, self.slice_bar, self.tools):
            widget.setVisible(there)
        self._empty.setVisible(not there)
        if not there:
            self._place.clear()
            self._summary.clear()
            return
        self._weight = node_weights(session.analysis, session.checkpoint, node_id)[name]
        self._axes = weight_axes(session.analysis, node_id, name)
        plane = self._plane()
        self.slice_bar.show_slice(self._axes, plane)
        columns = self._axes[plane.columns] if plane.columns >= 0 else None
        reach = float(np.abs(self._weight).max()) if self._weight.size else 0.0
        self.grid.cells.set_plane(plane.of(self._weight), self._axes[plane.rows], columns, reach)
        if not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.grid.cells.index(0, 0))
        self._show_place()
        self._summary.setText(summary(self._weight))

    def _plane(self) -> WeightSlice:
        key, shape = (self.node_id, self.weight_name), self._weight.shape
        known = self._slices.get(key)
        fits = known is not None and len(known.places) == len(shape)
        if (
            known is None
            or not fits
            or any(p >= n for p, n in zip(known.places, shape, strict=True))
        ):
            known = self._slices[key] = WeightSlice.usual(shape)
        return known

    def _show_place(self) -> None:
        index, plane = self.grid.currentIndex(), self._plane() if self._weight.size else None
        if plane is None or not index.isValid():
            self._place.clear()
            return
        place = plane.index_of((index.row(), index.column()))
        words = ", ".join(
            f"{tr_text(axis.name)} {axis.label(i)}"
            for axis, i in zip(self._axes, place, strict=True)
        )
        number = full_text(float(self._weight[place]))
        self._place.setText(f"{words}:  {number}")

    def _show_state(self) -> None:
        """Say why nothing can be changed now, where that is so."""
        training, ready = self._training.active, self._session.analysis.ready
        self.grid.cells.editable = ready and not training
        self.tools.set_enabled(ready and not training)
        if training:
            text = self.tr(
                "Training is running. The table shows the weights it began with; stop it to see "
                "the present ones and to change them."
            )
            stop = (self.tr("Stop"), self._training.stop)
            self.banner.say(Tone.WARNING, text, (stop,))
        elif not ready:
            text = self.tr("The drawing has problems; weights can be changed when they are mended.")
            self.banner.say(Tone.WARNING, text)
        else:
            self.banner.hide()

    # ---- what the user does ----

    def _on_node(self) -> None:
        self._fill_weights()
        self._show_weight()

    def _on_slice(self, wanted: WeightSlice) -> None:
        self._slices[self.node_id, self.weight_name] = wanted
        self._show_weight()

    def _on_wanted(self, values: dict[Cell, float]) -> None:
        if not self.grid.cells.editable:
            return
        plane, name = self._plane(), self.weight_name
        self._try(lambda: weight_edits.set_cells(self._session, self.node_id, name, plane, values))

    def _on_refused(self, text: str) -> None:
        said = self.tr("“{text}” is no number. Type one such as 0.5 or 1e-3.").format(text=text)
        self.banner.say(Tone.ERROR, said)

    def _on_donor(self, donor: str) -> None:
        self._try(lambda: weight_edits.copy_from(self._session, donor, self.node_id))

    def _on_reset(self, everything: bool) -> None:
        if everything:
            self._try(lambda: weight_edits.reset_all(self._session))
        else:
            self._try(lambda: weight_edits.reset_layer(self._session, self.node_id))

    def ask_export(self) -> None:
        """Ask for a file and write the table to it."""
        start = self._settings.last_folder / f"{self.node_id}_{self.weight_name}.csv"
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the table"), str(start), self.tr("CSV files") + " (*.csv)"
        )
        if name:
            self._try(lambda: self._export(Path(name)))

    def _export(self, path: Path) -> None:
        path = path if path.suffix else path.with_suffix(".csv")
        save_plane(path, self._axes, self._plane(), self._weight)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except UserError as error:
            self.banner.say(Tone.ERROR, tr_text(error.text))

    # ---- within ----

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for label, box in zip(self._labels, (self.node_box, self.weight_box), strict=True):
            label.setBuddy(box)
            head.addWidget(label)
            head.addWidget(box, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._place, 1)
        foot.addWidget(self._summary)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.banner)
        column.addLayout(head)
        column.addWidget(self.slice_bar)
        column.addWidget(self._empty, 1)
        column.addWidget(self.grid, 1)
        column.addLayout(foot)
        column.addWidget(self.tools)

    def _translate(self) -> None:
        self.setWindowTitle(self.tr("Weights"))
        self._labels[0].setText(self.tr("Layer"))
        self._labels[1].setText(self.tr("Weight"))
        self.node_box.setAccessibleName(self.tr("Layer"))
        self.weight_box.setAccessibleName(self.tr("Weight"))
        self.grid.setAccessibleName(self.tr("Table of weights"))
        self._empty.set_texts(
            self.tr("No layer has weights yet"),
            self.tr("Add a Dense or a convolution layer and wire it to the data."),
        )
        self._refresh()
