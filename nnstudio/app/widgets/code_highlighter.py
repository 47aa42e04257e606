"""The colours of code: keywords, texts, numbers and comments."""

from __future__ import annotations

import keyword
import re

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.theme import Theme

_C_WORDS = (
    "break|case|char|const|continue|default|do|double|else|enum|extern|float|for|goto|if|inline|int"
    "|long|register|restrict|return|short|signed|sizeof|static|struct|switch|typedef|union|unsigned"
    "|void|volatile|while"
)
_NUMBER = r"(?<![\w.])[-+]?(?:0[xX][\da-fA-F]+|\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?|\.\d+)[fFuUlL]*\b"
_TEXT = r"\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?"


_PATTERNS = {
    "python": re.compile(
        r"(?P<long>\"\"\"|''')|(?P<comment>\#.*)|(?P<text>[rRbBfFuU]{0,2}(?:" + _TEXT + r"))"
        r"|(?P<define>(?<=def )\w+|(?<=class )\w+)"
        r"|(?P<keyword>\b(?:" + "|".join(keyword.kwlist) + r")\b)|(?P<mark>@[\w.]+)"
        r"|(?P<number>" + _NUMBER + ")"
    ),
    "c": re.compile(
        r"(?P<long>/\*)|(?P<comment>//.*)|(?P<text>" + _TEXT + r")|(?P<mark>^\s*\#\s*\w+)"
        r"|(?P<keyword>\b(?:" + _C_WORDS + r")\b)|(?P<define>\b\w+(?=\s*\())"
        r"|(?P<number>" + _NUMBER + ")"
    ),
    "json": re.compile(
        r"(?P<define>\"(?:[^\"\\]|\\.)*\"(?=\s*:))|(?P<text>\"(?:[^\"\\]|\\.)*\")"
        r"|(?P<keyword>\b(?:true|false|null)\b)|(?P<number>" + _NUMBER + ")"
    ),
}
_ENDS = ('"""', "'''", "*/")
"""What ends a text or comment of several lines; the state of a line is the place in it, from 1."""


class CodeHighlighter(QSyntaxHighlighter):
    """Colours a document as ``language`` asks: ``"python"``, ``"c"``, ``"json"`` or ``""``."""

    def __init__(self, document: QTextDocument, language: str) -> None:
        super().__init__(document)
        self._language = language
        self._formats = _formats(current_theme())

    @property
    def language(self) -> str:
        """What the document is written in."""
        return self._language

    def repaint_all(self) -> None:
        """Take over the colours of another theme."""
        self._formats = _formats(current_theme())
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        self.setCurrentBlockState(0)
        pattern = _PATTERNS.get(self._language)
        if pattern is None:
            return
        start, state = 0, self.previousBlockState()
        if state > 0:
            start = self._go_on(text, 0, 0, state)
        while start >= 0 and (found := pattern.search(text, start)):
            kind = found.lastgroup or ""
            if kind == "long":
                ending = "*/" if found.group() == "/*" else found.group()
                start = self._go_on(text, found.start(), found.end(), _ENDS.index(ending) + 1)
                continue
            self.setFormat(found.start(), len(found.group()), self._formats[kind])
            start = found.end()

    def _go_on(self, text: str, start: int, after: int, state: int) -> int:
        """Colour what may go on over lines; return where it ends, -1 where it does not."""
        ending = _ENDS[state - 1]
        end = text.find(ending, after)
        stop = len(text) if end < 0 else end + len(ending)
        self.setFormat(start, stop - start, self._formats["comment"])
        if end < 0:
            self.setCurrentBlockState(state)
            return -1
        return stop


def _formats(theme: Theme) -> dict[str, QTextCharFormat]:
    colors = {
        "keyword": theme.accent,
        "text": theme.good,
        "comment": theme.muted,
        "number": theme.warning,
        "define": theme.category("convolution"),
        "mark": theme.category("attention"),
    }
    found = {}
    for kind, color in colors.items():
        found[kind] = QTextCharFormat()
        found[kind].setForeground(QColor(color))
    return found
