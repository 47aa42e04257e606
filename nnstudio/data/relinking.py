"""What becomes of a plan whose file was moved or has other contents now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data import fitted_source, load_dataset
from nnstudio.data.fingerprint import fingerprint
from nnstudio.data.prepare import replan
from nnstudio.data.reconstruction import reconstructing
from nnstudio.graph.data_plan import DataFile, DataPlan, DataSource


def found_again(plan: DataPlan, path: Path) -> DataPlan:
    """Return the plan with its file at another place; other contents are read anew.

    Raises
    ------
    UserError
        The file cannot be read as the plan says.
    """
    file = DataFile(str(path.absolute()), fingerprint(path))
    if file.digest == _file(plan).digest:
        return replace(plan, source=replace(plan.source, file=file))
    return read_again(replace(plan, source=replace(plan.source, file=file)))


def read_again(plan: DataPlan) -> DataPlan:
    """Return the plan fitted to what its file holds now: categories, parts, scaling.

    Raises
    ------
    UserError
        The file cannot be read as the plan says.
    """
    source = _as_it_is_now(plan.source)
    # Categories and vocabularies are found anew.
    columns = tuple(replace(column, categories=()) for column in source.columns)
    return replan(plan, source=replace(source, columns=columns))


def keep_numbers(plan: DataPlan) -> DataPlan:
    """Return the plan for what its file holds now, with scaling and classes as they were.

    So a network that was trained before sees the new samples as it saw the old ones.

    Raises
    ------
    UserError
        The samples are of another kind now, or too few are left.
    """
    source = _as_it_is_now(plan.source)
    data = load_dataset(source)
    info = reconstructing(data).info if plan.reconstruct else data.info
    if info.signature != plan.signature:
        text = N_(
            "{name} now has other features, targets or classes than before, so the numbers cannot "
            "stay as they are. Read it again."
        )
        raise UserError(Text(text, name=Path(_file(plan).path).name))
    held_out = plan.validation + (0 if info.test_count else plan.test)
    if held_out >= info.train_count and plan.split != "column":
        text = N_(
            "{held_out} samples are held out, but {name} has only {count} now. Hold out fewer, or "
            "read it again."
        )
        name = Path(_file(plan).path).name
        raise UserError(Text(text, held_out=held_out, name=name, count=info.train_count))
    counts = info.train_count, info.test_count
    # Samples are known by their numbers, which may be those of others now.
    return replace(
        plan, source=fitted_source(source, data), counts=counts, left_out=(), relabelled=()
    )


def _as_it_is_now(source: DataSource) -> DataSource:
    file = source.file
    assert file is not None
    return replace(source, file=DataFile(file.path, fingerprint(Path(file.path))))


def _file(plan: DataPlan) -> DataFile:
    file = plan.source.file
    assert file is not None
    return file
