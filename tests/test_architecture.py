"""The rules of the house that no single file can keep: imports, charters, sizes, names."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "nnstudio"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400


def test_rooms_import_one_way() -> None:
    run = python("from importlinter.cli import lint_imports_command; lint_imports_command()")

    assert run.returncode == 0, run.stdout + run.stderr


def test_everything_but_the_app_imports_without_qt() -> None:
    # The peers of the benchmark are programs of their own, run by a Python that has their package.
    names = [name for name in map(module_name, MODULES) if not name.endswith("_peer")]
    headless = [name for name in names if not in_app_or_start(name)]
    run = python(
        "import importlib, sys\n"
        f"for name in {headless!r}:\n"
        "    importlib.import_module(name)\n"
        "qt = {'PySide6', 'shiboken6'} & set(sys.modules)\n"
        "sys.exit(f'imported: {sorted(qt)}' if qt else 0)"
    )

    assert len(headless) > 20, "the modules were found"
    assert run.returncode == 0, run.stderr


def test_every_room_has_a_charter() -> None:
    rooms = {path.parent for path in MODULES}
    without = [str(room.relative_to(ROOT)) for room in sorted(rooms) if not charter(room)]

    assert not without, "write what lives in the room and what may not, in its __init__.py"


def test_no_module_grows_beyond_what_can_be_read_in_one_go() -> None:
    lengths = {module_name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    too_long = {name: length for name, length in lengths.items() if length > MOST_LINES}

    assert not too_long, "split them: one main class per file"


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    # Put together here, so that this file does not name them either.
    places = "|".join("/" + place + "/" for place in ("work", "root", "opt/nn", "tmp", "home"))
    pattern = re.compile(rf"(?<![\w.~*$}}>:])({places})(?!\.X11-unix)")
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in text_files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]

    assert not found, "\n".join(found)


def test_texts_for_people_are_whole_so_that_they_can_be_translated() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in MODULES
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and called_name(call) in ("N_", "tr", "translate")
        and any(isinstance(argument, ast.JoinedStr) for argument in call.args)
    ]

    assert not found, "write '{name}' and fill it in after the translation"


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def in_app_or_start(name: str) -> bool:
    return name == "nnstudio.__main__" or (name + ".").startswith("nnstudio.app.")


def charter(room: Path) -> str | None:
    init = room / "__init__.py"
    return ast.get_docstring(ast.parse(init.read_text("utf-8"))) if init.exists() else None


def text_files() -> Iterator[Path]:
    suffixes = (".py", ".md", ".toml", ".spec", ".yml", ".yaml", ".desktop", ".xml", "")
    for folder in ("nnstudio", "tests", "packaging", "docs", ".ci", ".github"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and path.is_file():
                yield path
    yield from (ROOT / name for name in ("README.md", "CHANGELOG.md", "pyproject.toml"))


def called_name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
