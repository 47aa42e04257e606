"""What a Keras file says of a layer, read by names and checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.graph.record import brief

LARGEST = 2**31


class BrokenModelError(UserError):
    """The file does not describe a network as Keras does."""


class NotTakenError(UserError):
    """NNStudio has nothing that does what a layer of the file does."""


class Config:
    """The settings of a layer by name; what is not as Keras writes it is refused."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def __contains__(self, key: str) -> bool:
        return self._values.get(key) is not None

    def changed(self, **values: object) -> Config:
        """Return the settings with others in place of some."""
        return Config({**self._values, **values})

    def raw(self, key: str) -> object:
        """Return a setting as it stands; None where it is missing."""
        return self._values.get(key)

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        value = self._values.get(key, default)
        return value if isinstance(value, str) else self._refuse(key, value)

    def flag(self, key: str, default: bool = False) -> bool:
        """Return yes or no."""
        value = self._values.get(key, default)
        return value if isinstance(value, bool) else self._refuse(key, value)

    def number(self, key: str, default: float | None = None) -> float:
        """Return a number."""
        value = self._values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self._refuse(key, value)
        return float(value) if abs(value) <= LARGEST else self._refuse(key, value)

    def whole(self, key: str, default: int | None = None) -> int:
        """Return a whole number."""
        return _whole(self._values.get(key, default), key)

    def wholes(self, key: str, count: int, default: int | None = None) -> tuple[int, ...]:
        """Return as many whole numbers; a single one stands for all of them."""
        value = self._values.get(key, default)
        if isinstance(value, list | tuple) and len(value) == count:
            return tuple(_whole(item, key) for item in value)
        if isinstance(value, list | tuple):
            return self._refuse(key, value)
        return (_whole(value, key),) * count

    def several(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers of any length."""
        value = self._values.get(key)
        if not isinstance(value, list | tuple):
            return self._refuse(key, value)
        return tuple(_whole(item, key) for item in value)

    def inner(self, key: str) -> tuple[str, Config]:
        """Return the class and the settings of an object that is a setting."""
        value = self._values.get(key)
        if not isinstance(value, dict) or not isinstance(value.get("class_name"), str):
            return self._refuse(key, value)
        settings = value.get("config")
        return value["class_name"], Config(settings if isinstance(settings, dict) else {})

    def _refuse(self, key: str, value: object) -> NoReturn:
        raise _unusual(key, value)


def _whole(value: object, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
        raise _unusual(key, value)
    return value


def _unusual(key: str, value: object) -> NotTakenError:
    text = N_("its setting {key} is {got}, which NNStudio does not know")
    return NotTakenError(Text(text, key=key, got=brief(value)))
