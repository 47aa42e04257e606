"""Brings what the browser shows, piece by piece and beside the window; what is outdated is dropped."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from nnstudio.app.background import Background
from nnstudio.app.browser.choosing import Wanted, chosen
from nnstudio.app.browser.contents import Contents, Field, read_contents
from nnstudio.app.browser.judgement import Judgement
from nnstudio.app.browser.profiles import Profile, correlations, profile
from nnstudio.app.browser.series import join
from nnstudio.app.browser.words_page import count_tokens
from nnstudio.core.layer import Array
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
    worded = Signal(object)
    """The tokens of a text, and how often each comes."""
    refused = Signal(object)
    """A `Text`: why something cannot be read."""
    beat = Signal()
    """Something goes on or has ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads, self._lists, self._counts = (Background(self) for _ in range(3))
        self._correlates, self._joins, self._words = (Background(self) for _ in range(3))
        self._all = (
            (self._reads, self.read),
            (self._lists, self.listed),
            (self._counts, self.counted),
            (self._correlates, self.correlated),
            (self._joins, self.joined),
            (self._words, self.worded),
        )
        for background, signal in self._all:
            background.done.connect(signal)
            background.failed.connect(self.refused)
            background.beat.connect(self.beat)

    @property
    def busy(self) -> bool:
        """Whether something is still to come."""
        return any(background.busy for background, _ in self._all)

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

    def count_words(self, contents: Contents) -> None:
        """Count the tokens of a text."""
        self._words.start(partial(count_tokens, contents))

    def forget(self) -> None:
        """Want nothing of what is going on any more."""
        for background, _ in self._all:
            background.forget()


def _profiles(fields: tuple[Field, ...], places: Array) -> tuple[Profile, ...]:
    return tuple(profile(field, places) for field in fields)
