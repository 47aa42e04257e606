"""Reads one JSON object of a file that nobody can vouch for, field by field."""

from __future__ import annotations

import difflib
import math
import reprlib
from collections.abc import Sequence

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text

LONGEST_TEXT = 1_000_000
LARGEST_WHOLE = 2**53  # beyond it JSON readers elsewhere lose digits


class ProjectFormatError(UserError):
    """A project's text does not say what a project must say; ``text`` names the place."""


class Record:
    """An object with named fields; whatever is not as it must be is refused with its place.

    Parameters
    ----------
    value
        What the JSON reader gave.
    place
        Where it stands, in words for the user.
    known
        The fields it may have.
    """

    def __init__(self, value: object, place: Text, known: Sequence[str]) -> None:
        self.place = place
        if not isinstance(value, dict):
            raise self.refusal("", value, Text(N_("an object with named fields")))
        self._fields: dict[object, object] = value
        for key in value:
            if key not in known:
                raise self._unknown(key, known)

    def __contains__(self, key: str) -> bool:
        return key in self._fields

    def refusal(self, key: str, got: object, expected: Text) -> ProjectFormatError:
        """Return the error that says what stands in field ``key`` and what should."""
        if key:
            template = N_("{place}: the field {field} got {got}; it expects {expected}.")
        else:
            template = N_("{place} got {got}; it expects {expected}.")
        return ProjectFormatError(
            Text(template, place=self.place, field=key, got=brief(got), expected=expected)
        )

    def raw(self, key: str) -> object:
        """Return a field that must be there, unchecked."""
        if key not in self._fields:
            raise ProjectFormatError(
                Text(N_("{place}: the field {field} is missing."), place=self.place, field=key)
            )
        return self._fields[key]

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text field; without a default it must be there."""
        if default is not None and key not in self._fields:
            return default
        return self.checked_text(key, self.raw(key))

    def checked_text(self, key: str, value: object) -> str:
        """Return ``value`` where it is a text that can be written to a file again."""
        expected = Text(N_("a text of at most {count} letters"), count=LONGEST_TEXT)
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            raise self.refusal(key, value, expected)
        if any("\ud800" <= letter <= "\udfff" for letter in value):  # half of a surrogate pair
            raise self.refusal(key, value, Text(N_("valid Unicode")))
        return value

    def choice(self, key: str, default: str, allowed: Sequence[str]) -> str:
        """Return a text field that has one of the ``allowed`` values."""
        value = self.text(key, default)
        if value not in allowed:
            expected = Text(N_("one of: {choices}"), choices=", ".join(allowed))
            raise self.refusal(key, value, expected)
        return value

    def whole(self, key: str, default: int, low: int, high: int = LARGEST_WHOLE) -> int:
        """Return a whole number from ``low`` to ``high``."""
        return self.checked_whole(key, self._fields.get(key, default), low, high)

    def checked_whole(self, key: str, value: object, low: int, high: int) -> int:
        """Return ``value`` where it is a whole number from ``low`` to ``high``."""
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            expected = Text(N_("a whole number from {low} to {high}"), low=low, high=high)
            raise self.refusal(key, value, expected)
        return value

    def flag(self, key: str, default: bool) -> bool:
        """Return a field that is true or false."""
        value = self._fields.get(key, default)
        if not isinstance(value, bool):
            raise self.refusal(key, value, Text(N_("yes or no (true or false)")))
        return value

    def number(self, key: str, default: float, limit: float = math.inf) -> float:
        """Return a finite number between ``-limit`` and ``limit``."""
        return self.checked_number(key, self._fields.get(key, default), limit)

    def checked_number(self, key: str, value: object, limit: float = math.inf) -> float:
        """Return ``value`` where it is a finite number between ``-limit`` and ``limit``."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                number = float(value)
            except OverflowError:
                number = math.inf
            if math.isfinite(number) and abs(number) <= limit:
                return number
        if math.isinf(limit):
            raise self.refusal(key, value, Text(N_("a finite number")))
        expected = Text(N_("a number from {low} to {high}"), low=f"{-limit:g}", high=f"{limit:g}")
        raise self.refusal(key, value, expected)

    def items(self, key: str, most: int) -> list[object]:
        """Return a list of at most ``most`` things, unchecked; empty where the field is missing."""
        value = self._fields.get(key, [])
        if not isinstance(value, list) or len(value) > most:
            raise self.refusal(key, value, Text(N_("a list of at most {count}"), count=most))
        return value

    def pairs(self, key: str, most: int) -> list[tuple[str, object]]:
        """Return the fields of an inner object, sorted by name; empty where it is missing."""
        value = self._fields.get(key, {})
        if not isinstance(value, dict) or len(value) > most:
            raise self.refusal(key, value, Text(N_("an object with named fields")))
        return sorted((self.checked_text(key, name), item) for name, item in value.items())

    def _unknown(self, key: object, known: Sequence[str]) -> ProjectFormatError:
        near = difflib.get_close_matches(str(key)[:100], known, n=1)
        if near:
            template = N_("{place}: there is no field {field}. Did you mean {near}?")
        else:
            template = N_(
                "{place}: there is no field {field}; the fields are {known}. Remove it, or open "
                "the file with the version that wrote it."
            )
        return ProjectFormatError(
            Text(
                template,
                place=self.place,
                field=brief(key),
                near=near[0] if near else "",
                known=", ".join(known),
            )
        )


def brief(value: object) -> str:
    """Return how a value of any size and depth reads in a message."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > LARGEST_WHOLE:
        return "…"  # thousands of digits
    return reprlib.repr(value)
