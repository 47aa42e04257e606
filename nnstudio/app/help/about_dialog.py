"""Help > About: what this is, which version, and where to read on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nnstudio import __version__
from nnstudio.core.paths import resource


class AboutDialog(QDialog):
    """The name of the program and two ways on.

    Parameters
    ----------
    show_licences, copy_diagnostics
        What its buttons do.
    """

    def __init__(
        self,
        show_licences: Callable[[], object],
        copy_diagnostics: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About NNStudio"))
        picture = QLabel()
        sign = QIcon(str(resource("icons", "nnstudio.svg")))
        picture.setPixmap(sign.pixmap(72, 72))
        name, text = QLabel(f"NNStudio {__version__}"), QLabel()
        name.setProperty("role", "title")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setWordWrap(True)
        text.setMinimumWidth(360)
        text.setText(
            self.tr(
                "Draw a neural network, train it, see it learn.\n\nFree software under the MIT "
                "licence. It works offline and sends nothing anywhere."
            )
        )
        self.licences, self.diagnostics = QPushButton(), QPushButton()
        self.licences.setText(self.tr("&Licences and Attributions…"))
        self.diagnostics.setText(self.tr("Copy &Diagnostics"))
        self.close_button = QPushButton(self.tr("&Close"))
        self.licences.clicked.connect(show_licences)
        self.diagnostics.clicked.connect(copy_diagnostics)
        self.close_button.clicked.connect(self.close)
        words = QVBoxLayout()
        words.addWidget(name)
        words.addWidget(text)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.licences)
        foot.addWidget(self.diagnostics)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(18)
        column.addLayout(head)
        column.addLayout(foot)
