"""Which layer usually comes after which: what suggestions are ranked by."""

from __future__ import annotations

_AFTER = {
    "Input": "Conv2D LSTM Dense Conv1D Embedding Flatten Noise GRU BatchNorm ZeroPad2D",
    "Conv2D": "MaxPool2D Conv2D BatchNorm GlobalAveragePool2D Flatten Activation Dropout",
    "DepthwiseConv2D": "Conv2D BatchNorm Activation MaxPool2D GlobalAveragePool2D Flatten",
    "Conv2DTranspose": "Conv2DTranspose Conv2D BatchNorm Activation",
    "Conv1D": "MaxPool1D Conv1D BatchNorm GlobalMaxPool1D LSTM GlobalAveragePool1D Flatten",
    "MaxPool2D": "Conv2D Flatten GlobalAveragePool2D Dropout BatchNorm",
    "MaxPool1D": "Conv1D Flatten GlobalMaxPool1D LSTM Dropout",
    "UpSampling2D": "Conv2D UpSampling2D",
    "UpSampling1D": "Conv1D UpSampling1D",
    "ZeroPad2D": "Conv2D DepthwiseConv2D MaxPool2D",
    "ZeroPad1D": "Conv1D MaxPool1D",
    "Flatten": "Dense Dropout BatchNorm Activation",
    "GlobalAveragePool2D": "Dense Dropout",
    "GlobalAveragePool1D": "Dense Dropout",
    "Dense": "Dense Dropout BatchNorm Activation Reshape Repeat LayerNorm Sampling Output",
    "Embedding": "LSTM PositionalEncoding GRU Conv1D GlobalAveragePool1D SpatialDropout SimpleRNN",
    "PositionalEncoding": "MultiHeadAttention Dropout LayerNorm",
    "MultiHeadAttention": "Add Dropout LayerNorm Dense GlobalAveragePool1D",
    "LSTM": "Dense LSTM Dropout GlobalAveragePool1D LayerNorm Repeat",
    "Repeat": "LSTM GRU SimpleRNN Dense",
    "BatchNorm": "Activation Conv2D Dense MaxPool2D Conv1D Dropout Add Flatten",
    "LayerNorm": "Dense MultiHeadAttention Add Dropout GlobalAveragePool1D",
    "Activation": "Conv2D MaxPool2D Dense Conv1D Dropout Add Flatten GlobalAveragePool2D",
    "Dropout": "Dense Conv2D Flatten LSTM Conv1D Add LayerNorm GlobalAveragePool2D",
    "Noise": "Dense Conv2D Conv1D LSTM",
    "Add": "Activation Conv2D LayerNorm BatchNorm Dense MaxPool2D GlobalAveragePool2D Flatten",
    "Concatenate": "Conv2D Dense MaxPool2D BatchNorm GlobalAveragePool2D Flatten LSTM Conv1D",
    "Reshape": "Conv2DTranspose Conv2D UpSampling2D LSTM Conv1D Dense",
    "Sampling": "Dense Reshape",
}
"""By a layer's name, what follows it, most likely first."""

_LIKE = {
    **dict.fromkeys(("AveragePool2D", "MinPool2D"), "MaxPool2D"),
    **dict.fromkeys(("AveragePool1D", "MinPool1D"), "MaxPool1D"),
    **dict.fromkeys(("GRU", "SimpleRNN"), "LSTM"),
    **dict.fromkeys(("Average", "Multiply", "Maximum", "Subtract"), "Add"),
    "GlobalMaxPool2D": "GlobalAveragePool2D",
    "GlobalMaxPool1D": "GlobalAveragePool1D",
    "PReLU": "Activation",
    "SpatialDropout": "Dropout",
    "Permute": "Reshape",
}
"""Layers of which the same holds as of others."""

_USUAL = {
    1: "Dense Dropout BatchNorm Activation Reshape LayerNorm Repeat Concatenate Add Noise PReLU",
    2: "LSTM GRU Conv1D Dense MaxPool1D GlobalAveragePool1D MultiHeadAttention Dropout LayerNorm "
    "GlobalMaxPool1D SimpleRNN PositionalEncoding BatchNorm SpatialDropout Flatten Activation Add "
    "AveragePool1D Concatenate",
    3: "Conv2D MaxPool2D BatchNorm Flatten GlobalAveragePool2D Activation Dropout Add Concatenate "
    "AveragePool2D DepthwiseConv2D SpatialDropout Conv2DTranspose UpSampling2D GlobalMaxPool2D",
}
"""By the number of axes of what arrives: rows of numbers, sequences, pictures."""


def likelihood_after(before: str, name: str) -> float:
    """Return how likely a layer follows another one: from 0 to 1."""
    return _standing(_AFTER.get(_LIKE.get(before, before), ""), name)


def likelihood_for(rank: int, name: str) -> float:
    """Return how likely a layer takes a sample with so many axes: from 0 to 1."""
    return _standing(_USUAL.get(rank, ""), name)


def _standing(names: str, name: str) -> float:
    known = names.split()
    return 1.0 - known.index(name) / len(known) if name in known else 0.0
