"""Turn the translators' files into the ones that the app loads."""

from __future__ import annotations

import subprocess

from console import Trouble
from environment import Environment


def compile_translations(environment: Environment) -> None:
    """Compile every catalogue that is newer than its compiled form."""
    for catalogue in (environment.checkout / "resources" / "translations").glob("*.ts"):
        compiled = catalogue.with_suffix(".qm")
        if compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime:
            continue
        command = [
            str(environment.script("pyside6-lrelease")),
            str(catalogue),
            "-qm",
            str(compiled),
        ]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise Trouble(f"The translation {catalogue.name} cannot be used: {done.stderr.strip()}")
