"""The table of an experiment on a terminal, which follows it, or lines in a log file."""

from __future__ import annotations

import shutil
import sys
import time

from nnstudio.experiments.events import Ended, Event, Told
from nnstudio.experiments.places import value_text
from nnstudio.experiments.sweep_table import Row, SweepTable

SHOW_SECONDS = 0.1
FIGURES = 4
"""So many figures at most are shown; the CSV has all."""
BAR = 10
STATES = {"waiting": "waiting", "done": "done", "failed": "failed", "refused": "refused"}
SPARE_LINES = 2
"""So many lines of the terminal stay free: that of the command and that of the cursor."""


class LiveTable:
    """Writes what goes on: on a terminal a table in place, else a line for each that is finished.

    Where the terminal is not high enough, it shows what is trained now, then the best.

    Parameters
    ----------
    quiet
        Write nothing at all.
    """

    def __init__(self, table: SweepTable, quiet: bool) -> None:
        self._table = table
        self._quiet = quiet
        self._live = not quiet and sys.stderr.isatty()
        self._lines = 0
        self._shown = 0.0

    def show(self, event: Event, row: Row) -> None:
        """Show what has changed."""
        if self._quiet:
            return
        if not self._live:
            if isinstance(event, Ended):
                print("  ".join(self._words(row)), flush=True)
            return
        if isinstance(event, Told) and time.monotonic() < self._shown + SHOW_SECONDS:
            return
        self._shown = time.monotonic()
        self._erase()
        size = shutil.get_terminal_size()
        lines = self._table_lines(self._seen(size.lines - SPARE_LINES - 2))
        lines.append(self._progress())
        for line in lines:
            print(line[: size.columns - 1], file=sys.stderr)
        sys.stderr.flush()
        self._lines = len(lines)

    def close(self) -> None:
        """Take the moving table away."""
        self._erase()

    def print_all(self) -> None:
        """Write the whole table."""
        if self._live:
            for line in self._table_lines(self._table.rows):
                print(line)

    # ---- within ----

    def _erase(self) -> None:
        if self._lines:
            print(f"\x1b[{self._lines}A\x1b[J", end="", file=sys.stderr, flush=True)
            self._lines = 0

    def _seen(self, most: int) -> tuple[Row, ...]:
        """Return the rows to show, in their order."""
        rows, measure = self._table.rows, self._table.measure
        if len(rows) <= most:
            return rows
        best = self._table.best()

        def rank(row: Row) -> tuple[bool, bool, bool, float]:
            figure = row.figures.get(measure, float("inf"))
            return row.state != "running", row is not best, not row.finished, figure

        seen = {row.trial.key for row in sorted(rows, key=rank)[: max(most, 1)]}
        return tuple(row for row in rows if row.trial.key in seen)

    def _table_lines(self, rows: tuple[Row, ...]) -> list[str]:
        experiment, best = self._table.experiment, self._table.best()
        figures = self._table.figures[:FIGURES]
        seeds = () if "seed" in experiment.names else ("seed",)
        cells = [["", "#", *experiment.names, *seeds, "state", *figures]]
        for row in rows:
            trial = row.trial
            cells.append(
                [
                    "*" if row is best else "",
                    str(trial.number),
                    *map(value_text, trial.values),
                    *(str(trial.project.training.seed) for _ in seeds),
                    _state(row),
                    *(f"{row.figures[n]:.4g}" if n in row.figures else "" for n in figures),
                ]
            )
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        words = len(widths) - len(figures)
        return [
            "  ".join(
                cell.ljust(width) if place < words else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in cells
        ]

    def _words(self, row: Row) -> list[str]:
        names = self._table.experiment.names
        values = (value_text(value) for value in row.trial.values)
        told = [f"{name}={value}" for name, value in zip(names, values, strict=True)]
        figures = [f"{n} {row.figures[n]:.4g}" for n in self._table.figures if n in row.figures]
        place = f"{row.trial.number}/{len(self._table.rows)}"
        return [place, *told, f"repeat {row.trial.repeat}", row.state, *figures[:FIGURES]]

    def _progress(self) -> str:
        count = self._table.count
        total = len(self._table.rows)
        done = count("done", "failed", "refused")
        return f"{done} of {total} finished, {count('running')} running; Ctrl-C stops"


def _state(row: Row) -> str:
    if row.state != "running":
        return STATES[row.state]
    full = round(BAR * row.epoch / max(row.epochs, 1))
    return f"{'#' * full}{'.' * (BAR - full)} {row.epoch}/{row.epochs}"
