"""How the files for PyTorch are laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nnstudio.export.source_text import importable, listed

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


def assigned(name: str, items: Sequence[str]) -> str:
    """Return an assignment of a list, in as many lines as it takes."""
    return "\n".join(listed(f"{name} = [", items, "]", WIDTH)) + "\n"
