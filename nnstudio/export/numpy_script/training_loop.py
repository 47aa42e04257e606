"""The loop around the steps of a training, and where its samples come from."""

from __future__ import annotations

from collections.abc import Iterator

from nnstudio.engine.plan import Plan
from nnstudio.export.numpy_script.network import Line
from nnstudio.export.numpy_script.updating import Updating
from nnstudio.export.numpy_script.varying import Varying
from nnstudio.export.numpy_script.watching import Watching
from nnstudio.graph.training_plan import TrainingPlan


class TrainingLoop:
    """Writes the loop.

    Parameters
    ----------
    stem
        What the files beside the script are called before their ending.
    varying
        What varies samples; None where they stay as they are.
    shuffle
        Whether each epoch goes through the samples in another order.
    remarks
        Says what the script leaves out.
    """

    def __init__(
        self,
        plan: Plan,
        training: TrainingPlan,
        stem: str,
        updating: Updating,
        watching: Watching,
        varying: Varying | None,
        shuffle: bool,
        remarks: list[str],
    ) -> None:
        self._plan, self._training, self._stem = plan, training, stem
        self._updating, self._watching, self._varying = updating, watching, varying
        self._shuffle, self._remarks = shuffle, remarks

    def lines(self) -> Iterator[Line]:
        """Return the functions that bring samples and go through the epochs."""
        yield from map(Line, ["", "", *self._samples()])
        yield from map(Line, ["", "", *self._remarks, *self._train()])
        yield from map(
            Line,
            (
                "",
                "",
                'if __name__ == "__main__":',
                f"    train({self._training.epochs})",
                f'    np.savez(Path(__file__).with_name("{self._stem}_weights.npz"), **W)',
            ),
        )

    def _samples(self) -> Iterator[str]:
        several = self._watching.validates
        end = " + part" if several else ""
        shape = ", ".join(map(str, self._plan.input_shape))
        yield 'def samples(part=""):' if several else "def samples():"
        yield '    """Return the samples beside this script; random ones where there are none."""'
        yield "    try:"
        yield f'        with np.load(Path(__file__).with_name("{self._stem}_data.npz")) as data:'
        yield f'            return data["x"{end}], data["t"{end}]'
        yield "    except FileNotFoundError:"
        yield '        rng = stream(SEED, "samples")'
        yield f"        x = rng.random((100, {shape}), np.float32)"
        yield f"        return x, rng.random((100, {self._plan.targets}), np.float32).round()"

    def _train(self) -> Iterator[str]:
        watching, most = self._watching, self._training.max_steps
        yield "def train(epochs, show=print):"
        yield "    x, t = samples()"
        if watching.validates:
            yield '    x_val, t_val = samples("_val")'
        yield f"    size = {self._batch_size()}"
        yield "    step, batches = 0, -(-len(x) // size)"
        for line in (*(self._varying.before() if self._varying else ()), *watching.before()):
            yield f"    {line}"
        yield "    for epoch in range(epochs):"
        yield f"        order = {self._order()}"
        for line in (*watching.begin(), *self._rate(by_step=False)):
            yield f"        {line}"
        yield "        for start in range(0, len(x), size):"
        yield "            chosen = order[start : start + size]"
        yield "            step += 1"
        for line in (*self._rate(by_step=True), *self._step()):
            yield f"            {line}"
        if most:
            yield f"            if step == {most}:"
            yield from (f"                {line}" for line in (*watching.end(), "return"))
        yield from (f"        {line}" for line in watching.after())
        yield from (f"    {line}" for line in watching.end())

    def _step(self) -> Iterator[str]:
        x, rate = "x[chosen]", ", rate" if self._updating.factor else ""
        if self._varying is not None:
            yield from self._varying.batch()
            x = "varied_x"
        yield f"{self._watching.told} = train_step({x}, t[chosen], step{rate})"
        yield "show(step, loss)"
        yield from self._watching.step()

    def _rate(self, by_step: bool) -> Iterator[str]:
        """Return the line that decides on the learning rate."""
        factor, training = self._updating.factor, self._training
        if factor is None or training.schedule.by_step is not by_step:
            return
        most = training.max_steps
        total = f"min(epochs * batches, {most})" if most else "epochs * batches"
        known = {
            "step": "step" if by_step else "step + 1",
            "steps_per_epoch": "batches",
            "total_steps": total,
            "history": "history",
        }
        given = ", ".join(known[parameter] for parameter in factor.parameters)
        yield f"rate = {training.optimizer.learning_rate!r} * {factor.name}({given})"

    def _order(self) -> str:
        if not self._shuffle:
            return "np.arange(len(x))"
        return 'stream(SEED, f"order/{epoch}").permutation(len(x))'

    def _batch_size(self) -> str:
        plan = self._training
        if plan.batch_mode == "full":
            return "len(x)"
        return "1" if plan.batch_mode == "single" else f"min({plan.batch_size}, len(x))"
