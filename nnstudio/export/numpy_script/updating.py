"""The functions of a script that change the weights."""

from __future__ import annotations

import ast
from typing import Any

from nnstudio.core.text import Text
from nnstudio.export.numpy_script.functions import Function, Library
from nnstudio.export.numpy_script.values import Known, Named, Partial, name, used_names
from nnstudio.graph.training_plan import TrainingPlan
from nnstudio.optimizers.schedules.base import Place
from nnstudio.optimizers.schedules.constant import ConstantSchedule


class Updating:
    """Clipping, schedule and optimiser of a training as functions.

    Parameters
    ----------
    higher
        Whether more of the figure that is watched is better.
    clip
        Limits the gradients; None where they are not limited.
    factor
        What the learning rate of a step is multiplied by; None where it stays.
    update
        Changes one weight by its gradient.
    """

    def __init__(self, library: Library, training: TrainingPlan, higher: bool) -> None:
        library.node = ""
        self.training, self._higher = training, higher
        self.clip = self._clip(library)
        self.factor = self._factor(library)
        self.update = self._update(library)

    @property
    def slots(self) -> tuple[str, ...]:
        """What the optimiser keeps of each weight."""
        return self.training.optimizer.slots

    def _clip(self, library: Library) -> Function | None:
        clipping: Any = self.training.clipping
        if clipping.mode == "none":
            return None
        written = library.write(
            type(clipping).clipped, [Known(clipping), name("gradients")], ["gradients"]
        )
        result = written.block.lift(written.result)
        return written.function("clip", ["gradients"], result)

    def _factor(self, library: Library) -> Function | None:
        schedule: Any = self.training.schedule
        if isinstance(schedule, ConstantSchedule):
            return None
        parts = ("step", "steps_per_epoch", "total_steps", "history")
        known = Place(1, 1, 1, (), self._higher)
        place = Partial(known, {part: name(part) for part in parts})
        written = library.write(type(schedule).factor, [Known(schedule), place], parts)
        result = written.block.lift(written.result)
        found = written.function("rate_factor", parts, result)
        found.parameters = tuple(part for part in parts if part in found.names | used_names(result))
        return found

    def _update(self, library: Library) -> Function:
        optimizer: Any = self.training.optimizer
        taken = ["w", "g", *self.slots, "step", "learning_rate"]
        me = Partial(optimizer, {"learning_rate": name("learning_rate")})
        slots = Named({slot: name(slot) for slot in self.slots})
        given = [me if self.factor else Known(optimizer), name("w"), name("g"), slots, name("step")]
        written = library.write(type(optimizer).update, given, taken)
        parameters = ["w", "g", *self.slots, *(["step"] if optimizer.counts_steps else [])]
        parameters += ["learning_rate"] if self.factor else []
        remark = " ".join(str(Text(optimizer.summary)).split())
        return written.function("update", parameters, None, remark)


def unparsed(node: ast.expr) -> str:
    """Return the text of an expression."""
    return ast.unparse(ast.fix_missing_locations(node)).replace("'", '"')
