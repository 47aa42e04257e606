"""The listed samples as a CSV file, written beside the window."""

from __future__ import annotations

import csv
import time
from pathlib import Path

from nnstudio.app.browser.table_model import AT_ONCE, REST, Column, plain
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text


def save_csv(path: Path, columns: tuple[Column, ...], places: Array) -> int:
    """Write columns of some samples; return how many.

    Raises
    ------
    UserError
        The file cannot be written.
    """
    try:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow([plain(column.name) for column in columns])
            rows = places.tolist()
            for start in range(0, len(rows), AT_ONCE):
                for place in rows[start : start + AT_ONCE]:
                    writer.writerow([column.full(place) for column in columns])
                time.sleep(REST)
    except OSError as error:
        text = N_("{path} could not be written: {reason}. Choose another folder.")
        raise UserError(Text(text, path=str(path), reason=error.strerror or str(error))) from None
    return len(places)
