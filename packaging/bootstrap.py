"""Make NNStudio ready on this machine, then start, test or freeze it.

    python3 packaging/bootstrap.py run [ARGUMENTS]    start NNStudio (arguments are handed on)
    python3 packaging/bootstrap.py test [ARGUMENTS]   all checks and tests (arguments for pytest)
    python3 packaging/bootstrap.py parity [ARGUMENTS] compare every number with PyTorch (for pytest)
    python3 packaging/bootstrap.py lint               the checks alone
    python3 packaging/bootstrap.py package            a folder that runs without Python

Needs nothing but Python 3.11 or newer. Everything is installed into the folder .venv of this
checkout; on Debian and Ubuntu the system packages that Qt needs are offered for installation.
"""

# This file is read by whatever Python the user happens to have: it has to stay plain enough for
# an old one to understand, so that it can say what is wrong. The work is done in commands.py.

import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.13", "python3.12", "python3.11", "python3.14")


def main() -> int:
    """Hand over to the commands, in a newer Python if this one is too old."""
    if sys.version_info[:2] >= OLDEST:
        import commands

        return commands.main(sys.argv[1:])
    newer = find_newer_python()
    if newer is None:
        version = "{}.{}".format(*sys.version_info[:2])
        sys.stderr.write(
            "NNStudio needs Python 3.11 or newer, but this is Python " + version + " and no newer "
            "one was found. Install Python 3.12 (python.org, or your system's packages) and run "
            "the command again with it.\n"
        )
        return 1
    command = [newer, os.path.abspath(__file__), *sys.argv[1:]]
    return subprocess.call(command)


def find_newer_python() -> "str | None":
    """Return a Python on the search path that is new enough and really starts."""
    for name in NEWER_PYTHONS:
        path = shutil.which(name)
        # Version managers leave commands on the path that only say "not installed".
        if path and subprocess.call([path, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return path
    return None


if __name__ == "__main__":
    sys.exit(main())
