"""One layer's place in the module that is written."""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.activations.base import Activation
from nnstudio.core.shapes import Shape
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.export.pytorch import parts
from nnstudio.export.writers import Writers

ACTIVATIONS = {
    "linear": "{z}",
    "step": "step({z})",
    "sigmoid": "torch.sigmoid({z})",
    "hard_sigmoid": "F.hardsigmoid({z})",
    "tanh": "torch.tanh({z})",
    "relu": "F.relu({z})",
    "leaky_relu": "F.leaky_relu({z}, {slope!r})",
    "elu": "F.elu({z})",
    "selu": "F.selu({z})",
    # PyTorch's is a straight line from its threshold on, which is 20 unless one says otherwise.
    "softplus": "F.softplus({z}, threshold=50)",
    "gelu": "F.gelu({z})",
    "silu": "F.silu({z})",
    "softmax": "torch.softmax({z}, {axis})",
}
_TAKEN = frozenset(
    [
        "self",
        "torch",
        "nn",
        "F",
        "math",
        "x",
        "y",
        "mode",
        "step",
        "waves",
        "there",
        "tokens",
        "inner_mean",
        "masked_mean",
        "masked_max",
        "train",
        "eval",
        "forward",
        "predict",
        "apply",
        "to",
        "type",
        "float",
        "half",
        "double",
        "cpu",
        "cuda",
        "state_dict",
        "parameters",
        "buffers",
        "children",
        "modules",
        "training",
        "compile",
        "share_memory",
        "zero_grad",
        "requires_grad_",
        "register_module",
        "add_module",
        "bfloat16",
        "xpu",
        "mtia",
        "ipu",
        "dump_patches",
        "call_super_init",
        "named_parameters",
        "named_children",
        "named_modules",
        "named_buffers",
        "get_buffer",
        "get_parameter",
        "get_submodule",
        "set_submodule",
        "extra_repr",
        "get_extra_state",
        "set_extra_state",
        "load_state_dict",
        "register_buffer",
        "register_parameter",
        "to_empty",
        "super",
        "len",
        "sum",
        "reversed",
        "range",
        "zip",
        "tuple",
        "T_destination",
        "register_backward_hook",
        "register_forward_hook",
        "register_forward_pre_hook",
        "register_full_backward_hook",
        "register_full_backward_pre_hook",
        "register_load_state_dict_post_hook",
        "register_load_state_dict_pre_hook",
        "register_state_dict_post_hook",
        "register_state_dict_pre_hook",
    ]
)


@dataclass
class Code:
    """What a module consists of, as far as it is written."""

    plan: Plan
    modules: list[tuple[str, str]] = field(default_factory=list)
    """The modules of layers: their names and how they are made."""
    parts: dict[str, str] = field(default_factory=dict)
    """The parts that PyTorch lacks, by name."""
    first: dict[str, bool] = field(default_factory=dict)
    """By node: whether what it gives has its channels first."""

    def need(self, name: str, **values: str) -> None:
        """Have a part of `nnstudio.export.pytorch.parts` written."""
        text: str = getattr(parts, name)
        for key, value in values.items():
            text = text.replace(f"{{{key}}}", value)
        self.parts.setdefault(name + "".join(values.values()), text)


@dataclass
class Place:
    """One layer with what is known of its surroundings while its line is written."""

    code: Code
    node: PlannedNode

    @property
    def name(self) -> str:
        """The name of the layer's module and of what it gives."""
        return safe_name(self.node.id)

    @property
    def shape(self) -> Shape:
        """The shape of the first input, channels last."""
        return self.node.input_shapes[0]

    @property
    def several(self) -> bool:
        """Whether other layers use the same weights."""
        return any(
            self.node.holder == other.holder and other.id != self.node.id
            for other in self.code.plan.nodes
        )

    def need(self, name: str, **values: str) -> None:
        """Have a part that PyTorch lacks written."""
        self.code.need(name, **values)

    def module(self, constructor: str) -> str:
        """Return the module of the layer, made as given, or of the layer whose weights it uses."""
        name = safe_name(self.node.holder)
        if not self.node.shares:
            self.code.modules.append((name, constructor))
        return f"self.{name}"

    def given_first(self, port: int = 0) -> bool:
        """Return whether an input has its channels first."""
        return self.code.first[self.node.sources[port]]

    def either(self, port: int = 0) -> str:
        """Return an input as it is."""
        return safe_name(self.node.sources[port])

    def last(self, port: int = 0) -> str:
        """Return an input with its channels last, ``(batch, ..., channels)``."""
        given = self.either(port)
        return f"{given}.movedim(1, -1)" if self.given_first(port) else given

    def channels_first(self, port: int = 0) -> str:
        """Return an input with its channels first, ``(batch, channels, ...)``."""
        if len(self.node.input_shapes[port]) == 1 or self.given_first(port):
            return self.either(port)
        return f"{self.either(port)}.movedim(-1, 1)"

    def give(self, expression: str, first: bool = False) -> str:
        """Note how the result's axes lie, and return its expression with the activation."""
        self.code.first[self.node.id] = first and len(self.node.shape) > 1
        layer = self.node.layer
        if not isinstance(layer, ActivatedLayer) or self.node.id in self.code.plan.fused_nodes:
            return expression
        return self.activated(layer.activation_function(), expression)

    def activated(self, function: Activation, z: str) -> str:
        """Return the expression of an activation."""
        if function.name == "step":
            self.need("STEP")
        axis = 1 if self.code.first[self.node.id] else -1
        slope = getattr(function, "negative_slope", 0.0)
        return ACTIVATIONS[function.name].format(z=z, slope=slope, axis=axis)


def safe_name(node_id: str) -> str:
    """Return a node's id as a name that means nothing else in the module."""
    # Python reads names in this form, and a state_dict would have them so.
    plain = unicodedata.normalize("NFKC", node_id) == node_id
    escaped = node_id.encode("ascii", "backslashreplace").decode().replace("\\", "_")
    name, stem = node_id if plain else escaped, node_id.rstrip("_")
    # All that such names may become moves on, too, so that no two layers get the same.
    ends = range(len(stem), len(node_id) + 1)
    taken = any(node_id[:end] in _TAKEN or keyword.iskeyword(node_id[:end]) for end in ends)
    return f"{name}_" if taken or name[:1] == "_" else name


LayerWriter = Callable[[Any, Place], str]
"""``(layer, place) -> expression``"""
writers: Writers[LayerWriter] = Writers()
"""What computes each layer in PyTorch."""
