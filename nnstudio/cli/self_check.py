"""Does this installation work? Lists its parts and trains the smallest network there is."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from nnstudio import api
from nnstudio.activations import all_activations
from nnstudio.core.version import __version__
from nnstudio.data import dataset_names
from nnstudio.export import all_exporters
from nnstudio.layers import all_layers
from nnstudio.losses import all_losses
from nnstudio.metrics import all_metrics
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.schedules import all_schedules

TEMPLATE = "xor"
LOSS = 0.01


def self_check() -> int:
    """Write what there is, train XOR, write OK; return the exit code."""
    print(f"NNStudio {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    parts: dict[str, Iterable[str]] = {
        "layers": all_layers(),
        "activations": all_activations(),
        "losses": all_losses(),
        "metrics": all_metrics(),
        "optimizers": all_optimizers(),
        "schedules": all_schedules(),
        "data sets": dataset_names(),
        "exporters": all_exporters(),
        "templates": [template.slug for template in api.templates()],
    }
    for name, entries in parts.items():
        print(f"{name}: {', '.join(entries)}")
    log = api.train(api.new(TEMPLATE), seed=0).run_log
    assert log is not None
    loss = float(log.epoch_column("train_loss")[-1])
    print(f"XOR: loss {loss:.6f} after {log.steps} steps")
    if not loss < LOSS:
        print(f"nnstudio: XOR was not learned: loss {loss:.6f}, expected < {LOSS}", file=sys.stderr)
        return 1
    print("OK")
    return 0
