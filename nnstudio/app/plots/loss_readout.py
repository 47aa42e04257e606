"""The exact figures of runs at a place in time, in words and colours."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from nnstudio.app.plots.loss_curves import RATE
from nnstudio.app.plots.loss_drawing import run_color
from nnstudio.app.plots.loss_figures import figures_at
from nnstudio.app.plots.run_times import RunTimes
from nnstudio.app.plots.ticks import NO_FIGURE
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.engine.run_log import RunLog


class LossReadout:
    """Writes what was measured at a step of the present run, and at the same place of others."""

    def __init__(self, session: Session, times: RunTimes) -> None:
        self._session, self._times = session, times

    def place(self, step: int, roomy: bool) -> str:
        """Name a step, and the epoch where there is room for it."""
        translate = QCoreApplication.translate
        if roomy:
            where = translate("LossPlot", "epoch {epoch} · step {step}")
        else:
            where = translate("LossPlot", "step {step}")
        return where.format(epoch=f"{self._times.epochs(step):.2f}", step=f"{step:,}")

    def values(self, name: str, step: int) -> tuple[tuple[str, str], ...]:
        """Return the figures of a chart that are known at a step, with their colours."""
        return tuple((text, color) for _, text, color in self._named(name, step))

    def rows(self, name: str, step: int, x: float) -> Iterator[tuple[str, str, str]]:
        """Name the figures of every run at a place, where there are several."""
        theme, past = current_theme(), self._times.past
        if not past:
            return
        yield from self._named(name, step)
        for run in past:
            at = round(self._times.step_of(run, x))
            if 1 <= at <= run.log.steps:
                written = [text for text in _figures(run.log, name, at) if text != NO_FIGURE]
                yield run.name, " / ".join(written) or NO_FIGURE, run_color(run, theme)

    def _named(self, name: str, step: int) -> Iterator[tuple[str, str, str]]:
        """Name the figures of the present run that are known at a step."""
        theme = current_theme()
        training = QCoreApplication.translate("LossPlot", "training")
        validation = QCoreApplication.translate("LossPlot", "validation")
        of_steps, after_epochs = _figures(self._session.run_log, name, step)
        if of_steps != NO_FIGURE:
            yield training, of_steps, theme.train
        if after_epochs != NO_FIGURE:
            rate = name == RATE
            word, color = (training, theme.train) if rate else (validation, theme.validation)
            yield word, after_epochs, color


def _figures(log: RunLog, name: str, step: int) -> tuple[str, str]:
    return figures_at(log, name, step, QCoreApplication.translate("LossPlot", "not finite"))
