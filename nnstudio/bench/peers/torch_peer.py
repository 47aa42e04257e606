"""How fast PyTorch trains the standard networks: eager, with its default optimisers.

Usage: torch_peer.py NETWORK BATCH SAMPLES SECONDS THREADS
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise

import torch
from torch import Tensor, nn

STEPS, FEATURES, CHARACTERS = 64, 64, 64
BLOCK_SECONDS = 0.02


class Recurrent(nn.Module):
    """A recurrent layer whose last state is classified."""

    def __init__(self, kind: type[nn.RNNBase]) -> None:
        super().__init__()
        self.reader = kind(FEATURES, 128, batch_first=True)
        self.output = nn.Linear(128, 10)

    def forward(self, x: Tensor) -> Tensor:
        """Return logits for sequences ``(batch, steps, features)``."""
        states, _ = self.reader(x)
        return self.output(states[:, -1])


class Block(nn.Module):
    """Two normalised convolutions around which the input goes, too."""

    def __init__(self, channels: int, filters: int, stride: int) -> None:
        super().__init__()
        self.inner = nn.Sequential(
            *normalized(channels, filters, stride), nn.ReLU(), *normalized(filters, filters)
        )
        around = normalized(channels, filters, stride, size=1) if stride > 1 else [nn.Identity()]
        self.around = nn.Sequential(*around)

    def forward(self, x: Tensor) -> Tensor:
        """Return feature maps ``(batch, filters, height, width)``."""
        return torch.relu(self.around(x) + self.inner(x))


class Transformer(nn.Module):
    """Predicts the next character at every step of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(CHARACTERS, FEATURES)
        self.register_buffer("waves", torch.randn(STEPS, FEATURES))
        self.register_buffer("mask", nn.Transformer.generate_square_subsequent_mask(STEPS))
        self.blocks = nn.ModuleList(
            nn.TransformerEncoderLayer(
                FEATURES, 4, 4 * FEATURES, dropout=0.0, batch_first=True, norm_first=True
            )
            for _ in range(2)
        )
        self.norm, self.output = nn.LayerNorm(FEATURES), nn.Linear(FEATURES, CHARACTERS)

    def forward(self, tokens: Tensor) -> Tensor:
        """Return logits ``(batch, characters, steps)`` for tokens ``(batch, steps)``."""
        x = self.embedding(tokens) + self.waves
        for block in self.blocks:
            x = block(x, src_mask=self.mask, is_causal=True)
        return self.output(self.norm(x)).transpose(1, 2)


def normalized(channels: int, filters: int, stride: int = 1, size: int = 3) -> list[nn.Module]:
    """Return a convolution and its normalisation."""
    convolution = nn.Conv2d(channels, filters, size, stride, padding=size // 2, bias=False)
    return [convolution, nn.BatchNorm2d(filters)]


def mlp(*sizes: int, activation: type[nn.Module]) -> nn.Module:
    """Return fully connected layers."""
    layers: list[nn.Module] = []
    for before, after in pairwise(sizes):
        layers += [nn.Linear(before, after), activation()]
    return nn.Sequential(*layers[:-1])


def cnn(size: int, channels: tuple[int, ...], pooled: tuple[bool, ...]) -> nn.Module:
    """Return convolutions, some of them pooled, and two fully connected layers."""
    layers: list[nn.Module] = []
    for before, after, pool in zip(channels, channels[1:], pooled, strict=False):
        layers += [nn.Conv2d(before, after, 3, padding=1), nn.ReLU()]
        layers += [nn.MaxPool2d(2)] if pool else []
        size //= 2 if pool else 1
    head = mlp(channels[-1] * size * size, 128, 10, activation=nn.ReLU)
    return nn.Sequential(*layers, nn.Flatten(), head)


def residual() -> nn.Module:
    """Return a small residual network."""
    return nn.Sequential(
        *normalized(1, 16),
        nn.ReLU(),
        Block(16, 16, 1),
        Block(16, 32, 2),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(32, 10),
    )


NETWORKS: dict[str, tuple[tuple[int, ...], Callable[[], nn.Module]]] = {
    "tiny-mlp": ((2,), lambda: mlp(2, 8, 8, 1, activation=nn.Tanh)),
    "digits-mlp": ((784,), lambda: mlp(784, 256, 128, 10, activation=nn.ReLU)),
    "digits-cnn": ((1, 28, 28), lambda: cnn(28, (1, 16, 32), (True, True))),
    "colour-cnn": ((3, 32, 32), lambda: cnn(32, (3, 32, 64, 128), (False, True, True))),
    "residual-cnn": ((1, 28, 28), residual),
    "lstm": ((STEPS, FEATURES), lambda: Recurrent(nn.LSTM)),
    "gru": ((STEPS, FEATURES), lambda: Recurrent(nn.GRU)),
    "simple-rnn": ((STEPS, FEATURES), lambda: Recurrent(nn.RNN)),
    "transformer": ((STEPS,), Transformer),
}
"""The shape of a sample, and what makes the network."""


def samples(network: str, count: int) -> tuple[Tensor, Tensor]:
    """Return made-up samples and their targets."""
    shape = NETWORKS[network][0]
    if network == "transformer":
        return torch.randint(CHARACTERS, (count, *shape)), torch.randint(CHARACTERS, (count, STEPS))
    x = torch.rand(count, *shape)
    if network == "tiny-mlp":
        return x, torch.randint(2, (count, 1)).float()
    return x, torch.randint(10, (count,))


def step_seconds(network: str, batch: int, count: int, seconds: float) -> tuple[float, int]:
    """Return how long a step takes, the median over blocks of steps, and count the parameters."""
    x, t = samples(network, count)
    model = NETWORKS[network][1]()
    tiny = network == "tiny-mlp"
    weights = model.parameters()
    optimizer = torch.optim.SGD(weights, 0.1) if tiny else torch.optim.Adam(weights)
    loss_of = nn.BCEWithLogitsLoss() if tiny else nn.CrossEntropyLoss()

    def run(steps: int) -> float:
        order = torch.randint(count, (steps, batch))
        start = time.perf_counter()
        for chosen in order:
            optimizer.zero_grad()
            loss_of(model(x[chosen]), t[chosen]).backward()
            optimizer.step()
        return time.perf_counter() - start

    run(4)
    steps = max(4, round(4 * BLOCK_SECONDS / run(4)))
    times: list[float] = []
    while sum(times) < seconds or len(times) < 3:
        times.append(run(steps))
    parameters = sum(weight.numel() for weight in model.parameters())
    return statistics.median(times) / steps, parameters


def main(network: str, batch: str, count: str, seconds: str, threads: str) -> None:
    """Print what was measured as JSON."""
    torch.set_num_threads(int(threads))
    torch.manual_seed(0)
    step, parameters = step_seconds(network, int(batch), int(count), float(seconds))
    found = {"step_us": step * 1e6, "parameters": parameters, "version": torch.__version__}
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
