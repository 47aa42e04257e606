"""The vocabulary of a text: every token with its number and how often it comes."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnstudio.app.browser.choosing import vocabulary
from nnstudio.app.browser.contents import Contents
from nnstudio.app.browser.data_table import DataTable
from nnstudio.app.browser.sample_page import shown_token
from nnstudio.app.browser.table_model import Column
from nnstudio.core.layer import Array

_PADDING, _UNKNOWN = 0, 1
_MOST_LETTERS = 400


class WordsPage(QWidget):
    """Lists tokens, the commonest first; a click on a header sorts otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = DataTable()
        self._words: tuple[str, ...] = ()
        self._counts: Array = np.zeros(0, np.int64)
        self._order = (2, True)
        self.table.head.sectionClicked.connect(self._sort)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self._translate()

    def show_words(self, words: tuple[str, ...], counts: Array) -> None:
        """Show tokens in the order of their numbers, and how often each comes."""
        self._words, self._counts = words, counts
        self._list()

    def _list(self) -> None:
        words, counts = self._words, self._counts
        total = max(int(counts.sum()), 1)
        column, falling = self._order
        by = counts if column >= 2 else np.arange(len(words))
        if column == 1:
            names = np.array([word.casefold() for word in words])
            by = np.argsort(np.argsort(names, kind="stable"), kind="stable")
        order = np.argsort(-by if falling else by, kind="stable")
        self.table.head.set_order(column, falling)
        columns = (
            Column(self.tr("Number"), str, True, 8),
            Column(self.tr("Token"), self._name, False, 24),
            Column(self.tr("Count"), lambda n: f"{int(counts[n]):,}", True, 10),
            Column(self.tr("Share"), lambda n: f"{100 * counts[n] / total:.2f} %", True, 9),
        )
        self.table.show_rows(columns, order)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _name(self, number: int) -> str:
        if number == _PADDING:
            return self.tr("(padding)")
        if number == _UNKNOWN:
            return self.tr("(unknown)")
        return shown_token(self._words[number])

    def _sort(self, section: int) -> None:
        self._order = (section, not self._order[1] if section == self._order[0] else section >= 2)
        self._list()

    def _translate(self) -> None:
        self.table.setAccessibleName(self.tr("Vocabulary"))
        self._list()


def count_tokens(contents: Contents) -> tuple[tuple[str, ...], Array]:
    """Return the vocabulary and how often each token comes in all samples."""
    words, data = vocabulary(contents), contents.dataset
    counts = np.bincount(data.x_train.reshape(-1), minlength=len(words))
    if data.info.test_count:
        counts = counts + np.bincount(data.x_test.reshape(-1), minlength=len(words))
    return words, counts[: len(words)]


def text_of(contents: Contents, words: tuple[str, ...], place: int) -> str:
    """Return a sample as one line of text."""
    tokens = contents.raw(place).reshape(-1)
    tokens = tokens[tokens != _PADDING][:_MOST_LETTERS]
    names = [words[n] if n != _UNKNOWN else "�" for n in tokens.tolist()]
    single = all(len(name) <= 1 for name in names)
    return " ".join(("" if single else " ").join(names).split())
