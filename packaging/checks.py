"""Everything that is checked before a change is good: sources, tests, tests on a real X server."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from console import Trouble, complain, say
from environment import Environment

NO_TESTS_COLLECTED = 5  # pytest's exit code
SCREEN = "1920x1080x24"


@dataclass(frozen=True)
class Tally:
    """How many tests ended how; two tallies can be added."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )

    @classmethod
    def read(cls, report: Path) -> Tally:
        """Count what a JUnit report lists; a test that could not be set up has failed."""
        total = cls()
        for suite in ET.parse(report).getroot().iter("testsuite"):
            tests, failures, errors, skipped = (
                int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
            )
            failed = failures + errors
            total += cls(max(0, tests - failed - skipped), failed, skipped)
        return total

    def as_failures(self) -> Tally:
        """Count what was skipped as failed."""
        return Tally(self.passed, self.failed + self.skipped, 0)

    def pytest_line(self, seconds: float) -> str:
        """Return the line that pytest would close with."""
        parts = [(self.failed, "failed"), (self.passed, "passed"), (self.skipped, "skipped")]
        counts = ", ".join(f"{number} {word}" for number, word in parts if number) or "no tests ran"
        return f" {counts} in {seconds:.2f}s ".center(80, "=")

    def plain_line(self) -> str:
        """Return the counts alone."""
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def run_everything(environment: Environment, arguments: Sequence[str]) -> int:
    """Run all checks and tests, and close with one summary of them all."""
    start = time.monotonic()
    failed = run_static_checks(environment)
    codes: list[int] = []
    tally = Tally()

    title("pytest")
    if not environment.has_torch:
        say("Left out, for PyTorch is not installed: tests/parity (bootstrap.py parity runs it).")
    offscreen = {**quiet_environment(), "QT_QPA_PLATFORM": "offscreen"}
    # Two processes: more would not fit the two cores of a small machine, and Qt needs memory.
    code, counted = run_pytest(environment, "not xcb", ["-n", "2", *arguments], offscreen)
    codes.append(code)
    tally += counted

    if sys.platform.startswith("linux"):
        title("pytest on an X server of its own")
        try:
            with x_server() as display:
                on_x11 = {**quiet_environment(), "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
                code, counted = run_pytest(environment, "xcb", arguments, on_x11)
        except Trouble as trouble:
            complain(str(trouble))
            code, counted = 1, Tally(skipped=1)
        if strict() and counted.skipped:
            complain("Under CI a skipped test of this part counts as failed.")
            counted = counted.as_failures()
        codes.append(code)
        tally += counted

    ran_none = all(code == NO_TESTS_COLLECTED for code in codes)
    good = all(code in (0, NO_TESTS_COLLECTED) for code in codes) and not tally.failed
    say("")
    if failed:
        say(f"Failed checks: {', '.join(failed)}")
    say(tally.pytest_line(time.monotonic() - start))
    say(tally.plain_line())
    return 0 if good and not failed and not ran_none else 1


def run_parity(environment: Environment, arguments: Sequence[str]) -> int:
    """Run the tests that compare with PyTorch, and kernels that numba compiles with NumPy."""
    tests = ["tests/parity", "tests/core/test_fast_kernels.py", "tests/engine/test_fast_program.py"]
    command = [str(environment.python), "-m", "pytest", *tests, "-n", "2", *arguments]
    offscreen = {**quiet_environment(), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, cwd=environment.checkout, env=offscreen).returncode


def strict() -> bool:
    """Tell whether nothing may be left out, as on a machine that decides about a change."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def run_static_checks(environment: Environment) -> list[str]:
    """Run the checks that only read the sources; return the names of those that failed."""
    python = str(environment.python)
    checks = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "import contracts": [str(environment.script("lint-imports")), "--no-logo"],
    }
    failed = []
    for name, command in checks.items():
        title(name)
        if subprocess.run(command, cwd=environment.checkout, env=quiet_environment()).returncode:
            failed.append(name)
    return failed


def run_pytest(
    environment: Environment,
    markers: str,
    arguments: Sequence[str],
    variables: Mapping[str, str],
) -> tuple[int, Tally]:
    """Run the tests with certain markers; return pytest's exit code and what it counted."""
    chosen, others = take_marker_option(arguments)
    expression = f"({chosen}) and {markers}" if chosen else markers
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [str(environment.python), "-m", "pytest", "-m", expression]
        command += [f"--junitxml={report}", *others]
        code = subprocess.run(command, cwd=environment.checkout, env=dict(variables)).returncode
        if report.exists():
            return code, Tally.read(report)
    complain(f"pytest stopped with exit code {code} before it could report.")
    return code or 1, Tally(failed=1)


def take_marker_option(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """Split pytest's ``-m EXPRESSION`` off, since each part adds a marker of its own."""
    others = list(arguments)
    if "-m" not in others[:-1]:
        return "", others
    place = others.index("-m")
    expression = others[place + 1]
    del others[place : place + 2]
    return expression, others


@contextmanager
def x_server() -> Iterator[str]:
    """Start an X server on a free display that nobody sees; yield the display's name."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    try:
        server = subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    except OSError as error:
        os.close(read_end)
        os.close(write_end)
        raise Trouble("The program Xvfb is missing, so no real drag can be tested.") from error
    os.close(write_end)
    try:
        with os.fdopen(read_end) as announcement:
            number = announcement.readline().strip()  # ends empty when the server dies
        if not number:
            raise Trouble("Xvfb did not start, so no real drag can be tested.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def quiet_environment() -> dict[str, str]:
    """Return the environment without what would lead tests to the user's screen or packages.

    Tests start hundreds of processes: none should have to compile the whole program again.
    """
    screen = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    unwanted = {*screen, "PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE"}
    return {key: value for key, value in os.environ.items() if key not in unwanted}


def title(name: str) -> None:
    """Print where the next check begins."""
    say(f"\n--- {name} ".ljust(80, "-"))
