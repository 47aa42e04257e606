"""The panels and plots around the canvas: made one by one, put into docks, named."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from nnstudio.app.commands.shortcuts import Shortcuts
from nnstudio.app.docks import BOTTOM, RIGHT, Docks
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.view_table import FIRST_VIEWS, VIEWS, ViewRow

if TYPE_CHECKING:  # each is imported as its turn comes, so that the window can react in between
    from nnstudio.app.browser.browser_place import BrowserPlace
    from nnstudio.app.experiments.sweep_run import SweepRun
    from nnstudio.app.panels.analyzer import Analyzer
    from nnstudio.app.panels.data_panel import DataPanel
    from nnstudio.app.panels.history_panel import HistoryPanel
    from nnstudio.app.panels.inspector import Inspector
    from nnstudio.app.panels.problems import ProblemsPanel
    from nnstudio.app.panels.runs_panel import RunsPanel
    from nnstudio.app.panels.training_panel import TrainingPanel
    from nnstudio.app.panels.try_panel import TryPanel
    from nnstudio.app.plots.live_view import LiveView
    from nnstudio.app.twin.twin_run import TwinRun


class SideViews(QObject):
    """What stands in docks; everything is there once `build` has come to its end."""

    inspector: Inspector
    training_panel: TrainingPanel
    data_panel: DataPanel
    try_panel: TryPanel
    problems: ProblemsPanel
    history: HistoryPanel
    runs: RunsPanel
    analyzer: Analyzer
    browser_place: BrowserPlace

    def __init__(
        self,
        session: Session,
        training: Training,
        settings: Settings,
        shortcuts: Shortcuts,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self._settings, self._shortcuts = settings, shortcuts
        self.scheduler = RefreshScheduler(self)
        self.plots: dict[str, LiveView] = {}
        self._twin: TwinRun | None = None
        self._sweep: SweepRun | None = None
        training.advanced.connect(self.scheduler.news)

    @property
    def built(self) -> bool:
        """Whether everything is there."""
        return bool(self.plots)

    def build(self, docks: Docks) -> Iterator[None]:
        """Make everything and put it into docks, in steps between which the window can react."""
        session, training = self._session, self._training
        from nnstudio.app.panels.inspector import Inspector

        self.inspector = Inspector(session, training, self._settings)
        docks.hold("inspector", self.inspector)
        yield
        from nnstudio.app.panels.training_panel import TrainingPanel

        self.training_panel = TrainingPanel(session, training, self._settings, self._shortcuts)
        docks.hold("training", self.training_panel)
        yield
        from nnstudio.app.panels.data_panel import DataPanel

        self.data_panel = DataPanel(session, training)
        docks.hold("data", self.data_panel)
        yield
        from nnstudio.app.panels.try_panel import TryPanel

        self.try_panel = TryPanel(session, training)
        docks.hold("try", self.try_panel)
        yield
        from nnstudio.app.panels.history_panel import HistoryPanel
        from nnstudio.app.panels.runs_panel import RunsPanel

        self.runs = RunsPanel(session, training, self._settings)
        self.scheduler.register(self.runs, self.runs.refresh)
        docks.hold("runs", self.runs)
        self.history = HistoryPanel(session)
        docks.hold("history", self.history)
        yield
        views = []
        for row in FIRST_VIEWS:
            views.append(row.make(session, training, self.scheduler))
            docks.hold(row.name, views[-1])
            yield
        from nnstudio.app.panels.analyzer import Analyzer
        from nnstudio.app.panels.problems import ProblemsPanel

        self.problems = ProblemsPanel(session)
        docks.hold("problems", self.problems)
        self.analyzer = Analyzer(session, self._settings)
        docks.hold("analyzer", self.analyzer)
        yield
        from nnstudio.app.browser.browser_place import BrowserPlace

        self.browser_place = BrowserPlace(session, training)
        docks.hold("browse", self.browser_place)
        yield
        self.plots = {row.name: view for row, view in zip(FIRST_VIEWS, views, strict=True)}
        with docks.moving():
            self._add_to(docks)

    def close(self) -> None:
        """End what runs beside the network of the window, as that closes."""
        if self._twin is not None:
            self._twin.end()
        if self._sweep is not None:
            self._sweep.cancel()

    def _make_twin(self) -> QWidget:
        """Make the comparison of two runs."""
        from nnstudio.app.twin.twin_dialog import TwinDialog
        from nnstudio.app.twin.twin_run import TwinRun
        from nnstudio.app.twin.twin_view import TwinView

        twin = self._twin = TwinRun(self._session, self._training, self)

        def ask() -> None:
            dialog = TwinDialog(twin, self._settings, view.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.show()

        view = TwinView(twin, self._session, self._training, self.scheduler, ask)
        return view

    def _make_experiments(self) -> QWidget:
        """Make the place for experiments."""
        from nnstudio.app.experiments.experiments_view import ExperimentsView
        from nnstudio.app.experiments.sweep_run import SweepRun

        run = self._sweep = SweepRun(self)
        return ExperimentsView(run, self._session, self._training, self._settings, self.scheduler)

    def _make(self, row: ViewRow) -> QWidget:
        """Make a view that somebody wants to see."""
        self.plots[row.name] = row.make(self._session, self._training, self.scheduler)
        return self.plots[row.name]

    def name(self, docks: Docks) -> None:
        """Write the titles of all docks in the user's language."""
        titles = {
            "palette": self.tr("Layers"),
            "inspector": self.tr("Inspector"),
            "data": self.tr("Data"),
            "try": self.tr("Try it"),
            "history": self.tr("History"),
            "runs": self.tr("Runs"),
            "training": self.tr("Training"),
            "browse": self.tr("Browse data"),
            "analyzer": self.tr("Analyzer"),
            "twin": self.tr("Twin run"),
            "experiments": self.tr("Experiments"),
            "problems": self._problems_title(len(self._session.analysis.problems)),
            **{name: plot.title() for name, plot in self.plots.items()},
            **{row.name: tr_text(row.title) for row in VIEWS},
        }
        for name, title in titles.items():
            docks.set_title(name, title)

    def _add_to(self, docks: Docks) -> None:
        docks.add("inspector", self.inspector, RIGHT)
        docks.add("training", self.training_panel, RIGHT, behind="inspector")
        docks.add("data", self.data_panel, RIGHT, behind="inspector")
        docks.add("try", self.try_panel, RIGHT, behind="inspector")
        docks.add("runs", self.runs, RIGHT, behind="inspector")
        docks.add("history", self.history, RIGHT, behind="inspector")
        docks.raise_dock("inspector")
        docks["history"].hide()  # until it is wanted
        docks.add("loss", self.plots["loss"], BOTTOM)
        docks.add("gradients", self.plots["gradients"], BOTTOM)
        docks.put_beside("gradients", "loss")
        docks.add("features", self.plots["features"], BOTTOM)
        docks.put_beside("features", "gradients")
        docks.add("decision", self.plots["decision"], BOTTOM, behind="features")
        docks.add("problems", self.problems, BOTTOM, behind="features")
        docks.add("analyzer", self.analyzer, BOTTOM, behind="features")
        docks["analyzer"].hide()
        docks.add("browse", self.browser_place, BOTTOM, behind="features")
        docks.set_apart("browse")
        for row in VIEWS:
            docks.add_later(row.name, partial(self._make, row), BOTTOM, behind="features")
        docks.add_later("twin", self._make_twin, BOTTOM, behind="features")
        docks.set_apart("twin")
        docks.add_later("experiments", self._make_experiments, BOTTOM, behind="features")
        docks.set_apart("experiments")
        self.problems.count_changed.connect(
            lambda count: docks.set_title("problems", self._problems_title(count))
        )
        self.data_panel.file_banner.noticed.connect(lambda: docks.raise_dock("data"))

    def _problems_title(self, count: int) -> str:
        title = self.tr("Problems")
        return f"{title} ({count})" if count else title
