"""One file of an export to read, behind its tab."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnstudio.app.widgets.code_view import CodeView
from nnstudio.app.widgets.empty_state import EmptyState

translate = QCoreApplication.translate

LANGUAGES = {".py": "python", ".c": "c", ".h": "c", ".json": "json", ".npz": "json"}
"""What the text of a file is coloured as, by how its name ends; of arrays the manifest is shown."""
LANGUAGES |= {".safetensors": "json", ".onnx": "json", ".keras": "json"}
NUMBERS = "numbers"
"""The kind of a file without anything to read."""


def kind_of(path: Path) -> str:
    """Return the kind of a file with text."""
    return LANGUAGES.get(path.suffix, "text")


class FilePage(QWidget):
    """Shows a file once somebody looks: making what shows it takes longest of all.

    Parameters
    ----------
    kind
        What the text is coloured as, or `NUMBERS`.
    """

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.code: CodeView | None = None
        self._empty: EmptyState | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def fill(self, name: str, text: str | None, shortened: bool) -> None:
        """Show the text of a file, where it has one; what is seen does not move."""
        if self.kind == NUMBERS:
            self._say_numbers(name)
            return
        if self.code is None:
            self.code = CodeView(self.kind)
            self._column.addWidget(self.code)
        written = text or ""
        if shortened:
            written += "\n\n" + translate(
                "FilePreview", "… The preview ends here; the file is written whole."
            )
        self.code.setAccessibleName(name)
        self.code.set_code(written)

    def clear(self) -> None:
        """Forget the text: another one is seen from its top."""
        if self.code is not None:
            self.code.set_code("")

    def text(self) -> str:
        """Return the text that is shown."""
        return self.code.code() if self.code is not None else ""

    def _say_numbers(self, name: str) -> None:
        if self._empty is None:
            self._empty = EmptyState("binary", "", "")
            self._column.addWidget(self._empty)
        text = translate("FilePreview", "{name} holds numbers and nothing to read.")
        self._empty.set_texts(translate("FilePreview", "Numbers only"), text.format(name=name))
