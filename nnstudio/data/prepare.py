"""Plan how a data set is prepared, and prepare it: split, scale, encode."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data import Option, load_dataset
from nnstudio.data.dataset import Dataset, DatasetInfo
from nnstudio.data.prepared_data import PreparedData
from nnstudio.data.scaling import apply_scaling, fit_scaling, scaled
from nnstudio.data.split import stratified_split
from nnstudio.data.targets import encode_targets
from nnstudio.graph.data_codec import SCALINGS
from nnstudio.graph.project import DataPlan, Signature

__all__ = ["apply_scaling", "encode_targets", "make_plan", "prepare"]


def make_plan(
    dataset: str,
    *,
    options: Mapping[str, Option] | None = None,
    scaling: str | None = None,
    validation: int | None = None,
    seed: int = 0,
) -> DataPlan:
    """Return a data plan for a data set; the scaling is fitted to its training part alone.

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
    if chosen not in SCALINGS:
        raise UserError(
            Text(
                N_("The scaling got {got}; it expects one of: {choices}."),
                got=repr(chosen),
                choices=", ".join(SCALINGS),
            )
        )

    def training_samples() -> Array:
        training, _ = stratified_split(data.y_train, held_out, seed)
        return data.x_train[training]

    shift, scale = fit_scaling(info, chosen, training_samples)
    return DataPlan(
        info.name,
        tuple(sorted(info.options.values().items())),
        info.signature,
        chosen,
        shift,
        scale,
        held_out,
        seed,
    )


def prepare(plan: DataPlan, units: int | None = None) -> PreparedData:
    """Return the samples of a plan as a network reads them.

    Parameters
    ----------
    plan
        The project's data plan.
    units
        How many output units the targets are for; None means one for each class.

    Raises
    ------
    UserError
        No data is chosen, or the data set does not give what the plan says.
    """
    data = _prepare(plan)
    return data if units is None else data.with_units(units)


@lru_cache(maxsize=2)
def _prepare(plan: DataPlan) -> PreparedData:
    if not plan.dataset:
        raise UserError(Text(N_("No data is chosen. Choose a data set for this project.")))
    data = load_dataset(plan.dataset, dict(plan.options))
    _require_signature(data, plan.signature)
    _require_training_samples(data.info, plan.validation)
    training, validation = stratified_split(data.y_train, plan.validation, plan.seed)
    x_train, x_val = (scaled(plan, data.x_train[part]) for part in (training, validation))
    labels_train, labels_val = data.y_train[training], data.y_train[validation]
    for array in (training, validation, x_train, x_val, labels_train, labels_val):
        array.flags.writeable = False
    units = len(plan.signature.classes)
    return PreparedData(
        plan, data, units, training, validation, x_train, x_val, labels_train, labels_val
    )


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
    raise UserError(
        Text(
            N_(
                "The project expects samples of {expected} in {expected_classes} classes, but the "
                "data set {name} gives {got} in {got_classes} classes. Choose the data again."
            ),
            name=data.info.name,
            expected=shape_text(planned.input_shape) or "0",
            expected_classes=len(planned.classes),
            got=shape_text(given.input_shape),
            got_classes=len(given.classes),
        )
    )
