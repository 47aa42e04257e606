"""The `.nnstudio` file: a project with its trained weights and the record of its training."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, NoReturn

import numpy as np

from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.layer import Array
from nnstudio.core.npz import npz_bytes
from nnstudio.core.text import N_, Text
from nnstudio.core.version import __version__
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.run_arrays import LATER_RUN_ARRAYS, RUN_ARRAYS
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.weights import WeightKey, WeightMap
from nnstudio.files import data_inside
from nnstudio.files.archive import (
    DamagedFileError,
    Parts,
    open_file,
    read_archive,
    read_folder,
    write_archive,
)
from nnstudio.files.arrays import (
    arrays_from_npz,
    safetensors_parts,
    tensors_from_bytes,
)
from nnstudio.files.checkpoint_codec import checkpoint_from, checkpoint_to_dict
from nnstudio.files.data_place import moved, placed, portable
from nnstudio.files.migrations import FORMAT, Document, migrate, newer_parts_named
from nnstudio.files.run_members import FOLDER, members_of, runs_from
from nnstudio.files.saved_project import SavedProject as SavedProject
from nnstudio.files.thumbnail import MEMBER as THUMBNAIL
from nnstudio.files.thumbnail import thumbnail
from nnstudio.graph.analysis import analyze
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.project import Project
from nnstudio.graph.record import Record

SUFFIX = ".nnstudio"

PROJECT = "project.json"
WEIGHTS = "weights.safetensors"
OPTIMIZER = "optimizer.safetensors"
BEST = "best.safetensors"
RUN = "run.npz"
MEMBERS = (PROJECT, WEIGHTS, OPTIMIZER, BEST, RUN)


def save(path: Path, saved: SavedProject, with_data: bool = True) -> None:
    """Write a project file, as a whole or not at all; equal contents give equal bytes.

    Parameters
    ----------
    with_data
        False leaves out data that the file would keep: a copy for emergencies has no need of it.

    Raises
    ------
    UserError
        The file cannot be written; what was there before is as it was.
    """
    runs = tuple(replace(run, project=portable(run.project, path)) for run in saved.runs)
    present = saved.present
    if present is not None:
        present = replace(present, project=portable(present.project, path))
    project = portable(saved.project, path)
    placed_there = replace(saved, project=project, runs=runs, present=present)
    data = saved.project.data.source.file
    kept = data_inside.packed_again(path, data) if with_data and data and data.inside else None
    write_atomically(path, lambda stream: _write(stream, placed_there, kept))


def to_bytes(saved: SavedProject) -> bytes:
    """Return what a project file holds; data files are named by where they lie, not beside it."""
    stream = io.BytesIO()
    _write(stream, saved)
    return stream.getvalue()


def load(path: Path) -> SavedProject:
    """Read a project file; everything in it is checked before it is used.

    Weights that do not belong to the drawing are left out, with a warning.

    Raises
    ------
    UserError
        It is not a project file, damaged, newer than this program, or cannot be read.
    """
    name = path.name
    with open_file(path) as stream:
        members = read_archive(stream, name, MEMBERS)
        run_members = read_folder(stream, FOLDER)
    if PROJECT not in members:
        raise DamagedFileError(
            Text(
                N_("{name} is no NNStudio project: it lacks {member}. Choose a {suffix} file."),
                name=name,
                member=PROJECT,
                suffix=SUFFIX,
            )
        )
    document = migrate(_json(members[PROJECT], f"{name}/{PROJECT}"))
    known = ("format", "program", "project", "checkpoint")
    warnings: list[Text] = []
    with newer_parts_named(document):
        record = Record(document, Text(N_("The file")), known)
        project = placed(project_from_dict(record.raw("project")), path)
    kept = project.data.source.file
    place = data_inside.brought_out(path, kept, warnings) if kept and kept.inside else None

    def find(earlier: Project) -> Project:
        there = placed(earlier, path)
        return moved(there, kept.digest, place) if kept and place else there

    project = find(project)
    checkpoint = None
    if record.raw("checkpoint") is not None:
        checkpoint = _checkpoint(record.raw("checkpoint"), members, name, project, warnings)
    run_log = _run_log(members[RUN], f"{name}/{RUN}") if RUN in members else None
    runs, present = runs_from(run_members, name, find, run_log, checkpoint, warnings)
    return SavedProject(project, checkpoint, run_log, runs, present, tuple(warnings))


# ---- writing ----


def _write(stream: BinaryIO, saved: SavedProject, data: bytes | None = None) -> None:
    members = _members(saved) | members_of(saved.runs, saved.present)
    if data is not None:
        members[data_inside.MEMBER] = data
    write_archive(stream, members, stored=(THUMBNAIL, data_inside.MEMBER))


def _members(saved: SavedProject) -> dict[str, bytes | Parts]:
    checkpoint = saved.checkpoint
    place = None
    if checkpoint is not None:
        place = checkpoint_to_dict(checkpoint)
    document: Document = {
        "format": FORMAT,
        "program": __version__,
        "project": project_to_dict(saved.project),
        "checkpoint": place,
    }
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    members: dict[str, bytes | Parts] = {PROJECT: f"{text}\n".encode()}
    members[THUMBNAIL] = thumbnail(saved.project.graph)
    if checkpoint is not None:
        members[WEIGHTS] = safetensors_parts(_named(checkpoint.weights))
        slots = {
            f"optimizer/{slot}/{key}": value
            for slot, values in checkpoint.optimizer.items()
            for key, value in _named(values).items()
        }
        if slots:
            members[OPTIMIZER] = safetensors_parts(slots)
        if checkpoint.best is not None:
            members[BEST] = safetensors_parts(_named(checkpoint.best.weights))
    if saved.run_log is not None:
        members[RUN] = npz_bytes(saved.run_log.to_arrays())
    return members


def _named(weights: WeightMap) -> dict[str, Array]:
    return {f"{node}/{name}": value for (node, name), value in weights.items()}


# ---- reading ----


def _json(content: bytes, name: str) -> Document:
    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is no number")

    try:
        document = json.loads(content.decode("utf-8"), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise DamagedFileError(
            Text(
                N_("{name} is damaged: {error}. Open another copy of the file."),
                name=name,
                error=str(error)[:200],
            )
        ) from error
    if not isinstance(document, dict):
        text = Text(N_("{name} holds no project. Open another copy of the file."), name=name)
        raise DamagedFileError(text)
    return document


def _checkpoint(
    value: object,
    members: Mapping[str, bytes],
    name: str,
    project: Project,
    warnings: list[Text],
) -> Checkpoint | None:
    state = checkpoint_from(value)
    if WEIGHTS not in members:
        text = Text(
            N_("{name} lacks {member}. Open another copy of it."), name=name, member=WEIGHTS
        )
        raise DamagedFileError(text)
    tensors = tensors_from_bytes(members[WEIGHTS], f"{name}/{WEIGHTS}")
    weights = _fitting(tensors, project, warnings)
    if tensors and not weights:
        return None
    slots: dict[str, dict[WeightKey, Array]] = {}
    if OPTIMIZER in members:
        for key, tensor in tensors_from_bytes(members[OPTIMIZER], f"{name}/{OPTIMIZER}").items():
            _, _, rest = key.partition("/")
            slot, _, weight = rest.partition("/")
            node, _, part = weight.partition("/")
            # The trainer takes the optimiser's arrays only where all of them fit the weights.
            if (node, part) in weights and np.isfinite(tensor).all():
                slots.setdefault(slot, {})[node, part] = tensor
    best = state.best
    if best is not None:
        stored = (
            tensors_from_bytes(members.get(BEST, b""), f"{name}/{BEST}") if BEST in members else {}
        )
        kept = _fitting(stored, project, warnings)
        best = replace(best, weights=kept) if kept.keys() == weights.keys() else None
    return replace(state, weights=weights, optimizer=dict(slots), best=best)


def _fitting(
    tensors: Mapping[str, Array], project: Project, warnings: list[Text]
) -> dict[WeightKey, Array]:
    """Return the weights that belong to the drawing; say which do not."""
    reports = analyze(project).reports
    weights: dict[WeightKey, Array] = {}
    for key, tensor in tensors.items():
        node, _, name = key.partition("/")
        report = reports.get(node)
        # Where a drawing is not finished, shapes are open and the weights wait for it.
        expected = None
        if report is not None and report.shape is None:
            expected = tensor.shape
        elif report is not None:
            expected = next((w.shape for n, w in report.weights if n == name), None)
        if tensor.shape != expected:
            warnings.append(
                Text(
                    N_(
                        "The weight {key} in the file has the shape {got}; the drawing expects "
                        "{expected}. It is left out; train the network again."
                    ),
                    key=key[:80],
                    got=str(tensor.shape),
                    expected="–" if expected is None else str(expected),
                )
            )
        elif not np.isfinite(tensor).all():
            warnings.append(
                Text(
                    N_(
                        "The weight {key} in the file holds numbers that are not finite. It is "
                        "left out; train the network again."
                    ),
                    key=key[:80],
                )
            )
        else:
            weights[node, name] = tensor
    return weights


def _run_log(content: bytes, name: str) -> RunLog:
    arrays = arrays_from_npz(content, name, RUN_ARRAYS, LATER_RUN_ARRAYS)
    try:
        return RunLog.from_arrays(arrays)
    except (KeyError, ValueError) as error:
        raise DamagedFileError(
            Text(
                N_("{name} is no record of a training: {error}. Open another copy of the file."),
                name=name,
                error=str(error)[:200],
            )
        ) from error
