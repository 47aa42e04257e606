"""The loop around the steps of a training, and where its samples come from."""

from __future__ import annotations

from collections.abc import Iterator

from nnstudio.engine.plan import Plan
from nnstudio.export.numpy_script.network import Line
from nnstudio.graph.augmentation import Augmentation
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.training_plan import TrainingPlan


class TrainingLoop:
    """Writes the loop.

    Parameters
    ----------
    stem
        What the files beside the script are called before their ending.
    changing
        Whether the learning rate changes.
    """

    def __init__(
        self, plan: Plan, training: TrainingPlan, data: DataPlan, stem: str, changing: bool
    ) -> None:
        self._data = data
        self._plan, self._training, self._stem = plan, training, stem
        self._changing = changing

    def lines(self) -> Iterator[Line]:
        """Return the functions that bring samples and go through the epochs."""
        training, plan = self._training, self._plan
        yield from map(Line, ["", ""])
        shape = ", ".join(map(str, plan.input_shape))
        yield from map(
            Line,
            (
                "def samples():",
                '    """Return the samples beside this script; random ones where there are none."""',
                "    try:",
                f'        with np.load(Path(__file__).with_name("{self._stem}_data.npz")) as data:',
                '            return data["x"], data["t"]',
                "    except FileNotFoundError:",
                f'        rng = stream({training.seed}, "samples")',
                f"        return rng.random((100, {shape}), np.float32), {self._random_targets()}",
                "",
                "",
                *self._remarks(),
                "def train(epochs, show=print):",
                "    x, t = samples()",
                f"    size = {self._batch_size()}",
                "    step, batches = 0, -(-len(x) // size)",
                "    for epoch in range(epochs):",
                f"        order = {self._order()}",
                "        for start in range(0, len(x), size):",
                "            chosen = order[start : start + size]",
                "            step += 1",
                *self._rate_lines(),
                f"            loss = train_step(x[chosen], t[chosen], step{self._rate_word})",
                "            show(step, loss)",
                *self._last_lines(),
                "",
                "",
                'if __name__ == "__main__":',
                f"    train({training.epochs})",
                f'    np.savez(Path(__file__).with_name("{self._stem}_weights.npz"), **W)',
            ),
        )

    def _order(self) -> str:
        if not self._data.shuffle:
            return "np.arange(len(x))"
        return f'stream({self._training.seed}, f"order/{{epoch}}").permutation(len(x))'

    def _remarks(self) -> list[str]:
        if self._data.augmentation == Augmentation():
            return []
        return ["# In the app, samples are varied at random each time; here they stay as they are."]

    @property
    def _rate_word(self) -> str:
        return ", rate" if self._changing else ""

    def _rate_lines(self) -> list[str]:
        if not self._changing:
            return []
        rate, most = self._training.optimizer.learning_rate, self._training.max_steps
        total = f"min(epochs * batches, {most})" if most else "epochs * batches"
        return [
            f"            factor = rate_factor(step, batches, {total}, [], False)",
            f"            rate = {rate!r} * factor",
        ]

    def _last_lines(self) -> list[str]:
        most = self._training.max_steps
        return [f"            if step == {most}:", "                return"] if most else []

    def _batch_size(self) -> str:
        plan = self._training
        if plan.batch_mode == "full":
            return "len(x)"
        return "1" if plan.batch_mode == "single" else f"min({plan.batch_size}, len(x))"

    def _random_targets(self) -> str:
        return f"rng.random((100, {self._plan.targets}), np.float32).round()"
