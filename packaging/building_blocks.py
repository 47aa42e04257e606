"""Write the page of all building blocks from what they declare.

``python packaging/building_blocks.py`` writes ``docs/building-blocks.md``; ``--check`` only says
whether that would change it.
"""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from nnstudio.activations import all_activations
from nnstudio.activations.base import Activation
from nnstudio.core.initializers import INITIALIZERS
from nnstudio.core.layer import CATEGORIES, Layer
from nnstudio.core.settings import Settings
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.layers import all_layers
from nnstudio.losses import all_losses
from nnstudio.metrics import all_metrics
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.schedules import all_schedules

PAGE = Path(__file__).resolve().parent.parent / "docs" / "building-blocks.md"

BEGIN = """# Building blocks

Everything that a network in NNStudio can be made of and trained with, as its file declares it. This page is written by
`packaging/building_blocks.py`; the window shows the same texts, and the formula beside them.

Shapes are those of one sample: pictures `(height, width, channels)`, sequences `(steps, features)`, token numbers `(steps,)`, vectors `(features,)`.
A setting is given with its default.
"""


def page() -> str:
    """Return the text of the page."""
    return "\n".join([BEGIN, *_layers(), *_rest()])


def _layers() -> Iterator[str]:
    for key, title in CATEGORIES.items():
        layers = [cls for cls in all_layers().values() if cls.category == key]
        if not layers:
            continue
        yield f"## {title}\n"
        for cls in layers:
            yield from _layer(cls)


def _layer(cls: type[Layer]) -> Iterator[str]:
    yield f"### {cls.label}\n"
    yield f"{_about(cls)}\n"
    yield f"    {cls.formula}\n"
    if cls.source:
        yield f"Source: {cls.source}.\n"
    common = StartingWeights.params() if issubclass(cls, StartingWeights) else {}
    own = [key for key in cls.params() if key not in common]
    if own:
        held = "; and how its weights start and are held small (at the end of this page)"
        yield f"Settings: {_settings(cls, own)}{held if common else ''}.\n"


def _about(cls: type[Settings]) -> str:
    """Return the docstring of a class, each paragraph on one line."""
    paragraphs = (inspect.getdoc(cls) or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs)


def _settings(cls: type[Settings], keys: Iterable[str]) -> str:
    return ", ".join(f"`{key}={cls.default_of(key)!r}`" for key in keys)


def _rest() -> Iterator[str]:
    yield "## Activation functions\n"
    yield "| function | f(z) | range | saturates | source |"
    yield "|---|---|---|---|---|"
    for name, activation in all_activations().items():
        yield (
            f"| `{name}` | `{activation.formula}` | {_range(activation)} | "
            f"{_saturation(activation)} | {activation.source} |"
        )
    tables: dict[str, Mapping[str, type[Settings]]] = {
        "Losses": all_losses(),
        "Metrics": all_metrics(),
        "Optimisers": all_optimizers(),
        "Learning-rate schedules": all_schedules(),
    }
    for title, found in tables.items():
        yield f"\n## {title}\n"
        yield from _table(found.values())
    yield "\n## Weights\n"
    yield f"Every layer with weights has {_settings(StartingWeights, StartingWeights.params())}.\n"
    for key, info in StartingWeights.params().items():
        yield f"- `{key}`: {info.help}"
    yield "\nThe weights can start as:\n"
    for name, text in INITIALIZERS.items():
        yield f"- `{name}`: {text}"
    yield ""


def _table(found: Iterable[type[Settings]]) -> Iterator[str]:
    yield "| name | what it is | formula | settings | source |"
    yield "|---|---|---|---|---|"
    for cls in found:
        settings = _settings(cls, cls.params())
        summary, formula, source = (
            str(getattr(cls, key, "")).replace("|", "\\|")
            for key in ("summary", "formula", "source")
        )
        yield f"| `{cls.name}` | {summary} | `{formula}` | {settings} | {source} |"


def _range(activation: type[Activation]) -> str:
    low, high = (
        f"{value:g}".replace("inf", "∞") for value in (activation.lowest, activation.highest)
    )
    return f"{low} … {high}"


def _saturation(activation: type[Activation]) -> str:
    parts = []
    if activation.saturates_below is not None:
        parts.append(f"below {activation.saturates_below:g}")
    if activation.saturates_above is not None:
        parts.append(f"above {activation.saturates_above:g}")
    return ", ".join(parts) or "–"


def main() -> int:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing")
    if parser.parse_args().check:
        if PAGE.exists() and PAGE.read_text("utf-8") == page():
            return 0
        print(f"{PAGE.name} is old. Run: python packaging/building_blocks.py", file=sys.stderr)
        return 1
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
