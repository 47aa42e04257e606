"""Networks that PyTorch wrote as ONNX answer here as they do there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.graph.analysis import analyze
from nnstudio.imports import import_network

pytestmark = pytest.mark.filterwarnings("ignore")  # PyTorch's own of its exporter
TOLERANCE = 1e-5


class LastStep(nn.Module):  # type: ignore[misc, unused-ignore]
    """Reads a sequence, and answers from the last state."""

    def __init__(self, reader: nn.Module, units: int, way: str) -> None:
        super().__init__()
        self.reader, self.head, self.way = reader, nn.Linear(units, 2), way

    def forward(self, x: Tensor) -> Tensor:
        every, last = self.reader(x)
        if self.way == "every":
            return self.head(every)
        if self.way == "last step":
            return self.head(every[:, -1])
        state = last[0] if isinstance(last, tuple) else last
        if self.way == "both states":
            return self.head(torch.cat([state[-2], state[-1]], 1))
        return self.head(state[-1])


class Residual(nn.Module):  # type: ignore[misc, unused-ignore]
    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, 4, 3, padding=1)
        self.inner = nn.Sequential(nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 4, 3, padding=1))
        self.head = nn.Linear(4, 3)

    def forward(self, x: Tensor) -> Tensor:
        y = self.first(x)
        y = torch.relu(y + self.inner(y))
        return torch.softmax(self.head(y.mean((2, 3))), -1)


class Tokens(nn.Module):  # type: ignore[misc, unused-ignore]
    def __init__(self) -> None:
        super().__init__()
        self.table, self.norm, self.head = nn.Embedding(11, 6), nn.LayerNorm(6), nn.Linear(6, 2)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.norm(self.table(x)).mean(1))


class Looking(nn.Module):  # type: ignore[misc, unused-ignore]
    """Looks at earlier steps alone, by attention as people write it themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.parts, self.last = nn.Linear(4, 12), nn.Linear(4, 4)
        self.register_buffer("seen", torch.tril(torch.ones(6, 6)))

    def forward(self, x: Tensor) -> Tensor:
        count, steps, size = x.shape
        parts = self.parts(x).split(size, 2)
        q, k, v = (part.view(count, steps, 2, 2).transpose(1, 2) for part in parts)
        scores = (q @ k.transpose(-2, -1) / 2**0.5).masked_fill(self.seen == 0, -torch.inf)
        gathered = scores.softmax(-1) @ v
        return self.last(gathered.transpose(1, 2).reshape(count, steps, size))


class Patches(nn.Module):  # type: ignore[misc, unused-ignore]
    """Reads pictures as sequences of patches behind a step of its own (ViT)."""

    def __init__(self) -> None:
        super().__init__()
        self.patches = nn.Conv2d(3, 8, 4, 4)
        self.own, self.places = nn.Parameter(torch.ones(1, 1, 8)), nn.Parameter(torch.rand(1, 5, 8))
        block = nn.TransformerEncoderLayer(8, 2, 16, 0.0, "gelu", batch_first=True, norm_first=True)
        self.blocks = nn.TransformerEncoder(block, 1, nn.LayerNorm(8), enable_nested_tensor=False)
        self.head = nn.Linear(8, 3)

    def forward(self, x: Tensor) -> Tensor:
        steps = self.patches(x).flatten(2).transpose(1, 2)
        steps = torch.cat([self.own.expand(len(steps), -1, -1), steps], 1)
        return self.head(self.blocks(steps + self.places)[:, 0])


class Gated(nn.Module):  # type: ignore[misc, unused-ignore]
    """Channels that open and close one another, within a block of MobileNet."""

    def __init__(self, activation: type[nn.Module]) -> None:
        super().__init__()
        self.gate = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(6, 6, 1), nn.Sigmoid())
        self.block = nn.Sequential(
            nn.Conv2d(6, 6, 3, 1, 1, groups=6, bias=False), nn.BatchNorm2d(6), activation()
        )

    def forward(self, x: Tensor) -> Tensor:
        y = self.block(x)
        return x + y * self.gate(y)


