"""Bring the catalogues of translations up to date with the sources.

``python packaging/translations.py`` collects every text that a user can see into
``resources/translations/*.ts``, keeps the translations that are there, and compiles each catalogue
to the ``.qm`` file that the program loads. ``--check`` only says whether that would change a file.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "nnstudio"
CATALOGUES = ROOT / "resources" / "translations"
CONTEXT = "nnstudio"


def marked_texts(source: str, name: str) -> Iterator[str]:
    """Yield the texts that a file marks with ``N_``; lupdate does not know that function."""
    for node in ast.walk(ast.parse(source, name)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id != "N_":
            continue
        text = node.args[0]
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
            raise SystemExit(f"{name}:{node.lineno}: N_() takes a plain string, nothing computed.")
        yield text.value


def update(folder: Path) -> None:
    """Collect and compile the catalogues of ``folder``."""
    with tempfile.TemporaryDirectory() as scratch:
        marked = Path(scratch) / "marked.py"
        lines = ["from PySide6.QtCore import QCoreApplication", ""]
        for text in _all_marked_texts():
            lines += [f"QCoreApplication.translate({CONTEXT!r}, {text!r})"]
        marked.write_text("\n".join(lines), encoding="utf-8")
        listing = Path(scratch) / "files.lst"
        files = [*sorted((SOURCES / "app").rglob("*.py")), marked]
        listing.write_text("\n".join(str(file) for file in files), encoding="utf-8")
        for catalogue in sorted(folder.glob("*.ts")):
            language = catalogue.stem.removeprefix("nnstudio_")
            _run(
                "lupdate", "-silent", f"@{listing}", "-locations", "none", "-no-obsolete",
                "-source-language", "en", "-target-language", language, "-ts", str(catalogue),
            )  # fmt: skip
            _run("lrelease", "-silent", str(catalogue), "-qm", str(catalogue.with_suffix(".qm")))


def stale(folder: Path = CATALOGUES) -> list[str]:
    """Return the names of the catalogues that do not match the sources."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "translations"
        shutil.copytree(folder, fresh)
        update(fresh)
        return [
            new.name
            for new in sorted(fresh.iterdir())
            if not (folder / new.name).is_file() or _content(new) != _content(folder / new.name)
        ]


def _content(file: Path) -> object:
    """Return what a catalogue says, however its lines are broken."""
    if file.suffix != ".ts":
        return file.read_bytes()
    return {
        (context.findtext("name"), message.findtext("source"), message.findtext("translation"))
        for context in ElementTree.parse(file).getroot().iter("context")
        for message in context.iter("message")
    }


def _all_marked_texts() -> list[str]:
    found: set[str] = set()
    for file in sorted(SOURCES.rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        found.update(marked_texts(file.read_text(encoding="utf-8"), name))
    return sorted(found)


def _run(tool: str, *arguments: str) -> None:
    program = Path(PySide6.__file__).parent / (tool + (".exe" if sys.platform == "win32" else ""))
    done = subprocess.run([str(program), *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{tool} failed:\n{done.stdout}{done.stderr}")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Collect and compile the translations.")
    parser.add_argument("--check", action="store_true", help="change nothing, only say what is old")
    if not parser.parse_args().check:
        update(CATALOGUES)
        return 0
    old = stale()
    if old:
        print("Not up to date:", ", ".join(old), "- run: python packaging/translations.py")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
