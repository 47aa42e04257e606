"""Filters that slide along a sequence."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.activations.activated import WeightedLayer
from nnstudio.core.convolution_layer import ConvolutionLayer
from nnstudio.core.kernel_layer import KernelLayer1D
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Conv1D(ConvolutionLayer, KernelLayer1D, WeightedLayer):
    """Slides small filters along a sequence; each filter gives one new feature per place.

    ``(batch, steps, features) -> (batch, new_steps, filters)``. The kernel is not flipped. "same"
    and "valid" are those of TensorFlow and Keras: "same" gives ``ceil(steps / stride)`` and adds
    an odd zero at the end. PyTorch's ``padding="same"`` is this for stride 1, and it has none for
    other strides.
    """

    name = "Conv1D"
    label = N_("Conv1D")
    category = "convolution"
    order = 30
    summary = N_("Slides small filters along a sequence, for example of words or measurements.")
    formula = r"y_{t,o} = f(b_o + \sum_{u,c} x_{st+u,\,c}\, w_{u,c,o})"
    source = "LeCun and Bengio 1995, Convolutional networks for images, speech, and time series"
    keywords = "convolution filter kernel sequence time series text tcn"
    examples = (
        ({"filters": 3}, ((6, 2),)),
        ({"filters": 2, "kernel_size": 4, "activation": "tanh"}, ((7, 3),)),
        ({"filters": 2, "padding": "valid", "use_bias": False}, ((5, 2),)),
        ({"filters": 2, "strides": 2, "activation": "relu"}, ((7, 2),)),
        ({"filters": 2, "kernel_size": 2, "strides": 3}, ((8, 1),)),
        ({"filters": 2, "dilation": 3, "padding": "valid"}, ((9, 2),)),
        ({"filters": 2, "dilation": 2, "strides": 2}, ((8, 2),)),
        ({"filters": 4, "groups": 2}, ((5, 6),)),
    )

    def parameters_text(self) -> str:
        return f"{self.filters} × {self.size_text()} · {self.activation}"
