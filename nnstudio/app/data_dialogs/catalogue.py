"""What the gallery offers: every data set that comes along or is made on the spot, by category."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from nnstudio.app.data_dialogs.outlook import number_words, token_words
from nnstudio.app.translate import tr_text
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_
from nnstudio.data import DatasetInfo, dataset_info, dataset_names
from nnstudio.data.function_toys import FUNCTION_TOYS
from nnstudio.data.painted import PAINTED
from nnstudio.data.sequence_toys import SEQUENCE_TOYS

CATEGORIES: dict[str, tuple[str, str]] = {
    "pictures": (N_("Pictures"), "image"),
    "points": (N_("Points in the plane"), "circle-dot"),
    "functions": (N_("Functions"), "square-function"),
    "tables": (N_("Tables"), "table"),
    "series": (N_("Time series"), "chart-line"),
    "text": (N_("Text"), "file-text"),
    "sequences": (N_("Sequences"), "repeat"),
    "sound": (N_("Sound"), "audio-lines"),
}
"""The name of each category and its icon, in the order the gallery shows them."""

_OF_KIND = {
    "image": "pictures",
    "points": "points",
    "table": "tables",
    "series": "series",
    "text": "text",
    "sound": "sound",
}


@dataclass(frozen=True)
class Entry:
    """One data set in the gallery."""

    name: str
    category: str
    info: DatasetInfo

    @property
    def title(self) -> str:
        """Its name for people."""
        return tr_text(self.info.title)

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return "paintbrush" if self.is_painted else CATEGORIES[self.category][1]

    @property
    def is_painted(self) -> bool:
        """Whether it is what the user paints, of which nothing is there before."""
        return self.name in PAINTED

    def matches(self, words: list[str]) -> bool:
        """Return whether it is what somebody looks for, in the user's language or in English."""
        return all(word in self._searched for word in words)

    @cached_property
    def _searched(self) -> str:
        info = self.info
        texts = (info.name, info.title, info.summary, CATEGORIES[self.category][0])
        return " ".join((*texts, *map(tr_text, texts), *info.signature.classes)).casefold()

    def rank(self, words: list[str]) -> int:
        """Return how well it is what somebody looks for: 0 where its name begins so."""
        title, name = self.title.casefold(), self.info.title.casefold()
        if not words or title.startswith(words[0]) or name.startswith(words[0]):
            return 0
        return 1 if any(word in title for word in words) else 2


def catalogue() -> tuple[Entry, ...]:
    """Return everything the gallery offers, category by category; no sample is read."""
    entries = []
    for name in dataset_names():
        info = dataset_info(name)
        entries.append(Entry(name, category_of(info), info))
    order = list(CATEGORIES)
    return tuple(sorted(entries, key=lambda entry: order.index(entry.category)))


def category_of(info: DatasetInfo) -> str:
    """Return the category of a data set."""
    if info.name in FUNCTION_TOYS:
        return "functions"
    if info.name in SEQUENCE_TOYS:
        return "sequences"
    return _OF_KIND.get(info.kind, "tables")


def shape_words(info: DatasetInfo) -> str:
    """Return what a sample is made of, on one line."""
    shape = info.signature.raw_shape or info.signature.input_shape
    if info.signature.tokens:
        return token_words(shape[0])
    if len(shape) == 1:
        return number_words(shape[0])
    return shape_text(shape).replace(" ", "\N{NO-BREAK SPACE}")
