"""Adding what is drawn to the training set, and taking it away again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.browser.data_edits import DataEdits
from nnstudio.app.live.pictures import sample_image
from nnstudio.app.panels.parts.added_strip import AddedStrip
from nnstudio.app.session import Session
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data import data_card
from nnstudio.data.added import can_add, drawing_of, pixels_of
from nnstudio.graph import drawing_edits
from nnstudio.graph.data_plan import DataPlan, Drawing
from nnstudio.graph.project import Project

_GREY = (0.0, 255.0)


class AddedView(QWidget):
    """Adds a drawing with the class that the user says; each adding and removing can be undone."""

    added = Signal()
    """The drawing has become a sample."""
    refused = Signal(object)
    """The `Text` that says why that is not possible."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pixels: Array | None = None
        self._shown: tuple[Drawing, ...] | None = None
        self._edits = DataEdits(session, self)
        self._edits.refused.connect(self.refused)
        self._title, self._count = QLabel(), QLabel()
        self._title.setProperty("role", "section")
        self._count.setProperty("role", "muted")
        self._count.setWordWrap(True)
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.class_box = ChoiceBox()
        self._title.setBuddy(self.class_box)
        self.add_button, self.remove_button = QPushButton(), QPushButton()
        self.clear_button = QPushButton()
        self.add_button.setIcon(icon("plus"))
        self.remove_button.setIcon(icon("trash-2"))
        for button in (self.add_button, self.remove_button):
            button.setIconSize(QSize(14, 14))
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove_chosen)
        self.clear_button.clicked.connect(self._remove_all)
        self.strip = AddedStrip()
        self.strip.removal_wanted.connect(self._remove)
        session.changed.connect(self.refresh)
        session.opened.connect(self.refresh)
        self._lay_out()
        self._translate()

    def set_pixels(self, pixels: Array | None) -> None:
        """Take what is drawn ``(height, width)``; None: nothing is."""
        self._pixels = pixels
        self.add_button.setEnabled(pixels is not None)

    def count(self) -> int:
        """Return how many drawings the training set has."""
        return len(self._session.project.data.added)

    def refresh(self) -> None:
        """Show the drawings that the project has, where its data can have some."""
        plan = self._session.project.data
        can = can_add(plan.signature) and _is_grey(plan)
        self.setVisible(can or bool(plan.added))
        for widget in (self.class_box, self.add_button, self._title):
            widget.setVisible(can)
        fill_box(self.class_box, [(name, str(n)) for n, name in enumerate(plan.signature.classes)])
        if plan.added != self._shown:
            self._shown = plan.added
            self._show(plan)

    # ---- what the user does ----

    def _add(self) -> None:
        label = self.class_box.currentIndex()
        if self._pixels is None or label < 0:
            return
        drawing = drawing_of(self._pixels, label)
        name = self.class_box.currentText()
        what = Text(N_("Add a drawing as {name}"), name=name)
        self._edits.do(what, partial(_added, drawing))
        self.added.emit()

    def _remove_chosen(self) -> None:
        if self.strip.current() >= 0:
            self._remove(self.strip.current())

    def _remove(self, number: int) -> None:
        change = partial(drawing_edits.remove_drawing, number=number)
        self._do_with_count(Text(N_("Remove a drawing")), change)

    def _remove_all(self) -> None:
        self._do_with_count(Text(N_("Remove all drawings")), drawing_edits.remove_drawings)

    def _do_with_count(self, label: Text, change: Callable[..., Project]) -> None:
        try:
            card = data_card(self._session.project.data)
        except UserError as error:
            self.refused.emit(error.text)
            return
        self._edits.do(label, partial(change, samples=card.train_count + card.test_count))

    # ---- what is shown ----

    def _show(self, plan: DataPlan) -> None:
        pictures, names = [], []
        for drawing in plan.added:
            try:
                pixels = pixels_of(drawing, plan.signature)
            except UserError:  # drawn for other data: it can only be removed
                continue
            pictures.append(sample_image(pixels, _GREY))
            classes = plan.signature.classes
            names.append(classes[drawing.label] if drawing.label < len(classes) else "?")
        more = len(pictures) > self.strip.count()
        self.strip.set_drawings(tuple(pictures), tuple(names))
        if more:
            self.strip.choose(len(pictures) - 1)
        there = bool(plan.added)
        for widget in (self.strip, self.remove_button, self.clear_button, self._count):
            widget.setVisible(there)
        self._say()

    def _say(self) -> None:
        count = self.count()
        text = self.tr("Drawings in the training set: {count}. Train to learn from them.")
        self._count.setText(text.format(count=f"{count:,}"))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.class_box)
        row.addWidget(self.add_button)
        row.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.remove_button)
        below.addWidget(self.clear_button)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self._count)
        column.addWidget(self.strip)
        column.addLayout(below)
        self.set_pixels(None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _translate(self) -> None:
        self._title.setText(self.tr("Add to the training set as"))
        self.class_box.setAccessibleName(self.tr("The class of the drawing"))
        # The space keeps the icon off the text, for which the style leaves no gap.
        self.add_button.setText(" " + self.tr("Add"))
        self.add_button.setToolTip(
            self.tr("Learn from what is drawn, as the network sees it, from the next training on.")
        )
        self.remove_button.setText(" " + self.tr("Remove"))
        self.remove_button.setToolTip(self.tr("Remove the chosen drawing (Delete)"))
        self.clear_button.setText(self.tr("Remove all"))
        self.strip.setAccessibleName(self.tr("Drawings in the training set"))
        self._say()


def _added(drawing: Drawing, project: Project) -> Project:
    return drawing_edits.add_drawing(project, drawing)


def _is_grey(plan: DataPlan) -> bool:
    """Return whether samples are grey values as the pad has them."""
    try:
        return data_card(plan).value_range == _GREY
    except UserError:
        return False
