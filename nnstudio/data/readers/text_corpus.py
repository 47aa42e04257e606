"""Texts and their labels, as they are written."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Skipped
from nnstudio.data.readers.folder_search import natural
from nnstudio.data.readers.text_options import TextOptions
from nnstudio.graph.data_plan import Column


@dataclass(eq=False)
class Corpus:
    """Texts as they are written.

    Parameters
    ----------
    options
        How they were read: encoding and so on are no more automatic.
    texts, labels
        Each text and what it is called; no labels: there are none, or none are wanted.
    classes
        What the labels can be.
    parts
        For each text the part it is in (0 training, 1 validation, 2 test); empty: no matter.
    columns
        What was found of the columns, without vocabulary.
    missing
        How many cells of each column are empty.
    is_document
        Whether it is one text, of which there are samples without end.
    whole
        Whether there are no more.
    """

    options: TextOptions
    texts: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    classes: tuple[str, ...] = ()
    parts: list[int] = field(default_factory=list)
    columns: tuple[Column, ...] = ()
    missing: tuple[int, ...] = ()
    names: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    head: tuple[tuple[str, ...], ...] = ()
    is_document: bool = False
    whole: bool = True
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Text] = field(default_factory=list)

    def label_numbers(self) -> Array:
        """Return the class of each text ``(texts,)``."""
        known = {name: number for number, name in enumerate(self.classes)}
        return np.array([known[label] for label in self.labels], np.int64)

    def classify(self, given: tuple[str, ...]) -> None:
        """Set the classes: those ``given``, or where there are none those that occur.

        Texts of other classes are left out.
        """
        self.classes = given or tuple(sorted(set(self.labels), key=natural))
        known = set(self.classes)
        kept = [n for n, label in enumerate(self.labels) if label in known]
        if left := len(self.labels) - len(kept):
            text = N_("{count} texts were left out because their class is none of those known.")
            self.warnings.append(Text(text, count=left))
            self.texts = [self.texts[n] for n in kept]
            self.labels = [self.labels[n] for n in kept]
            self.names = [self.names[n] for n in kept] if self.names else []
            self.rows = [self.rows[n] for n in kept] if self.rows else []
            self.parts = [self.parts[n] for n in kept] if self.parts else []
