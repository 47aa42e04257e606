"""What ``import nnstudio`` offers: make, train, evaluate, use and export networks without a window.

A `SavedProject` is what all functions take and give: a project, and once it was trained its
weights and the record of its training. Mistakes in what is given raise `UserError`, a
`ValueError` whose text says what was got, what is expected and how to mend it.
"""

from nnstudio.api.answering import Outputs, evaluate, predict, predict_table
from nnstudio.api.data import data_sets, describe_data, import_data, keep_data, use_data
from nnstudio.api.exchange import export_network, import_network, load_weights, weights
from nnstudio.api.network import Network
from nnstudio.api.projects import check, new, open, save, templates
from nnstudio.api.training import TrainingError, train
from nnstudio.core.errors import UserError
from nnstudio.data.importing import ImportChoices
from nnstudio.engine.messages import EpochRow, Progress
from nnstudio.files.project_file import SavedProject
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.project import Project

__all__ = [
    "Analysis",
    "EpochRow",
    "ImportChoices",
    "Network",
    "Outputs",
    "Progress",
    "Project",
    "SavedProject",
    "TrainingError",
    "UserError",
    "check",
    "data_sets",
    "describe_data",
    "evaluate",
    "export_network",
    "import_data",
    "import_network",
    "keep_data",
    "load_weights",
    "new",
    "open",
    "predict",
    "predict_table",
    "save",
    "templates",
    "train",
    "use_data",
    "weights",
]
