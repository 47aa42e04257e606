"""The folder .venv of the checkout: made once, reused while nothing it depends on has changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from console import Trouble, say

NO_NETWORK = (
    "connection broken by",
    "NewConnectionError",
    "ConnectTimeoutError",
    "Temporary failure in name resolution",
    "getaddrinfo failed",
)
NO_TORCH = (
    "PyTorch for the processor alone could not be found where this machine gets its packages, and "
    "its build with libraries for graphics cards (several gigabytes) is not installed on your "
    "behalf. Set PIP_EXTRA_INDEX_URL to PyTorch's own index of CPU packages, which PyTorch's page "
    '"Get started" names, and run the same command again.'
)
TORCH = "requirements-torch.txt"
# Settings that would send packages elsewhere than into .venv.
MISLEADING_SETTINGS = ("PIP_TARGET", "PIP_PREFIX", "PIP_USER", "PIP_ROOT", "PYTHONHOME")


class Plan(Enum):
    """What has to be done before an environment can be used."""

    REUSE = "it is as it should be"
    INSTALL_MORE = "what it holds is right, packages are missing"
    REMAKE = "it is absent, half made, or made for something else"


@dataclass(frozen=True)
class Stamp:
    """What an environment was made from; written last, so that its absence means half made."""

    python: str
    checkout: str
    locks: Mapping[str, str]
    project: str

    @classmethod
    def read(cls, path: Path) -> Stamp | None:
        """Return the stamp in a file, None if there is none that can be understood."""
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, path: Path) -> None:
        """Keep the stamp in a file."""
        path.write_text(json.dumps(vars(self), indent=2), encoding="utf-8")


def choose_plan(present: Stamp | None, wanted: Stamp) -> Plan:
    """Compare what an environment was made from with what is wanted now."""
    if present is None or (present.python, present.checkout) != (wanted.python, wanted.checkout):
        return Plan.REMAKE
    if any(wanted.locks.get(name, digest) != digest for name, digest in present.locks.items()):
        return Plan.REMAKE  # a lock file changed: what it no longer names must go
    if set(wanted.locks) <= set(present.locks) and present.project == wanted.project:
        return Plan.REUSE
    return Plan.INSTALL_MORE


@dataclass(frozen=True)
class Environment:
    """The virtual environment of one checkout."""

    checkout: Path

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.checkout / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.script("python")

    @property
    def stamp_file(self) -> Path:
        """The note of what it was made from."""
        return self.folder / "made-from.json"

    def script(self, name: str) -> Path:
        """Return the path of a command that is installed in it."""
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    @property
    def has_torch(self) -> bool:
        """Whether PyTorch was installed into it."""
        present = Stamp.read(self.stamp_file)
        return present is not None and TORCH in present.locks

    def prepare(self, locks: Sequence[str]) -> None:
        """Bring it to the state that the lock files describe, with as little work as possible."""
        present = Stamp.read(self.stamp_file) if self.python.exists() else None
        wanted = self.wanted_stamp([*(present.locks if present else ()), *locks])
        match choose_plan(present, wanted):
            case Plan.REUSE:
                return
            case Plan.REMAKE:
                present = None
                wanted = self.wanted_stamp(locks)
                self.make()
            case Plan.INSTALL_MORE:
                self.stamp_file.unlink()
        complete = dict(present.locks) if present else {}
        try:
            for lock in wanted.locks:
                if lock not in complete:
                    self.install_locked(lock)
                    complete[lock] = wanted.locks[lock]
            self.install_project()
        except Trouble:
            # What cannot be had, such as PyTorch, does not spoil what is there.
            if complete:
                replace(wanted, locks=complete, project="").write(self.stamp_file)
            raise
        wanted.write(self.stamp_file)
        say("Ready.")

    def wanted_stamp(self, locks: Sequence[str]) -> Stamp:
        """Return the stamp of an environment made now for some lock files."""
        paths = {lock: self.checkout / "packaging" / lock for lock in locks}
        settings = tomllib.loads((self.checkout / "pyproject.toml").read_text(encoding="utf-8"))
        project = json.dumps([settings["project"], settings["build-system"]], sort_keys=True)
        return Stamp(
            python=f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor}",
            checkout=str(self.checkout),
            # A lock file that is gone has no digest and so differs from any that was recorded.
            locks={name: digest(path.read_bytes()) for name, path in paths.items() if path.exists()}
            | {name: "" for name, path in paths.items() if not path.exists()},
            project=digest(project.encode()),
        )

    def make(self) -> None:
        """Make it anew and empty, with nothing but pip."""
        if self.folder.exists() or self.folder.is_symlink():
            say(
                "Making the folder .venv again: what it was made for has changed, or it is unfinished."
            )
            self.remove()
        else:
            say("Making the folder .venv for NNStudio's packages, about 120 MB to download ...")
        # Made by the interpreter underneath, in case this one belongs to another environment.
        base = getattr(sys, "_base_executable", None) or sys.executable
        done = subprocess.run(
            [base, "-I", "-m", "venv", str(self.folder)], capture_output=True, text=True
        )
        if done.returncode != 0:
            raise Trouble(
                f"Python could not make an environment in {self.folder}: "
                f"{last_line(done.stderr + done.stdout)}"
            )

    def remove(self) -> None:
        """Delete it."""
        try:
            if self.folder.is_symlink() or self.folder.is_file():
                self.folder.unlink()
            else:
                shutil.rmtree(self.folder)
        except OSError as error:
            raise Trouble(
                f"The folder {self.folder} cannot be replaced ({error.strerror}). "
                "Close NNStudio and every program that uses it, delete the folder, and try again."
            ) from error

    def install_locked(self, lock: str) -> None:
        """Install exactly what a lock file names; checksums are compared, except for PyTorch's."""
        path = self.checkout / "packaging" / lock
        options = ["--no-deps", "--only-binary", ":all:", "--requirement", str(path)]
        if lock == TORCH:
            say("Installing PyTorch, about 200 MB to download ...")
            self.pip("install", *options, not_found=NO_TORCH)
        else:
            say(f"Installing the packages of {lock} ...")
            self.pip("install", "--require-hashes", *options)

    def install_project(self) -> None:
        """Make the checkout itself importable, with its command and its metadata."""
        say("Installing NNStudio itself ...")
        self.pip("install", "--no-deps", "--no-build-isolation", "--editable", str(self.checkout))

    def pip(self, *arguments: str, not_found: str = "") -> None:
        """Run pip quietly; if it fails, say why in plain words, for a missing package in these."""
        log = self.folder / "pip.log"
        settings = {k: v for k, v in os.environ.items() if k not in MISLEADING_SETTINGS}
        options = ["--quiet", "--no-input", "--disable-pip-version-check", "--log", str(log)]
        command = [str(self.python), "-I", "-m", "pip", *options, *arguments]
        # Standard output carries pip's progress; its many harmless warnings are kept in the log.
        done = subprocess.run(command, env=settings, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            reason = explain_pip_failure(done.stderr, not_found)
            raise Trouble(f"{reason}\nAll that pip said is in {log}.")


def explain_pip_failure(said: str, not_found: str = "") -> str:
    """Turn what pip wrote to its error output into a sentence that says what to do."""
    if any(sign in said for sign in NO_NETWORK):
        return (
            "The packages could not be downloaded because the network cannot be reached. "
            "Connect this machine (or set HTTPS_PROXY if it is behind a proxy) and run the same "
            "command again; what has been downloaded is kept."
        )
    if "No space left on device" in said:
        return "The disk is full: NNStudio's packages need about 500 MB. Make room and try again."
    if "DO NOT MATCH THE HASHES" in said:
        return (
            "A downloaded package is not the one that was locked, so it was not installed. "
            "Try again; if it stays so, the package source of this machine is not to be trusted."
        )
    if "No matching distribution found" in said:
        return not_found or (
            "One of NNStudio's packages does not exist ready-made for this system and Python "
            f"{sys.version_info.major}.{sys.version_info.minor}; Python 3.11 to 3.13 on 64-bit "
            f"Linux, Windows or macOS is needed. ({last_line(said)})"
        )
    return f"The packages could not be installed: {last_line(said)}"


def last_line(text: str) -> str:
    """Return the last line that says something, without pip's prefix."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("ERROR:", "Error:"))] or lines
    return errors[-1].removeprefix("ERROR:").strip() if errors else "no reason was given."


def digest(content: bytes) -> str:
    """Return a fingerprint of a file's content, the same whatever its line ends."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
