"""What is written about a place of the plane, and about the network as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from nnstudio.app.plots.decision.aims import Aim
from nnstudio.app.plots.decision.ground import Ground, feature_names
from nnstudio.app.plots.decision.picture import Answered
from nnstudio.app.plots.ticks import figure
from nnstudio.core.layer import Array

translate = QCoreApplication.translate


def place_text(
    ground: Ground,
    place: tuple[float, float],
    cell: int | None,
    aims: Iterable[Aim],
    outputs: Mapping[str, Array],
) -> str:
    """Return where a place is and what all outputs say of its cell; None: it is in none."""
    names = feature_names(ground.data)
    across = [names[number] for number in ground.columns]
    parts = [f"{name} {figure(at)}" for name, at in zip(across, place, strict=False)]
    for aim in aims:
        output = outputs.get(aim.node)
        if output is None or cell is None:
            continue
        values = Answered.of(aim, output[cell : cell + 1], 1).cells[0].tolist()
        if aim.kind == "classes":
            pairs = zip(aim.classes, values, strict=True)
            parts += [f"{name}: {100 * share:.1f} %" for name, share in pairs]
        else:
            parts.append(f"{aim.name}: {figure(values[0])}")
    return "   ".join(parts)


def summary(answered: Answered, ground: Ground, step: int) -> str:
    """Say which network answers, and for how many samples it is wrong."""
    trained = translate("DecisionMap", "After {step} steps").format(step=f"{step:,}")
    parts = [trained if step else translate("DecisionMap", "Not trained yet")]
    if answered.aim.kind == "classes":
        wrong = answered.wrong(ground)
        texts = (
            translate("DecisionMap", "wrong: {wrong} of {count} training"),
            translate("DecisionMap", "{wrong} of {count} held-out points"),
        )
        for text, part in zip(texts, (~ground.held_out, ground.held_out), strict=True):
            if part.any():
                parts.append(text.format(wrong=int(wrong[part].sum()), count=int(part.sum())))
    if len(ground.centre) > 2:
        parts.append(translate("DecisionMap", "other inputs at their mean"))
    return " · ".join(parts)
