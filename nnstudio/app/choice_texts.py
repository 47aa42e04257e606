"""How the words that a file knows, such as ``leaky_relu``, are written for people."""

from __future__ import annotations

import re

from nnstudio.activations import all_activations
from nnstudio.app.translate import tr_text
from nnstudio.core.initializers import INITIALIZERS


def choice_texts(setting: str, choice: str) -> tuple[str, str]:
    """Return the visible name of a choice of a setting, and an explanation of it."""
    if setting == "activation" and choice in all_activations():
        activation = all_activations()[choice]
        return tr_text(activation.label), tr_text(activation.summary)
    if setting == "initializer" and choice in INITIALIZERS:
        explanation = tr_text(INITIALIZERS[choice])
        return re.split("[:：]", explanation)[0], explanation
    return tr_text(choice.replace("_", " ")), ""
