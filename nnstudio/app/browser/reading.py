"""Brings what the browser shows, piece by piece and beside the window; what is outdated is dropped."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from nnstudio.app.background import Background
from nnstudio.app.browser.choosing import Wanted, chosen
from nnstudio.app.browser.contents import Contents, Field, read_contents
from nnstudio.app.browser.judgement import Judgement, judge
from nnstudio.app.browser.profiles import Profile, correlations, profile
from nnstudio.app.browser.series import join
from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.graph.data_plan import DataPlan


class Reading(QObject):
    """Reads, sorts, counts and judges samples, each for itself."""

    read = Signal(object)
    """The `Contents` of the plan asked for last."""
    listed = Signal(object)
    """The numbers of the samples that are wanted, in their order."""
    counted = Signal(object)
    """A `Profile` for each column."""
    correlated = Signal(object)
    """The names of columns and their correlations."""
    joined = Signal(object)
    """The `Series`."""
    judged = Signal(object)
    """The `Judgement`; None where it was ended."""
    refused = Signal(object)
    """A `Text`: why something cannot be read."""
    beat = Signal()
    """Something goes on or has ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ended = threading.Event()
        self._done = [0]
        self._reads, self._lists, self._counts = (Background(self) for _ in range(3))
        self._correlates, self._joins, self._judges = (Background(self) for _ in range(3))
        self._all = (
            (self._reads, self.read),
            (self._lists, self.listed),
            (self._counts, self.counted),
            (self._correlates, self.correlated),
            (self._joins, self.joined),
            (self._judges, self.judged),
        )
        for background, signal in self._all:
            background.done.connect(signal)
            background.failed.connect(self.refused)
            background.beat.connect(self.beat)
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self._end)  # the program waits for the threads

    @property
    def busy(self) -> bool:
        """Whether something is still to come."""
        return any(background.busy for background, _ in self._all)

    @property
    def judging(self) -> bool:
        """Whether the network is being asked."""
        return self._judges.busy

    @property
    def judged_so_far(self) -> int:
        """About how many samples the network has been asked about."""
        return self._done[0]

    def start(self, plan: DataPlan) -> None:
        """Read the samples of a plan."""
        self._reads.start(partial(read_contents, plan))

    def choose(
        self,
        contents: Contents,
        fields: tuple[Field, ...],
        judgement: Judgement | None,
        wanted: Wanted,
    ) -> None:
        """Find the samples that are wanted."""
        self._lists.start(partial(chosen, contents, fields, judgement, wanted))

    def count(self, fields: tuple[Field, ...], places: Array) -> None:
        """Find out how the columns are spread among some samples."""
        self._counts.start(partial(_profiles, fields, places))

    def correlate(self, fields: tuple[Field, ...]) -> None:
        """Find out how the columns go together."""
        self._correlates.start(partial(correlations, fields))

    def join(self, contents: Contents) -> None:
        """Put the series together that the samples are windows of."""
        self._joins.start(partial(join, contents))

    def judge(self, model: Model, contents: Contents) -> None:
        """Ask a network about every sample."""
        self._end()
        self._ended, self._done = threading.Event(), [0]
        self._judges.start(partial(_judged, model, contents, self._ended, self._done))

    def forget_judgement(self) -> None:
        """Want no answers of a network any more."""
        self._end()
        self._judges.forget()

    def forget(self) -> None:
        """Want nothing of what is going on any more."""
        self._end()
        for background, _ in self._all:
            background.forget()

    def _end(self) -> None:
        self._ended.set()


def _profiles(fields: tuple[Field, ...], places: Array) -> tuple[Profile, ...]:
    return tuple(profile(field, places) for field in fields)


def _judged(
    model: Model, contents: Contents, ended: threading.Event, done: list[int]
) -> Judgement | None:
    def poll(count: int) -> bool:
        done[0] = count
        return not ended.is_set()

    return judge(model, contents, poll)
