"""What is known of the samples before they are read: their shape, and what they can be compared with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from nnstudio.core.shapes import Shape, size_of


@dataclass(frozen=True)
class Target:
    """One thing that the data knows of each sample and an output is compared with.

    Parameters
    ----------
    name
        The name of its column; it may be empty where there is just one target.
    task
        ``"classification"`` or ``"regression"``.
    classes
        The names of the classes; empty for regression.
    shape
        The shape of one sample's values: ``()`` for one class, ``(steps,)`` for a class at every
        step, ``(columns,)`` or ``(height, width, channels)`` for numbers.
    """

    name: str = ""
    task: str = "classification"
    classes: tuple[str, ...] = ()
    shape: Shape = ()


@dataclass(frozen=True)
class Signature:
    """What the network can know of the data without reading it.

    Parameters
    ----------
    input_shape
        The shape of one prepared sample, ``(height, width, channels)`` or ``(features,)``.
    task
        ``"classification"`` or ``"regression"``.
    classes
        The names of the classes; empty for regression.
    targets
        How many numbers a target has: 1 for classification, else the columns of the target.
    raw_shape
        The shape of one sample in the data set's own units, such as ``(28, 28)``.
    features
        The names of the input features where they have names.
    target_name, target_shape
        The name of the target and the shape of one sample's values (see `Target`); empty: one
        class, or ``targets`` numbers.
    further
        Targets besides the first.
    tokens
        How many different tokens there are where samples are sequences of token numbers, padding
        included; 0: the samples are quantities.
    padded
        Whether samples are sequences of numbers that end in steps of zeros where they are shorter
        than others; such steps stay zeros whatever the scaling, so that layers can pass over them.
    """

    input_shape: Shape
    task: str = "classification"
    classes: tuple[str, ...] = ()
    targets: int = 1
    raw_shape: Shape = ()
    features: tuple[str, ...] = ()
    target_name: str = ""
    target_shape: Shape = ()
    further: tuple[Target, ...] = ()
    tokens: int = 0
    padded: bool = False

    @cached_property
    def all_targets(self) -> tuple[Target, ...]:
        """Everything that an output can be compared with, in the order of the data's columns."""
        shape = self.target_shape
        if not shape and self.task == "regression":
            shape = (self.targets,)
        return (Target(self.target_name, self.task, self.classes, shape), *self.further)

    def places_of(self, number: int) -> range:
        """Return where the numbers of a target lie among those of all regression targets.

        A target of classes has none.
        """
        known = [t if t.task == "regression" else None for t in self.all_targets[: number + 1]]
        sizes = [0 if target is None else size_of(target.shape) for target in known]
        return range(sum(sizes[:-1]), sum(sizes))
