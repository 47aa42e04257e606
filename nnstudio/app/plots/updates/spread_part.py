"""The lower part of the view of updates: how widely the outputs of the layers are spread now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnstudio.app.live.live_study import LiveStudy
from nnstudio.app.live.probe_samples import ProbeSamples
from nnstudio.app.plots.gradients.layer_colors import layer_colors
from nnstudio.app.plots.gradients.layer_side import scrolled
from nnstudio.app.plots.updates.spread_bars import SpreadBars, SpreadRow
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.training import Training
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.engine.studies.activation_spread import ActivationSpreadStudy, Spread

SAMPLES = 64


class SpreadPart(QWidget):
    """Asks for the outputs of the layers while it is seen, and draws their means and spreads."""

    arrived = Signal()
    """There are other figures."""

    def __init__(self, session: Session, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asking = False
        self._samples = ProbeSamples(SAMPLES, "train", self)
        self._samples.changed.connect(self._ask)
        self._live: LiveStudy[tuple[Spread, ...]] = LiveStudy("updates", session, training, self)
        self._live.arrived.connect(self.arrived)
        self._live.project_changed.connect(self._follow)
        self.bars, self._title = SpreadBars(), ElidedLabel()
        self._title.setProperty("role", "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(scrolled(self.bars), 1)

    @property
    def spreads(self) -> tuple[Spread, ...]:
        """What is known; empty before the first answer."""
        return () if self._live.latest is None else self._live.latest.result

    def set_asking(self, asking: bool) -> None:
        """Say whether somebody looks at the view."""
        self._asking = asking
        self._live.set_shown(asking)
        self._follow()

    def draw(self) -> None:
        """Show what is known now."""
        theme, layers = current_theme(), self._session.run_log.layers
        shades = dict(zip(layers, layer_colors(len(layers), theme), strict=True))
        nodes = self._session.project.graph.by_id
        rows = []
        for spread in self.spreads:
            node, color = nodes.get(spread.node), shades.get(spread.node, theme.muted)
            name = (node.title if node is not None else "") or spread.node
            rows.append(SpreadRow(spread.node, name, color, spread.mean, spread.sigma))
        self.bars.set_rows(tuple(rows))

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        self._title.setText(self.tr("Outputs of each layer: mean ± 2σ"))
        self.bars.setAccessibleName(self._title.text())

    def _follow(self) -> None:
        if self._asking:
            self._samples.follow(self._live.analysis)

    def _ask(self) -> None:
        if self._samples.probe is not None:
            self._live.ask(ActivationSpreadStudy(self._samples.probe.x))
