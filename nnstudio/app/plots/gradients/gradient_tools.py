"""What the user chooses in the gradient view: of what, measured how, and shown in which way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from nnstudio.app.plots.gradients.gradient_source import KINDS, MEASURES
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.choice_box import ChoiceBox

PAGES = ("curves", "heat", "factors")
NARROWEST = 78
"""A list may become so narrow that its text is cut, in a small dock."""
BUTTON = 28
ROOMY = 440
"""In less width than this one button has a picture instead of its text."""
_ICONS = ("chart-line", "grid-3x3", "sigma")


class GradientTools(QWidget):
    """Two lists and three buttons in a row."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds, self.measures = ChoiceBox(), ChoiceBox()
        self.pages = tuple(QToolButton() for _ in PAGES)
        self.recent = QToolButton()
        self.recent.setCheckable(True)
        self.recent.setIcon(icon("history"))
        self._group = QButtonGroup(self)
        self._wanted = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for box, names in ((self.kinds, KINDS), (self.measures, MEASURES)):
            box.hug()
            for name in names:
                box.addItem("", name)
            box.currentIndexChanged.connect(self.changed)
            row.addWidget(box)
        # "Weights" can do with less than the longest kind asks for, the short measures cannot.
        self.kinds.setMinimumWidth(NARROWEST)
        self.measures.setMinimumWidth(0)  # then that is what its texts need
        self.measures.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addStretch(1)
        row.addWidget(self.recent)
        for number, button in enumerate(self.pages):
            button.setIcon(icon(_ICONS[number]))
            button.setCheckable(True)
            button.setFixedWidth(BUTTON)
            self._group.addButton(button, number)
            row.addWidget(button)
        self.pages[0].setChecked(True)
        self._group.idToggled.connect(self._turn)
        self.recent.toggled.connect(self.changed)
        self.retranslate()

    @property
    def kind(self) -> str:
        """Which gradients: one of `KINDS`."""
        return str(self.kinds.currentData())

    @property
    def measure(self) -> str:
        """How their size is measured: one of `MEASURES`."""
        return str(self.measures.currentData())

    @property
    def page(self) -> str:
        """How they are shown: one of `PAGES`."""
        return PAGES[self._group.checkedId()]

    def _turn(self) -> None:
        """Offer what matters for the page: a factor has neither measure nor course."""
        for part in (self.kinds, self.measures, self.recent):
            part.setVisible(self.page != "factors")
        self.changed.emit()

    def offer_course(self, offered: bool) -> None:
        """Say whether there is anything over time; until then factors are all there is."""
        if offered == self.pages[0].isEnabled():
            return
        wanted = self._wanted if offered else PAGES.index("factors")
        self._wanted = self._group.checkedId()
        for button in self.pages[:-1]:
            button.setEnabled(offered)
        blocked = self.blockSignals(True)  # whoever says so shows it anyway
        self.pages[wanted].setChecked(True)
        self.blockSignals(blocked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        style, roomy = Qt.ToolButtonStyle, self.width() >= ROOMY
        self.recent.setToolButtonStyle(
            style.ToolButtonTextOnly if roomy else style.ToolButtonIconOnly
        )

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        kinds = (self.tr("Weights"), self.tr("Activations"))
        measures = (self.tr("L2 norm"), self.tr("Mean |g|"), self.tr("Max |g|"))
        for box, texts in ((self.kinds, kinds), (self.measures, measures)):
            for number, text in enumerate(texts):
                box.setItemText(number, text)
        self.kinds.setToolTip(self.tr("Gradients of the weights, dL/dw, or of the outputs, dL/dy"))
        self.kinds.setAccessibleName(self.tr("Which gradients"))
        self.measures.setAccessibleName(self.tr("How their size is measured"))
        pages = (
            self.tr("Curves over time"),
            self.tr("Heat strip: layers by steps"),
            self.tr("Factor of each layer: f′ part × weight part"),
        )
        for button, text in zip(self.pages, pages, strict=True):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.recent.setText(self.tr("Recent"))
        self.recent.setToolTip(self.tr("Show only the last measurements"))
