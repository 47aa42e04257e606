"""The samples behind a cell or a point, hardest first, and what the network says of one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.plots.class_bars import FEWEST, ROW, ClassBars
from nnstudio.app.plots.confusion.case_list import CaseList
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.layer import Array


class CasePane(QWidget):
    """Shows which samples these are, the samples, and the answer for the one looked at."""

    back = Signal()
    """The matrix is wanted again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_button = QToolButton()
        self.back_button.setIcon(icon("chevron-left"))
        self.back_button.setAutoRaise(True)
        self.back_button.clicked.connect(self.back)
        self.title = ElidedLabel()
        self.list = CaseList()
        self.detail = QLabel()
        self.detail.setWordWrap(True)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bars = ClassBars()
        self.bars.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.back_button)
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.detail)
        column.addWidget(self.bars)

    def set_cases(
        self,
        title: str,
        cases: tuple[int, ...],
        caption_of: Callable[[int], str],
        text_of: Callable[[int], str],
        picture_of: Callable[[int], QImage] | None,
    ) -> None:
        """Show samples under a title."""
        self.title.setText(title)
        self.list.set_cases(cases, caption_of, text_of, picture_of)

    def set_answer(
        self, text: str, output: Array | None, classes: tuple[str, ...], label: int | None
    ) -> None:
        """Show what the network says of the sample looked at."""
        self.detail.setText(text)
        self.detail.setVisible(bool(text))
        self.bars.set_output(output, classes, label)
        self.bars.setVisible(output is not None)
        self.bars.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is little room the likeliest classes do, so that a row of samples is seen whole.
        self.bars.setMaximumHeight(max(self.height() * 2 // 5, FEWEST * ROW))

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        self.back_button.setAccessibleName(self.tr("Back"))
        self.back_button.setToolTip(self.tr("Back (Esc)"))
        self.list.setAccessibleName(self.tr("Samples, the hardest first"))
