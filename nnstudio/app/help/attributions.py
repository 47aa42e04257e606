"""Whose work the program stands on: libraries, icons, the font, the data sets that come along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from nnstudio.app.translate import tr_text
from nnstudio.core.paths import PACKAGE, resource
from nnstudio.core.version import __version__
from nnstudio.data.bundled import BUNDLED, licence_texts
from nnstudio.data.bundled_catalog import card

translate = QCoreApplication.translate
LIBRARIES = (
    "numpy",
    "PySide6-Essentials",
    "shiboken6",
    "safetensors",
    "threadpoolctl",
    "Pillow",
    "platformdirs",
    "ziamath",
    "ziafont",
    "latex2mathml",
    "wakepy",
    "jeepney",
    "numba",
    "llvmlite",
    "python-calamine",
)
_LICENCE_NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS")


@dataclass(frozen=True)
class Attribution:
    """One work: what it is, its licence in a word, and what is to be said of it."""

    kind: str
    name: str
    licence: str
    text: str


def attributions() -> Iterator[Attribution]:
    """Yield every work, the program first."""
    yield _program()
    yield from (found for name in LIBRARIES if (found := _library(name)) is not None)
    yield _resource(
        translate("Attributions", "Icons"), "Lucide", "ISC", ("icons", "lucide", "LICENSE")
    )
    yield _resource(
        translate("Attributions", "Font"), "Inter", "SIL Open Font License 1.1",
        ("fonts", "inter", "LICENSE.txt"),
    )  # fmt: skip
    for name in BUNDLED:
        info = card(name).info
        texts = (text.strip() for _, text in licence_texts(info))
        head = "\n".join(filter(None, (info.attribution, info.licence, info.origin)))
        yield Attribution(
            translate("Attributions", "Data"),
            tr_text(info.title),
            info.licence,
            "\n\n".join((head, *texts)),
        )


def _program() -> Attribution:
    kind = translate("Attributions", "Program")
    try:
        text = _licence_of("nnstudio")
    except PackageNotFoundError:
        text = ""
    own = PACKAGE.parent / "LICENSE"
    if not text and own.is_file():
        text = own.read_text("utf-8")
    return Attribution(kind, f"NNStudio {__version__}", "MIT", text or "MIT")


def _library(name: str) -> Attribution | None:
    try:
        found = distribution(name)
        text = _licence_of(name)
    except PackageNotFoundError:
        return None
    facts = found.metadata
    short = _fact(facts, "License-Expression") or _fact(facts, "License").split("\n")[0]
    if not short or len(short) > 60:
        kinds = [c.split(" :: ")[-1] for c in facts.get_all("Classifier") or () if "License" in c]
        short = ", ".join(kinds)
    home = next((url for url in facts.get_all("Project-URL") or ()), _fact(facts, "Home-page"))
    head = "\n".join(filter(None, (_fact(facts, "Summary"), short, home.split(", ")[-1])))
    kind = translate("Attributions", "Library")
    return Attribution(kind, f"{facts['Name']} {found.version}", short, "\n\n".join((head, text)))


def _fact(facts: PackageMetadata, name: str) -> str:
    return facts[name] if name in facts else ""  # noqa: SIM401 -- it promises no get()


def _licence_of(name: str) -> str:
    texts = []
    for file in distribution(name).files or ():
        if file.name.upper().startswith(_LICENCE_NAMES) and file.suffix in (
            "",
            ".txt",
            ".md",
            ".rst",
        ):
            place = Path(str(file.locate()))
            if place.is_file():
                texts.append(place.read_text("utf-8", errors="replace").strip())
    return "\n\n".join(dict.fromkeys(texts))


def _resource(kind: str, name: str, licence: str, parts: tuple[str, ...]) -> Attribution:
    return Attribution(kind, name, licence, resource(*parts).read_text("utf-8"))