def pictures(*shape: int) -> Tensor:
    return torch.randn(2, *shape, generator=torch.Generator().manual_seed(1))


def recurrent(kind: type[nn.Module], way: str, **settings: int) -> nn.Module:
    units = 10 if settings.get("bidirectional") else 5
    return LastStep(kind(3, 5, batch_first=True, **settings), units, way)


CASES = {
    "dense": (
        nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 3), nn.Softmax(1)),
        pictures(4),
        ["Dense", "Dense"],
    ),
    "pictures": (
        nn.Sequential(
            nn.Conv2d(3, 4, 3, padding=1),
            nn.BatchNorm2d(4),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(4, 5, 3),
            nn.SiLU(),
            nn.Flatten(),
            nn.Dropout(0.3),
            nn.Linear(5 * 2 * 3, 10),
        ),
        pictures(3, 8, 10),
        ["Conv2D", "MaxPool2D", "Conv2D", "Flatten", "Dense"],
    ),
    "strides": (
        nn.Sequential(
            nn.Conv2d(3, 8, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(8, 8, 3, padding=1, groups=8),
            nn.ReLU(),
            nn.MaxPool2d(3, 2, 1),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
            nn.Linear(8, 1),
            nn.Sigmoid(),
        ),
        pictures(3, 16, 16),
        [
            "ZeroPad2D",
            "Conv2D",
            "DepthwiseConv2D",
            "ZeroPad2D",
            "MaxPool2D",
            "GlobalAveragePool2D",
            "Dense",
        ],
    ),
    "decoder": (
        nn.Sequential(
            nn.Conv2d(1, 4, 3, padding=1),
            nn.LeakyReLU(0.2),
            nn.ConvTranspose2d(4, 2, 4, 2, 1),
            nn.GELU(),
            nn.Upsample(scale_factor=2),
            nn.Conv2d(2, 1, 1),
        ),
        pictures(1, 6, 6),
        ["Conv2D", "Conv2DTranspose", "UpSampling2D", "Conv2D"],
    ),
    "residual": (
        Residual(),
        pictures(3, 6, 5),
        [
            "Conv2D",
            "BatchNorm",
            "Activation",
            "Conv2D",
            "Add",
            "Activation",
            "GlobalAveragePool2D",
            "Dense",
        ],
    ),
    "signals": (
        nn.Sequential(
            nn.Conv1d(2, 4, 3, padding=1),
            nn.PReLU(4),
            nn.MaxPool1d(2),
            nn.Flatten(),
            nn.Linear(16, 2),
        ),
        pictures(2, 8),
        ["Conv1D", "PReLU", "MaxPool1D", "Flatten", "Dense"],
    ),
    "flat normalisation": (
        nn.Sequential(nn.Conv2d(1, 3, 3), nn.Flatten(), nn.BatchNorm1d(48), nn.Linear(48, 2)),
        pictures(1, 6, 6),
        ["Conv2D", "Reshape", "Permute", "Flatten", "BatchNorm", "Dense"],
    ),
    "lstm": (recurrent(nn.LSTM, "last step"), pictures(7, 3), ["LSTM", "Dense"]),
    "gru": (
        recurrent(nn.GRU, "every", bidirectional=True),
        pictures(7, 3),
        ["GRU", "Dense"],
    ),
    "rnn": (recurrent(nn.RNN, "state"), pictures(7, 3), ["SimpleRNN", "Dense"]),
    "both ends": (
        recurrent(nn.GRU, "both states", bidirectional=True),
        pictures(7, 3),
        ["GRU", "Dense"],
    ),
    "stacked": (
        recurrent(nn.LSTM, "state", num_layers=2),
        pictures(7, 3),
        ["LSTM", "LSTM", "Dense"],
    ),
    "stacked both ends": (
        recurrent(nn.LSTM, "both states", num_layers=2, bidirectional=True),
        pictures(7, 3),
        ["LSTM", "LSTM", "Dense"],
    ),
    "tokens": (
        Tokens(),
        torch.arange(14).reshape(2, 7) % 11,
        ["Embedding", "LayerNorm", "GlobalAveragePool1D", "Dense"],
    ),
}


