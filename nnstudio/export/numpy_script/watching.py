"""What happens after each epoch: which is the best, whether training ends, what it ends with."""

from __future__ import annotations

from collections.abc import Iterator

from nnstudio.engine.endings import OF_TRAINING
from nnstudio.engine.scores import better_when_higher
from nnstudio.graph.training_plan import TrainingPlan


class Watching:
    """Writes the lines of the loop that look at the figure which is watched.

    Parameters
    ----------
    validated
        Whether there are validation samples; without them the training loss is watched.
    """

    def __init__(self, training: TrainingPlan, validated: bool) -> None:
        self._training = training
        self.remembers = False
        """Whether the schedule looks at what was watched."""
        name = training.watch
        self.figure = "train_loss" if name.startswith("val_") and not validated else name
        self.metric = "" if self.figure in (*OF_TRAINING, "val_loss") else self.figure[4:]
        """The metric of the validation samples that is watched, if it is one."""
        self.refused = ""
        """Why the figure cannot be printed."""

    @property
    def higher(self) -> bool:
        """Whether more of the figure is better."""
        return self.figure == "train_accuracy" or better_when_higher(self.metric)

    @property
    def wanted(self) -> bool:
        """Whether anything hangs on the figure."""
        training = self._training
        return bool(training.patience or training.restore_best or self.remembers)

    @property
    def active(self) -> bool:
        """Whether the script looks at the figure."""
        return self.wanted and not self.refused

    @property
    def validates(self) -> bool:
        """Whether the script computes what the network makes of the validation samples."""
        return self.active and self.figure not in OF_TRAINING

    @property
    def tells(self) -> bool:
        """Whether a step tells its outputs, too."""
        return self.active and self.figure == "train_accuracy"

    @property
    def told(self) -> str:
        """What a step gives."""
        return "loss, y" if self.tells else "loss"

    def remarks(self) -> list[str]:
        """Return what the script leaves out."""
        if not self.wanted or self.active:
            return []
        return [
            f"# The app watches {self.figure}, which is not in this script ({self.refused}):",
            "# here nothing ends early, and the last weights stay.",
        ]

    # ---- in the loop ----

    def before(self) -> Iterator[str]:
        """Return the lines before the first epoch."""
        if self.remembers:
            yield "history = []"
        if self._compares:
            worst = "-np.inf" if self.higher else "np.inf"
            yield f"best, waited = {worst}, 0" if self._training.patience else f"best = {worst}"
        if self._restores:
            yield "best_weights = {}"

    def begin(self) -> Iterator[str]:
        """Return the lines before the first step of an epoch."""
        if self._sums_loss:
            yield "total = 0.0"
        if self.tells:
            yield "right = 0.0"

    def step(self) -> Iterator[str]:
        """Return the lines after a step."""
        if self._sums_loss:
            yield "total += loss * len(chosen)"
        if self.tells:
            yield "named, counted = sums(y, t[chosen])"
            yield "right += named / counted * len(chosen)"

    def after(self) -> Iterator[str]:
        """Return the lines after the last step of an epoch."""
        if self.active:
            own = {"train_loss": "total / len(x)", "train_accuracy": "right / len(x)"}
            yield f"figure = {own.get(self.figure, 'evaluate(x_val, t_val)')}  # {self.figure}"
        if self.remembers and self.active:
            yield "history.append(figure)"
        if self._compares:
            patience = self._training.patience
            yield f"if figure {'>' if self.higher else '<'} best:"
            yield "    best, waited = figure, 0" if patience else "    best = figure"
            if self._restores:
                yield "    best_weights = {key: w.copy() for key, w in W.items()}"
            if patience:
                yield "else:"
                yield "    waited += 1"
        if self._training.target_loss:
            yield f"if total / len(x) <= {self._training.target_loss!r}:"
            yield "    break"
        if self._compares and self._training.patience:
            yield f"if waited >= {self._training.patience}:"
            yield "    break"

    def end(self) -> Iterator[str]:
        """Return the lines after the last epoch."""
        if self._restores:
            yield "W.update(best_weights)"

    @property
    def _compares(self) -> bool:
        return self.active and bool(self._training.patience or self._training.restore_best)

    @property
    def _restores(self) -> bool:
        return self.active and self._training.restore_best

    @property
    def _sums_loss(self) -> bool:
        watched = self.active and self.figure == "train_loss"
        return watched or bool(self._training.target_loss)
