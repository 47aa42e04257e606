"""The loss around the present weights, with the way that training took."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.live.live_study import LiveStudy
from nnstudio.app.live.probe_samples import ProbeSamples
from nnstudio.app.plots.color_bar import ColorBar
from nnstudio.app.plots.landscape.field import LandscapeField
from nnstudio.app.plots.landscape.heights import Heights
from nnstudio.app.plots.landscape.picture import Scene
from nnstudio.app.plots.landscape.readout import table_of, told
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.app.style.icons import icon
from nnstudio.app.training import Training
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.text import N_
from nnstudio.engine.messages import Moment
from nnstudio.engine.studies.landscape import Ground, LandscapeStudy

SAMPLES = (16, 96)
WORK = 2_000_000_000
"""So many multiply-adds a picture may take, about; it decides how many samples are looked at."""
FINENESS = (7, 13, 25)
"""How many places each way are measured: few at first, more where nothing trains."""
ZOOMS = (0.25, 32.0)
_WIDE = 480


class LandscapeView(LiveView):
    """Shows the ground as a map, a surface or a curve, and the run as a way downhill on it."""

    NAME = "landscape"
    TITLE = N_("Loss landscape")
    EXPLANATION = N_(
        "How large the loss would be with other weights near the present ones, along the two "
        "directions in which training moved most. The line is the way it took: gradient descent "
        "walks downhill."
    )
    ICON = "mountain"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self._live: LiveStudy[Ground] = LiveStudy("landscape", session, training, self)
        self._live.arrived.connect(self._on_arrived)
        self._live.project_changed.connect(self._follow)
        self._samples = ProbeSamples(SAMPLES[1], "train", self)
        self._samples.changed.connect(self._begin)
        self._samples.failed.connect(self._say)
        self._fineness, self._zoom = 0, 1.0
        self._drawn: Ground | None = None
        self._pointed: tuple[float, float] | None = None
        self.field = LandscapeField()
        self.field.pointed.connect(self._point)
        self.field.zoomed.connect(self._zoom_by)
        self.mode_box, self.direction_box = ChoiceBox(), ChoiceBox()
        self.mode_box.activated.connect(self._choose_mode)
        self.direction_box.activated.connect(self._begin)
        self.near_button, self.far_button = QToolButton(), QToolButton()
        for button, name, factor in (
            (self.far_button, "zoom-out", 0.5),
            (self.near_button, "zoom-in", 2.0),
        ):
            button.setIcon(icon(name))
            button.setAutoRaise(True)
            button.clicked.connect(lambda _=False, by=factor: self._zoom_by(by))
        self.readout = ElidedLabel()
        self.readout.setFont(number_font(0.9))
        self.readout.setProperty("role", "muted")
        self.marks = ElidedLabel()
        self.marks.setProperty("role", "muted")
        self.bar = ColorBar()
        self._empty = EmptyState(self.ICON, "", "")
        self._body = QWidget()
        self._lay_out()
        self.retranslate()
        self._body.hide()
        for signal in (training.state_changed, training.moments.grown, training.moments.moved):
            signal.connect(self._begin_late)

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        latest = self._live.latest
        if latest is None or latest.result is self._drawn:
            return
        self._drawn = ground = latest.result
        self._body.show()
        self._empty.hide()
        self._take_mode()
        heights = Heights(ground)
        self.field.show_scene(Scene(ground, heights, current_theme()))
        self.bar.set_bounds((heights.low, heights.high), signed=False)
        self.bar.setVisible(len(ground.up) > 1)
        self._write()

    def redraw(self) -> None:
        self.field.repaint_all()
        self._write()

    def retranslate(self) -> None:
        modes = (
            ("map", self.tr("Map")),
            ("surface", self.tr("Surface")),
            ("line", self.tr("Line")),
        )
        ways = (("path", self.tr("Along the path")), ("chance", self.tr("Random directions")))
        for box, items in ((self.mode_box, modes), (self.direction_box, ways)):
            chosen = max(box.currentIndex(), 0)
            box.clear()
            for key, text in items:
                box.addItem(text, key)
            box.setCurrentIndex(chosen)
        self.mode_box.setAccessibleName(self.tr("How it is drawn"))
        self.direction_box.setAccessibleName(self.tr("Directions"))
        self.direction_box.setToolTip(
            self.tr(
                "Along the path: the two principal directions of the way that the weights went. "
                "Random: two directions of chance, each layer as far as its weights are long."
            )
        )
        for button, text in (
            (self.near_button, self.tr("Look closer")),
            (self.far_button, self.tr("Look farther around")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.marks.setText(self.tr("○ start   ● now"))
        self.field.setAccessibleName(self.tr("Loss around the present weights"))
        self._explain()

    def table(self) -> Table | None:
        return None if self._drawn is None else table_of(self._drawn)

    # ---- what is shown ----

    @property
    def ground(self) -> Ground | None:
        """What is drawn."""
        return self._drawn

    # ---- Qt ----

    def look(self, shown: bool) -> None:
        self._live.set_shown(shown)
        if shown:
            self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        place = self._row if wide else self._foot
        if place.indexOf(self.marks) < 0:  # a narrow head has no room for them
            (self._foot if wide else self._row).removeWidget(self.marks)
            place.addWidget(self.marks, 1)

    # ---- within ----

    def _follow(self) -> None:
        """Look at the network that matters now."""
        if not self.isVisible():
            return
        self._explain()
        if self._live.analysis.ready:
            self._samples.follow(self._live.analysis)
            if self._samples.probe is not None:
                self._begin()

    def _explain(self) -> None:
        text = self.tr("Once there is a network that can be trained, its landscape is shown here.")
        self._say(text if not self._live.analysis.ready else self.tr("Measuring the loss…"))

    def _say(self, text: str) -> None:
        self._empty.set_texts(self.tr("No landscape yet"), text)

    def _begin(self) -> None:
        """Measure anew, coarsely at first."""
        self._fineness = 0
        self._measure()

    def _begin_late(self) -> None:
        """Measure the way as it is where a run waits or has ended, or where one looks back on it.

        While a run goes on each answer leads to the next.
        """
        if not self._goes_on and self.isVisible():
            self._begin()

    @property
    def _goes_on(self) -> bool:
        """Whether the weights that are looked at change all the time."""
        return self._training.state == "running" and self._training.moments.shown is None

    def _measure(self) -> None:
        probe = self._samples.probe
        if probe is None:
            return
        cells = FINENESS[self._fineness]
        work = max(self._live.analysis.multiply_adds, 1) * cells * cells
        # While a run goes on a few samples must do, or the picture would come too late.
        most = SAMPLES[0] if self._goes_on else SAMPLES[1]
        count = max(SAMPLES[0], min(most, WORK // work))
        line = self.mode_box.currentData() == "line"
        study = LandscapeStudy(
            probe.x[:count],
            probe.t[:count],
            self._moments(),
            cells=4 * cells + 1 if line else cells,
            rows=1 if line else cells,
            chance=self.direction_box.currentData() == "chance",
            zoom=self._zoom,
        )
        self._live.ask(study)

    def _moments(self) -> tuple[Moment, ...]:
        """Return the way so far: up to the moment that is looked back at."""
        moments = self._training.moments
        shown = moments.shown
        if shown is None:
            return moments.timeline.moments
        return tuple(m for m in moments.timeline.moments if m.step <= shown.step)

    def _on_arrived(self) -> None:
        """Draw what has come, and ask for more: finer, or of the weights as they are by now."""
        self._scheduler.news()
        if self._goes_on:
            self._fineness = 0
            self._measure()
        elif self._fineness + 1 < len(FINENESS):
            self._fineness += 1
            self._measure()

    def _choose_mode(self) -> None:
        """Draw it in another way; what was measured along a line is no map, nor the other way round."""
        if not self._take_mode():
            self._begin()

    def _take_mode(self) -> bool:
        """Draw in the chosen way, if what was measured fits it; say whether it does."""
        mode = str(self.mode_box.currentData())
        fits = self._drawn is not None and (mode == "line") == (len(self._drawn.up) == 1)
        if fits:
            self.field.set_mode(mode)
        return fits

    def _zoom_by(self, factor: float) -> None:
        self._zoom = min(max(self._zoom * factor, ZOOMS[0]), ZOOMS[1])
        self._begin()

    def _point(self, place: tuple[float, float] | None) -> None:
        self._pointed = place
        self._write()

    def _write(self) -> None:
        """Write the loss where the mouse is, or here and at the lowest place."""
        if self._drawn is not None:
            chance = self.direction_box.currentData() == "chance"
            self.readout.setText(told(self._drawn, self._pointed, chance=chance))

    def _lay_out(self) -> None:
        row, foot, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._row, self._foot = row, below
        row.setSpacing(6)
        for box in (self.mode_box, self.direction_box):
            box.hug()
        for widget in (self.mode_box, self.direction_box, self.far_button, self.near_button):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.marks, 1)
        foot.addWidget(self.readout, 1)
        foot.addWidget(self.bar)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        body.addLayout(row)
        body.addWidget(self.field, 1)
        body.addLayout(foot)
        body.addLayout(self._foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 4, 8, 4)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._empty, 1)
