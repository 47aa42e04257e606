"""What the view of distributions can be asked for: boxes above the histograms."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from nnstudio.app.plots.distributions.tile_painter import KINDS, MODES
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.flow_layout import FlowLayout


class Controls(QWidget):
    """Chooses layer, kind of numbers, part, time and scale; they stand in as many rows as needed."""

    node_chosen = Signal(str)
    """The id of the layer; empty: all layers."""
    numbers_chosen = Signal()
    """Other numbers are wanted: another kind or part."""
    look_chosen = Signal()
    """The same numbers shall be drawn in another way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.node_box, self.kind_box = ChoiceBox(), ChoiceBox()
        self.part_box, self.mode_box = ChoiceBox(), ChoiceBox()
        self.log_button = QToolButton()
        self.log_button.setCheckable(True)
        self.kind_box.addItems([""] * len(KINDS))
        self.mode_box.addItems([""] * len(MODES))
        row = FlowLayout(self, 4)
        for part in (self.node_box, self.kind_box, self.part_box, self.mode_box, self.log_button):
            row.addWidget(part)
        for box in (self.node_box, self.part_box, self.kind_box, self.mode_box):
            box.hug()
        self.node_box.activated.connect(self._choose_node)
        self.kind_box.currentIndexChanged.connect(self.numbers_chosen)
        self.part_box.activated.connect(self.numbers_chosen)
        self.mode_box.currentIndexChanged.connect(self.look_chosen)
        self.log_button.toggled.connect(self.look_chosen)
        self.retranslate()

    @property
    def node(self) -> str:
        """The id of the chosen layer; empty: all layers."""
        return str(self.node_box.currentData() or "")

    @property
    def kind(self) -> str:
        """``"weights"``, ``"gradients"`` or ``"activations"``."""
        return KINDS[max(self.kind_box.currentIndex(), 0)]

    @property
    def part(self) -> str:
        """The name of the chosen weight; empty: all of them."""
        return str(self.part_box.currentData() or "")

    @property
    def mode(self) -> str:
        """``"now"``, ``"ridges"`` or ``"bands"``."""
        return MODES[max(self.mode_box.currentIndex(), 0)]

    @property
    def logarithmic(self) -> bool:
        """Whether counts are drawn by equal factors."""
        return self.log_button.isChecked()

    def offer_nodes(self, nodes: tuple[tuple[str, str], ...]) -> None:
        """Offer layers by id and title."""
        with QSignalBlocker(self.node_box):
            self.node_box.clear()
            self.node_box.addItem(self.tr("All layers"), "")
            for node_id, title in nodes:
                self.node_box.addItem(title, node_id)

    def show_node(self, selection: tuple[str, ...]) -> None:
        """Show which layer is selected on the canvas; the first one that is offered."""
        places = (self.node_box.findData(node_id) for node_id in selection)
        with QSignalBlocker(self.node_box):
            self.node_box.setCurrentIndex(next((place for place in places if place > 0), 0))

    def offer_parts(self, names: tuple[str, ...]) -> None:
        """Offer names of weights; the chosen one stays chosen where it is among them."""
        wanted = self.part
        with QSignalBlocker(self.part_box):
            self.part_box.clear()
            self.part_box.addItem(self.tr("All parts"), "")
            for name in names:
                self.part_box.addItem(part_text(name), name)
            self.part_box.setCurrentIndex(max(self.part_box.findData(wanted), 0))
        self.part_box.setVisible(len(names) > 1)

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        kinds = (self.tr("Weights"), self.tr("Gradients"), self.tr("Activations"))
        modes = (self.tr("Now"), self.tr("Ridges"), self.tr("Bands"))
        for box, texts, name in (
            (self.node_box, (), self.tr("Layer; the one selected on the canvas")),
            (self.kind_box, kinds, self.tr("Numbers to look at")),
            (self.part_box, (), self.tr("Weight of the layer")),
            (self.mode_box, modes, self.tr("Now or over time")),
        ):
            for index, text in enumerate(texts):
                box.setItemText(index, text)
            box.setAccessibleName(name)
            box.setToolTip(name)
        self.log_button.setText(self.tr("log"))
        self.log_button.setAccessibleName(self.tr("Logarithmic counts"))
        self.log_button.setToolTip(
            self.tr("Logarithmic counts: a few numbers can be seen beside many")
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _choose_node(self) -> None:
        self.node_chosen.emit(self.node)


def part_text(name: str) -> str:
    """Return how a part is written: names of weights as they are, the output as f(z)."""
    return "f(z)" if name == "y" else name
