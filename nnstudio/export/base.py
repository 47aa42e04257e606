"""What an export target is."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, ClassVar

import numpy as np

from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.layer import Array
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.weights import WeightKey, WeightMap, check_weights
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project


class Exporter:
    """Writes a trained network in the form of one target.

    A subclass sets the class attributes and gives `write`.
    """

    name: ClassVar[str]
    """What the command line calls it."""
    label: ClassVar[str]
    """What menus call it, marked with `N_`."""
    summary: ClassVar[str]
    """What the file is good for, in a sentence marked with `N_`."""
    suffix: ClassVar[str]
    """How the file's name ends, with the dot."""
    order: ClassVar[int]
    """The place in menus."""

    def export(self, project: Project, weights: WeightMap, path: Path) -> None:
        """Write the network to a file, as a whole or not at all.

        Raises
        ------
        UserError
            The drawing has problems, the weights do not belong to it, or the file cannot be
            written.
        """
        plan = make_plan(analyze(project))
        checked = {
            key: np.ascontiguousarray(value) for key, value in check_weights(plan, weights).items()
        }
        write_atomically(path, lambda stream: self.write(stream, plan, checked, project.data))

    def write(
        self, stream: BinaryIO, plan: Plan, weights: dict[WeightKey, Array], data: DataPlan
    ) -> None:
        """Write the file.

        Parameters
        ----------
        stream
            Where to.
        plan
            The layers in the order in which they are computed.
        weights
            All of the plan's weights, checked, in the layout of the layers' definitions.
        data
            How samples are prepared, and what the classes are called.
        """
        raise NotImplementedError
