"""How the bootstrap speaks to the person who started it."""

from __future__ import annotations

import sys


class Trouble(Exception):
    """Something stands in the way; its message is a plain sentence that says what to do."""


def say(text: str) -> None:
    """Print a line at once, also when the output goes to a file."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Print a line to the error output."""
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)


def on_terminal() -> bool:
    """Tell whether somebody sits at the keyboard and can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def agrees(question: str) -> bool:
    """Ask a yes-or-no question; just pressing Enter means yes."""
    try:
        answer = input(f"{question} [Y/n] ")
    except EOFError:
        return False
    return answer.strip().lower() in ("", "y", "yes")
