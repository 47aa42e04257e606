"""Which units are dead, saturated or duplicates, layer by layer, and what each of them does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.live.probe_samples import ProbeSamples
from nnstudio.app.plots.health.health_body import HealthBody
from nnstudio.app.plots.health.reads import HEADING, names_of, picture_of, rows_of
from nnstudio.app.plots.health.unit_map import MapLayer, Unit, shades_of
from nnstudio.app.plots.health.waking import AwakeSamples
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.studies.health import Health, HealthStudy, LayerHealth, function_of, judged
from nnstudio.engine.studies.unit import UnitReport, UnitStudy
from nnstudio.explain.unit_health import judge_health, unit_sentence, unit_states
from nnstudio.explain.verdicts import Verdict

SAMPLES = 128
"""Units are judged on so many training samples, always the same ones."""


class HealthView(LiveView):
    """Draws a map with a cell for each unit, and looks into the one that is chosen."""

    NAME = "health"
    TITLE = N_("Health of units")
    EXPLANATION = N_(
        "A cell for every unit of every layer: units that never fire, are stuck at an end of their "
        "activation, or say what another one says, help no more. Click one to see its weights, the "
        "part of its curve it uses, and the samples that wake it most."
    )
    ICON = "scan"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self._all: LiveStudy[Health] = LiveStudy(self.NAME, session, training, self)
        self._one: LiveStudy[UnitReport | None] = LiveStudy("unit", session, training, self)
        for live in (self._all, self._one):
            live.arrived.connect(scheduler.news)
            live.failed.connect(self._refuse)
        self._all.project_changed.connect(self._adopt_project)
        self._probe = ProbeSamples(SAMPLES, parent=self)
        self._probe.changed.connect(self._inquire)
        self._probe.failed.connect(self._say)
        self._samples = AwakeSamples()
        self._plan: Plan | None = None
        self._drawn: Answer[Health] | None = None
        self._drawn_unit: Answer[UnitReport | None] | None = None
        self._unit: Unit | None = None
        self._body = HealthBody()
        self.verdict_bar, self.map = self._body.verdict_bar, self._body.map
        self.details = self._body.details
        self.map.chosen.connect(self.choose)
        self.map.pointed.connect(self._read_out)
        self.details.closed.connect(self._close)
        self.details.located.connect(self._select)
        self._empty = EmptyState(self.ICON, "", "")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 6, 4, 4)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._empty, 1)
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        answer = self._all.latest
        if answer is not None and answer is not self._drawn and self._concerned(answer.result):
            self._drawn = answer
            self.verdict_bar.set_verdict(self.verdict() or judge_health(answer.result))
            self.map.set_layers(tuple(self._map_layer(x) for x in answer.result.layers))
            self._show_sentence()
            self._read_out(None)
            self._scheduler.news()  # the unit is drawn in a frame of its own
            return
        one = self._one.latest
        if one is not None and one is not self._drawn_unit and one.result is not None:
            self._drawn_unit = one
            self._show_unit(one.result)

    def redraw(self) -> None:
        self._drawn = self._drawn_unit = None
        self.map.repaint_all()
        if self.isVisible():
            self.refresh()
            self.refresh()

    def retranslate(self) -> None:
        self.verdict_bar.retranslate()
        self.details.retranslate()
        self.map.setAccessibleName(self.tr("Map of all units"))
        self._adopt_project()

    def table(self) -> Table | None:
        if self._drawn is None:
            return None
        return HEADING, rows_of(self._drawn.result)

    # ---- what is shown ----

    def step(self) -> int | None:
        """Return after how many steps the network had what is displayed."""
        return self._drawn.step if self._drawn else None

    def verdict(self) -> Verdict | None:
        """Return the verdict on the network that is displayed."""
        return judge_health(self._drawn.result) if self._drawn else None

    def unit(self) -> Unit | None:
        """Return the unit that is looked into."""
        return self._unit

    def readout(self) -> str:
        """Return what is written about the unit under the mouse, or about the network."""
        return self._body.readout.text()

    def choose(self, unit: Unit) -> None:
        """Look into a unit."""
        if unit != self._unit:
            self.details.wait_for(self._unit_title(unit))
        self._unit = unit
        self._drawn_unit = None
        self._body.look_into(unit)
        self._show_sentence()
        self._inquire_unit()

    # ---- Qt ----

    def look(self, shown: bool) -> None:
        self._all.set_shown(shown)
        if shown:
            self._adopt_project()
        self._one.set_shown(shown and self._unit is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._unit is not None:
            self._close()
        elif event.key() == Qt.Key.Key_Return and self._unit is not None:
            self._select()
        else:
            super().keyPressEvent(event)

    # ---- within ----

    def _adopt_project(self) -> None:
        """Judge the layers of the project that is looked at."""
        if not self.isVisible():
            return
        try:
            self._plan = make_plan(self._all.analysis)
        except UserError:
            self._plan = None
        missing = ""
        if not self._all.project.graph.nodes:
            missing = self.tr("Draw a network with Dense, convolution or recurrent layers.")
        elif self._plan is None:
            missing = self.tr("The drawing has problems. Once they are solved its units are shown.")
        elif not judged(self._plan):
            missing = self.tr(
                "This network has no layer with units. Dense, convolution and recurrent layers "
                "have them."
            )
        self._say(missing)
        if missing:
            self._all.stop_asking()
            self._close()
            return
        self._probe.follow(self._all.analysis)
        self._inquire()

    def _inquire(self) -> None:
        """Ask about all units on the probe samples, once they are there."""
        probe = self._probe.probe
        if probe is None or self._plan is None or not self.isVisible():
            return
        if self._all.latest is None or getattr(self._all.latest.study, "x", None) is not probe.x:
            self._all.ask(HealthStudy(probe.x))
        nodes = {node.id for node in judged(self._plan)}
        if self._unit is not None and self._unit[0] not in nodes:
            self._close()
        self._inquire_unit()

    def _inquire_unit(self) -> None:
        probe = self._probe.probe
        if self._unit is None or probe is None:
            return
        self._one.ask(UnitStudy(probe.x, *self._unit))
        self._one.set_shown(self.isVisible())

    def _concerned(self, health: Health) -> bool:
        """Return whether an answer is about the network that is looked at, not one of before."""
        known = {node.id for node in self._plan.nodes} if self._plan is not None else set()
        return all(layer.node in known for layer in health.layers)

    def _map_layer(self, layer: LayerHealth) -> MapLayer:
        names = [f"{layer.units:,}"]
        assert self._plan is not None
        function = function_of(self._plan.node(layer.node))
        if function is not None:
            names.append(tr_text(function.label))
        title = " · ".join((self._title(layer.node), *names))
        return MapLayer(layer.node, title, unit_states(layer), shades_of(layer.std))

    def _layer(self, node: str) -> LayerHealth | None:
        layers = self._drawn.result.layers if self._drawn else ()
        return next((layer for layer in layers if layer.node == node), None)

    def _show_sentence(self) -> None:
        if self._unit is None or self._drawn is None:
            return
        layer = self._layer(self._unit[0])
        if layer is None or self._unit[1] >= layer.units:
            self._close()
            return
        sentence = unit_sentence(layer, self._unit[1])
        self.details.set_sentence(self._unit_title(self._unit), sentence)

    def _show_unit(self, report: UnitReport) -> None:
        plan, probe = self._plan, self._probe.probe
        if plan is None or probe is None or (report.node, report.unit) != self._unit:
            return
        node = plan.node(report.node)
        steps = report.extent == probe.x.shape[1]
        samples = tuple(
            self._samples.sample(probe, int(i), float(value), int(place) if steps else -1)
            for i, value, place in zip(report.best, report.strengths, report.places, strict=True)
        )
        names = names_of(self._all.analysis, plan, report)
        shape = picture_of(plan, node.id)
        self.details.set_report(report, function_of(node), shape, names, samples)

    def _read_out(self, unit: Unit | None) -> None:
        """Write what the unit under the mouse is, or which network is judged."""
        layer = self._layer(unit[0]) if unit else None
        if unit is None or layer is None or unit[1] >= layer.units:
            step = self.step()
            trained = self.tr("After {step} steps, on {samples} samples")
            untrained = self.tr("Not trained yet, on {samples} samples")
            count = self._drawn.result.samples if self._drawn else 0
            text = (trained if step else untrained).format(step=f"{step or 0:,}", samples=count)
            self._body.readout.setText(text if self._drawn else "")
            return
        sentence = tr_text(unit_sentence(layer, unit[1]))
        self._body.readout.setText(f"{self._unit_title(unit)}: {sentence}")

    def _unit_title(self, unit: Unit) -> str:
        text = self.tr("{layer}, unit {unit}")
        return text.format(layer=self._title(unit[0]), unit=unit[1])

    def _close(self) -> None:
        if self._unit is not None:
            self._unit = None
            self._one.stop_asking()
            self._one.set_shown(False)
            self._body.look_into(None)
            self.map.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select(self) -> None:
        if self._unit is not None:
            self._session.select((self._unit[0],))

    def _title(self, node_id: str) -> str:
        node = self._all.project.graph.by_id.get(node_id)
        return (node.title if node else "") or node_id

    def _refuse(self, reason: Text) -> None:
        self._say(tr_text(reason))

    def _say(self, text: str) -> None:
        """Say why there is nothing to see; an empty text shows the map."""
        self._empty.set_texts(self.tr("No units"), text)
        self._empty.setVisible(bool(text))
        self._body.setVisible(not text)
