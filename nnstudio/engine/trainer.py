"""The training loop: steps, validation, probes, and what is told of them.

It knows no window and no thread class. It reads an inbox, writes to an outbox, and nothing that
is watched or asked changes a number of the run.
"""

from __future__ import annotations

from nnstudio.engine.conversation import Inbox, Outbox
from nnstudio.engine.lockstep import Side
from nnstudio.engine.memory import predict_memory, require_memory
from nnstudio.engine.messages import Checkpoint, Failed, Finished
from nnstudio.engine.plan import Plan
from nnstudio.engine.right_of_way import RightOfWay
from nnstudio.engine.run import Run
from nnstudio.engine.samples import Samples, require_numbers
from nnstudio.graph.training_plan import TrainingPlan

__all__ = ["Inbox", "Outbox", "Samples", "train"]


def train(
    plan: Plan,
    training: TrainingPlan,
    data: Samples,
    inbox: Inbox,
    outbox: Outbox,
    *,
    checkpoint: Checkpoint | None = None,
    epochs: int | None = None,
    twins: bool = True,
    threads: int | None = None,
    paused: bool = False,
    fast: bool = True,
    moments: int = 0,
    pair: Side | None = None,
    way: RightOfWay | None = None,
) -> Finished | Failed:
    """Train a network until its epochs are done or the inbox says stop.

    Parameters
    ----------
    checkpoint
        Where to go on; None starts from the weights that belong to the plan's seed.
    epochs
        How many epochs this run adds; None takes those of the training plan.
    twins
        False computes everything by the layers' definitions.
    paused
        True waits before the first step.
    fast
        False does without the kernels that numba compiles, even where it is installed.
    moments
        About how many `Moment` messages look back on the run; 0: none.
    pair
        The run's side where it goes side by side with another one; whoever made it ends it.
    way
        Whom short steps let go first.

    Returns
    -------
    The last message, which is also the last in the outbox.

    Raises
    ------
    UserError
        The network would not fit into this computer's memory, or a sample is not all numbers.
    """
    require_numbers(data)

    def require(batch_size: int) -> None:
        samples = len(data.x_train) + len(data.x_val)
        need = predict_memory(
            plan,
            batch_size,
            training.optimizer,
            threads,
            samples=samples,
            clipping=training.clipping,
            twins=twins,
            vary=data.vary,
        )
        require_memory(need)

    require(training.step_samples(len(data.x_train)))
    run = Run(
        plan,
        training,
        data,
        inbox,
        outbox,
        checkpoint,
        epochs,
        twins,
        threads,
        paused,
        fast,
        moments,
        pair,
        way,
        require,
    )
    try:
        last = run.go()
    finally:
        run.program.close()
    outbox(last)
    return last
