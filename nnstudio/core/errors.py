"""Mistakes a user can make, told so that the user can mend them."""

from __future__ import annotations

from nnstudio.core.text import Text


class UserError(ValueError):
    """Something the user gave cannot be used; ``text`` says what was got, expected and to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


class ShapeError(UserError):
    """A layer cannot take the shapes that arrive at it."""


class ValueRangeError(UserError):
    """A setting has a value that it cannot have."""
