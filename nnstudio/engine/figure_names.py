"""How the figures of a run, such as ``val_loss``, are called for people."""

from __future__ import annotations

from nnstudio.core.text import N_, Text
from nnstudio.metrics import all_metrics

_KNOWN = {
    "train_loss": N_("Training loss"),
    "train_accuracy": N_("Training accuracy"),
    "val_loss": N_("Validation loss"),
    "val_accuracy": N_("Validation accuracy"),
}


def figure_label(name: str) -> Text:
    """Return what a figure that can be watched is called; see `TrainingPlan.watch`."""
    if name in _KNOWN:
        return Text(_KNOWN[name])
    if name.startswith("val_"):
        return Text(N_("{figure} (validation)"), figure=metric_label(name.removeprefix("val_")))
    return Text("{name}", name=name)


def metric_label(name: str) -> Text:
    """Return what a metric is called; where there are several outputs, with its output's name."""
    output, _, metric = name.rpartition("/")
    found = all_metrics().get(metric)
    label = Text(found.label) if found is not None else Text(N_("Loss"))
    if not output:
        return label
    return Text(N_("{figure} of {output}"), figure=label, output=output)
