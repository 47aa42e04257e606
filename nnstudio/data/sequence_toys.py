"""Sequences drawn on the spot, for networks that have to remember."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable
from typing import TypeVar, cast

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import DatasetInfo, RawSamples
from nnstudio.data.sequence_options import (
    EchoOptions,
    ParityOptions,
    SequenceOptions,
    SineOptions,
    SymbolOptions,
)
from nnstudio.data.source import DatasetSource
from nnstudio.graph.signature import Signature

Chosen = TypeVar("Chosen", bound=SequenceOptions)
Draw = Callable[[np.random.Generator, int, Chosen], RawSamples]
"""Draws so many sequences and what is to be answered."""


def _toy(
    name: str,
    title: str,
    summary: str,
    signature: Callable[[Chosen], Signature],
    draw: Draw[Chosen],
    usual: Chosen,
) -> DatasetSource:
    def info(options: Settings) -> DatasetInfo:
        chosen = cast(Chosen, options)
        return DatasetInfo(
            name=name,
            title=title,
            summary=summary,
            kind="series",
            signature=signature(chosen),
            train_count=chosen.samples,
            test_count=chosen.samples // 2,
            scaling="none",
            validation=chosen.samples // 5,
            options=chosen,
        )

    def read(options: Settings, split: str) -> RawSamples:
        chosen = cast(Chosen, options)
        # Each toy and each split draws from a stream of its own.
        entropy = (chosen.seed, zlib.crc32(name.encode()), 0 if split == "train" else 1)
        rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))
        count = chosen.samples if split == "train" else chosen.samples // 2
        x, y = draw(rng, count, chosen)
        return x.astype(np.float32, copy=False), y

    return DatasetSource(info, read, usual)


def _noisy(rng: np.random.Generator, x: Array, noise: float) -> Array:
    return x + np.float32(noise) * rng.standard_normal(x.shape, np.float32)


def _names(symbols: int) -> tuple[str, ...]:
    return tuple("ABCDEFGH"[:symbols])


def _one_hot(numbers: Array, symbols: int) -> Array:
    return np.eye(symbols, dtype=np.float32)[numbers]


def _recall_signature(chosen: SymbolOptions) -> Signature:
    shape = (chosen.length, chosen.symbols)
    names = _names(chosen.symbols)
    return Signature(shape, classes=names, raw_shape=shape, features=names)


def _recall(rng: np.random.Generator, count: int, chosen: SymbolOptions) -> RawSamples:
    y = rng.permutation(np.arange(count) % chosen.symbols)
    x = np.zeros((count, chosen.length, chosen.symbols), np.float32)
    x[:, 0] = _one_hot(y, chosen.symbols)
    return _noisy(rng, x, chosen.noise), y


def _adding_signature(chosen: SequenceOptions) -> Signature:
    shape = (chosen.length, 2)
    features = ("value", "mark")
    return Signature(shape, "regression", raw_shape=shape, features=features, target_name="sum")


def _adding(rng: np.random.Generator, count: int, chosen: SequenceOptions) -> RawSamples:
    half = chosen.length // 2
    x = np.zeros((count, chosen.length, 2), np.float32)
    x[:, :, 0] = rng.random((count, chosen.length), np.float32)
    rows = np.arange(count)
    first, second = rng.integers(0, half, count), rng.integers(half, chosen.length, count)
    x[rows, first, 1] = x[rows, second, 1] = 1.0
    return x, (x[rows, first, 0] + x[rows, second, 0]).astype(np.float64)


def _parity_signature(chosen: ParityOptions) -> Signature:
    shape = (chosen.length, 1)
    answers = (chosen.length,) if chosen.every_step else ()
    return Signature(
        shape, classes=("even", "odd"), raw_shape=shape, features=("bit",), target_shape=answers
    )


def _parity(rng: np.random.Generator, count: int, chosen: ParityOptions) -> RawSamples:
    bits = rng.integers(0, 2, (count, chosen.length))
    odd = bits.cumsum(axis=1) % 2
    x = _noisy(rng, bits[:, :, np.newaxis].astype(np.float32), chosen.noise)
    return x, odd if chosen.every_step else odd[:, -1].copy()


def _echo_signature(chosen: EchoOptions) -> Signature:
    if chosen.delay >= chosen.length:
        text = N_(
            "An echo after {delay} steps is not heard in sequences of {length}. Choose a shorter "
            "delay or longer sequences."
        )
        raise UserError(Text(text, delay=chosen.delay, length=chosen.length))
    shape = (chosen.length, chosen.symbols)
    names = _names(chosen.symbols)
    return Signature(
        shape,
        classes=("silence", *names),
        raw_shape=shape,
        features=names,
        target_shape=(chosen.length,),
    )


def _echo(rng: np.random.Generator, count: int, chosen: EchoOptions) -> RawSamples:
    said = rng.integers(0, chosen.symbols, (count, chosen.length))
    y = np.zeros((count, chosen.length), np.int64)
    y[:, chosen.delay :] = said[:, : -chosen.delay] + 1
    return _noisy(rng, _one_hot(said, chosen.symbols), chosen.noise), y


def _sine_signature(chosen: SineOptions) -> Signature:
    shape, ahead = (chosen.length, 1), chosen.horizon
    return Signature(
        shape,
        "regression",
        targets=ahead,
        raw_shape=shape,
        features=("value",),
        target_name="next",
    )


def _sine(rng: np.random.Generator, count: int, chosen: SineOptions) -> RawSamples:
    # Every piece begins somewhere else: no value is in two samples, so none can be known already.
    steps = np.arange(chosen.length + chosen.horizon) / chosen.period
    start = rng.random((count, 1))
    wave = np.sin(2 * math.pi * (start + steps))
    wave += chosen.noise * rng.standard_normal(wave.shape)
    x, y = wave[:, : chosen.length, np.newaxis], wave[:, chosen.length :]
    return x, y[:, 0] if chosen.horizon == 1 else y


SEQUENCE_TOYS = {
    "delayed_recall": _toy(
        "delayed_recall",
        N_("Delayed recall"),
        N_(
            "The first step shows one of several symbols, the others nothing but noise; at the end "
            "the network has to say which it was. The longer the sequence, the harder."
        ),
        _recall_signature,
        _recall,
        SymbolOptions(),
    ),
    "adding": _toy(
        "adding",
        N_("Adding problem"),
        N_(
            "A sequence of random numbers of which two are marked, one in each half: what is their "
            "sum? After Hochreiter and Schmidhuber (1997), who showed with it that an LSTM remembers."
        ),
        _adding_signature,
        _adding,
        SequenceOptions(),
    ),
    "parity": _toy(
        "parity",
        N_("Parity"),
        N_("A sequence of zeros and ones: is the number of ones even or odd? Every bit counts."),
        _parity_signature,
        _parity,
        ParityOptions(length=8),
    ),
    "echo": _toy(
        "echo",
        N_("Echo"),
        N_("Every symbol is to be repeated some steps later: an answer at every step."),
        _echo_signature,
        _echo,
        EchoOptions(),
    ),
    "sine_series": _toy(
        "sine_series",
        N_("Sine wave"),
        N_("Pieces of a noisy wave; the network has to say how each of them goes on."),
        _sine_signature,
        _sine,
        SineOptions(length=25),
    ),
}
