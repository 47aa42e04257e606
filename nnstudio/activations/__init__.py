"""Activation functions, one file each: function, derivative, range and where it saturates.

Nothing but `core` may be imported here.
"""

from __future__ import annotations

from functools import cache

from nnstudio.activations.base import Activation
from nnstudio.core.discovery import discover

__all__ = ["Activation", "activation_names", "all_activations", "make_activation"]


@cache
def all_activations() -> dict[str, type[Activation]]:
    """Return every activation function by name, in the order menus show them."""
    found = discover("nnstudio.activations", Activation)
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def activation_names() -> tuple[str, ...]:
    """Return the names that a layer's ``activation`` may have."""
    return tuple(all_activations())


def make_activation(name: str, negative_slope: float = 0.01) -> Activation:
    """Return the activation function called ``name``.

    Raises
    ------
    KeyError
        There is no activation of that name.
    """
    cls = all_activations()[name]
    if "negative_slope" in cls.params():
        return cls(negative_slope=negative_slope)  # type: ignore[call-arg]
    return cls()
