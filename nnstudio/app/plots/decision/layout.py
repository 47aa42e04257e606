"""The widgets of the decision map and how they share its room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.plots.color_bar import ColorBar
from nnstudio.app.plots.decision.choice import Choice
from nnstudio.app.plots.decision.neuron_strip import NeuronStrip
from nnstudio.app.plots.decision.paint_bar import PaintBar
from nnstudio.app.plots.legend import Legend
from nnstudio.app.plots.point_field import PointField
from nnstudio.app.session import Session
from nnstudio.app.style.fonts import number_font
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState

_STRIP = 96
_WIDE = 560
_HEAD = 76
"""About so much height is not the plane's."""

translate = QCoreApplication.translate


class DecisionLayout:
    """The plane, and around it what chooses and explains what is drawn there."""

    def __init__(self, session: Session, icon_name: str, view: QWidget) -> None:
        self.field, self.strip = PointField(), NeuronStrip()
        self.aim_box, self.layer_box = ChoiceBox(), ChoiceBox()
        self.feature_boxes = (ChoiceBox(), ChoiceBox())
        self.legend, self.color_bar = Legend(), ColorBar()
        self.paint_bar = PaintBar(session)
        self.paint_button, self.home_button = QToolButton(), QToolButton()
        self.paint_button.setIcon(icon("paintbrush"))
        self.paint_button.setCheckable(True)
        self.home_button.setIcon(icon("maximize"))
        for button in (self.paint_button, self.home_button):
            button.setAutoRaise(True)
        self.readout = ElidedLabel()
        self.readout.setFont(number_font(0.9))
        self.readout.setProperty("role", "muted")
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._empty = EmptyState(icon_name, "", "")
        self._body, self._side = QWidget(), QWidget()
        self._layers = self._beside = False
        self._head = head = QHBoxLayout()
        head.setSpacing(6)
        for box in (self.aim_box, *self.feature_boxes):
            box.hide()
            head.addWidget(box)
        for widget in (self.legend, self.color_bar):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.paint_button)
        head.addWidget(self.home_button)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(4)
        side.addWidget(self.layer_box)
        side.addWidget(self.strip, 1)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.field, 1)
        middle.addWidget(self._side)
        self._column = column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.paint_bar)
        column.addLayout(middle, 1)
        column.addWidget(self.readout)
        self.paint_bar.hide()
        self.color_bar.hide()
        whole = QVBoxLayout(view)
        whole.setContentsMargins(10, 6, 8, 2)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._empty, 1)

    def share_room(self, width: int, height: int, flat: bool) -> None:
        """Give the small maps what a square plane leaves."""
        left = width - (height - _HEAD) - 60
        if flat:
            left = width // 4
        self._side.setFixedWidth(max(min(left, width // 2), _STRIP))
        self._side.setVisible(self._layers and width >= 3 * _STRIP)
        beside = width >= _WIDE
        if beside != self._beside:  # a narrow head has no room for what is read out
            self._beside = beside
            (self._column if beside else self._head).removeWidget(self.readout)
            if beside:
                self._head.insertWidget(self._head.count() - 2, self.readout, 10)
            else:
                self._column.addWidget(self.readout)
        # The colours of three classes are known sooner than what the axes are.
        self.legend.setVisible(self.feature_boxes[0].isHidden() or width >= _WIDE)

    def offer(self, choice: Choice) -> None:
        """Fill the boxes with what can be shown."""
        output = translate("DecisionMap", "Output")
        fill_box(self.aim_box, [(aim.name or output, str(i)) for i, aim in enumerate(choice.aims)])
        self.aim_box.setVisible(len(choice.aims) > 1)
        if choice.aim is not None:
            self.aim_box.setCurrentIndex(choice.aims.index(choice.aim))
        fill_box(self.layer_box, [(layer.title, layer.node) for layer in choice.layers])
        if choice.layer is not None:
            self.layer_box.setCurrentIndex(choice.layers.index(choice.layer))
        self._offer_layers(bool(choice.layers))
        self.strip.set_current(choice.neuron)

    def offer_features(self, names: tuple[str, ...], usual: tuple[int, ...] | None) -> None:
        """Offer features as axes, where there are more than two; ``usual`` ones are chosen."""
        for number, box in enumerate(self.feature_boxes):
            fill_box(box, [(name, str(i)) for i, name in enumerate(names)])
            box.setVisible(len(names) > 2)
            if usual is not None:
                box.setCurrentIndex(usual[min(number, len(usual) - 1)])

    def _offer_layers(self, there: bool) -> None:
        """Show or hide the small maps."""
        self._layers = there
        self._side.setVisible(there)

    def offer_painting(self, possible: bool) -> None:
        """Show or hide the brush."""
        self.paint_button.setVisible(possible)
        if not possible:
            self.paint_button.setChecked(False)

    def say(self, title: str, text: str) -> None:
        """Say why there is nothing to see; an empty text shows the map."""
        self._empty.set_texts(title, text)
        for part, seen in ((self._empty, bool(text)), (self._body, not text)):
            if part.isHidden() == seen:  # showing what is not hidden would style it too early
                part.setVisible(seen)

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        self.paint_bar.retranslate()
        texts = (
            (self.paint_button, translate("DecisionMap", "Paint points")),
            (self.home_button, translate("DecisionMap", "Show all points again")),
            (self.aim_box, translate("DecisionMap", "What is drawn")),
            (self.layer_box, translate("DecisionMap", "The layer of the small maps")),
            (self.feature_boxes[0], translate("DecisionMap", "Feature across")),
            (self.feature_boxes[1], translate("DecisionMap", "Feature upwards")),
        )
        for widget, text in texts:
            widget.setToolTip(text)
            widget.setAccessibleName(text)
        self.field.setAccessibleName(translate("DecisionMap", "The plane of the inputs"))
        self.strip.setAccessibleName(translate("DecisionMap", "What each neuron answers"))
