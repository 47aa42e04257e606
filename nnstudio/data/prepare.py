"""Plan how a data set is prepared, and prepare it: split, scale, encode."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data import Option, load_dataset
from nnstudio.data.dataset import Dataset, DatasetInfo
from nnstudio.data.prepared_data import PreparedData
from nnstudio.data.scaling import apply_scaling, fit_scaling, fit_target_scaling, scaled
from nnstudio.data.split import stratified_split
from nnstudio.data.targets import class_target, encode_targets, target_values, usual_outputs
from nnstudio.graph.data_codec import SCALINGS
from nnstudio.graph.output_point import Wanted
from nnstudio.graph.project import DataPlan, Signature

__all__ = ["apply_scaling", "encode_targets", "make_plan", "prepare"]


def make_plan(
    dataset: str,
    *,
    options: Mapping[str, Option] | None = None,
    scaling: str | None = None,
    validation: int | None = None,
    seed: int = 0,
    target_scaling: str | None = None,
) -> DataPlan:
    """Return a data plan for a data set; scalings are fitted to its training part alone.

    Parameters
    ----------
    dataset
        A name from `dataset_names`.
    options
        Values for some of the data set's options.
    scaling
        ``"none"``, ``"unit"`` or ``"standard"``; None takes what suits the data set.
    validation
        How many samples are held out for validation; None takes the data set's usual number.
    seed
        Decides which samples are held out.
    target_scaling
        How the numbers of regression targets are scaled, as for ``scaling``; None: ``"standard"``.

    Raises
    ------
    UserError
        There is no such data set, option or scaling, or too many samples are held out.
    """
    data = load_dataset(dataset, options)
    info = data.info
    held_out = info.validation if validation is None else validation
    _require_training_samples(info, held_out)
    chosen = info.scaling if scaling is None else scaling
    numbers = any(target.task == "regression" for target in info.signature.all_targets)
    for_targets = "standard" if target_scaling is None else target_scaling
    for given in (chosen, for_targets):
        if given not in SCALINGS:
            text = N_("The scaling got {got}; it expects one of: {choices}.")
            raise UserError(Text(text, got=repr(given), choices=", ".join(SCALINGS)))
    if not numbers:
        for_targets = "none"

    def training_part(array: Array) -> Array:
        return array[_split(data, held_out, seed)[0]]

    shift, scale = fit_scaling(info, chosen, lambda: training_part(data.x_train))
    fitted: tuple[tuple[float, ...], tuple[float, ...]] = (), ()
    if for_targets != "none":
        fitted = fit_target_scaling(info.signature, for_targets, training_part(data.y_train))
    return DataPlan(
        info.name,
        tuple(sorted(info.options.values().items())),
        info.signature,
        chosen,
        shift,
        scale,
        held_out,
        seed,
        for_targets,
        *fitted,
    )


def prepare(plan: DataPlan, outputs: tuple[Wanted, ...] | None = None) -> PreparedData:
    """Return the samples of a plan as a network reads them.

    Parameters
    ----------
    plan
        The project's data plan.
    outputs
        What the outputs of a network want (`nnstudio.engine.plan.Plan.wanted`); None means one
        for each target, classes one-hot.

    Raises
    ------
    UserError
        No data is chosen, or the data set does not give what the plan says.
    """
    data = _prepare(plan)
    return data if outputs is None else data.with_outputs(outputs)


@lru_cache(maxsize=2)
def _prepare(plan: DataPlan) -> PreparedData:
    if not plan.dataset:
        raise UserError(Text(N_("No data is chosen. Choose a data set for this project.")))
    data = load_dataset(plan.dataset, dict(plan.options))
    _require_signature(data, plan.signature)
    _require_training_samples(data.info, plan.validation)
    training, validation = _split(data, plan.validation, plan.seed)
    x_train, x_val = (scaled(plan, data.x_train[part]) for part in (training, validation))
    y_train, y_val = data.y_train[training], data.y_train[validation]
    for array in (training, validation, x_train, x_val, y_train, y_val):
        array.flags.writeable = False
    outputs = usual_outputs(plan.signature)
    return PreparedData(plan, data, outputs, training, validation, x_train, x_val, y_train, y_val)


def _split(data: Dataset, held_out: int, seed: int) -> tuple[Array, Array]:
    """Return the places of the samples to train and to validate with; each class in its share."""
    signature = data.info.signature
    number = class_target(signature)
    if number is None:
        labels = np.zeros(len(data.y_train), np.int64)
    else:
        labels = target_values(data.y_train, signature, number)
    return stratified_split(labels, held_out, seed)


def _require_training_samples(info: DatasetInfo, held_out: int) -> None:
    if not 0 <= held_out < info.train_count:
        raise UserError(
            Text(
                N_(
                    "{got} samples are to be held out for validation, but there are {count} in "
                    "all. Choose a number from 0 to {most}."
                ),
                got=held_out,
                count=info.train_count,
                most=info.train_count - 1,
            )
        )


def _require_signature(data: Dataset, planned: Signature) -> None:
    given = data.info.signature
    if given == planned:
        return
    text = N_(
        "The project expects samples of {expected} with {expected_targets}, but the data set {name} "
        "gives {got} with {got_targets}. Choose the data again."
    )
    raise UserError(
        Text(
            text,
            name=data.info.name,
            expected=shape_text(planned.input_shape) or "0",
            expected_targets=_targets_text(planned),
            got=shape_text(given.input_shape),
            got_targets=_targets_text(given),
        )
    )


def _targets_text(signature: Signature) -> Text:
    known = signature.all_targets
    if len(known) == 1 and known[0].classes:
        return Text(N_("{count} classes"), count=len(known[0].classes))
    names = ", ".join(target.name or shape_text(target.shape) or "1" for target in known)
    return Text(N_("the targets {names}"), names=names)
