"""Weights as ONNX orders them, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from nnstudio.core.layer import Array

GATES: dict[str, tuple[int, ...]] = {"LSTM": (0, 3, 1, 2), "GRU": (1, 0, 2), "SimpleRNN": (0,)}
"""Which of our gates stands at each place of ONNX: i o f c of ours i f g o, z r h of ours r z n."""


def convolution_form(weight: Array) -> Array:
    """Return ``(*kernel, in, filters)`` as ``(filters, in, *kernel)``."""
    return weight.transpose(weight.ndim - 1, weight.ndim - 2, *range(weight.ndim - 2))


def from_convolution_form(weight: Array) -> Array:
    """Return what `convolution_form` was given."""
    return weight.transpose(*range(2, weight.ndim), 1, 0)


def transposed_form(weight: Array) -> Array:
    """Return ``(*kernel, in, filters)`` as ``(in, filters, *kernel)``."""
    return weight.transpose(weight.ndim - 2, weight.ndim - 1, *range(weight.ndim - 2))


def from_transposed_form(weight: Array) -> Array:
    """Return what `transposed_form` was given."""
    return weight.transpose(*range(2, weight.ndim), 0, 1)


def depthwise_form(weight: Array) -> Array:
    """Return ``(*kernel, channels, multiplier)`` as ``(channels * multiplier, 1, *kernel)``."""
    *kernel, channels, maps = weight.shape
    flat = weight.reshape(*kernel, 1, channels * maps)
    return convolution_form(flat)


def from_depthwise_form(weight: Array, channels: int) -> Array:
    """Return what `depthwise_form` was given."""
    flat = from_convolution_form(weight)
    return flat.reshape(*flat.shape[:-2], channels, -1)


def gate_rows(layer: str, weight: Array) -> Array:
    """Return ``(inputs, gates * units)`` as ``(gates * units, inputs)`` in ONNX's order of gates."""
    order = GATES[layer]
    by_gate = weight.reshape(len(weight), len(order), -1)[:, order]
    return by_gate.reshape(len(weight), -1).T


def from_gate_rows(layer: str, rows: Array) -> Array:
    """Return what `gate_rows` was given."""
    order = np.argsort(GATES[layer])
    columns = rows.T.reshape(rows.shape[1], len(order), -1)
    return columns[:, order].reshape(rows.shape[1], -1)


def recurrent_forms(layer: str, cells: Sequence[Mapping[str, Array]]) -> dict[str, Array]:
    """Return the weights of the cells of a recurrent layer by our names, stacked as ONNX has them.

    ``bias`` has those of the inputs and those of the state side by side.
    """
    found = {
        name: np.stack([gate_rows(layer, cell[name]) for cell in cells])
        for name in ("weight", "recurrent_weight")
    }
    if "bias" in cells[0]:
        found["bias"] = np.stack(
            [
                np.concatenate(
                    [
                        gate_rows(layer, cell["bias"][None])[:, 0],
                        gate_rows(layer, cell.get("recurrent_bias", 0 * cell["bias"])[None])[:, 0],
                    ]
                )
                for cell in cells
            ]
        )
    return found


def from_recurrent_forms(layer: str, forms: Mapping[str, Array]) -> list[dict[str, Array]]:
    """Return the weights of each cell; GRU alone has biases of the state of their own."""
    cells: list[dict[str, Array]] = []
    for number in range(len(forms["weight"])):
        cell = {
            name: from_gate_rows(layer, forms[name][number])
            for name in ("weight", "recurrent_weight")
        }
        if "bias" in forms:
            both = forms["bias"][number].reshape(2, -1, 1)
            own, of_state = (from_gate_rows(layer, half)[0] for half in both)
            if layer == "GRU":
                cell |= {"bias": own, "recurrent_bias": of_state}
            else:
                cell["bias"] = own + of_state
        cells.append(cell)
    return cells
