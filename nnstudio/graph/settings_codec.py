"""Settings, such as those of a layer or an optimiser, as plain JSON values and back."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.graph.record import LARGEST_WHOLE, ProjectFormatError, Record, brief

Json = dict[str, object]
S = TypeVar("S", bound=Settings)


def settings_to_dict(settings: Settings) -> Json:
    """Return the settings that a form shows, and every one that is not as it starts."""
    shown = {key for key, info in settings.visible_params().items() if not info.advanced}
    values = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in settings.values().items()
        if key in shown or value != settings.default_of(key)
    }
    return {"type": settings.name, **values}


def chosen_from(value: object, place: Text, known: Mapping[str, type[S]]) -> S:
    """Return one of several kinds of settings, such as an optimiser, which says by ``type`` which."""
    name = type_of(value, place)
    if name not in known:
        raise unknown_type(place, name, known)
    return settings_from(value, place, known[name])


def type_of(value: object, place: Text) -> str:
    """Return the kind that a value says it is."""
    known = tuple(value) if isinstance(value, dict) else ()
    return Record(value, place, known).text("type")


def unknown_type(place: Text, name: str, known: Mapping[str, type[Settings]]) -> ProjectFormatError:
    """Return the error that there is no such kind; it names the nearest of the ``known`` ones."""
    near = get_close_matches(name[:100], known, n=1)
    if near:
        template = N_("{place}: there is no {got}. Did you mean {near}?")
    else:
        template = N_(
            "{place}: there is no {got} here. Update NNStudio, or install the package that brings "
            "it."
        )
    return ProjectFormatError(
        Text(
            template,
            place=place,
            got=brief(name),
            near=near[0] if near else "",
        )
    )


def settings_from(value: object, place: Text, cls: type[S]) -> S:
    """Return settings of one kind; ``place`` says in words for the user where they stand.

    Raises
    ------
    UserError
        A setting is unknown, of another type or out of its range.
    """
    record = Record(value, place, ("type", *cls.params()))
    return cls(**values_from(record, cls))  # checks types and ranges


def values_from(record: Record, cls: type[Settings]) -> dict[str, Any]:
    """Return those settings of a kind that a record names, their types checked."""
    return {
        key: _setting(record, key, cls.default_of(key)) for key in cls.params() if key in record
    }


def _setting(record: Record, key: str, default: object) -> object:
    value = record.raw(key)
    if isinstance(default, tuple):
        count = len(default)
        if not isinstance(value, list) or len(value) != count:
            raise record.refusal(key, value, Text(N_("a list of {count}"), count=count))
        return tuple(_scalar(record, key, item, default[0]) for item in value)
    return _scalar(record, key, value, default)


def _scalar(record: Record, key: str, value: object, default: object) -> object:
    """Return one setting, of the kind of its default; its range is checked by the settings."""
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise record.refusal(key, value, Text(N_("yes or no (true or false)")))
        return value
    if isinstance(default, int):
        return record.checked_whole(key, value, -LARGEST_WHOLE, LARGEST_WHOLE)
    if isinstance(default, float):
        return record.checked_number(key, value)
    return record.checked_text(key, value)
