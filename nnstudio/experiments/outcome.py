"""What came of one network of an experiment, as plain values that a file and a wire can carry."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import Literal

import numpy as np

from nnstudio.core.text import Text
from nnstudio.engine.run_log import RunLog
from nnstudio.graph.settings_codec import Json

End = Literal["done", "failed", "refused"]
ENDS: tuple[End, ...] = ("done", "failed", "refused")
"""Trained to its end; trained until a number was no number any more; could not be trained."""

CURVES = ("train_loss", "val_loss", "train_accuracy", "val_accuracy")
MOST_POINTS = 256
"""So many epochs of a curve are kept at most; the file of the run has them all."""


@dataclass(frozen=True)
class Outcome:
    """How a training went.

    Parameters
    ----------
    end
        One of `ENDS`. What was refused is tried again when the experiment goes on.
    reason
        Why it did not come to its planned end, or ended before its last epoch; empty: it did not.
    figures
        Those of the last epoch by name, ``best_val_loss`` and ``best_epoch``; and ``epochs``,
        ``steps``, ``seconds`` and ``parameters``. What is not known is missing.
    curves
        By the names in `CURVES`, and ``epoch``: the figures after each epoch, or some of them.
    """

    end: End
    reason: Text = field(default_factory=lambda: Text(""))
    figures: Mapping[str, float] = field(default_factory=dict)
    curves: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def finished(self) -> bool:
        """Whether training it again would give the same."""
        return self.end != "refused"

    def to_dict(self) -> Json:
        """Return it as JSON values; a number that is none is null."""
        return {
            "end": self.end,
            "reason": _text_to_json(self.reason),
            "figures": {key: _known(value) for key, value in self.figures.items()},
            "curves": {key: [_known(v) for v in values] for key, values in self.curves.items()},
        }

    @classmethod
    def from_dict(cls, document: object) -> Outcome:
        """Return what `to_dict` wrote.

        Raises
        ------
        ValueError
            It is something else, or its curves do not belong together.
        """
        if not isinstance(document, dict) or document.get("end") not in ENDS:
            raise ValueError("no outcome of a training")
        figures, curves = document.get("figures"), document.get("curves")
        if not isinstance(figures, dict) or not isinstance(curves, dict):
            raise ValueError("no figures of a training")
        return cls(
            document["end"],
            _text_from_json(document.get("reason", "")),
            {str(key): _number(value) for key, value in figures.items() if value is not None},
            _curves(curves),
        )


def outcome_of(log: RunLog, end: End, reason: Text | None, parameters: int) -> Outcome:
    """Return how a training went from its record."""
    figures: dict[str, float] = {}
    last = log.last_epoch
    if last is not None:
        figures = {name: getattr(last, name) for name in CURVES}
        measured = zip(log.metric_names, last.metrics, strict=False)
        figures |= {f"val_{name}": value for name, value in measured}
        losses = log.epoch_column("val_loss")
        if np.isfinite(losses).any():
            best = int(np.nanargmin(losses))
            figures["best_val_loss"] = float(losses[best])
            figures["best_epoch"] = float(log.epoch_column("epoch")[best])
        figures["seconds"] = float(log.epoch_column("seconds").sum())
    figures |= {"epochs": log.epochs, "steps": log.steps, "parameters": parameters}
    kept = {key: float(value) for key, value in figures.items() if not math.isnan(value)}
    return Outcome(end, reason or Text(""), kept, curves_of(log))


def curves_of(log: RunLog) -> dict[str, tuple[float, ...]]:
    """Return the figures after each epoch, of many epochs evenly spaced ones and the last."""
    count = len(log.epoch_column("epoch"))
    rows = np.unique(np.linspace(0, count - 1, min(count, MOST_POINTS)).round().astype(int))
    columns = {name: log.epoch_column(name)[rows] for name in ("epoch", *CURVES)}
    return {
        name: tuple(column.tolist())
        for name, column in columns.items()
        if count and not np.isnan(column).all()
    }


# ---- JSON ----


def _text_to_json(text: Text) -> object:
    values = {
        key: _text_to_json(value) if isinstance(value, Text) else value
        for key, value in text.values.items()
    }
    plain = {k: v if isinstance(v, int | float | dict) else str(v) for k, v in values.items()}
    return {"template": text.template, "values": plain}


def _text_from_json(document: object) -> Text:
    if isinstance(document, str):
        return Text(document)
    if not isinstance(document, dict) or not isinstance(document.get("values"), dict):
        raise ValueError("no text")
    values = {
        str(key): _text_from_json(value) if isinstance(value, dict) else value
        for key, value in document["values"].items()
    }
    text = Text(str(document.get("template", "")), **values)
    if any(spec or conversion for _, _, spec, conversion in Formatter().parse(text.template)):
        raise ValueError("no plain text")  # which may ask for gigabytes
    try:
        str(text)
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        raise ValueError("a text without its values") from error
    return text


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("no number")
    if not abs(value) <= sys.float_info.max:  # JSON can say what no figure can be
        raise ValueError("a number that is not finite")
    return float(value)


def _curves(found: Mapping[object, object]) -> dict[str, tuple[float, ...]]:
    curves = {str(key): _numbers(values) for key, values in found.items()}
    epochs = curves.get("epoch", ())
    if any(len(values) != len(epochs) for values in curves.values()):
        raise ValueError("curves of different lengths")
    if curves and (not epochs or any(map(math.isnan, epochs))):
        raise ValueError("curves over no epochs")
    return curves


def _numbers(values: object) -> tuple[float, ...]:
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise ValueError("no numbers")
    return tuple(math.nan if value is None else _number(value) for value in values)
