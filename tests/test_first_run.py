"""From a bare machine to a first trained network: the bootstrap's decisions and the wheel."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Callable
from pathlib import Path

import bootstrap
import checks
import commands
import numpy
import pytest
import system_packages
from checks import Tally
from console import Trouble
from environment import Environment, Plan, Stamp, choose_plan, explain_pip_failure
from system_packages import Probe, Purpose, find_missing

ROOT = Path(__file__).resolve().parent.parent


# --- The Python that the user happens to have ---


def test_an_old_python_can_read_the_first_file() -> None:
    ast.parse(Path(bootstrap.__file__).read_text("utf-8"), feature_version=(3, 7))


def test_an_old_python_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setenv("PATH", "")

    assert bootstrap.main() == 1
    assert "needs Python 3.11 or newer, but this is Python 3.9" in capsys.readouterr().err


def test_an_old_python_hands_over_to_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def start(command: list[str]) -> int:
        started.append(command)
        return 7

    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", "run", "my project.nnstudio"])
    monkeypatch.setattr(bootstrap, "find_newer_python", lambda: "python3.12")
    monkeypatch.setattr(subprocess, "call", start)

    assert bootstrap.main() == 7
    assert started[0][0] == "python3.12"
    assert started[0][2:] == ["run", "my project.nnstudio"]


# --- The commands ---


def test_a_wrong_command_shows_the_right_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["rum"]) == 2
    assert "bootstrap.py run" in capsys.readouterr().err


def test_trouble_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "ensure_system_packages", refuse("The disk is full."))

    assert commands.main(["run"]) == 1
    assert capsys.readouterr().err.strip() == "The disk is full."


@pytest.mark.parametrize(
    ("arguments", "window"),
    [([], True), (["digits.nnstudio"], True), (["train", "digits.nnstudio"], False)],
)
def test_only_a_window_needs_what_qt_needs(arguments: list[str], window: bool) -> None:
    assert commands.opens_window(arguments) is window


# --- System packages ---


def probe(*absent: str) -> Probe:
    def has(name: str) -> bool:
        return name not in absent

    return Probe(has, has, has, lambda: "chinese font" not in absent)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_complete_machine_lacks_nothing(purpose: Purpose) -> None:
    assert find_missing(purpose, probe()) == []


@pytest.mark.parametrize(
    ("purpose", "absent", "package"),
    [
        (Purpose.WITHOUT_WINDOW, "ensurepip", "python3.{minor}-venv"),
        (Purpose.WINDOW, "libEGL.so.1", "libegl1"),
        (Purpose.WINDOW, "libxcb-cursor.so.0", "libxcb-cursor0"),
        (Purpose.TEST, "Xvfb", "xvfb"),
        (Purpose.TEST, "chinese font", "fonts-wqy-microhei"),
        (Purpose.PACKAGE, "objdump", "binutils"),
    ],
)
def test_what_a_machine_lacks_is_named_with_its_reason(
    purpose: Purpose, absent: str, package: str
) -> None:
    (missing,) = find_missing(purpose, probe(absent))

    assert missing.package == package.format(minor=sys.version_info.minor)
    assert missing.reason


@pytest.mark.parametrize(
    ("purpose", "absent"),
    [
        (Purpose.WITHOUT_WINDOW, "libEGL.so.1"),
        (Purpose.WINDOW, "Xvfb"),
        (Purpose.WINDOW, "chinese font"),
    ],
)
def test_nobody_installs_what_is_not_needed(purpose: Purpose, absent: str) -> None:
    assert find_missing(purpose, probe(absent)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no root on Windows")
def test_without_root_the_exact_line_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_packages, "on_terminal", lambda: False)
    line = (
        "sudo apt-get update && "
        "sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"
    )

    with pytest.raises(Trouble) as trouble:
        system_packages.install(["libegl1", "libxcb-cursor0"])

    assert line in str(trouble.value).splitlines()[2]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no root on Windows")
def test_a_person_at_the_terminal_is_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def decline(question: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(system_packages, "on_terminal", lambda: True)
    monkeypatch.setattr(system_packages, "agrees", decline)

    with pytest.raises(Trouble, match="Nothing was installed"):
        system_packages.install(["libegl1"])

    assert asked == ["Install them now?"]


# --- The environment ---


class RecordedEnvironment(Environment):
    """An environment that notes what it would do instead of downloading anything."""

    done: list[str]

    def __init__(self, checkout: Path) -> None:
        super().__init__(checkout)
        object.__setattr__(self, "done", [])

    def make(self) -> None:
        self.done.append("make")
        self.python.parent.mkdir(parents=True, exist_ok=True)
        self.python.touch()

    def install_locked(self, lock: str) -> None:
        self.done.append(lock)

    def install_project(self) -> None:
        self.done.append("project")

    def prepare_and_tell(self, *locks: str) -> list[str]:
        self.done.clear()
        self.prepare(locks)
        return list(self.done)


@pytest.fixture
def checkout(tmp_path: Path) -> RecordedEnvironment:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n[build-system]\n", "utf-8")
    for name in ("run.lock", "test.lock"):
        (tmp_path / "packaging" / name).write_text(f"# {name}\n", "utf-8")
    return RecordedEnvironment(tmp_path)


def test_the_second_start_installs_nothing(checkout: RecordedEnvironment) -> None:
    assert checkout.prepare_and_tell("run.lock") == ["make", "run.lock", "project"]
    assert checkout.prepare_and_tell("run.lock") == []


def test_testing_after_running_only_adds_what_tests_need(checkout: RecordedEnvironment) -> None:
    checkout.prepare_and_tell("run.lock")

    assert checkout.prepare_and_tell("run.lock", "test.lock") == ["test.lock", "project"]
    assert checkout.prepare_and_tell("run.lock") == [], "running keeps the test packages"


def test_a_changed_lock_makes_it_anew(checkout: RecordedEnvironment) -> None:
    checkout.prepare_and_tell("run.lock", "test.lock")
    (checkout.checkout / "packaging" / "test.lock").write_text("# newer\n", "utf-8")

    assert checkout.prepare_and_tell("run.lock") == ["make", "run.lock", "project"]


def test_other_line_ends_are_no_change(checkout: RecordedEnvironment) -> None:
    checkout.prepare_and_tell("run.lock")
    (checkout.checkout / "packaging" / "run.lock").write_bytes(b"# run.lock\r\n")

    assert checkout.prepare_and_tell("run.lock") == []


def test_a_half_made_one_is_made_anew(checkout: RecordedEnvironment) -> None:
    checkout.prepare_and_tell("run.lock")
    checkout.stamp_file.write_text('{"python": "cpyth', "utf-8")

    assert checkout.prepare_and_tell("run.lock") == ["make", "run.lock", "project"]


def test_an_interrupted_addition_leaves_what_was_complete_and_is_made_up_for(
    checkout: RecordedEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout.prepare_and_tell("run.lock")
    with monkeypatch.context() as patch:
        patch.setattr(RecordedEnvironment, "install_locked", refuse("no network"))
        with pytest.raises(Trouble):
            checkout.prepare(["run.lock", "test.lock"])

    assert checkout.prepare_and_tell("run.lock") == ["project"]
    assert checkout.prepare_and_tell("run.lock", "test.lock") == ["test.lock", "project"]


@pytest.mark.parametrize(
    "changed", [{"python": "cpython 3.13"}, {"checkout": "elsewhere"}, {"locks": {"run": "2"}}]
)
def test_one_made_for_something_else_is_made_anew(changed: dict[str, object]) -> None:
    wanted = Stamp(python="cpython 3.12", checkout="here", locks={"run": "1"}, project="p")
    present = Stamp(**{**vars(wanted), **changed})

    assert choose_plan(present, wanted) is Plan.REMAKE


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError'\n"
            "ERROR: No matching distribution found for numpy",
            "network cannot be reached",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not the one that was locked"),
        ("ERROR: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "ready-made for this system"),
        ("WARNING: x\nERROR: something odd\n", "could not be installed: something odd"),
        ("", "no reason was given"),
    ],
)
def test_a_failed_installation_is_explained(said: str, told: str) -> None:
    assert told in explain_pip_failure(said)


def test_a_folder_that_cannot_be_replaced_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".venv").mkdir()

    def locked(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(shutil, "rmtree", locked)
    with pytest.raises(Trouble, match="Close NNStudio"):
        Environment(tmp_path).remove()


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.lock", []),
        ("requirements-test.lock", ["test"]),
        ("requirements-package.lock", ["package"]),
    ],
)
def test_every_dependency_is_locked(lock: str, extras: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    locked = re.findall(r"(?m)^([\w.-]+)==", (ROOT / "packaging" / lock).read_text("utf-8"))
    names = [re.split(r"[<>=!~; \[]", requirement)[0].lower() for requirement in wanted]

    assert set(names) <= set(locked), "run packaging/lock.py after changing pyproject.toml"


# --- The summary of all tests ---


def test_the_summary_counts_both_parts(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        "<testsuites><testsuite tests='9' failures='1' errors='1' skipped='2'/></testsuites>"
    )
    total = Tally.read(report) + Tally(passed=3, skipped=1)

    assert total == Tally(passed=8, failed=2, skipped=3)
    assert total.pytest_line(1.5).strip("= ") == "2 failed, 8 passed, 3 skipped in 1.50s"
    assert total.plain_line() == "8 passed, 2 failed, 3 skipped"
    assert total.as_failures() == Tally(passed=8, failed=5)


def test_a_marker_of_the_users_is_joined_with_the_parts_own() -> None:
    assert checks.take_marker_option(["-x", "-m", "not gui", "tests/core"]) == (
        "not gui",
        ["-x", "tests/core"],
    )


# --- The wheel ---


def test_the_wheel_works_anywhere(tmp_path: Path) -> None:
    """Install the wheel in a new environment; make and train a network in another folder."""
    wheels = tmp_path / "wheels"
    succeed([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)], ROOT)
    home = tmp_path / "new environment"
    venv.create(home)
    paths = {"base": str(home), "platbase": str(home)}
    scripts = Path(sysconfig.get_path("scripts", "venv", paths))
    (wheel,) = wheels.glob("*.whl")
    new_python = scripts / Path(sys.executable).name
    pip = [sys.executable, "-m", "pip", "--python", str(new_python), "--quiet"]
    succeed([*pip, "install", "--no-deps", "--no-index", str(wheel)], tmp_path)
    # What it depends on is shared with this environment, to spare the download.
    library = Path(sysconfig.get_path("purelib", "venv", paths))
    shared = Path(numpy.__file__).parent.parent
    (library / "shared.pth").write_text(f"{shared}\n", "utf-8")

    work = tmp_path / "somewhere else"
    work.mkdir()
    code = "import nnstudio; print(nnstudio.__file__)"
    where = succeed([str(new_python), "-c", code], work)
    nnstudio = str(scripts / "nnstudio")
    succeed([nnstudio, "new", "xor", "-o", "first.nnstudio"], work)
    succeed([nnstudio, "train", "first.nnstudio", "-o", "trained.nnstudio"], work)

    assert Path(where.strip()).is_relative_to(library)
    assert (work / "trained.nnstudio").stat().st_size > (work / "first.nnstudio").stat().st_size


def succeed(command: list[str], folder: Path) -> str:
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def refuse(sentence: str) -> Callable[..., None]:
    def refusing(*_arguments: object) -> None:
        raise Trouble(sentence)

    return refusing
