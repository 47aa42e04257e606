"""The user's file in a data plan as JSON values, and back."""

from __future__ import annotations

from nnstudio.core.text import N_, Text
from nnstudio.graph.data_plan import DataFile
from nnstudio.graph.record import Record


def file_to_dict(file: DataFile) -> dict[str, object]:
    """Return a file as JSON values."""
    inside = {"inside": True} if file.inside else {}
    return {"path": file.path, "digest": file.digest, **inside}


def file_from(value: object) -> DataFile:
    """Return a file from JSON values.

    Raises
    ------
    ProjectFormatError
        They say none.
    """
    record = Record(value, Text(N_("The data's file")), ("path", "digest", "inside"))
    return DataFile(record.text("path"), record.text("digest", ""), record.flag("inside", False))
