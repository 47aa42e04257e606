"""``python -m nnstudio`` is the command line."""

import sys

from nnstudio.cli import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a process that trains for an experiment is this program, started anew
    raise SystemExit(main())
