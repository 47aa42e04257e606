"""One unit looked into: what it is, what it reads, which part of its curve it uses, what wakes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.activations.base import Activation
from nnstudio.app.plots.health.activation_curve import ActivationCurve
from nnstudio.app.plots.health.unit_inputs import UnitInputs
from nnstudio.app.plots.health.waking import Awake, Waking
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.shapes import Shape
from nnstudio.core.text import Text
from nnstudio.engine.studies.unit import UnitReport


class UnitDetails(QScrollArea):
    """Shows a `UnitReport`."""

    closed = Signal()
    """The map is wanted again."""
    located = Signal()
    """The layer shall be selected on the canvas."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel()
        self.title.setProperty("role", "heading")
        self.back_button, self.canvas_button = QToolButton(), QToolButton()
        self.back_button.setIcon(icon("chevron-left"))
        self.canvas_button.setIcon(icon("workflow"))
        self.back_button.clicked.connect(self.closed)
        self.canvas_button.clicked.connect(self.located)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.waiting = QLabel()
        self.waiting.setProperty("role", "muted")
        self.waiting.setWordWrap(True)
        self._heads = [QLabel() for _ in range(3)]
        self.inputs, self.curve, self.waking = UnitInputs(), ActivationCurve(), Waking()
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.back_button)
        top.addWidget(self.title, 1)
        top.addWidget(self.canvas_button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 0, 6, 6)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.sentence)
        column.addWidget(self.waiting)
        for head, part in zip(self._heads, (self.curve, self.inputs, self.waking), strict=True):
            head.setProperty("role", "section")
            for widget in (head, part):
                column.addWidget(widget)
                widget.hide()  # until something is known of a unit
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.retranslate()

    def set_sentence(self, title: str, sentence: Text) -> None:
        """Say which unit it is, and what it is."""
        self.title.setText(title)
        self.sentence.setText(tr_text(sentence))

    def wait_for(self, title: str) -> None:
        """Say that a unit is being looked into, instead of what is known of another one."""
        self.title.setText(title)
        self.sentence.setText("")
        self.waiting.show()
        for part in (*self._heads, self.curve, self.inputs, self.waking):
            part.hide()

    def set_report(
        self,
        report: UnitReport,
        function: Activation | None,
        shape: Shape,
        names: tuple[str, ...],
        samples: tuple[Awake, ...],
    ) -> None:
        """Show what is known of the unit.

        Parameters
        ----------
        function
            Its activation function, None where it has no single one.
        shape, names
            How its inputs lie side by side where they are a picture, and what they are called.
        samples
            What wakes it most.
        """
        self.waiting.hide()
        for part in (self._heads[0], self.curve, self._heads[2], self.waking):
            part.show()
        known = report.sums is not None and function is not None
        if known and report.sums is not None:
            self.curve.set_values(report.sums, function)
        else:
            self.curve.set_values(report.outputs, None)
        head = self.tr("Its sums z on the curve of {function}") if known else self.tr("Its outputs")
        label = tr_text(function.label) if function is not None else ""
        self._heads[0].setText(head.format(function=label))
        for widget in (self._heads[1], self.inputs):
            widget.setVisible(report.weights is not None)
        if report.weights is not None:
            self.inputs.set_weights(report.weights, shape, names)
            bias = f"{report.bias:.3g}".replace("-", "−")
            strongest = self.tr("Its strongest inputs (bias {bias})")
            picture = self.tr("Its weights (bias {bias})")
            text = picture if self.inputs.maps() is not None else strongest
            self._heads[1].setText(text.format(bias=bias))
        asleep = len(report.strengths) > 0 and not report.strengths[0] > 0 and known
        nearest = self.tr("Nothing wakes it; what comes nearest")
        self._heads[2].setText(nearest if asleep else self.tr("What wakes it most"))
        self.waking.set_samples(samples)

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        self.waiting.setText(self.tr("Looking into this unit…"))
        self._heads[2].setText(self.tr("What wakes it most"))
        self.back_button.setToolTip(self.tr("Back to the map"))
        self.back_button.setAccessibleName(self.tr("Back to the map"))
        self.canvas_button.setToolTip(self.tr("Select this layer on the canvas"))
        self.canvas_button.setAccessibleName(self.tr("Select this layer on the canvas"))
        self.curve.setAccessibleName(self.tr("Histogram on the activation curve"))
        self.inputs.setAccessibleName(self.tr("Weights of the unit"))
        self.waking.setAccessibleName(self.tr("Samples that wake the unit most"))
