"""Pin every package that NNStudio needs, for each supported Python and system at once.

Run it after changing a dependency in pyproject.toml, or now and then for newer versions::

    python -m pip install uv
    python packaging/lock.py

It writes one file per use of a checkout. Each holds the exact versions and checksums for Python
3.11 and later on Linux, Windows and macOS; markers choose the lines. A later file never
contradicts an earlier one, so that testing uses what users run.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
CHECKOUT = PACKAGING.parent

HEADER = """\
# {purpose}
# Made by packaging/lock.py from pyproject.toml; do not edit by hand.
"""


def lock(
    name: str, purpose: str, extras: list[str], constraints: Path | None, leave_out: str = ""
) -> Path:
    """Write one lock file, without the package ``leave_out``, and return its path."""
    target = PACKAGING / name
    build_requirements = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        build = Path(scratch) / "build.in"
        build.write_text("\n".join(build_requirements["build-system"]["requires"]), "utf-8")
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", str(build)]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade"]
        command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"]
        command += [word for extra in extras for word in ("--extra", extra)]
        if constraints is not None:
            command += ["--constraints", str(constraints)]
        if leave_out:
            command += ["--no-emit-package", leave_out]
        run = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    target.write_text(HEADER.format(purpose=purpose) + run.stdout, encoding="utf-8")
    return target


def main() -> None:
    """Write the four lock files."""
    run = lock("requirements.lock", "What NNStudio needs to run.", [], None)
    test = lock("requirements-test.lock", "What its tests need as well.", ["test"], run)
    lock("requirements-package.lock", "What a frozen app needs to be made.", ["package"], test)
    # Which build of PyTorch fits is not the same everywhere: requirements-torch.txt says it.
    purpose = "What the comparisons with PyTorch and with compiled kernels need as well, but for PyTorch itself."
    lock("requirements-parity.lock", purpose, ["parity", "fast"], test, leave_out="torch")


if __name__ == "__main__":
    main()
