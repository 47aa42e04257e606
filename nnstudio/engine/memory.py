"""How much memory training takes, told before any of it is taken."""

from __future__ import annotations

from nnstudio.core.errors import UserError
from nnstudio.core.memory import memory_text, physical_memory
from nnstudio.core.text import N_, Text
from nnstudio.data import data_card
from nnstudio.data.augment import Variation
from nnstudio.engine.division import available_threads
from nnstudio.engine.dry_run import DryRun, rough_prediction
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.prediction import Prediction
from nnstudio.graph.analysis import Analysis
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.clipping import Clipping

HOPELESS = 2
"""So many times the memory there is, and a network is not even compiled to be measured."""


def predict_memory(
    plan: Plan,
    batch_size: int,
    optimizer: Optimizer,
    threads: int | None = None,
    *,
    samples: int = 0,
    clipping: Clipping | None = None,
    twins: bool = True,
    vary: Variation | None = None,
) -> Prediction:
    """Return what training takes, without taking it.

    The step is compiled for one lane of each size: what is not yet written to takes no memory.

    Parameters
    ----------
    threads
        How many processor cores may be used; None: those that there are.
    samples
        How many samples there are, for training and for validation.
    vary
        What varies the samples of each step.
    """
    allowed = threads or available_threads()
    rough = rough_prediction(plan, batch_size, optimizer, allowed)
    there = physical_memory()
    if there and rough.total > HOPELESS * there:
        return rough
    try:
        clip = clipping or Clipping()
        dry = DryRun(plan, batch_size, optimizer, allowed, samples, clip, twins, vary)
        return dry.prediction()
    except MemoryError:
        return rough


def memory_of(analysis: Analysis, threads: int | None = None) -> Prediction:
    """Return what training a drawing with its data takes.

    Raises
    ------
    UserError
        The drawing cannot be trained.
    """
    data, training = analysis.project.data, analysis.project.training
    try:
        count = data_card(data).train_count
    except UserError:
        count = 0  # a data set that is gone, or of a newer version
    return predict_memory(
        make_plan(analysis),
        training.step_samples(max(1, count - data.validation)),
        training.optimizer,
        threads,
        samples=count,
        clipping=training.clipping,
    )


def require_memory(prediction: Prediction) -> None:
    """Refuse to train what does not fit into this computer.

    Where memory is overcommitted, the system would end the program instead.

    Raises
    ------
    UserError
        It says how much is needed, how much there is, and which layer needs most.
    """
    there = physical_memory()
    if not there or prediction.total <= there:
        return
    by_batch = prediction.parts["activations"] > prediction.parts["weights"]
    text = N_(
        "Training this network takes about {need} of memory; this computer has {there}. Most of "
        "it, {most}, is for {node}. {advice}"
    )
    node = prediction.most
    advice = N_("Use a smaller batch size, or make {node} smaller.")
    raise UserError(
        Text(
            text,
            need=memory_text(prediction.total),
            there=memory_text(there),
            most=memory_text(prediction.by_node[node]),
            node=node,
            advice=Text(advice if by_batch else N_("Make {node} smaller."), node=node),
        )
    )
