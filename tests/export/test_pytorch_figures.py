"""What the PyTorch training script measures is Python, whatever the outputs look like."""

from __future__ import annotations

import pytest

from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.export.pytorch import PyTorchExporter
from nnstudio.export.pytorch.figures import figures_source
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template


@pytest.mark.parametrize("watch", ["val_r2", "val_mean_absolute_error"])
def test_figures_of_pictures_in_other_units_are_python(watch: str) -> None:
    project = edits.set_training(template("autoencoder").project, watch=watch)
    weights = initial_weights(make_plan(analyze(project)), 0)
    text = figures_source(PyTorchExporter().job(project, weights, "net"))
    assert "rows = (y / 0.00392156862745098).reshape(-1, 1)\n" in text
    assert "true = (t / 0.00392156862745098).reshape(-1, 1)\n" in text
    compile(text, "net_train.py", "exec")
