"""How the words that a file knows, such as ``leaky_relu``, are written for people."""

from __future__ import annotations

import re

from nnstudio.activations import all_activations
from nnstudio.app.translate import tr_text
from nnstudio.core.initializers import INITIALIZERS
from nnstudio.core.text import N_
from nnstudio.engine.figure_names import figure_label
from nnstudio.losses import all_losses

WORDS: dict[tuple[str, str], tuple[str, str]] = {
    ("batch_mode", "mini"): (N_("Mini-batches"), N_("Each step looks at a few samples.")),
    ("batch_mode", "full"): (N_("All samples"), N_("Each step looks at all training samples.")),
    ("batch_mode", "single"): (N_("One sample"), N_("Each step looks at a single sample.")),
    ("mode", "none"): (N_("Off"), N_("Gradients are used as they are.")),
    ("mode", "value"): (N_("By value"), N_("Each number of a gradient is limited.")),
    ("mode", "norm"): (
        N_("By norm"),
        N_("The gradient of each weight tensor is shortened where it is too long."),
    ),
    ("mode", "global_norm"): (
        N_("By global norm"),
        N_("All gradients are shortened together, which keeps their direction."),
    ),
    ("padding", "same"): (
        N_("Same"),
        N_("The border is filled with zeros, so that the output is as large as the input."),
    ),
    ("padding", "valid"): (
        N_("Valid"),
        N_("The window stays within the input, so the output is smaller."),
    ),
    ("interpolation", "nearest"): (N_("Nearest"), N_("Each value is repeated.")),
    ("interpolation", "bilinear"): (N_("Bilinear"), N_("Values between are blended.")),
    ("direction", "forward"): (N_("Forward"), N_("From the first step to the last.")),
    ("direction", "backward"): (N_("Backward"), N_("From the last step to the first.")),
    ("direction", "both"): (
        N_("Both ways"),
        N_("Once forward and once backward, with weights of its own each: bidirectional."),
    ),
    ("kind", "sinusoidal"): (N_("Sines and cosines"), N_("Fixed waves of many lengths.")),
    ("kind", "learned"): (N_("Learned"), N_("A vector for each position, learned in training.")),
    ("axis", "last"): (N_("Last"), N_("Features or channels.")),
    ("axis", "first"): (N_("First"), N_("Steps, or the rows of a picture.")),
    ("loss", ""): (
        N_("As the training says"),
        N_("The loss that is chosen for the training of the whole network."),
    ),
    ("axis", "second"): (N_("Second"), N_("The columns of a picture.")),
}
"""The name and an explanation of a choice, by setting and choice."""


def choice_texts(setting: str, choice: str) -> tuple[str, str]:
    """Return the visible name of a choice of a setting, and an explanation of it."""
    if setting == "activation" and choice in all_activations():
        activation = all_activations()[choice]
        return tr_text(activation.label), tr_text(activation.summary)
    if setting == "initializer" and choice in INITIALIZERS:
        explanation = tr_text(INITIALIZERS[choice])
        return re.split("[:：]", explanation)[0], explanation
    if setting == "loss" and choice in all_losses():
        loss = all_losses()[choice]
        return tr_text(loss.label), tr_text(loss.summary)
    if setting == "watch":
        return tr_text(figure_label(choice)), ""
    if (setting, choice) in WORDS:
        label, explanation = WORDS[setting, choice]
        return tr_text(label), tr_text(explanation)
    return tr_text(choice.replace("_", " ")), ""