@pytest.mark.parametrize("any_batch", [True, False], ids=["any batch", "batch of two"])
@pytest.mark.parametrize("name", list(CASES))
def test_it_answers_as_pytorch_does(name: str, any_batch: bool, tmp_path: Path) -> None:
    module, x, layers = CASES[name]
    module.eval()
    for part in module.modules():
        if isinstance(part, nn.BatchNorm1d | nn.BatchNorm2d):
            part.running_mean.uniform_(-1, 1)  # type: ignore[union-attr, unused-ignore]
            part.running_var.uniform_(0.5, 2)  # type: ignore[union-attr, unused-ignore]
    axes = {"x": {0: "batch"}} if any_batch else None
    path = tmp_path / "net.onnx"
    torch.onnx.export(module, (x,), path, input_names=["x"], dynamic_axes=axes, dynamo=False)
    found = import_network(path)
    names = [node.layer.name for node in found.project.graph.nodes]

    assert names == ["Input", *layers]
    assert found.notes == ()
    model = Model(make_plan(analyze(found.project)), found.weights)
    expected = module(x).detach().numpy()
    first = x.ndim == 4 or name == "signals"
    samples = x.numpy().astype(np.float32)
    y = model.predict(np.moveaxis(samples, 1, -1) if first else samples)
    np.testing.assert_allclose(y, channels_last(expected), rtol=0, atol=TOLERANCE)


ALSO: dict[str, tuple[nn.Module, Tensor, str]] = {
    "self-attention": (Looking(), pictures(6, 4), ""),
    "pictures as steps": (Patches(), pictures(3, 8, 8), "takes a part"),
    "mobile relu6": (Gated(nn.ReLU6), pictures(6, 8, 8), "cuts numbers off at 0.0 and 6.0"),
    "mobile hardswish": (Gated(nn.Hardswish), pictures(6, 8, 8), ""),
    "odd decoder": (
        nn.Sequential(nn.Linear(3, 24), nn.Unflatten(1, (2, 3, 4)),
                      nn.ConvTranspose2d(2, 3, 3, 2, 1, 1), nn.Sigmoid()),
        pictures(3),
        "leaves out a border",
    ),
    "signals that grow": (nn.ConvTranspose1d(2, 3, 4, 2, 1), pictures(2, 8), ""),
    "halves": (nn.Sequential(nn.Linear(5, 6), nn.GLU()), pictures(5), ""),
    "last of both": (
        recurrent(nn.LSTM, "last step", bidirectional=True), pictures(7, 3), "takes a part"
    ),
}  # fmt: skip
"""Networks of which NNStudio says something with layers of its own, and what it tells of that."""


@pytest.mark.parametrize("name", list(ALSO))
def test_what_is_said_with_other_layers_answers_alike(name: str, tmp_path: Path) -> None:
    module, x, told = ALSO[name]
    module.eval()
    path = tmp_path / "net.onnx"
    torch.onnx.export(
        module, (x,), path, input_names=["x"], dynamic_axes={"x": {0: "batch"}}, dynamo=False
    )
    found = import_network(path)

    assert all(told and told in str(note) for note in found.notes), found.notes
    assert bool(found.notes) == bool(told)
    assert not analyze(found.project).problems
    frozen = {n.layer.name for n in found.project.graph.nodes if n.frozen}
    assert bool(frozen) == bool(told)
    model = Model(make_plan(analyze(found.project)), found.weights)
    first = x.ndim == 4 or name == "signals that grow"
    y = model.predict(np.moveaxis(x.numpy(), 1, -1) if first else x.numpy())
    expected = module(x).detach().numpy()
    y = np.moveaxis(y, -1, 1) if y.ndim == 4 or name == "signals that grow" else y
    np.testing.assert_allclose(y, expected, rtol=0, atol=TOLERANCE)


def channels_last(y: Array) -> Array:
    return np.moveaxis(y, 1, -1) if y.ndim == 4 else y
