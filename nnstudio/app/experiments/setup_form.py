"""Where an experiment is set up: what is varied, how often, for how long, and where it is trained."""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.experiments.sweep_run import Plan
from nnstudio.app.experiments.variation_row import VariationRow
from nnstudio.app.session import Session
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.core.errors import UserError
from nnstudio.experiments.experiment import Experiment
from nnstudio.experiments.places import Place, places

HERE, CLUSTER = "here", "cluster"
MOST_REPEATS, MOST_EPOCHS, MOST_PROCESSES = 1000, 1_000_000, 256


class SetupForm(QWidget):
    """Asks what is to be trained and says how much that is."""

    changed = Signal()
    """What is asked for is something else, or cannot be."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._places: dict[str, Place] = {}
        self._settled = True
        self.rows: list[VariationRow] = []
        self.plan: Plan | None = None
        """What is asked for; None: nothing that could be trained."""
        self.add = QPushButton()
        self.add.setIcon(icon("plus"))
        self.repeat, self.epochs, self.processes = QSpinBox(), QSpinBox(), QSpinBox()
        self.repeat.setRange(1, MOST_REPEATS)
        self.epochs.setRange(0, MOST_EPOCHS)
        self.processes.setRange(1, MOST_PROCESSES)
        self.processes.setValue(os.cpu_count() or 1)
        for box in (self.repeat, self.epochs, self.processes):
            box.lineEdit().setTextMargins(7, 0, 0, 0)  # a style sheet cannot pad this side
        self.where, self.address = ChoiceBox(), QLineEdit()
        self.where.addItem("", HERE)
        self.where.addItem("", CLUSTER)
        self.address.setPlaceholderText("tcp://10.0.0.5:8786")
        self.total = QLabel()
        self.total.setWordWrap(True)
        self._head = QLabel()
        self._head.setProperty("role", "heading")
        self._labels = {
            name: QLabel() for name in ("repeat", "epochs", "where", "processes", "address")
        }
        self._lay_out()
        self.add.clicked.connect(self.add_row)
        for box in (self.repeat, self.epochs, self.processes):
            box.valueChanged.connect(self._follow)
        self.where.currentIndexChanged.connect(self._follow)
        self.address.textChanged.connect(self._follow)
        session.changed.connect(self._offer)
        session.opened.connect(self._begin)
        self._retranslate()
        self._begin()

    def add_row(self) -> VariationRow:
        """Offer one more setting to vary."""
        row = VariationRow()
        self.rows.append(row)
        self._column.addWidget(row)
        row.offer(self._session.project, self._places)
        row.changed.connect(self._follow)
        row.removed.connect(self._remove)
        self._follow()
        return row

    def show_experiment(self, experiment: Experiment) -> None:
        """Ask for what was asked for before."""
        self._settled = False  # what it comes to is said once, at the end
        for row in tuple(self.rows):
            self._drop(row)
        # Settings can have a short name, too.
        names = {(place.owner, place.key): place.name for place in self._places.values()}
        for variation in experiment.variations:
            name = names.get((variation.where.owner, variation.where.key))
            if name is not None:
                self.add_row().choose(name, variation.values)
        self.repeat.setValue(experiment.repeat)
        self.epochs.setValue(experiment.epochs or 0)
        self._settled = True
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # ---- within ----

    def _begin(self) -> None:
        """Vary the learning rate of another project, as most do first."""
        for row in tuple(self.rows):
            self._drop(row)
        self._offer()
        if self._places:
            self.add_row().suggest()

    def _offer(self) -> None:
        """Offer the settings that the project has now."""
        project = self._session.project
        self._places = (
            {place.name: place for place in places(project)} if project.graph.nodes else {}
        )
        for row in self.rows:
            row.offer(project, self._places)
        self._follow()

    def _remove(self) -> None:
        row = self.sender()
        if isinstance(row, VariationRow):
            self._drop(row)
            self._follow()

    def _drop(self, row: VariationRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _follow(self) -> None:
        """Say what is asked for now."""
        if not self._settled:
            return
        cluster = self.where.currentData() == CLUSTER
        for name, box in (("processes", self.processes), ("address", self.address)):
            shown = cluster == (name == "address")
            box.setVisible(shown)
            self._labels[name].setVisible(shown)
        self.plan, text, wrong = self._asked(cluster)
        self.total.setText(text)
        role = "bad" if wrong else "muted"
        if role != self.total.property("role"):
            self.total.setProperty("role", role)
            self.total.style().unpolish(self.total)
            self.total.style().polish(self.total)
        self.changed.emit()

    def _asked(self, cluster: bool) -> tuple[Plan | None, str, bool]:
        """Return what is asked for, what is said of it, and whether that is a complaint."""
        variations, complaint = [], ""
        for row in self.rows:
            reason = ""
            try:
                variation = row.variation()
            except UserError as error:
                variation, reason = None, tr_text(error.text)
            row.complain(reason)
            complaint = complaint or reason
            if variation is not None:
                variations.append(variation)
        if complaint:
            return None, complaint, True
        repeat, epochs = self.repeat.value(), self.epochs.value() or None
        experiment = Experiment(self._session.project, tuple(variations), repeat, epochs)
        try:
            experiment.check()
        except UserError as error:
            return None, tr_text(error.text), True
        if experiment.count < 2:
            return None, self.tr("Give a setting several values, or repeat the training."), False
        if not self._session.analysis.ready:
            return None, self.tr("The drawing has problems. Mend them first."), True
        address = self.address.text().strip() if cluster else ""
        if cluster and not address:
            return None, self.tr("Type the address of the cluster's scheduler."), False
        plan = Plan(experiment, self.processes.value(), address)
        text = self.tr("{count} networks in all").format(count=f"{experiment.count:,}")
        return plan, text, False

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(6)
        fields = (
            ("repeat", self.repeat),
            ("epochs", self.epochs),
            ("where", self.where),
            ("processes", self.processes),
            ("address", self.address),
        )
        for name, field in fields:
            self._labels[name].setBuddy(field)
            form.addRow(self._labels[name], field)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 10)
        whole.setSpacing(8)
        whole.addWidget(self._head)
        whole.addLayout(self._column)
        whole.addWidget(self.add)
        whole.addSpacing(6)
        whole.addLayout(form)
        whole.addWidget(self.total)
        whole.addStretch(1)

    def _retranslate(self) -> None:
        self._head.setText(self.tr("Vary"))
        self.add.setText(self.tr("Vary Another Setting"))
        self._labels["repeat"].setText(self.tr("Repeat each"))
        self.repeat.setSuffix("\u2009×")
        self.repeat.setToolTip(
            self.tr("How often each combination is trained, each time with another seed")
        )
        self._labels["epochs"].setText(self.tr("Epochs"))
        self.epochs.setSpecialValueText(self.tr("as set"))
        self.epochs.setToolTip(self.tr("How long each network is trained"))
        self._labels["where"].setText(self.tr("Train on"))
        self.where.setItemText(0, self.tr("this computer"))
        self.where.setItemText(1, self.tr("a Dask cluster"))
        self._labels["processes"].setText(self.tr("At once"))
        self.processes.setToolTip(self.tr("How many networks are trained at the same time"))
        self._labels["address"].setText(self.tr("Scheduler"))
        for name, field in (
            ("repeat", self.repeat),
            ("epochs", self.epochs),
            ("where", self.where),
            ("processes", self.processes),
            ("address", self.address),
        ):
            field.setAccessibleName(self._labels[name].text())
        self._follow()
