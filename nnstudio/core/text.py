"""Texts for people, made without knowing in which language they will be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


def N_(template: str) -> str:
    """Mark a template for translation; it is translated where it is shown."""
    return template


@dataclass(frozen=True, init=False)
class Text:
    """A sentence with named values, for example ``Text(N_("Got {got}."), got=3)``.

    The window translates the template and any value that is itself a `Text`; the command line
    prints the English. Two texts with equal templates and values are equal.
    """

    template: str
    values: Mapping[str, object]

    def __init__(self, template: str, **values: object) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", MappingProxyType(values))

    def __hash__(self) -> int:
        return hash((self.template, tuple(sorted((k, str(v)) for k, v in self.values.items()))))

    def __str__(self) -> str:
        return self.template.format(**self.values) if self.values else self.template
