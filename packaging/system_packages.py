"""The few system packages that Python's venv and Qt need on Debian and Ubuntu."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from console import Trouble, agrees, complain, on_terminal, say


class Purpose(Enum):
    """What the machine is made ready for."""

    WITHOUT_WINDOW = "commands and checks that open no window"
    WINDOW = "the window"
    TEST = "all tests"
    PACKAGE = "a frozen app"


@dataclass(frozen=True)
class Missing:
    """A system package that is not there, and what it is needed for."""

    package: str
    reason: str


@dataclass(frozen=True)
class Probe:
    """Questions to the machine; the tests give answers of their own."""

    has_library: Callable[[str], bool]
    has_module: Callable[[str], bool]
    has_program: Callable[[str], bool]
    has_chinese_font: Callable[[], bool]


# Shared libraries that the Qt wheels expect from the system, with Debian's package for each.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
TEST_PROGRAMS = {
    "Xvfb": ("xvfb", "the tests with real drags open windows on a screen of their own"),
    "xdotool": ("xdotool", "the tests move a real mouse"),
    "openbox": ("openbox", "the tests need a window manager that gives the keyboard to a window"),
}


def ensure_system_packages(purpose: Purpose) -> None:
    """Install what is missing, or say exactly what to install.

    A machine that has everything is left alone, whatever system it runs.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = find_missing(purpose, this_machine())
    if not missing:
        return
    tell(missing)
    if not is_debian_like(read_os_release()):
        say("Install them with your system's package manager (the names there may differ).")
        return
    install([each.package for each in missing])
    still_missing = find_missing(purpose, this_machine())
    if still_missing:
        tell(still_missing)
        raise Trouble("They were installed but are still not found, so NNStudio cannot go on.")


def find_missing(purpose: Purpose, probe: Probe) -> list[Missing]:
    """Return the system packages that a purpose needs and the machine lacks."""
    missing = []
    if not (probe.has_module("ensurepip") and probe.has_module("venv")):
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        missing.append(Missing(package, "Python makes the folder .venv with it"))
    if purpose is not Purpose.WITHOUT_WINDOW:
        missing += [
            Missing(package, reason)
            for libraries, reason in (
                (QT_LIBRARIES, "Qt draws with them"),
                (X11_LIBRARIES, "Qt opens windows on X11 with them"),
            )
            for library, package in libraries.items()
            if not probe.has_library(library)
        ]
    if purpose is Purpose.TEST:
        missing += [
            Missing(package, reason)
            for program, (package, reason) in TEST_PROGRAMS.items()
            if not probe.has_program(program)
        ]
        if not probe.has_chinese_font():
            missing.append(Missing("fonts-wqy-microhei", "the tests look at Chinese text"))
        if not probe.has_program("gcc"):
            missing.append(Missing("gcc", "the tests compile networks that were exported as C"))
            missing.append(Missing("libc6-dev", "what is compiled needs C's own functions"))
    if purpose is Purpose.PACKAGE and not probe.has_program("objdump"):
        missing.append(Missing("binutils", "the packager reads libraries with it"))
    return missing


def install(packages: Sequence[str]) -> None:
    """Install packages as root, through sudo on a terminal, or say the line to run."""
    update = ["apt-get", "update"]
    add = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    by_hand = f"sudo {shlex.join(update)} && sudo {shlex.join(add)}"
    root = os.geteuid() == 0
    if not root and not (on_terminal() and shutil.which("sudo")):
        raise Trouble(f"Only an administrator can install them. Please run:\n\n    {by_hand}\n")
    if on_terminal() and not agrees("Install them now?"):
        raise Trouble(f"Nothing was installed. To do it yourself, run:\n\n    {by_hand}\n")
    prefix = [] if root else ["sudo"]
    for command in (update, add):
        say(f"  {shlex.join([*prefix, *command])}")
        done = subprocess.run(
            [*prefix, *command],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode != 0:
            complain("\n".join(done.stdout.splitlines()[-8:]))
            raise Trouble(
                "The system packages could not be installed; apt-get's last words are above. "
                "Is the network there, and is no other installation running?"
            )


def tell(missing: Sequence[Missing]) -> None:
    """Say which packages are missing and why they are needed."""
    say("This machine lacks some system packages:")
    for reason in dict.fromkeys(each.reason for each in missing):
        names = " ".join(each.package for each in missing if each.reason == reason)
        say(textwrap.fill(names, 96, initial_indent="  ", subsequent_indent="  "))
        say(f"      {reason}")


def this_machine() -> Probe:
    """Return the questions as the machine itself answers them."""
    return Probe(
        has_library=can_load,
        has_module=lambda name: importlib.util.find_spec(name) is not None,
        has_program=lambda name: shutil.which(name) is not None,
        has_chinese_font=has_chinese_font,
    )


def can_load(library: str) -> bool:
    """Tell whether the dynamic linker finds a library, as it will have to for Qt."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    """Ask fontconfig, which Qt asks too; without its program no font package is there either."""
    if shutil.which("fc-list") is None:
        fonts = Path("/usr/share/fonts")
        return any(fonts.rglob("*wqy*")) or any(fonts.rglob("*CJK*"))
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True)
    return bool(listed.stdout.strip())


def read_os_release() -> dict[str, str]:
    """Return what the system says about itself."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {k: v.strip("\"'") for k, _, v in (line.partition("=") for line in lines)}


def is_debian_like(release: dict[str, str]) -> bool:
    """Tell whether the system is Debian, Ubuntu or made from them."""
    family = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    return ("debian" in family or "ubuntu" in family) and shutil.which("apt-get") is not None
