"""How the files for PyTorch are laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nnstudio.export.source_text import importable

WIDTH = 100

_LOADED = {
    "import math\n": "math.",
    "import zlib\n": "zlib.",
    "import numpy as np\n": "np.",
    "from torch.nn import functional as F\n": "F.",
}
"""Lines that only some files need, and what those have in them then."""


def loadable(file: str) -> bool:
    """Return whether ``from file import ...`` finds the module file, and no package."""
    return importable(file) and file not in ("numpy", "safetensors", "torch")


def with_imports(text: str) -> str:
    """Return a file without the imports that it has no use for."""
    for line, use in _LOADED.items():
        if not re.search(rf"\b{re.escape(use)}", text):
            text = text.replace(line, "", 1)
    # Where all of one group are gone, its empty line goes, too.
    return text.replace('"""\n\n\n', '"""\n\n', 1)


def assigned(name: str, items: Sequence[str], brackets: str = "()") -> str:
    """Return an assignment of a sequence, in as many lines as it takes."""
    one = f"{name} = {brackets[0]}{', '.join(items)}{brackets[-1]}"
    if len(one) <= WIDTH:
        return one + "\n"
    lines, line = [], "   "
    for item in items:
        if len(line) + len(item) + 2 > WIDTH:
            lines.append(line)
            line = "   "
        line += f" {item},"
    return "\n".join([f"{name} = {brackets[0]}", *lines, line, brackets[-1]]) + "\n"
