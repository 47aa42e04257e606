"""The runs of a project in its file: for each one what was trained, how it went, and its weights."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.npz import npz_bytes
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.past_run import MOST_KEPT, MOST_RUNS, KeptCheckpoint, Origin, PastRun
from nnstudio.engine.run_arrays import LATER_RUN_ARRAYS, RUN_ARRAYS
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.weights import WeightKey, WeightMap
from nnstudio.files.archive import DamagedFileError, Parts
from nnstudio.files.arrays import (
    arrays_from_npz,
    safetensors_parts,
    tensors_from_bytes,
)
from nnstudio.files.checkpoint_codec import checkpoint_from, checkpoint_to_dict
from nnstudio.graph.analysis import analyze
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.project import Project
from nnstudio.graph.record import LARGEST_WHOLE, Record

FOLDER = "runs/"
PRESENT = "present"
_MEMBER = re.compile(
    r"runs/(present|run_\d{1,9})/(run\.json|run\.npz|weights\.safetensors)", re.ASCII
)
_KEPT_ID = re.compile(r"kept_\d{1,9}", re.ASCII)
_FIGURES = ("train_loss", "val_loss", "train_accuracy", "val_accuracy")
_FIELDS = ("id", "name", "color", "shown", "notes", "started", "project", "origin", "end", "kept")
MOST_COLORS = 1_000

_Shapes: TypeAlias = Mapping[WeightKey, tuple[int, ...]]


# ---- writing ----


def members_of(runs: Iterable[PastRun], present: PastRun | None) -> dict[str, bytes | Parts]:
    """Return the members that keep some runs, and what the user noted of the present one."""
    members: dict[str, bytes | Parts] = {}
    for run in runs:
        members |= _members(run.id, run)
        members[f"{FOLDER}{run.id}/run.npz"] = npz_bytes(run.log.to_arrays())
    if present is not None:
        members |= _members(PRESENT, replace(present, checkpoint=None))
    return members


def _members(folder: str, run: PastRun) -> dict[str, bytes | Parts]:
    origin = run.origin
    document = {
        "id": run.id,
        "name": run.name,
        "color": run.color,
        "shown": run.shown,
        "notes": run.notes,
        "started": run.started,
        "project": project_to_dict(run.project),
        "origin": None if origin is None else _origin_to_dict(origin),
        "end": None if run.checkpoint is None else checkpoint_to_dict(run.checkpoint),
        "kept": [
            {
                "id": kept.id,
                "name": kept.name,
                "figures": {key: _number(getattr(kept, key)) for key in _FIGURES},
                "checkpoint": checkpoint_to_dict(kept.checkpoint),
            }
            for kept in run.kept
        ],
    }
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    members: dict[str, bytes | Parts] = {f"{FOLDER}{folder}/run.json": f"{text}\n".encode()}
    tensors = {} if run.checkpoint is None else _tensors("end", run.checkpoint)
    for kept in run.kept:
        tensors |= _tensors(kept.id, kept.checkpoint)
    if tensors:
        members[f"{FOLDER}{folder}/weights.safetensors"] = safetensors_parts(tensors)
    return members


def _origin_to_dict(origin: Origin) -> dict[str, object]:
    return {"run": origin.run, "name": origin.name, "step": origin.step, "exact": origin.exact}


def _tensors(place: str, checkpoint: Checkpoint) -> dict[str, Array]:
    found = _named(f"{place}/weights", checkpoint.weights)
    for slot, values in checkpoint.optimizer.items():
        found |= _named(f"{place}/optimizer/{slot}", values)
    if checkpoint.best is not None:
        found |= _named(f"{place}/best", checkpoint.best.weights)
    return found


def _named(place: str, weights: WeightMap) -> dict[str, Array]:
    return {f"{place}/{node}/{name}": value for (node, name), value in weights.items()}


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


# ---- reading ----


def runs_from(
    members: Mapping[str, bytes | None],
    name: str,
    placed: Callable[[Project], Project],
    log: RunLog | None,
    checkpoint: Checkpoint | None,
    warnings: list[Text],
) -> tuple[tuple[PastRun, ...], PastRun | None]:
    """Return the past runs that a file keeps, and the present one.

    What is damaged is left out, with a warning: the project does not depend on it.

    Parameters
    ----------
    members
        What lies in `FOLDER`; None for what cannot be read.
    placed
        Finds the data of a project that was read.
    log, checkpoint
        Record and end of the present run.
    """
    folders: dict[str, dict[str, bytes | None]] = {}
    for member, content in members.items():
        known = _MEMBER.fullmatch(member)
        if known is not None:
            folders.setdefault(known[1], {})[known[2]] = content
    runs: list[PastRun] = []
    present = None
    for folder in sorted(folders, key=lambda f: int(f.rpartition("_")[2]) if f != PRESENT else 0):
        if len(runs) >= MOST_RUNS:
            many = N_("{name} holds more than {most} runs. The later ones are left out.")
            warnings.append(Text(many, name=name, most=MOST_RUNS))
            break
        try:
            run = _run(folder, folders[folder], f"{name}/{FOLDER}{folder}", warnings, log)
        except UserError as error:
            text = N_("A run in the file is left out, for it is damaged. {reason}")
            warnings.append(Text(text, reason=error.text))
            continue
        run = replace(run, project=placed(run.project))
        if folder == PRESENT:
            present = None if log is None else replace(run, checkpoint=checkpoint)
        else:
            runs.append(run)
    if present is not None and any(run.id == present.id for run in runs):
        present = None
    return tuple(runs), present


def _run(
    folder: str,
    parts: Mapping[str, bytes | None],
    name: str,
    warnings: list[Text],
    present_log: RunLog | None,
) -> PastRun:
    content = parts.get("run.json")
    if content is None:
        raise DamagedFileError(Text(N_("{name} cannot be read."), name=f"{name}/run.json"))
    try:
        document = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        text = Text(
            N_("{name} is damaged: {error}."), name=f"{name}/run.json", error=str(error)[:200]
        )
        raise DamagedFileError(text) from error
    place = Text(N_("The run"))
    record = Record(document, place, _FIELDS)
    run_id = record.text("id")
    if not re.fullmatch(r"run_\d{1,9}", run_id, re.ASCII) or folder not in (PRESENT, run_id):
        raise record.refusal("id", run_id, Text(folder))
    project = project_from_dict(record.raw("project"))
    shapes = _shapes(project)
    tensors, lost = _stored(parts, name)
    end, kept = None, []
    if record.raw("end") is not None:
        end = _checkpoint(record.raw("end"), "end", tensors, shapes)
        lost |= end is None
    for item in record.items("kept", MOST_KEPT):
        found = _kept(item, tensors, shapes)
        lost |= found is None
        kept += [found] if found is not None else []
    run_name = record.text("name")
    if lost:
        gone = N_("Weights of {run} in the file are damaged or do not belong to it: left out.")
        warnings.append(Text(gone, run=run_name))
    return PastRun(
        id=run_id,
        name=run_name,
        color=record.whole("color", 0, 0, MOST_COLORS),
        shown=record.flag("shown", False),
        notes=record.text("notes", ""),
        started=record.text("started", ""),
        project=project,
        log=(present_log or RunLog()) if folder == PRESENT else _log(parts, name),
        checkpoint=end,
        kept=tuple(kept),
        origin=_origin(record.raw("origin")) if record.raw("origin") is not None else None,
    )


def _stored(parts: Mapping[str, bytes | None], name: str) -> tuple[dict[str, Array], bool]:
    """Return the arrays of a run, and whether they are damaged."""
    if "weights.safetensors" not in parts:
        return {}, False
    content = parts["weights.safetensors"]
    try:
        return tensors_from_bytes(content or b"", f"{name}/weights.safetensors"), False
    except UserError:
        return {}, True


def _kept(item: object, tensors: Mapping[str, Array], shapes: _Shapes) -> KeptCheckpoint | None:
    record = Record(item, Text(N_("The named checkpoint")), ("id", "name", "figures", "checkpoint"))
    kept_id = record.text("id")
    if not _KEPT_ID.fullmatch(kept_id):
        raise record.refusal("id", kept_id, Text("kept_1"))
    checkpoint = _checkpoint(record.raw("checkpoint"), kept_id, tensors, shapes)
    figures = Record(record.raw("figures"), Text(N_("The figures")), _FIGURES)
    values = [
        math.nan if figures.raw(key) is None else figures.checked_number(key, figures.raw(key))
        for key in _FIGURES
    ]
    if checkpoint is None:
        return None
    return KeptCheckpoint(kept_id, record.text("name"), checkpoint, *values)


def _origin(value: object) -> Origin:
    record = Record(value, Text(N_("Where the run began")), ("run", "name", "step", "exact"))
    step = record.whole("step", 0, 0, LARGEST_WHOLE)
    return Origin(record.text("run"), record.text("name"), step, record.flag("exact", False))


def _checkpoint(
    value: object, place: str, tensors: Mapping[str, Array], shapes: _Shapes
) -> Checkpoint | None:
    """Return a place in a run; None where its weights are not those of what was trained."""
    state = checkpoint_from(value)
    weights = _fitting(f"{place}/weights/", tensors, shapes)
    if weights is None:
        return None
    start = f"{place}/optimizer/"
    slots = dict.fromkeys(
        key.removeprefix(start).partition("/")[0] for key in tensors if key.startswith(start)
    )
    found = {slot: _fitting(f"{start}{slot}/", tensors, shapes) for slot in slots}
    optimizer = {slot: values for slot, values in found.items() if values is not None}
    best = state.best
    if best is not None:
        kept = _fitting(f"{place}/best/", tensors, shapes)
        best = None if kept is None else replace(best, weights=kept)
    return replace(state, weights=weights, optimizer=optimizer, best=best)


def _shapes(project: Project) -> _Shapes:
    """Return the shapes of all weights of a project."""
    reports = analyze(project).reports
    return {(node, name): w.shape for node in reports for name, w in reports[node].weights}


def _fitting(place: str, tensors: Mapping[str, Array], shapes: _Shapes) -> WeightMap | None:
    """Return the weights in one place if all are there, finite and of the shapes they must have."""
    found = {}
    for (node_id, name), shape in shapes.items():
        value = tensors.get(f"{place}{node_id}/{name}")
        if value is None or value.shape != shape or not np.isfinite(value).all():
            return None
        found[node_id, name] = value
    return found or None


def _log(parts: Mapping[str, bytes | None], name: str) -> RunLog:
    name = f"{name}/run.npz"
    try:
        arrays = arrays_from_npz(parts.get("run.npz") or b"", name, RUN_ARRAYS, LATER_RUN_ARRAYS)
        return RunLog.from_arrays(arrays)
    except (KeyError, ValueError) as error:
        if isinstance(error, UserError):
            raise
        text = Text(N_("{name} is damaged: {error}."), name=name, error=str(error)[:200])
        raise DamagedFileError(text) from error
