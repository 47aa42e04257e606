"""How the sequences that are drawn on the spot can be varied."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_


@dataclass(frozen=True)
class SequenceOptions(Settings):
    """How many sequences there are and how long they are."""

    name = "sequences"
    label = N_("Sequences")

    samples: int = param(
        1000,
        low=20,
        high=20_000,
        label=N_("Samples"),
        help=N_("How many sequences there are to learn from; half as many more are for testing."),
    )
    length: int = param(
        20,
        low=2,
        high=500,
        label=N_("Length"),
        help=N_("How many steps a sequence has: the longer, the more is to be remembered."),
    )
    seed: int = param(
        0,
        low=0,
        high=2**31 - 1,
        label=N_("Seed"),
        help=N_("Another number draws other sequences of the same kind."),
    )


@dataclass(frozen=True)
class NoisyOptions(SequenceOptions):
    """Sequences whose numbers are not exact."""

    name = "noisy_sequences"

    noise: float = param(
        0.1,
        low=0.0,
        high=1.0,
        label=N_("Noise"),
        help=N_("How much every number scatters: the standard deviation."),
    )


@dataclass(frozen=True)
class SymbolOptions(NoisyOptions):
    """Sequences of symbols."""

    name = "symbol_sequences"

    symbols: int = param(
        4,
        low=2,
        high=8,
        label=N_("Symbols"),
        help=N_("How many different symbols there are; each has a feature of its own."),
    )


@dataclass(frozen=True)
class ParityOptions(NoisyOptions):
    """Sequences of bits."""

    name = "bit_sequences"

    every_step: bool = param(
        False,
        label=N_("Answer at every step"),
        help=N_("Ask after every bit, which is far easier to learn than to ask once at the end."),
    )


@dataclass(frozen=True)
class EchoOptions(SymbolOptions):
    """Sequences that are to be repeated."""

    name = "echoes"

    delay: int = param(
        3,
        low=1,
        high=499,
        label=N_("Delay"),
        help=N_("After how many steps a symbol is to be repeated; fewer than there are steps."),
    )


@dataclass(frozen=True)
class SineOptions(NoisyOptions):
    """Pieces of a wave."""

    name = "waves"

    period: float = param(
        25.0,
        low=2.0,
        high=1000.0,
        label=N_("Period"),
        help=N_("How many steps the wave takes to repeat itself."),
    )
    horizon: int = param(
        1,
        low=1,
        high=100,
        label=N_("Horizon"),
        help=N_("How many of the following values are to be predicted."),
    )
