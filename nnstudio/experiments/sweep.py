"""An experiment from its first network to its last, with what is finished kept on the way."""

from __future__ import annotations

import time
from collections.abc import Callable

from nnstudio.experiments.events import Ended, Event, Workers
from nnstudio.experiments.experiment import Experiment
from nnstudio.experiments.means import mean_cells
from nnstudio.experiments.results import Results
from nnstudio.experiments.sweep_table import Row, SweepTable

TABLE_SECONDS = 2.0
"""How often the table in the folder is written at most."""


class Sweep:
    """Trains what is not finished yet of an experiment.

    Parameters
    ----------
    results
        The folder where it is kept.
    """

    def __init__(self, experiment: Experiment, results: Results) -> None:
        self.results = results
        self.table = SweepTable(experiment, results.outcomes)

    def run(
        self,
        workers: Workers,
        hear: Callable[[Event, Row], None],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Train until everything is finished or the user has cancelled.

        Parameters
        ----------
        hear
            Is told of every event after it is kept, with the row that it changed.

        Raises
        ------
        UserError
            The folder cannot be used, or nobody can train.
        """
        with self.results.used_by(self.table.experiment):
            self._run(workers, hear, cancelled)

    def _run(
        self, workers: Workers, hear: Callable[[Event, Row], None], cancelled: Callable[[], bool]
    ) -> None:
        written = 0.0

        def note(event: Event) -> None:
            nonlocal written
            if isinstance(event, Ended):
                self.results.keep(event.key, event.trained)
            row = self.table.hear(event)
            if isinstance(event, Ended) and time.monotonic() > written + TABLE_SECONDS:
                self._write_table()
                written = time.monotonic()
            hear(event, row)

        try:
            waiting = self.table.waiting
            if waiting:
                workers.train(waiting, note, cancelled)
        finally:
            self.table.interrupt()
            self._write_table()

    def _write_table(self) -> None:
        repeated = self.table.experiment.repeat > 1
        self.results.write_table(self.table.cells(), mean_cells(self.table) if repeated else None)
