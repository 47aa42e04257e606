"""The commands of the bootstrap: run, test, parity, lint and package."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import bootstrap
from console import Trouble, complain
from environment import TORCH, Environment
from system_packages import Purpose, ensure_system_packages

PARITY = ("requirements-parity.lock", TORCH)
CHECKOUT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Carry out one command and return the exit code; trouble is told in plain words."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    try:
        match command:
            case "run":
                return run(rest)
            case "test":
                return test(rest)
            case "parity":
                return parity(rest)
            case "lint" if not rest:
                return lint()
            case "package" if not rest:
                return package()
            case "-h" | "--help":
                print(bootstrap.__doc__)
                return 0
    except Trouble as trouble:
        complain(f"\n{trouble}")
        return 1
    except KeyboardInterrupt:
        complain("\nStopped.")
        return 130
    complain(f"{bootstrap.__doc__}\nGot: {' '.join(arguments) or 'no command'}")
    return 2


def run(arguments: list[str]) -> int:
    """Start NNStudio; it replaces this process where the system can do that."""
    purpose = Purpose.WINDOW if opens_window(arguments) else Purpose.WITHOUT_WINDOW
    environment = prepared(purpose=purpose)
    command = [str(environment.python), "-m", "nnstudio", *arguments]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)
    return subprocess.call(command)


def opens_window(arguments: list[str]) -> bool:
    """Tell whether NNStudio will need a screen: with a file or nothing, but not with a command."""
    first = arguments[0] if arguments else ""
    return not first or first.endswith(".nnstudio") or Path(first).is_file()


def test(arguments: list[str]) -> int:
    """Run every check and every test."""
    import checks  # here and below: starting NNStudio need not wait for what it does not use

    # Where everything has to be shown, PyTorch has to be there; else it is not asked for.
    more = PARITY if checks.strict() else ()
    environment = prepared("requirements-test.lock", *more, purpose=Purpose.TEST)
    return checks.run_everything(environment, arguments)


def parity(arguments: list[str]) -> int:
    """Compare every layer, loss and optimiser with PyTorch."""
    import checks

    purpose = Purpose.WITHOUT_WINDOW
    environment = prepared("requirements-test.lock", *PARITY, purpose=purpose)
    return checks.run_parity(environment, arguments)


def lint() -> int:
    """Run the checks that only read the sources."""
    import checks

    environment = prepared("requirements-test.lock", purpose=Purpose.WITHOUT_WINDOW)
    return 1 if checks.run_static_checks(environment) else 0


def package() -> int:
    """Make a folder with the frozen app and try it."""
    import freeze

    return freeze.freeze(prepared("requirements-package.lock", purpose=Purpose.PACKAGE))


def prepared(*locks: str, purpose: Purpose) -> Environment:
    """Return the checkout's environment with the packages of further lock files installed."""
    ensure_system_packages(purpose)
    environment = Environment(CHECKOUT)
    environment.prepare(["requirements.lock", *locks])
    return environment
