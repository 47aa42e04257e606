"""The window with every dock open, training, measured in this process."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from nnstudio.app.bench.headless_run import (
    START_SECONDS,
    HeadlessRun,
    StepCounter,
    endless_project,
)
from nnstudio.app.bench.turn_clock import TurnClock
from nnstudio.app.bench.view_meter import ViewMeter
from nnstudio.app.main_window import MainWindow
from nnstudio.app.settings import Settings
from nnstudio.app.workbench import Workbench
from nnstudio.core.memory import resident_memory
from nnstudio.engine.messages import Watched

SIZE, DOCK_SIZE = (1366, 768), (640, 420)
PART_SECONDS = 2.5
"""For about so long the window and the training without one take turns."""
QUIET_MS, PATIENCE_MS = 300, 5000
"""A training that waits is at rest once nothing was answered for so long, or after so long."""
SETTLE_MS = 50
METERED = 0.5
"""For so much of that time refreshing and painting is metered afterwards."""
EDGE_MS = 700
"""How long the window is looked at when a run begins or ends."""


@dataclass
class ViewsFigures:
    """What was measured of one network; times are in milliseconds.

    ``samples`` and ``headless`` are per second, with the window and without it; ``starting`` and
    ``ending`` the longest turns of the event loop when a run begins and ends; ``grown`` the bytes
    that came in after the first part. ``views`` has figures by dock, ``answers`` how many there
    were a second by what was asked.
    """

    samples: float
    headless: float
    gaps: dict[str, float]
    frames: dict[str, float]
    starting: float
    ending: float
    grown: int
    seconds: float
    views: dict[str, dict[str, float]] = field(default_factory=dict)
    answers: dict[str, float] = field(default_factory=dict)


class ViewsRun(QObject):
    """Opens the window on a template, every dock in a window of its own, and trains.

    Parameters
    ----------
    app
        The application, with a theme.
    slug
        The template.
    headless
        The same training without a window.
    """

    def __init__(self, app: QApplication, slug: str, headless: HeadlessRun) -> None:
        super().__init__()
        self._headless = headless
        self._window = MainWindow(Settings())
        self._window.resize(*SIZE)
        self._window.show()
        self._bench = self._built()
        self._meter = ViewMeter(app, self._bench.views.scheduler)
        self._turns = TurnClock(self)
        self._counter, self._steps = StepCounter(), 0
        self._answers: dict[str, int] = {}
        self._heard = self._counting = False
        training = self._bench.training
        training.advanced.connect(self._count_steps)
        training.watched.connect(self._count_answer)
        self._bench.session.open(endless_project(slug))
        for number, name in enumerate(self._bench.docks.names()):
            dock = self._bench.docks[name]
            self._bench.docks.open(name)  # one that lies behind others is seen first
            wait(SETTLE_MS)
            dock.setFloating(True)
            dock.resize(*DOCK_SIZE)
            dock.move(60 * (number % 8), 60 * (number // 8))
        wait(1000)

    def measure(self, seconds: float) -> ViewsFigures:
        """Train for so long with the window, and as long without it, by turns."""
        training, meter = self._bench.training, self._meter
        starting = self._longest_turn(training.start)
        parts = max(1, round(seconds / PART_SECONDS))
        mine, other, first = (0, 0.0), (0, 0.0), 0
        for part in range(parts):
            mine = _sum(mine, self._train(seconds / parts))
            self._meter_views(seconds / parts * METERED)
            first = first or resident_memory()
            # Who waits still answers what is asked; only then the other one has the computer.
            self._rest()
            self._headless.begin(seconds / parts)
            wait(round(1000 * (seconds / parts + START_SECONDS)))
            other = _sum(other, self._headless.expect())
            if part < parts - 1:
                training.resume()
                wait(round(1000 * START_SECONDS))
        grown = resident_memory() - first
        ending = self._longest_turn(training.stop)
        batch = self._bench.session.project.training.batch_size
        spent = mine[1]
        return ViewsFigures(
            samples=mine[0] * batch / spent,
            headless=other[0] / other[1],
            gaps=_spread(self._turns.gaps),
            frames=_spread(meter.frames),
            starting=starting,
            ending=ending,
            grown=grown,
            seconds=spent,
            views={
                name: self._figures(name, spent, seconds * METERED) for name in sorted(meter.views)
            },
            answers={name: count / spent for name, count in sorted(self._answers.items())},
        )

    def close(self) -> None:
        """Close the window without a question."""
        self._bench.training.stop_and_wait()
        self._bench.session.saved(Path("bench.nnstudio"))
        self._window.close()

    # ---- within ----

    def _built(self) -> Workbench:
        while self._window.workbench is None or not self._window.workbench.views.built:
            wait(20)
        return self._window.workbench

    def _train(self, seconds: float) -> tuple[int, float]:
        """Let the run go on for so long; return how many steps it told of, and within how long."""
        self._steps = self._bench.session.run_log.steps
        self._counter.begin()
        self._turns.begin()
        self._listen(True)
        wait(round(1000 * seconds))
        while self._bench.training.active and not self._counter.count()[1]:  # a busy machine
            wait(SETTLE_MS)
        self._listen(False)
        self._turns.end()
        return self._counter.count()

    def _listen(self, on: bool) -> None:
        self._counting = on
        self._meter.count(on)

    def _meter_views(self, seconds: float) -> None:
        """Look for so long at what each view takes; then let the run wait."""
        self._meter.meter(True)
        wait(round(1000 * seconds))
        self._meter.meter(False)
        self._bench.training.pause()

    def _rest(self) -> None:
        """Wait until nothing is answered any more."""
        for _ in range(PATIENCE_MS // QUIET_MS):
            self._heard = False
            wait(QUIET_MS)
            if not self._heard:
                return

    def _longest_turn(self, act: Callable[[], object]) -> float:
        """Return how long the window does not react at most, after something is done to a run."""
        turns = TurnClock(self)
        turns.begin()
        QTimer.singleShot(0, act)
        wait(EDGE_MS)
        turns.end()
        return 1e3 * max(turns.gaps, default=EDGE_MS / 1e3)

    def _count_steps(self) -> None:
        steps = self._bench.session.run_log.steps
        if self._counting:
            self._counter.add(steps - self._steps)
        self._steps = steps

    def _figures(self, name: str, counted: float, metered: float) -> dict[str, float]:
        """Return how often a dock was refreshed, and what that and its painting took."""
        times = self._meter.views[name]
        painted = 1e3 * times.all_painted / metered
        if not times.refreshed:
            return {"painted": painted}
        both = _spread([r + p for r, p in zip(times.refreshed, times.painted, strict=True)])
        return {
            "refreshes": self._meter.refreshes[name] / counted,
            "refresh": 1e3 * statistics.median(times.refreshed),
            "paint": 1e3 * statistics.median(times.painted),
            "both": both["median"],
            "p95": both["p95"],
            "worst": both["worst"],
            "painted": painted,
        }

    def _count_answer(self, answer: Watched) -> None:
        self._heard = True
        if self._counting:
            name = answer.key.split("/")[0]
            self._answers[name] = self._answers.get(name, 0) + 1


def wait(milliseconds: int) -> None:
    """Let the window live for a while. QTest.qWait would keep Python's lock while it sleeps."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _sum(one: tuple[int, float], other: tuple[int, float]) -> tuple[int, float]:
    return one[0] + other[0], one[1] + other[1]


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    """Return the middle, the largest but for few, and the largest of some times."""
    times = sorted(1e3 * each for each in seconds) or [0.0]
    places = {"median": 0.5, "p95": 0.95, "p99": 0.99, "worst": 1.0}
    return {name: times[round(place * (len(times) - 1))] for name, place in places.items()}
