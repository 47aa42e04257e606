"""An answer of the network to the samples of an embedding, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from nnstudio.app.plots.decision.picture import Answered
from nnstudio.app.plots.embedding.subject import Subject
from nnstudio.app.plots.ticks import figure
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array
from nnstudio.engine.studies.embedding import Embedding
from nnstudio.engine.studies.principal_axes import PrincipalAxes

translate = QCoreApplication.translate


@dataclass(frozen=True, eq=False)
class Seen:
    """What a layer sees of the samples, and what the network says of them.

    ``principal`` are the axes turned as in the picture before.
    """

    subject: Subject
    embedding: Embedding
    principal: PrincipalAxes
    step: int

    @cached_property
    def answered(self) -> Answered | None:
        """What the network says of the samples; None where it says no class or number."""
        aim = self.subject.aim
        output = None if aim is None else self.embedding.answers.get(aim.node)
        return None if aim is None or output is None else Answered.of(aim, output, len(output))

    @property
    def rebuilt(self) -> Array | None:
        """What an autoencoder gives back."""
        return self.embedding.answers.get(self.subject.rebuilt)

    @cached_property
    def errors(self) -> Array | None:
        """How far that is off, for each sample."""
        return None if self.rebuilt is None else self.subject.errors(self.rebuilt)

    @cached_property
    def wrong(self) -> Array:
        """Which samples get another class than the data says ``(n,)``."""
        if self.answered is None or self.answered.aim.kind != "classes":
            return np.zeros(len(self.subject.labels), bool)
        return np.asarray(self.answered.cells.argmax(axis=1) != self.subject.labels)

    def summary(self) -> str:
        """Say which network answers, and how well."""
        trained = translate("EmbeddingView", "After {step} steps").format(step=f"{self.step:,}")
        parts = [trained if self.step else translate("EmbeddingView", "Not trained yet")]
        if self.errors is not None:
            text = translate("EmbeddingView", "mean error {error}")
            parts.append(text.format(error=figure(float(self.errors.mean()))))
        elif self.answered is not None and self.answered.aim.kind == "classes":
            text = translate("EmbeddingView", "{wrong} of {count} wrong")
            parts.append(text.format(wrong=int(self.wrong.sum()), count=len(self.wrong)))
        return " · ".join(parts)

    def titles(self, plane: tuple[int, int]) -> tuple[str, str]:
        """Say what the axes are and how much of the variance lies along them."""
        text = translate("EmbeddingView", "axis {number}: {share} % of the variance")
        shares = [f"{100 * share:.1f}" for share in self.principal.shares.tolist()]
        one, other = (text.format(number=axis + 1, share=shares[axis]) for axis in plane)
        return one, other

    def told(self, index: int, theme: Theme) -> tuple[tuple[QImage, ...], str]:
        """Return the pictures of a sample, and in lines what it is and what is said of it."""
        subject, pictures = self.subject, []
        number = int(subject.places[index])
        lines = [translate("EmbeddingView", "Sample {number}").format(number=number)]
        if len(subject.plan.input_shape) == 3:
            pictures.append(subject.image(subject.x[index], theme))
        label, names = int(subject.labels[index]), subject.names()
        if 0 <= label < len(names):
            text = translate("EmbeddingView", "Class: {name}")
            if subject.bands:
                text = translate("EmbeddingView", "Target: {name}")
            lines.append(text.format(name=names[label]))
        if self.answered is not None:
            lines.append(_said(self.answered, index))
        if self.rebuilt is not None and self.errors is not None:
            error = figure(float(self.errors[index]))
            lines.append(translate("EmbeddingView", "Error: {error}").format(error=error))
            if pictures:
                pictures.append(subject.image(self.rebuilt[index], theme))
        if not pictures:
            lines.append(subject.described(index))
        return tuple(pictures), "\n".join(lines)


def written(value: float) -> str:
    """Return a number of a target; prices and counts with all their digits."""
    return f"{value:,.0f}" if 1e4 <= abs(value) < 1e9 else figure(value)


def _said(answered: Answered, index: int) -> str:
    values = answered.cells[index]
    if answered.aim.kind == "classes":
        best = int(values.argmax())
        text = translate("EmbeddingView", "Answer: {name} ({share} %)")
        return text.format(name=answered.aim.classes[best], share=f"{100 * values[best]:.1f}")
    return translate("EmbeddingView", "Answer: {value}").format(value=written(float(values[0])))
