"""How many steps an epoch has, as far as that is known without reading the data."""

from __future__ import annotations

from nnstudio.core.errors import UserError
from nnstudio.data import data_card
from nnstudio.graph.project import Project


def steps_per_epoch(project: Project) -> int:
    """Return how many steps an epoch has by what is known of the data; 1 where nothing is."""
    data = project.data
    try:
        info = data_card(data)
    except UserError:
        return 1
    count = max(1, info.train_count - data.validation)
    return -(-count // project.training.step_samples(count))
