"""Settings as a report tells them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnstudio.app.choice_texts import choice_texts
from nnstudio.app.translate import tr_text
from nnstudio.core.settings import Settings

translate = QCoreApplication.translate


def setting_words(part: Settings) -> str:
    """Return what is chosen with its settings, such as "Adam: Learning rate 0.01"."""
    settings = ", ".join(f"{name} {value}" for name, value in setting_rows(part))
    label = tr_text(part.label)
    return f"{label}: {settings}" if settings else label


def setting_rows(part: Settings) -> tuple[tuple[str, str], ...]:
    """Return the settings that matter, as forms call them; rare ones where they were changed."""
    return tuple(
        (tr_text(info.label) or key, _value(key, getattr(part, key), tr_text(info.unit)))
        for key, info in part.visible_params().items()
        if not info.advanced or getattr(part, key) != type(part).default_of(key)
    )


def _value(key: str, value: object, unit: str) -> str:
    if isinstance(value, bool):
        return translate("Report", "yes") if value else translate("Report", "no")
    if isinstance(value, str):
        return choice_texts(key, value)[0]
    text = f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, int):
        text = f"{value:,}" if key != "seed" else text
    return f"{text} {unit}" if unit else text
