"""Undo and redo: a list of values and a place in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from nnstudio.core.text import Text

S = TypeVar("S")


@dataclass(frozen=True)
class Entry(Generic[S]):
    """A state and the name of the edit that led to it."""

    label: Text
    state: S
    merge: str = ""


class History(Generic[S]):
    """The states a user can go back to. States are immutable and kept by reference.

    Parameters
    ----------
    state
        Where the history begins; there is no way back from it.
    limit
        How many states are kept at most.
    """

    def __init__(self, state: S, limit: int = 1000) -> None:
        self._entries: list[Entry[S]] = [Entry(Text(""), state)]
        self._at = 0
        self._limit = limit
        self._open = False

    @property
    def state(self) -> S:
        """The present state."""
        return self._entries[self._at].state

    @property
    def undo_label(self) -> Text | None:
        """The name of the edit that undo takes back, None where there is none."""
        return self._entries[self._at].label if self._at else None

    @property
    def redo_label(self) -> Text | None:
        """The name of the edit that redo brings back, None where there is none."""
        rest = self._entries[self._at + 1 :]
        return rest[0].label if rest else None

    @property
    def labels(self) -> tuple[Text, ...]:
        """The names of all edits that are kept, oldest first, with those that can be redone."""
        return tuple(entry.label for entry in self._entries[1:])

    @property
    def done(self) -> int:
        """How many of `labels` are in force; the rest was taken back."""
        return self._at

    def go_to(self, done: int) -> S:
        """Take edits back or bring them back until ``done`` of them are in force."""
        self._at = min(max(done, 0), len(self._entries) - 1)
        self._open = False
        return self.state

    def push(self, label: Text, state: S, merge: str = "") -> None:
        """Add a state after the present one; what could be redone is forgotten.

        Edits in a row with the same ``merge`` key, such as letters typed into one field, become
        one entry until `close_merge` or an undo.
        """
        del self._entries[self._at + 1 :]
        last = self._entries[self._at]
        if merge and self._open and last.merge == merge and self._at:
            self._entries[self._at] = Entry(label, state, merge)
        else:
            self._entries.append(Entry(label, state, merge))
            if len(self._entries) > self._limit:
                del self._entries[0]
        self._at = len(self._entries) - 1
        self._open = True

    def close_merge(self) -> None:
        """Let the next edit be an entry of its own."""
        self._open = False

    def reopen_merge(self) -> None:
        """Let the next edit be one with the last again where their keys are the same."""
        self._open = True

    def undo(self) -> S:
        """Go one edit back and return the state there (the same one where there is no way back)."""
        return self.go_to(self._at - 1)

    def redo(self) -> S:
        """Go one edit forward and return the state there."""
        return self.go_to(self._at + 1)
