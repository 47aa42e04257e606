"""What is wrong with a value that the user wants for a setting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from nnstudio.app.translate import tr_text
from nnstudio.core.errors import UserError
from nnstudio.core.settings import Settings

translate = QCoreApplication.translate


def problem_with(values: Sequence[Settings], key: str, wanted: object) -> str:
    """Return why some settings cannot have a value (None: what was typed means none); else ""."""
    if wanted is None:
        return _unreadable(type(values[0]).default_of(key))
    try:
        for each in values:
            each.with_values(**{key: wanted})
    except UserError as error:
        return tr_text(error.text)
    return ""


def _unreadable(example: object) -> str:
    if isinstance(example, tuple):
        text = translate("ParamEditor", "Type {count} numbers, for example {example}.")
        return text.format(count=len(example), example=", ".join(map(str, example)))
    if isinstance(example, int):
        text = translate("ParamEditor", "Type a whole number, for example {example}.")
    else:
        text = translate("ParamEditor", "Type a number, for example {example}.")
    return text.format(example=example)
