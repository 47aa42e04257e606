"""Where a training stands, as plain JSON values and back; its arrays lie in members of their own."""

from __future__ import annotations

import math

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import Best, Checkpoint, Tally
from nnstudio.graph.record import LARGEST_WHOLE, Record

MOST_STREAMS = 100_000
MOST_EPOCHS = 10_000_000
WORDS = 6
"""Whole numbers that make up the state of a random generator."""


def checkpoint_to_dict(checkpoint: Checkpoint) -> dict[str, object]:
    """Return everything of a checkpoint but its weights and the optimiser's arrays."""
    tally, best = checkpoint.tally, checkpoint.best
    found: dict[str, object] = {
        "step": checkpoint.step,
        "epoch": checkpoint.epoch,
        "batch": checkpoint.batch,
        "chance": {
            # As text: 64 bits are more than a number in JSON keeps.
            name: " ".join(f"{word:x}" for word in words.tolist())
            for name, words in checkpoint.chance.items()
        },
        "history": [_number(value) for value in checkpoint.history],
    }
    if checkpoint.waiting_from:
        found["waiting_from"] = checkpoint.waiting_from
    if tally != Tally():
        sums = {"loss": _number(tally.loss), "correct": tally.correct, "seen": tally.seen}
        found["tally"] = {**sums, "seconds": tally.seconds}
    if best is not None:
        found["best"] = {
            "epoch": best.epoch,
            "step": best.step,
            "watch": best.watch,
            "value": _number(best.value),
        }
    return found


def checkpoint_from(value: object) -> Checkpoint:
    """Return the checkpoint that `checkpoint_to_dict` wrote, without weights.

    Raises
    ------
    ProjectFormatError
        Something in it is not as it must be; the text names it.
    """
    place = Text(N_("The training state"))
    known = ("step", "epoch", "batch", "chance", "history", "tally", "best", "waiting_from")
    record = Record(value, place, known)
    step, epoch, batch = (
        record.whole(key, 0, 0, LARGEST_WHOLE) for key in ("step", "epoch", "batch")
    )
    return Checkpoint(
        {},
        {},
        step,
        epoch,
        batch,
        {name: _words(record, text) for name, text in record.pairs("chance", MOST_STREAMS)},
        _tally(record.raw("tally")) if "tally" in record else Tally(),
        tuple(_value(record, "history", item) for item in record.items("history", MOST_EPOCHS)),
        _best(record.raw("best")) if "best" in record else None,
        record.whole("waiting_from", 0, 0, MOST_EPOCHS),
    )


def _number(value: float) -> float | None:
    """Return a figure, or None for one that JSON has no word for and that never is the best."""
    return value if math.isfinite(value) else None


def _value(record: Record, key: str, value: object) -> float:
    return math.nan if value is None else record.checked_number(key, value)


def _words(record: Record, value: object) -> Array:
    parts = record.checked_text("chance", value).split()
    digits = set("0123456789abcdef")
    if len(parts) != WORDS or not all(len(p) <= 16 and set(p) <= digits for p in parts):
        expected = Text(N_("{count} hexadecimal numbers of 64 bits"), count=WORDS)
        raise record.refusal("chance", value, expected)
    return np.array([int(part, 16) for part in parts], np.uint64)


def _tally(value: object) -> Tally:
    place = Text(N_("The sums of the unfinished epoch"))
    record = Record(value, place, ("loss", "correct", "seen", "seconds"))
    loss = _value(record, "loss", record.raw("loss"))
    seen = record.whole("seen", 0, 0)
    return Tally(loss, record.number("correct", 0.0), seen, record.number("seconds", 0.0))


def _best(value: object) -> Best:
    record = Record(value, Text(N_("The best epoch")), ("epoch", "step", "watch", "value"))
    figure = _value(record, "value", record.raw("value"))
    step = record.whole("step", 0, 0)
    return Best({}, record.whole("epoch", 0, 0), step, record.text("watch"), figure)
