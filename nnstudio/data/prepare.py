"""Plan how a data set is prepared, and prepare it: split, scale, encode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data import Option, data_card, fitted_source, load_dataset
from nnstudio.data.added import with_added
from nnstudio.data.class_weights import fit_class_weights
from nnstudio.data.dataset import Dataset, DatasetInfo
from nnstudio.data.fingerprint import fingerprint
from nnstudio.data.prepared_data import PreparedData
from nnstudio.data.readers.reader import Progress, unheard
from nnstudio.data.reconstruction import reconstructing, with_own_scaling
from nnstudio.data.scaling import apply_scaling, fit_fill, fit_scaling, fit_target_scaling
from nnstudio.data.split import split_samples
from nnstudio.data.targets import encode_targets, relabelled, usual_outputs
from nnstudio.graph.data_codec import CLASS_WEIGHTS, PLAIN_CHOICES, SCALINGS, SPLITS
from nnstudio.graph.data_plan import DataFile, DataPlan, DataSource
from nnstudio.graph.output_point import Wanted
from nnstudio.graph.signature import Signature

__all__ = ["apply_scaling", "encode_targets", "make_plan", "prepare", "replan"]


def make_plan(
    source: str | DataSource,
    *,
    options: Mapping[str, Option] | None = None,
    progress: Progress = unheard,
    **choices: Any,
) -> DataPlan:
    """Return a data plan; scalings are fitted to its training part alone.

    Parameters
    ----------
    source
        Where the samples come from, or just a name from `dataset_names`.
    options
        Values for some of the data set's options.
    progress
        Is told how far reading a file is; it may raise to end it.
    choices
        Fields of `DataPlan` that say how the data is prepared; the others are chosen to suit it.

    Raises
    ------
    UserError
        There is no such data set, option or scaling, the file cannot be read, or too many samples
        are held out.
    """
    if isinstance(source, str):
        source = DataSource(source)
    if options is not None:
        source = replace(source, options=tuple(sorted(options.items())))
    return fit_plan(DataPlan(source), choices, progress)


def replan(plan: DataPlan, *, progress: Progress = unheard, **changes: Any) -> DataPlan:
    """Return a plan with some choices changed, fitted anew.

    Where the source changes, choices that its card suggests (how many samples are held out) follow
    it unless they were the user's own, and no sample stays left out or relabelled.

    Raises
    ------
    UserError
        As for `make_plan`.
    """
    choices = {key: getattr(plan, key) for key in _CHOICES}
    if "source" in changes and changes["source"] != plan.source:
        before = data_card(plan)
        usual = {"validation": before.validation, "test": before.test, "split": before.split}
        for key, value in usual.items():
            if choices[key] == value:
                del choices[key]
        for key in ("left_out", "relabelled", "added"):
            del choices[key]
        if changes["source"].dataset != plan.source.dataset:
            choices = {}
    source = changes.pop("source", plan.source)
    return fit_plan(DataPlan(source), {**choices, **changes}, progress)


def fit_plan(plan: DataPlan, choices: Mapping[str, Any], progress: Progress = unheard) -> DataPlan:
    """Return the plan with these choices, and with everything that is read off its data."""
    source = plan.source
    if source.file is not None and not source.file.digest:
        path = Path(source.file.path).absolute()
        source = replace(source, file=DataFile(str(path), fingerprint(path)))
    source_data = load_dataset(source, progress)
    data = with_added(source_data, choices.get("added") or ())
    if choices.get("reconstruct"):
        data = reconstructing(data)
    info = data.info
    signature = info.signature
    numbers = any(target.task == "regression" for target in signature.all_targets)
    usual = {
        "scaling": info.scaling,
        "per_feature": info.kind not in ("image", "sound"),
        "split": info.split,
        "test": info.test,
        "validation": info.validation,
        "target_scaling": "standard",
    }
    given = {key: value for key, value in choices.items() if value is not None}
    source = fitted_source(source, source_data)
    known = source.file is None and not source.columns
    counts = (0, 0) if known else (info.train_count, info.test_count)
    plan = replace(plan, source=source, signature=signature, counts=counts, **{**usual, **given})
    if not numbers:
        plan = replace(plan, target_scaling="none")
    require_choices(plan, info)
    training = split_samples(data, plan).training
    if not training.size:
        raise UserError(Text(N_("No sample is left to learn from. Hold out fewer samples.")))
    x, y = data.samples(training), relabelled(data.labels(training), training, plan)
    fill = fit_fill(info, x, source.columns)
    shift, scale = fit_scaling(info, plan.scaling, plan.per_feature, lambda: x)
    fitted: tuple[tuple[float, ...], tuple[float, ...]] = (), ()
    if plan.target_scaling != "none":
        fitted = fit_target_scaling(signature, plan.target_scaling, y)
    if plan.reconstruct:
        fitted = with_own_scaling(signature, (shift, scale), fitted)
    weights = fit_class_weights(signature, y) if plan.class_weights == "balanced" else ()
    return replace(
        plan,
        fill=fill,
        shift=shift,
        scale=scale,
        target_shift=fitted[0],
        target_scale=fitted[1],
        weights=weights,
    )


_CHOICES = (*PLAIN_CHOICES, "reconstruct", "augmentation", "left_out", "relabelled", "added")


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
    if not plan.source.dataset:
        raise UserError(Text(N_("No data is chosen. Choose a data set for this project.")))
    data = with_added(load_dataset(plan.source), plan.added)
    if plan.reconstruct:
        data = reconstructing(data)
    _require_signature(data, plan.signature)
    require_choices(plan, data.info)
    parts = split_samples(data, plan)
    prepared = PreparedData(plan, data, usual_outputs(plan.signature), parts)
    prepared.read("train", "validation")  # here, beside the window, rather than where it is drawn
    for x in (prepared.x_train, prepared.x_val):
        if not np.isfinite(x).all():
            text = N_(
                "Some numbers of the data are too large or too small to be scaled. Leave their "
                "column out, or choose another scaling."
            )
            raise UserError(Text(text))
    return prepared


def require_choices(plan: DataPlan, info: DatasetInfo) -> None:
    """Refuse a plan that this data cannot be prepared by.

    Raises
    ------
    UserError
        There is no such choice, or no sample is left to learn from.
    """
    for value, allowed in (
        (plan.scaling, SCALINGS),
        (plan.target_scaling, SCALINGS),
        (plan.split, SPLITS),
        (plan.class_weights, CLASS_WEIGHTS),
    ):
        if value not in allowed:
            text = N_("The preparation got {got}; it expects one of: {choices}.")
            raise UserError(Text(text, got=repr(value), choices=", ".join(allowed)))
    own = plan.split == "own" and info.test_count > 0
    count = info.train_count if own else info.train_count + info.test_count
    held_out = plan.validation if own or plan.split == "column" else plan.validation + plan.test
    if plan.validation < 0 or plan.test < 0 or held_out >= count:
        raise UserError(
            Text(
                N_(
                    "{got} samples are to be held out, but there are {count} in all. Choose a "
                    "number from 0 to {most}."
                ),
                got=held_out,
                count=count,
                most=count - 1,
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
