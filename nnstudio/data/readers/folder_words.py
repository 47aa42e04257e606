"""What is said of files in folders of classes, whatever the files are."""

from __future__ import annotations

from collections.abc import Sequence

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.class_folders import (
    TEST,
    FoundFile,
    FoundFiles,
    require_training,
)
from nnstudio.graph.data_plan import Column

MOST_NAMED = 5


def class_column(classes: Sequence[str]) -> Column:
    """Return the column that stands for the classes of files."""
    return Column("class", "category", "target", tuple(classes))


def with_classes(
    found: FoundFiles, columns: Sequence[Column]
) -> tuple[list[FoundFile], list[str], list[Text]]:
    """Return the files of the classes that are wanted, these classes, and what is to be said.

    Parameters
    ----------
    columns
        What was decided of the classes; empty: all of them, in their natural order.

    Raises
    ------
    UserError
        There is no file of any such class, or all are in the test part.
    """
    wanted = columns[0].categories if columns else ()
    classes = list(wanted or found.classes)
    known = set(classes)
    files = [file for file in found.files if file.label in known]
    warnings = _warnings(found)
    if not files:
        text = N_(
            "None of the classes {wanted} is there; there are {known}. Choose the data again."
        )
        raise UserError(Text(text, wanted=_some(wanted), known=_some(found.classes)))
    if len(files) < len(found.files):
        others = [label for label in found.classes if label not in wanted]
        count = len(found.files) - len(files)
        text = N_("{count} files of other classes are left out: {names}.")
        warnings.append(Text(text, count=count, names=_some(others)))
    require_training(file.part for file in files)
    trained = {file.label for file in files if file.part != TEST}
    untrained = [label for label in classes if label not in trained]
    if untrained and found.division != "none":
        text = N_("There is nothing to learn these classes from: {names}.")
        warnings.append(Text(text, names=_some(untrained)))
    if len(classes) == 1:
        text = N_("There is only one class, {name}: nothing to tell apart. Add another one.")
        warnings.append(Text(text, name=classes[0]))
    return files, classes, warnings


def _warnings(found: FoundFiles) -> list[Text]:
    warnings: list[Text] = []
    if found.empty:
        text = N_("These folders hold nothing that can be read here: {names}.")
        warnings.append(Text(text, names=_some(found.empty)))
    if found.loose:
        text = N_("{count} files are in no folder of a class and are left out.")
        warnings.append(Text(text, count=found.loose))
    if found.others:
        count = sum(number for _, number in found.others)
        suffixes = [suffix or "?" for suffix, _ in found.others]
        text = N_("{count} files of other kinds are passed over: {suffixes}.")
        warnings.append(Text(text, count=count, suffixes=_some(suffixes)))
    return warnings


def _some(names: Sequence[str]) -> str:
    """Return the first names of many."""
    return ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
