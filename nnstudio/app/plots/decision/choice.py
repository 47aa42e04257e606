"""What of the network the decision map shows: which output, which layer, which of its neurons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnstudio.app.plots.decision.aims import Aim, NeuronLayer, neuron_layers, output_aims
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.data_plan import DataPlan


class Choice:
    """Keeps what was chosen as long as the network still has it."""

    def __init__(self) -> None:
        self.aims: tuple[Aim, ...] = ()
        self.aim: Aim | None = None
        self.layers: tuple[NeuronLayer, ...] = ()
        self.layer: NeuronLayer | None = None
        self.neuron: int | None = None

    def adopt(self, analysis: Analysis, plan: DataPlan) -> None:
        """Choose among what a network offers for this data."""
        self.aims = output_aims(analysis) if analysis.ready else ()
        self.layers = neuron_layers(analysis) if analysis.ready else ()
        if painted(plan) and not analysis.ready:
            # What is painted can be seen, and taken back, before the network fits again.
            self.aims = (Aim("classes", "", classes=plan.signature.classes),)
        before = self.aim.name if self.aim is not None else None
        wanted = [aim for aim in self.aims if aim.name == before]
        classes = [aim for aim in self.aims if aim.kind == "classes"]
        self.aim = next(iter([*wanted, *classes, *self.aims]), None)
        node = self.layer.node if self.layer is not None else None
        same = [layer for layer in self.layers if layer.node == node]
        self.layer = next(iter([*same, *self.layers]), None)
        if self.layer is None or (self.neuron or 0) >= self.layer.units:
            self.neuron = None

    def shown(self) -> Aim | None:
        """Return what the large picture shows: an output, or the chosen neuron."""
        if self.layer is None or self.neuron is None:
            return self.aim
        text = QCoreApplication.translate("DecisionMap", "{layer} · neuron {number}")
        name = text.format(layer=self.layer.title, number=self.neuron + 1)
        return Aim("neuron", self.layer.node, self.neuron, name)

    def told(self) -> tuple[Aim, ...]:
        """Return everything that is said of the place below the mouse."""
        shown = self.shown()
        neuron = (shown,) if shown is not None and shown.kind == "neuron" else ()
        return (*neuron, *self.aims)

    def choose_layer(self, layer: NeuronLayer) -> None:
        """Show the neurons of a layer."""
        self.layer, self.neuron = layer, None

    def choose_aim(self, aim: Aim) -> None:
        """Show what an output says."""
        self.aim, self.neuron = aim, None


def painted(plan: DataPlan) -> bool:
    """Return whether data are points that the user has painted."""
    return plan.source.dataset == "painted" and bool(plan.signature.classes)
