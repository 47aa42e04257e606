"""A bar on the terminal that tells how far a command is."""

from __future__ import annotations

import sys

BAR = 24


class ProgressBar:
    """A bar on the error stream, where that is a terminal; else nothing.

    Parameters
    ----------
    shown
        False keeps it away although there is a terminal.
    """

    def __init__(self, shown: bool = True) -> None:
        self.shown = shown and sys.stderr.isatty()
        self._width = 0

    def show(self, before: str, share: float, behind: str = "") -> None:
        """Draw the bar with something before and behind it."""
        if not self.shown:
            return
        full = round(BAR * share)
        line = f"{before} [{'#' * full}{'.' * (BAR - full)}] {share:4.0%}{behind}"
        print(f"\r{line:<{self._width}}", end="", file=sys.stderr, flush=True)
        self._width = len(line)

    def clear(self) -> None:
        """Take the bar away, so that a line can be written or the command end."""
        if self._width:
            print(f"\r{'':<{self._width}}\r", end="", file=sys.stderr, flush=True)
            self._width = 0
