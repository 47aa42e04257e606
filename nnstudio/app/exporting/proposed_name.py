"""What the file of an export may be called."""

from __future__ import annotations

from collections.abc import Iterable

from nnstudio.export import Exporter
from nnstudio.export.source_text import import_name


def proposed_name(target: Exporter, targets: Iterable[Exporter], stem: str) -> str:
    """Return a name before its ending: no two targets have the same, and Python finds modules.

    Parameters
    ----------
    stem
        What the project's file is called.
    """
    alike = sum(each.suffix == target.suffix for each in targets)
    name = f"{stem}_{target.name}" if alike > 1 else stem
    return import_name(name) if target.suffix == ".py" else name
