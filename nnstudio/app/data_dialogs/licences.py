"""The licences of a data set that comes along, to be read where the data is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from nnstudio.app.style.fonts import ui_font
from nnstudio.data.bundled import licence_texts
from nnstudio.data.dataset import DatasetInfo

_RULE = "\N{BOX DRAWINGS LIGHT HORIZONTAL}" * 40


class LicenceDialog(QDialog):
    """Shows the licences of one data set, one after the other.

    Parameters
    ----------
    title
        What the data set is called.
    """

    def __init__(self, title: str, info: DatasetInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Licence of {name}").format(name=title))
        texts = [text.strip() for _, text in licence_texts(info)]
        head = "\n".join(filter(None, (info.attribution, info.licence, info.origin)))
        self.text = QPlainTextEdit(f"\n\n{_RULE}\n\n".join([head, *texts]))
        self.text.setReadOnly(True)
        self.text.setFont(ui_font())
        self.text.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 12)
        column.addWidget(self.text)
        column.addWidget(buttons)
        self.resize(640, 500)
