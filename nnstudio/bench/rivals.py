"""Other programs that train the same networks, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nnstudio.bench.cases import Case
from nnstudio.core.text import N_, Text

PEERS = Path(__file__).parent / "peers"
PACKAGES = {"torch": "torch", "sklearn": "scikit-learn"}
"""By the name to import: the name to install."""


@dataclass(frozen=True)
class Rival:
    """A package to compare with, and the Python that has it."""

    package: str
    python: str

    def knows(self, case: Case) -> bool:
        """Return whether it can train the network at all; none of them varies its samples."""
        return case.augmentation is None and (self.package != "sklearn" or "mlp" in case.name)

    def measure(self, case: Case, seconds: float, threads: int) -> dict[str, Any]:
        """Return what a process of its own measures: ``step_us`` and the package's ``version``."""
        network = case.name.rpartition("-")[0]
        figures = (case.batch, case.samples, seconds, threads)
        script = str(PEERS / f"{self.package}_peer.py")
        command = [self.python, script, network, *map(str, figures)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def find_rivals(packages: Sequence[str], pythons: Sequence[str]) -> list[Rival]:
    """Return the packages that are there; on the error output, say which are not.

    Parameters
    ----------
    pythons
        The interpreters to try, before the one that runs this.
    """
    own = [] if getattr(sys, "frozen", False) else [sys.executable]
    rivals = []
    for package in packages:
        python = next((p for p in (*pythons, *own) if has_package(p, package)), None)
        if python is not None:
            rivals.append(Rival(package, python))
            continue
        text = N_(
            "{package} is not installed, so nothing is compared with it. Install it, or name a "
            "Python that has it: --peer-python PATH"
        )
        print(Text(text, package=PACKAGES[package]), file=sys.stderr)
    return rivals


def has_package(python: str, package: str) -> bool:
    """Return whether an interpreter has a package."""
    look = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({package!r}) is None)"
    try:
        return not subprocess.run([python, "-c", look], capture_output=True).returncode
    except OSError:
        return False
