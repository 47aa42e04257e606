"""The command line: everything that works without a window, and the start of the window.

It translates words into calls of `nnstudio.api` and results into lines; nothing is computed here.
What it needs is imported by the command that needs it, so that each starts quickly.
"""

from nnstudio.cli.command_line import main

__all__ = ["main"]
