"""How weights, gradients and activations are spread: histograms now and over the run."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.live.moment_studies import MomentStudies
from nnstudio.app.live.probe_samples import ProbeSamples
from nnstudio.app.plots.distributions.controls import Controls, part_text
from nnstudio.app.plots.distributions.tile import Tile
from nnstudio.app.plots.distributions.tile_sheet import TileSheet
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
from nnstudio.engine.studies.distributions import (
    Distributions,
    DistributionsStudy,
    Spread,
    spreads_of,
)
from nnstudio.engine.studies.tally import Tally

SAMPLES = 64
"""Gradients and activations are those of so many training samples, always the same ones."""

PAINT_SECONDS = 0.001
"""How long a frame may paint histograms; the others keep what they showed until the next."""


class DistributionsView(LiveView):
    """Draws a histogram of each weight, gradient or output of the chosen layer, or of all layers.

    What is chosen on the canvas is shown; choosing a layer here selects it there.
    """

    NAME = "distributions"
    TITLE = N_("Distributions")
    EXPLANATION = N_(
        "How the numbers of each layer are spread: its weights, their gradients, and what it gives. "
        "Ridges show the course of the run, the newest in front. Widths that shrink to nothing or "
        "grow without end are the first sign of trouble."
    )
    ICON = "chart-spline"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self._live: LiveStudy[Distributions] = LiveStudy(self.NAME, session, training, self)
        self._live.arrived.connect(scheduler.news)
        self._live.project_changed.connect(self._adopt_project)
        self._live.failed.connect(self._refuse)
        self._past: MomentStudies[Distributions] = MomentStudies(session, training, self)
        self._past.grown.connect(scheduler.news)
        self._probe = ProbeSamples(SAMPLES, parent=self)
        self._probe.changed.connect(self._inquire)
        self._probe.failed.connect(self._say)
        self._plan: Plan | None = None
        self._study: DistributionsStudy | None = None
        self._drawn: tuple[object, ...] = ()
        self._answer: Answer[Distributions] | None = None
        self.controls = Controls()
        self.controls.node_chosen.connect(self._select)
        self.controls.numbers_chosen.connect(self._inquire)
        self.controls.look_chosen.connect(self._change_look)
        self.sheet = TileSheet()
        self.sheet.chosen.connect(self._select)
        self._scroll = QScrollArea()
        self._empty = EmptyState(self.ICON, "", "")
        self._lay_out()
        session.selection_changed.connect(self._inquire)
        training.moments.moved.connect(self._mark_moment)
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        answer = self._live.latest
        if answer is None or answer.study is not self._study:
            return
        past = self._past.results if self.controls.mode != "now" else []
        stamp = (answer, len(past), past[-1][0] if past else 0, past[-1][1] if past else None)
        if stamp == self._drawn:
            self._paint_on()
            return
        self._drawn, self._answer = stamp, answer
        tiles = tuple(
            Tile(spread, self._name(spread), tally, tuple(_course(past, spread)))
            for spread, tally in answer.result.tallies.items()
        )
        self.sheet.set_tiles(tiles)
        self._say("" if tiles else self._nothing())
        self._paint_on()

    def redraw(self) -> None:
        self._drawn = ()
        self.sheet.repaint_all()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self.sheet.setAccessibleName(self.title())
        self._adopt_project()

    def table(self) -> Table | None:
        tiles = self.sheet.tiles()
        if not tiles:
            return None
        return ("layer", "kind", "name", "step", "from", "to", "count"), _rows(tiles, self.step())

    # ---- what is shown ----

    def step(self) -> int | None:
        """Return after how many steps the network had what is displayed as the present."""
        return self._answer.step if self._answer else None

    # ---- Qt ----

    def look(self, shown: bool) -> None:
        self._live.set_shown(shown)
        if shown:
            self._adopt_project()
        self._past.set_shown(shown and self.controls.mode != "now")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._session.selection:
            self._select("")
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._scroll.viewport() and event.type() == QEvent.Type.Resize:
            self.sheet.fit(self._scroll.viewport().size())
        return super().eventFilter(watched, event)

    # ---- within ----

    def _adopt_project(self) -> None:
        """Offer the layers of the project that is looked at."""
        if not self.isVisible():
            return
        try:
            self._plan = make_plan(self._live.analysis)
        except UserError:
            self._plan = None
        nodes = self._plan.nodes if self._plan else ()
        self.controls.offer_nodes(tuple((node.id, self._title(node.id)) for node in nodes))
        if self._plan is None:
            self._study = None
            self._live.stop_asking()
            self._past.ask(None)
            problem = self.tr(
                "The drawing has problems. Once they are solved its numbers are shown."
            )
            self._say(problem if self._live.project.graph.nodes else self._nothing())
            return
        self._say("")
        self._probe.follow(self._live.analysis)
        self._inquire()

    def _inquire(self) -> None:
        """Ask for what is chosen, once all that it needs is there."""
        plan = self._plan
        if plan is None or not self.isVisible():
            return
        self.controls.show_node(self._session.selection)
        chosen, kind = self.controls.node, self.controls.kind
        nodes = (chosen,) if chosen else tuple(node.id for node in plan.nodes)
        spreads = tuple(s for node in nodes for s in spreads_of(plan, node, kind))
        self.controls.offer_parts(tuple(dict.fromkeys(spread.name for spread in spreads)))
        part = self.controls.part
        spreads = tuple(s for s in spreads if part in ("", s.name))
        probe = self._probe.probe
        if not spreads:
            self._study = None
            self._live.stop_asking()
            self._past.ask(None)
            self._say(self._nothing())
            return
        x = t = None
        if kind != "weights":
            if probe is None:
                return  # it comes
            x, t = probe.x, probe.t if kind == "gradients" else None
        old = self._study
        if old is not None and (old.spreads, old.x, old.t) == (spreads, x, t):
            return
        self._study = DistributionsStudy(spreads, x, t)
        self._live.ask(self._study)
        self._past.ask(self._study)

    def _paint_on(self) -> None:
        """Paint as many histograms as the frame has time for; the others come in the next."""
        if not self.sheet.paint_ahead(PAINT_SECONDS):
            self._scheduler.news()

    def _change_look(self) -> None:
        self.sheet.set_look(self.controls.mode, self.controls.logarithmic)
        self._past.set_shown(self.isVisible() and self.controls.mode != "now")
        self._drawn = ()
        self._scheduler.news()

    def _mark_moment(self) -> None:
        moment = self._training.moments.shown
        self.sheet.set_step(moment.step if moment else None)

    def _select(self, node_id: str) -> None:
        self._session.select((node_id,) if node_id else ())

    def _title(self, node_id: str) -> str:
        node = self._live.project.graph.by_id.get(node_id)
        return (node.title if node else "") or node_id

    def _name(self, spread: Spread) -> str:
        return f"{self._title(spread.node)} · {part_text(spread.name)}"

    def _nothing(self) -> str:
        if not self._live.project.graph.nodes:
            return self.tr("Draw a network: its starting weights are shown here at once.")
        if self.controls.kind == "activations":
            return self.tr("There are no samples to compute activations of. Choose data.")
        return self.tr("This layer learns no weights. Choose another one, or its activations.")

    def _refuse(self, reason: Text) -> None:
        self._say(tr_text(reason))

    def _say(self, text: str) -> None:
        """Say why there is nothing to see; an empty text shows the histograms."""
        self._empty.set_texts(self.tr("No distributions"), text)
        self._empty.setVisible(bool(text))
        self._scroll.setVisible(not text)

    def _lay_out(self) -> None:
        self._scroll.setWidget(self.sheet)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().installEventFilter(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 6, 4, 4)
        whole.setSpacing(4)
        whole.addWidget(self.controls)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._empty, 1)
        self._say("")


def _course(past: list[tuple[int, Distributions]], spread: Spread) -> Iterator[tuple[int, Tally]]:
    for step, result in past:
        if spread in result.tallies:
            yield step, result.tallies[spread]


def _rows(tiles: tuple[Tile, ...], step: int | None) -> Iterator[tuple[object, ...]]:
    for tile in tiles:
        spread = tile.spread
        moments = tile.course or ((step or 0, tile.now),)
        for when, tally in moments:
            counts, below, above = tally.binned(*tile.bins.place)
            head = (spread.node, spread.kind, spread.name, when)
            yield (*head, "", tile.bins.low, below)
            for number, count in enumerate(counts.tolist()):
                yield (*head, *tile.bins.edges(number), count)
            yield (*head, tile.bins.high, "", above)
