"""Filters that slide over a picture."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.activations.activated import WeightedLayer
from nnstudio.core.convolution_layer import ConvolutionLayer
from nnstudio.core.kernel_layer import KernelLayer2D
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Conv2D(ConvolutionLayer, KernelLayer2D, WeightedLayer):
    """Slides small filters over a picture; each filter gives one feature map.

    ``(batch, height, width, channels) -> (batch, new_height, new_width, filters)``. As everywhere
    in the field this is a cross-correlation: the kernel is not flipped. "same" and "valid" are
    those of TensorFlow and Keras: "same" gives ``ceil(size / stride)`` and adds an odd zero at the
    end. PyTorch's ``padding="same"`` is this for stride 1, and it has none for other strides.
    Filters and channels are cut into groups in their order, as in PyTorch.
    """

    name = "Conv2D"
    label = N_("Conv2D")
    category = "convolution"
    order = 20
    summary = N_("Slides small filters over a picture; each filter gives one feature map.")
    formula = r"y_{i,j,o} = f(b_o + \sum_{u,v,c} x_{si+u,\,sj+v,\,c}\, w_{u,v,c,o})"
    source = "LeCun et al. 1998; Dumoulin and Visin 2016, A guide to convolution arithmetic"
    keywords = "convolution filter kernel feature map cnn"
    examples = (
        ({"filters": 3}, ((5, 6, 2),)),
        ({"filters": 2, "padding": "valid", "activation": "tanh"}, ((6, 5, 3),)),
        ({"filters": 2, "strides": (2, 2), "activation": "relu"}, ((7, 6, 2),)),
        ({"filters": 2, "kernel_size": (2, 3), "strides": (1, 2)}, ((5, 7, 1),)),
        ({"filters": 4, "kernel_size": (5, 5), "use_bias": False}, ((6, 6, 1),)),
        ({"filters": 16, "activation": "relu", "initializer": "he_normal"}, ((8, 8, 16),)),
        ({"filters": 2, "kernel_size": (1, 1), "padding": "valid"}, ((4, 4, 3),)),
        ({"filters": 2, "kernel_size": (2, 1), "strides": (3, 2)}, ((8, 5, 2),)),
        ({"filters": 2, "dilation": (2, 3), "padding": "valid"}, ((6, 8, 2),)),
        ({"filters": 3, "dilation": (2, 1), "strides": (2, 3)}, ((7, 8, 2),)),
        ({"filters": 6, "groups": 2, "activation": "tanh"}, ((5, 4, 4),)),
        ({"filters": 3, "groups": 3, "strides": (2, 2), "padding": "valid"}, ((5, 6, 3),)),
    )

    def parameters_text(self) -> str:
        return f"{self.filters} × {self.size_text()} · {self.activation}"
