"""The words among which the settings of a reader are chosen, as people say them."""

from __future__ import annotations

from nnstudio.app.translate import tr_text


def option_words(setting: str, choice: str) -> tuple[str, str]:
    """Return the visible name of a choice, and an explanation of it."""
    return tr_text(choice.replace("_", " ")), ""
