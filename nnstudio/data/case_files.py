"""Files of new cases, read as the data of a project was."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import shape_text, size_of
from nnstudio.core.text import N_, Text
from nnstudio.data.importing import read_samples, reader_of
from nnstudio.data.pictures import read_picture
from nnstudio.data.readers import reader, require_file
from nnstudio.data.readers.cells import listed
from nnstudio.data.readers.class_folders import files_to_predict
from nnstudio.data.readers.images import SUFFIXES
from nnstudio.data.readers.new_cases import NewCases
from nnstudio.data.readers.table import read_cells
from nnstudio.data.readers.table_options import TableOptions
from nnstudio.data.resized_photo import read_photo
from nnstudio.graph.data_plan import DataPlan

_ARRAYS = (".npy",)


def read_cases(plan: DataPlan, path: Path) -> NewCases:
    """Return the samples of a file or folder, and what it says of each.

    It is read as the data of the plan was. Where that comes from no file: pictures (a file or a
    folder) are made to look like the data's, the columns of a table are found by their names, or
    by their order where all are features.

    Raises
    ------
    UserError
        It cannot be read so; the text names the file and, where there is one, line and column.
    """
    kind = reader_of(plan.source)
    if path.suffix.lower() in (_ARRAYS if kind else (*_ARRAYS, ".npz")):
        return _of_arrays(plan, read_samples(plan, path))
    require_file(path)
    if kind:
        known = reader(kind)
        options = known.options().with_values(**dict(plan.source.options))
        return known.cases(path, plan.source, options)
    shape = plan.signature.raw_shape or plan.signature.input_shape
    pictures = len(shape) == 2 or (len(shape) == 3 and shape[2] in (1, 3))
    if pictures and (path.is_dir() or path.suffix.lower() in SUFFIXES):
        return _of_pictures(path, shape)
    if len(shape) == 1:
        return _of_table(plan, path)
    text = N_(
        "{name} cannot be read as samples of {shape}. Give it a NumPy array (.npy) of shape "
        "(n, {shape})."
    )
    if pictures:
        text = N_(
            "{name} cannot be read as samples of {shape}. Give it a NumPy array (.npy) of shape "
            "(n, {shape}), a picture or a folder of pictures."
        )
    raise UserError(Text(text, name=path.name, shape=shape_text(shape)))


def _of_arrays(plan: DataPlan, x: Array) -> NewCases:
    features = plan.signature.features
    if x.ndim == 2 and x.shape[1] == len(features):
        return NewCases(x, features, tuple(map(_numbers, x.T)))
    return NewCases(x)


def _numbers(column: Array) -> list[object]:
    """Return numbers as one would write them: 5.1, of whatever precision it is."""
    if column.dtype.kind == "f":
        column = column.astype(str).astype(np.float64)
    return list(column.tolist())


def _of_pictures(path: Path, shape: tuple[int, ...]) -> NewCases:
    files = files_to_predict(path, SUFFIXES)
    if not files:
        text = N_("{name} holds no pictures. Choose a folder with pictures (PNG, JPEG ...).")
        raise UserError(Text(text, name=path.name))
    x = np.empty((len(files), *shape), np.uint8)
    for place, file in enumerate(files):
        try:
            x[place] = (
                read_picture(file.path, shape).pixels
                if len(shape) == 2
                else read_photo(file.path, shape)
            )
        except UserError as error:
            reason = str(error)
            if file.name in reason:
                raise
            text = N_("{name}: {reason}")
            raise UserError(Text(text, name=file.name, reason=error.text)) from None
    return NewCases(x, ("file",), (tuple(file.name for file in files),))


def _of_table(plan: DataPlan, path: Path) -> NewCases:
    """Read a table for data whose features have names but no file."""
    size = size_of(plan.signature.input_shape)
    features = plan.signature.features or tuple(f"x{n + 1}" for n in range(size))
    cells = read_cells(path, TableOptions())
    lacking = [name for name in features if name not in cells.names]
    if not lacking:
        wanted = [cells.columns[cells.names.index(name)] for name in features]
    elif len(cells.names) == len(features):
        wanted = list(cells.columns)
    else:
        text = N_("{name} lacks the columns {names}; it has {known}.")
        known = listed(cells.names, 10)
        raise UserError(Text(text, name=path.name, names=listed(lacking), known=known))
    mark = "," if cells.options.decimal == "comma" else "."
    x = np.empty((len(cells.lines), len(features)), np.float64)
    for place, (name, column) in enumerate(zip(features, wanted, strict=True)):
        for row, cell in enumerate(column):
            number = _number(cell, mark)
            if not math.isfinite(number):
                text = N_("{name}, {place}: the column {column} must be a number, got {got}.")
                got = repr(cell.strip()) if cell.strip() else Text(N_("nothing"))
                about = {"name": path.name, "place": cells.place(row), "column": name, "got": got}
                raise UserError(Text(text, **about))
            x[row, place] = number
    return NewCases(x, cells.names, cells.columns)


def _number(cell: str, mark: str) -> float:
    try:
        return float(cell.strip().replace(mark, "."))
    except ValueError:
        return math.nan
