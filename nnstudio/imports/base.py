"""What an importer is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weight_transfer import transfer_weights
from nnstudio.engine.weights import WeightKey, WeightMap
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project


@dataclass(frozen=True)
class Imported:
    """A network that was read from a file.

    Parameters
    ----------
    project
        The drawing, arranged.
    weights
        Its weights by node and name, float32 and read-only; those that the file has.
    notes
        What was left out or is done otherwise here, each naming its place in the file.
    """

    project: Project
    weights: Mapping[WeightKey, Array]
    notes: tuple[Text, ...] = ()

    def all_weights(self) -> WeightMap | None:
        """Return weights for the whole drawing: what the file lacks begins as new; None: it has none.

        A drawing with problems keeps those of the file until it is mended.
        """
        if not self.weights:
            return None
        try:
            plan = make_plan(analyze(self.project))
            seed = self.project.training.seed
            return transfer_weights(plan, self.weights, {}, seed).weights
        except UserError:
            return self.weights


def as_kept(value: Array) -> Array:
    """Return an array as weights are kept: a copy, float32 in one piece, read-only."""
    kept = np.array(value, np.float32, order="C")
    kept.flags.writeable = False
    return kept


class Importer:
    """Reads networks of one format; a subclass sets the class attributes and gives `read`."""

    name: ClassVar[str]
    """What errors and tests call it."""
    label: ClassVar[str]
    """What dialogs call it, marked with `N_`."""
    suffixes: ClassVar[tuple[str, ...]]
    """How such files' names end, in small letters, with the dot."""
    order: ClassVar[int]
    """The place in dialogs."""

    def read(self, path: Path) -> Imported:
        """Return the network in a file.

        Raises
        ------
        UserError
            The file is broken, too large, or holds nothing that could be drawn.
        """
        raise NotImplementedError
