"""A series as it was and as the network foretells it: a step ahead, and on from its own words."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from nnstudio.app.live.chosen_sample import ChosenSample
from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.plots.chart import Chart
from nnstudio.app.plots.chart_frame import Line
from nnstudio.app.plots.chart_ground import Marks
from nnstudio.app.plots.legend import Entry, Legend
from nnstudio.app.plots.recurrent.series_course import SeriesCourse, course_of, has_course
from nnstudio.app.plots.sample_choice import SampleChoice
from nnstudio.app.plots.ticks import Ticks, figure, linear_ticks
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.training import Training
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.flow_layout import FlowLayout
from nnstudio.core.layer import Array
from nnstudio.data.prepared_data import SPLITS
from nnstudio.engine.studies.forecast import Forecast, ForecastStudy, levels

USUAL, MOST = 24, 500
DOT = 6
"""Predictions have dots where their steps are more pixels than this apart."""
END = "end"


class ForecastPage(QWidget):
    """Draws the series by its parts, one-step predictions over it, and a free run."""

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        samples: ChosenSample,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._samples = samples
        self._study: LiveStudy[Forecast] = LiveStudy("recurrent forecast", session, training, self)
        self._study.arrived.connect(scheduler.news)
        self._drawn: Answer[Forecast] | None = None
        self._course: SeriesCourse | None = None
        self._lines: dict[str, tuple[Array, Array]] = {}
        self._start = 0
        self.choice = SampleChoice(samples)
        self.start_box = ChoiceBox()
        self.start_box.currentIndexChanged.connect(self._ask)
        self._steps_name = QLabel()
        self.steps_box = QSpinBox()
        self.steps_box.setRange(0, MOST)
        self.steps_box.setValue(USUAL)
        self.steps_box.setKeyboardTracking(False)
        self.steps_box.valueChanged.connect(self._ask)
        self._steps_name.setBuddy(self.steps_box)
        self.chart = Chart(self._write_time, linear_ticks)
        self.chart.zoomed.connect(self.chart.set_zoom)
        self.chart.pointed.connect(self._point_at)
        self.legend = Legend()
        self.legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.note = ElidedLabel()
        self.note.setProperty("role", "muted")
        self._about = ""
        self._lay_out()
        samples.changed.connect(self._ask)
        self.retranslate()

    # ---- what the view asks for ----

    def suits(self) -> bool:
        """Return whether the data is a series that goes on."""
        chosen = self._samples.chosen
        return chosen is not None and has_course(chosen.data)

    def set_shown(self, shown: bool) -> None:
        """Say whether somebody looks."""
        self._study.set_shown(shown)
        if shown:
            self._ask()

    def refresh(self) -> None:
        """Show what is new."""
        latest, course = self._study.latest, self._course
        if latest is None or latest is self._drawn or course is None:
            return
        self._drawn = latest
        ahead, free = latest.result.ahead[:, 0], latest.result.free
        before = course.values[course.places - course.lag] if course.lag else 0.0
        self._lines = {}
        numbers = np.arange(len(course.values), dtype=np.float64)
        ends = course.ends()
        first = 0
        for split in SPLITS:
            if split in ends:
                place = slice(max(first - 1, 0), ends[split])
                self._lines[split] = numbers[place], course.values[place]
                first = ends[split]
        self._lines["ahead"] = course.places.astype(np.float64), ahead + before
        if len(free):
            run = levels(free, course.values[: self._start], course.lag)
            steps = self._start + np.arange(len(free), dtype=np.float64)
            self._lines["free"] = steps, run
        self._draw()
        self._say(latest)

    def redraw(self) -> None:
        """Show everything anew."""
        self._drawn = None
        self.chart.repaint_all()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        self.choice.retranslate()
        self._steps_name.setText(self.tr("Free run"))
        self.steps_box.setAccessibleName(self.tr("Steps of the free run"))
        tip = self.tr("How many steps the network goes on alone, reading its own predictions")
        self.steps_box.setToolTip(tip)
        self.start_box.setAccessibleName(self.tr("Where the free run begins"))
        self._fill_starts()

    def table(self) -> Table | None:
        """Return a row for each step: what happened, and what was foretold."""
        course = self._course
        if course is None or "ahead" not in self._lines:
            return None
        last = max(int(x[-1]) for x, _ in self._lines.values() if len(x))
        columns = np.full((last + 1, 3), math.nan)
        columns[: len(course.values), 0] = course.values
        for number, name in ((1, "ahead"), (2, "free")):
            x, y = self._lines.get(name, (np.zeros(0), np.zeros(0)))
            columns[x.astype(int), number] = y
        rows = (
            (step, self._time(step), *("" if value != value else value for value in row))
            for step, row in enumerate(columns.tolist())
        )
        return ("step", "time", course.name, "one_step_ahead", "free_run"), rows

    def line(self, name: str) -> tuple[Array, Array]:
        """Return a curve as it is drawn: a split, ``"ahead"`` or ``"free"``."""
        return self._lines[name]

    def step(self) -> int | None:
        """Return after how many steps of training the network gave what is shown."""
        return self._drawn.step if self._drawn else None

    # ---- within ----

    def _ask(self) -> None:
        chosen = self._samples.chosen
        if chosen is None or not has_course(chosen.data) or not self.isVisible():
            return
        data = chosen.data
        self._course = course = course_of(data, chosen)
        whole = data.dataset.findings.course is not None
        self.choice.setVisible(not whole)
        self._fill_starts()
        self._start = self._first_free(course)
        window = self._window_before(course, chosen.x)
        steps = self.steps_box.value() if course.free else 0
        shift, scale = data.plan.shift[0], data.plan.scale[0]
        self._study.ask(ForecastStudy(course.x, window, steps, shift, scale))

    def _first_free(self, course: SeriesCourse) -> int:
        """Return the first step of the free run."""
        chosen = self.start_box.currentData() or END
        if course.places.size == 1:  # a piece of its own: on from the end of what is read
            return int(course.places[0])
        return course.ends().get(chosen, len(course.values))

    def _window_before(self, course: SeriesCourse, usual: Array) -> Array:
        """Return the prepared window that ends right before the free run."""
        found = np.flatnonzero(course.places == self._start)
        if len(found):
            return course.x[found[:1]]
        chosen = self._samples.chosen
        assert chosen is not None
        size, plan = usual.shape[1], chosen.data.plan
        values = course.values
        read = values[course.lag :] - values[: -course.lag] if course.lag else values
        end = self._start - course.lag
        window = (read[max(end - size, 0) : end] - plan.shift[0]) * plan.scale[0]
        return np.ascontiguousarray(window[np.newaxis, :, np.newaxis], np.float32)

    def _draw(self) -> None:
        theme, course = current_theme(), self._course
        assert course is not None
        looks = {
            "train": (self.tr("training"), theme.train, 1.6),
            "validation": (self.tr("validation"), theme.validation, 1.6),
            "test": (self.tr("test"), theme.muted, 1.6),
            "ahead": (self.tr("one step ahead"), theme.series[2], 1.2),
            "free": (self.tr("free run"), theme.bad, 2.0),
        }
        last = max(float(x[-1]) for x, _ in self._lines.values() if len(x))
        lines: list[Line] = []
        entries: list[Entry] = []
        for name, (x, y) in self._lines.items():
            text, color, width = looks[name]
            dots = len(x) <= 2 or (name in ("ahead", "free") and self.chart.width() > DOT * last)
            # Between two parts lie steps that belong to neither: nothing is foretold there.
            gaps = np.flatnonzero(np.diff(x) > 1) + 1
            lines.extend(
                Line(name, *part, color, width, dots=dots)
                for part in zip(np.split(x, gaps), np.split(y, gaps), strict=True)
            )
            entries.append(Entry(text, color, dots))
        self.legend.set_entries(tuple(entries))
        values = np.concatenate([y for _, y in self._lines.values()])
        values = values[np.isfinite(values)]
        low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 1.0)
        # A run that leaves all bounds would press what happened into a line.
        known = course.values[np.isfinite(course.values)]
        reach = 3 * (float(np.ptp(known)) or 1.0)
        low, high = max(low, float(known.min()) - reach), min(high, float(known.max()) + reach)
        room = 0.05 * ((high - low) or 1.0)
        marks: Marks = ()
        if "free" in self._lines:
            marks = ((float(self._start) - 0.5, self.tr("free run")),)
        title = f"{course.name} ({course.unit})" if course.unit else course.name
        self.chart.set_title(title)
        self.chart.set_lines(tuple(lines), (0.0, last), (low - room, high + room), marks)

    def _say(self, latest: Answer[Forecast]) -> None:
        course = self._course
        assert course is not None
        parts = [self.tr("after {step} steps").format(step=f"{latest.step:,}")]
        if not latest.step:
            parts = [self.tr("not trained yet")]
        x, y = self._lines["ahead"]
        errors = np.abs(course.values[x.astype(int)] - y)
        for number, name in enumerate((self.tr("training"), self.tr("validation"))):
            here = errors[course.parts == number]
            if here.size:
                text = self.tr("mean error one step ahead, {part}: {error}")
                parts.append(text.format(part=name, error=figure(float(here.mean()))))
        if not course.free:
            parts.append(self.tr("no free run: it reads more than what it foretells"))
        self._about = " · ".join(parts)
        self.note.setText(self._about)

    def _point_at(self, x: float | None) -> None:
        self.chart.set_cross(x)
        if x is None or self._course is None:
            self.note.setText(self._about)
            return
        step = round(x)
        parts = [self._time(step) or self.tr("step {step}").format(step=step)]
        names = {"ahead": self.tr("one step ahead"), "free": self.tr("free run")}
        if 0 <= step < len(self._course.values):
            parts.append(f"{self._course.name} = {figure(float(self._course.values[step]))}")
        for name, text in names.items():
            steps, values = self._lines.get(name, (np.zeros(0), np.zeros(0)))
            found = values[steps == step].tolist()
            parts.extend(f"{text} = {figure(value)}" for value in found)
        self.note.setText(" · ".join(parts))

    def _time(self, step: int) -> str:
        times = self._course.times if self._course is not None else ()
        return times[step] if 0 <= step < len(times) else ""

    def _write_time(self, low: float, high: float, most: int) -> Ticks:
        """Write what the file says of a step; beyond its end how many steps beyond."""
        times = self._course.times if self._course is not None else ()
        ticks = linear_ticks(low, high, max(most // 2, 2) if times else most, "{:g}".format)
        if not times:
            return ticks
        beyond = len(times) - 1
        return [
            (at, self._time(round(at)) or f"+{round(at) - beyond}")
            for at, _ in ticks
            if at == round(at)
        ]

    def _fill_starts(self) -> None:
        course = self._course
        entries = [(self.tr("beyond the end"), END)]
        ends = course.ends() if course is not None else {}
        for split, text in (
            ("train", self.tr("behind the training part")),
            ("validation", self.tr("behind the validation part")),
        ):
            if split in ends and course is not None and ends[split] < len(course.values):
                entries.append((text, split))
        with QSignalBlocker(self.start_box):
            fill_box(self.start_box, entries)
        self.start_box.setVisible(course is not None and course.places.size > 1 and course.free)
        for part in (self._steps_name, self.steps_box):
            part.setVisible(course is None or course.free)

    def _lay_out(self) -> None:
        steps = QWidget()
        pair = QHBoxLayout(steps)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self._steps_name)
        pair.addWidget(self.steps_box)
        head = QWidget()
        flow = FlowLayout(head, spacing=6)
        for part in (self.choice, steps, self.start_box):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(head)
        column.addWidget(self.chart, 1)
        column.addWidget(self.legend)
        column.addWidget(self.note)
