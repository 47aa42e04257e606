"""Below the points: samples beside what is given back, or the way between two of them."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.plots.embedding.picture_rows import PictureRows, Row
from nnstudio.app.plots.embedding.seen import Seen, written
from nnstudio.app.plots.embedding.subject import Subject
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.engine.studies.decoding import Decoded

SHOWN = 16
"""So many samples are shown beside what an autoencoder gives back, at most."""


class Below(QWidget):
    """Draws what is new when it is its turn; keeps the pictures that do not change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: Seen | None = None
        self._decoded: Decoded | None = None
        self._refusal = ""
        self._drawn: tuple[object, ...] = ()
        self._inputs: dict[int, tuple[QImage, QImage]] = {}
        self.rows, self.hint = PictureRows(), ElidedLabel()
        self.hint.setProperty("role", "muted")
        self.rebuilt_button, self.walk_button = QToolButton(), QToolButton()
        group, tabs = QButtonGroup(self), QVBoxLayout()
        for button in (self.rebuilt_button, self.walk_button):
            button.setCheckable(True)
            button.setAutoRaise(True)
            group.addButton(button)
            tabs.addWidget(button)
            button.toggled.connect(self.draw)
        self.rebuilt_button.setChecked(True)
        tabs.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.addLayout(tabs)
        row.addWidget(self.rows, 1)
        row.addWidget(self.hint, 1)

    def set_subject(self, subject: Subject) -> None:
        """Offer what there is for other samples."""
        self._inputs.clear()
        self._seen = None
        self.rebuilt_button.setVisible(bool(subject.rebuilt))
        if not subject.rebuilt:
            self.walk_button.setChecked(True)

    def set_answers(self, seen: Seen | None, decoded: Decoded | None, refusal: str) -> None:
        """Take what the network gives back, what lies on the way, or why there is no way."""
        self._seen, self._decoded, self._refusal = seen, decoded, refusal

    def redraw(self) -> None:
        """Draw anew, as after a change of theme."""
        self._inputs.clear()  # bars have the colours of the theme
        self._drawn = ()
        self.draw()

    def draw(self) -> None:
        """Show what is new."""
        walking = self.walk_button.isChecked()
        state = (self._seen, self._decoded, self._refusal, self.rows.size(), walking)
        if not self.isVisible() or self._seen is None or state == self._drawn:
            return
        self._drawn = state
        self.hint.setVisible(walking and self._decoded is None)
        self.rows.setVisible(not walking or self._decoded is not None)
        if not walking:
            self._show_rebuilt(self._seen)
        elif self._decoded is not None:
            self._show_walk(self._seen.subject, self._decoded)
        else:
            missing = self.tr("Click two points: here is then what the network makes of the way.")
            self.hint.setText(self._refusal or missing)

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        for button, text, name in (
            (
                self.rebuilt_button,
                self.tr("Given back"),
                self.tr("Samples and what the network gives back"),
            ),
            (self.walk_button, self.tr("Walk"), self.tr("What lies between two clicked samples")),
        ):
            button.setText(text)
            button.setToolTip(name)
            button.setAccessibleName(name)

    def _show_walk(self, subject: Subject, decoded: Decoded) -> None:
        outputs, aim = decoded.outputs, subject.aim
        shares = np.linspace(0, 100, len(outputs)).round().astype(int).tolist()
        captions = ["A", *(f"{share} %" for share in shares[1:-1]), "B"]
        if aim is not None and aim.kind == "number" and outputs[0].size == 1:
            outputs = aim.values(outputs)[:, np.newaxis]
            captions = [written(value) for value in outputs[:, 0].tolist()]
            captions[0], captions[-1] = f"A {captions[0]}", f"B {captions[-1]}"
        around = (min(float(outputs.min()), 0.0), max(float(outputs.max()), 0.0))
        pictures = tuple(subject.image(output, current_theme(), around) for output in outputs)
        row = Row(self.tr("From A to B"), pictures)
        self.rows.set_rows((row,), tuple(captions), True)

    def _show_rebuilt(self, seen: Seen) -> None:
        subject, rebuilt, errors, theme = seen.subject, seen.rebuilt, seen.errors, current_theme()
        if rebuilt is None or errors is None:
            return
        fit = min(max(self.rows.columns_for(3 if subject.noisy else 2), 1), SHOWN)
        chosen = np.unique(np.linspace(0, len(rebuilt) - 1, fit).astype(int)).tolist()
        for i in set(chosen) - self._inputs.keys():
            clean, noisy = (subject.image(x[i], theme) for x in (subject.clean, subject.x))
            self._inputs[i] = clean, noisy
        before = tuple(self._inputs[i][0] for i in chosen)
        after = tuple(subject.image(rebuilt[i], theme) for i in chosen)
        rows = [Row(self.tr("Sample"), before), Row(self.tr("Given back"), after)]
        if subject.noisy:
            noise = tuple(self._inputs[i][1] for i in chosen)
            rows.insert(1, Row(self.tr("With noise"), noise))
        self.rows.set_rows(tuple(rows), tuple(written(float(errors[i])) for i in chosen))
