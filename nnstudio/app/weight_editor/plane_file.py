"""A plane of a weight as a CSV file, with what its rows and columns stand for."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from nnstudio.app.translate import tr_text
from nnstudio.app.weight_editor.cell_text import full_text
from nnstudio.app.weight_editor.weight_slice import WeightSlice
from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.layer import Array
from nnstudio.explain.weight_axes import WeightAxis


def save_plane(path: Path, axes: tuple[WeightAxis, ...], plane: WeightSlice, weight: Array) -> None:
    """Write the numbers with all their digits, names of rows and columns before them.

    Raises
    ------
    UserError
        The file cannot be written.
    """
    rows = axes[plane.rows]
    columns = axes[plane.columns] if plane.columns >= 0 else None
    names = [tr_text(rows.name)]
    labels = [columns.label(i) for i in range(columns.size)] if columns is not None else [""]
    if columns is not None:
        names.append(tr_text(columns.name))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([" / ".join(names), *labels])
    for place, numbers in enumerate(plane.of(weight)):
        writer.writerow([rows.label(place), *(full_text(number) for number in numbers)])
    write_atomically(path, lambda stream: stream.write(text.getvalue().encode()))
