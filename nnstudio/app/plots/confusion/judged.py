"""Samples with what the network says of them, as people read it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtGui import QImage

from nnstudio.app.live.pictures import sample_image
from nnstudio.app.live.token_words import plan_words, visible
from nnstudio.app.plots.confusion.cases import Cases
from nnstudio.app.plots.confusion.subject import Subject
from nnstudio.app.translate import translate
from nnstudio.app.widgets.figures import figure_text
from nnstudio.core.layer import Array
from nnstudio.engine.studies.judging import ClassVerdicts, NumberVerdicts, Verdicts
from nnstudio.metrics.class_figures import class_figures

MOST = 200
"""So many samples are listed, the hardest."""
_FEATURES, _TOKENS = 8, 60


@dataclass(frozen=True, eq=False)
class Judged:
    """An answer of the network: of which samples, by which output, after how many steps."""

    subject: Subject
    cases: Cases
    verdicts: Verdicts
    step: int
    _pictures: dict[int, QImage] = field(default_factory=dict)

    # ---- numbers ----

    def values(self) -> tuple[Array, Array]:
        """Return the true and the predicted numbers ``(n,)`` of the subject."""
        assert isinstance(self.verdicts, NumberVerdicts)
        true, predicted = self.verdicts.true, self.verdicts.predicted
        if self.subject.place is None:
            return true.ravel(), predicted.ravel()
        return true[:, self.subject.place], predicted[:, self.subject.place]

    def residuals(self) -> tuple[float, float, float, float]:
        """Return RMSE, mean absolute error, mean error and R² of the subject's numbers."""
        true, predicted = self.values()
        there = np.isfinite(true) & np.isfinite(predicted)
        if not there.any():
            return (math.nan,) * 4
        true, errors = true[there].astype(np.float64), (predicted - true)[there].astype(np.float64)
        spread = float(np.square(true - true.mean()).sum())
        squares = float(np.square(errors).sum())
        fit = 1.0 - squares / spread if spread > 0 else math.nan
        mean = squares / len(errors)
        return math.sqrt(mean), float(np.abs(errors).mean()), float(errors.mean()), fit

    # ---- samples ----

    def hardest(self, cell: tuple[int, int] | None) -> tuple[tuple[int, ...], int]:
        """Return the hardest samples of a cell, or of all; and how many there are of them."""
        verdicts = self.verdicts
        if isinstance(verdicts, NumberVerdicts):
            errors = np.abs(verdicts.errors)
            if self.subject.place is None:
                size = np.sqrt(np.square(errors).mean(axis=1))
            else:
                size = errors[:, self.subject.place]
            size = np.where(np.isfinite(size), size, np.inf)
            order = np.argsort(-size, kind="stable")[:MOST]
            return tuple(order.tolist()), len(size)
        true, taken = verdicts.true, verdicts.taken
        wanted = true >= 0
        if cell is not None:
            wanted = (true == cell[0]) & (taken == cell[1])
        places = np.flatnonzero(wanted)
        order = places[np.argsort(-verdicts.losses[places], kind="stable")][:MOST]
        return tuple(order.tolist()), len(places)

    def picture(self, index: int) -> QImage:
        """Return a case's sample as a picture."""
        number = self._sample_of(index)
        if number not in self._pictures:
            limits = self.cases.data.dataset.info.value_range
            self._pictures[number] = sample_image(np.nan_to_num(self._raw(number)), limits)
        return self._pictures[number]

    @property
    def pictured(self) -> bool:
        """Whether samples are pictures."""
        raw = self.cases.data.plan.signature.raw_shape or self.cases.x.shape[1:]
        return (len(raw) == 2 and min(raw) > 4) or (len(raw) == 3 and raw[2] in (1, 3))

    def caption(self, index: int) -> str:
        """Return in a few words how hard a case is: the true class's share, or the error."""
        numbers = isinstance(self.verdicts, NumberVerdicts)
        return self._off(index) if numbers else self._doubt(index)

    def text(self, index: int) -> str:
        """Return what a case's sample is: its features, its words or its first numbers."""
        plan, raw = self.cases.data.plan, self._raw(self._sample_of(index))
        words, names = plan_words(plan), plan.signature.features
        if words:
            tokens = [words[int(n)] for n in raw.ravel() if 0 <= int(n) < len(words)]
            between = "" if all(len(token) <= 1 for token in tokens) else " "
            return between.join(map(visible, filter(None, tokens)))[-_TOKENS * 4 :]
        flat = raw.ravel().tolist()
        if len(names) == len(flat):
            groups = self.cases.data.dataset.info.unscaled
            parts = [
                name if name in groups else f"{name} {figure_text(value)}"
                for name, value in zip(names, flat, strict=True)
                if name not in groups or value == 1.0
            ]
            return " · ".join(parts[:_FEATURES])
        return ", ".join(figure_text(value) for value in flat[:_FEATURES])

    def told(self, index: int) -> str:
        """Return in a sentence what is true of a case and what the network says."""
        verdicts, number = self.verdicts, self._sample_of(index)
        sample = translate("Judged", "Sample {number}").format(
            number=f"{int(self.cases.places[number]):,}"
        )
        if isinstance(verdicts, NumberVerdicts):
            return f"{sample} · {self._compared(index)}"
        if verdicts.positions > 1:
            step = index % verdicts.positions + 1
            sample += " · " + translate("Judged", "position {step}").format(step=step)
        true, taken = int(verdicts.true[index]), int(verdicts.taken[index])
        names = self.subject.classes
        parts = [sample, translate("Judged", "true: {name}").format(name=visible(names[true]))]
        if taken < 0:
            return " · ".join([*parts, translate("Judged", "no answer (not a number)")])
        parts.append(translate("Judged", "taken for: {name}").format(name=visible(names[taken])))
        if verdicts.sure:
            parts.append(
                translate("Judged", "loss {loss}").format(loss=f"{verdicts.losses[index]:.3f}")
            )
        return " · ".join(parts)

    def answer(self, index: int) -> tuple[Array | None, int | None]:
        """Return the share of each class for a case, and its true class."""
        verdicts = self.verdicts
        if isinstance(verdicts, NumberVerdicts):
            return None, None
        return verdicts.shares[index], int(verdicts.true[index])

    # ---- lines of text ----

    def summary(self) -> str:
        """Return how the network does on these samples."""
        verdicts = self.verdicts
        parts = [self._of()]
        if isinstance(verdicts, NumberVerdicts):
            rmse, mae, bias, fit = (figure_text(value) for value in self.residuals())
            unit = self.subject.unit
            unit = f" {unit}" if unit else ""
            parts.append(f"RMSE {rmse}{unit}")
            parts.append(translate("Judged", "mean |error| {value}").format(value=f"{mae}{unit}"))
            parts.append(translate("Judged", "mean error {value}").format(value=f"{bias}{unit}"))
            parts.append(f"R² {fit}")
            return " · ".join(parts)
        total = int(verdicts.counts.sum())
        right = int(np.trace(verdicts.counts))
        share = f"{100 * right / total:.2f} %" if total else "–"
        parts.append(translate("Judged", "accuracy {share}").format(share=share))
        macro = class_figures(verdicts.counts).macro_f1
        parts.append(translate("Judged", "mean F1 {share}").format(share=f"{100 * macro:.1f} %"))
        if verdicts.unanswered:
            text = translate("Judged", "{count} answers are no numbers")
            parts.append(text.format(count=f"{verdicts.unanswered:,}"))
        if verdicts.border is not None and len(self.subject.classes) == 2:
            text = translate("Judged", "{name} from an output of {border}")
            name = visible(self.subject.classes[1])
            parts.append(text.format(name=name, border=f"{verdicts.border:g}"))
        return " · ".join(parts)

    def cell_text(self, cell: tuple[int, int]) -> str:
        """Return what a cell says in full."""
        assert isinstance(self.verdicts, ClassVerdicts)
        counts, names = self.verdicts.counts, self.subject.classes
        count, row = int(counts[cell]), int(counts[cell[0]].sum())
        column = int(counts[:, cell[1]].sum())
        text = translate(
            "Judged",
            "{true} taken for {taken}: {count} · {row} of all {true} · {column} of all taken for {taken}",
        )
        return text.format(
            true=visible(names[cell[0]]),
            taken=visible(names[cell[1]]),
            count=f"{count:,}",
            row=_share(count, row),
            column=_share(count, column),
        )

    def point_text(self, number: int) -> str:
        """Return what a point of the scatter plot says."""
        return self.told(self.sample_of_point(number))

    def sample_of_point(self, number: int) -> int:
        """Return the case that a point belongs to."""
        assert isinstance(self.verdicts, NumberVerdicts)
        each = self.verdicts.true.shape[1] if self.subject.place is None else 1
        return number // each

    def _of(self) -> str:
        judged, count = len(self.cases.places), self.cases.count
        if judged == count:
            return translate("Judged", "{count} samples").format(count=f"{count:,}")
        text = translate("Judged", "{judged} of {count} samples")
        return text.format(judged=f"{judged:,}", count=f"{count:,}")

    def _doubt(self, index: int) -> str:
        """Return how likely the network holds the true class."""
        assert isinstance(self.verdicts, ClassVerdicts)
        share = float(self.verdicts.shares[index, int(self.verdicts.true[index])])
        if not math.isfinite(share):
            return "–"
        text = f"{100 * share:.1f} %"
        if self.pictured:
            return text
        name = visible(self.subject.classes[int(self.verdicts.true[index])])
        number = f"{int(self.cases.places[self._sample_of(index)]):,}"
        return translate("Judged", "{share} for {name} · sample {number}").format(
            share=text, name=name, number=number
        )

    def _off(self, index: int) -> str:
        """Return how far a prediction is off."""
        assert isinstance(self.verdicts, NumberVerdicts)
        errors = self.verdicts.errors[index]
        if self.subject.place is None:
            size = float(np.sqrt(np.square(errors).mean()))
            return figure_text(size)
        if self.pictured:
            return _signed(float(errors[self.subject.place]))
        return self._compared(index)

    def _compared(self, index: int) -> str:
        assert isinstance(self.verdicts, NumberVerdicts)
        place, unit = self.subject.place, self.subject.unit
        unit = f" {unit}" if unit else ""
        if place is None:
            size = float(np.sqrt(np.square(self.verdicts.errors[index]).mean()))
            return translate("Judged", "root of the mean squared error {value}").format(
                value=figure_text(size) + unit
            )
        true, said = self.verdicts.true[index, place], self.verdicts.predicted[index, place]
        text = translate("Judged", "off by {error} · true {true} · predicted {predicted}")
        return text.format(
            true=figure_text(float(true)) + unit,
            predicted=figure_text(float(said)) + unit,
            error=_signed(float(said - true)) + unit,
        )

    def _sample_of(self, index: int) -> int:
        each = self.verdicts.positions if isinstance(self.verdicts, ClassVerdicts) else 1
        return index // each

    def _raw(self, number: int) -> Array:
        cases = self.cases
        return cases.data.sample(cases.split, int(cases.places[number])).raw


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _signed(value: float) -> str:
    return ("+" if value > 0 else "") + figure_text(value)
