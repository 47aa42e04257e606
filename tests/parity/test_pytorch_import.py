"""Weights from PyTorch's own modules compute here what they compute there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.weights import WeightMap
from nnstudio.graph.analysis import analyze
from nnstudio.imports import import_network
from nnstudio.imports.pytorch_state import match_state, read_state
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from nnstudio.layers.reshape import Reshape
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.engine.test_program import Drawing


class Last(nn.Module):  # type: ignore[misc]
    """The last step of what a recurrent layer gives."""

    def forward(self, found: tuple[torch.Tensor, object]) -> torch.Tensor:
        return found[0][:, -1]


class Net(nn.Module):  # type: ignore[misc]
    """Modules with names whose order is not that of the network."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(2, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),
        )  # fmt: skip
        self.classifier = nn.Sequential(
            nn.Flatten(), nn.Linear(4 * 2 * 3, 7), nn.ReLU(), nn.Linear(7, 3)
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = self.classifier(self.features(x))
        return found


def filled(module: nn.Module) -> nn.Module:
    torch.manual_seed(1)
    for name, value in module.state_dict().items():
        if value.is_floating_point():
            value.copy_(
                torch.rand_like(value) + 0.5 if "var" in name else 0.5 * torch.randn_like(value)
            )
    return module.eval()


def saved(module: nn.Module, path: Path) -> Path:
    save_file(module.state_dict(), path)
    return path


def softmax_of(module: nn.Module, x: Array) -> Array:
    with torch.no_grad():
        found: Array = module(torch.from_numpy(x)).softmax(-1).numpy()
    return found


def ours(plan: Plan, weights: WeightMap, x: Array) -> Array:
    return Model(plan, {k: v for k, v in weights.items() if k[0] in plan._by_id}).predict(x)


def test_a_picture_network_is_put_into_a_drawing_by_shape(tmp_path: Path) -> None:
    module = filled(Net())
    drawing = Drawing((8, 12, 2))
    for number in (1, 2):
        drawing.add(f"c{number}", Conv2D(filters=4, activation="linear"))
        drawing.add(f"n{number}", BatchNorm()).add(f"r{number}", ActivationLayer())
        drawing.add(f"p{number}", MaxPool2D())
    drawing.add("flat", Flatten()).add("d1", Dense(units=7, activation="relu"))
    plan = drawing.add("d2", Dense(units=3, activation="softmax")).plan(CategoricalCrossentropy())
    weights = match_state(plan, read_state(saved(module, tmp_path / "net.safetensors")))

    x = np.random.default_rng(2).normal(size=(5, 8, 12, 2)).astype(np.float32)
    expected = softmax_of(module, np.ascontiguousarray(x.transpose(0, 3, 1, 2)))
    assert np.abs(ours(plan, weights, x) - expected).max() <= 1e-5


def test_a_picture_network_is_drawn_as_a_chain(tmp_path: Path) -> None:
    module = filled(Net())
    module.classifier[1] = filled(nn.Linear(4 * 2 * 2, 7))
    found = import_network(saved(module, tmp_path / "net.safetensors"))

    layers = [node.layer for node in found.project.graph.nodes]
    assert [type(layer) for layer in layers[1:5]] == [
        Conv2D, BatchNorm, ActivationLayer, MaxPool2D,
    ]  # fmt: skip
    assert found.project.data.signature.input_shape == (8, 8, 2)
    assert found.notes
    x = np.random.default_rng(2).normal(size=(5, 8, 8, 2)).astype(np.float32)
    expected = softmax_of(module, np.ascontiguousarray(x.transpose(0, 3, 1, 2)))
    y = ours(make_plan(analyze(found.project)), found.weights, x)
    assert np.abs(y - expected).max() <= 1e-5


def test_a_stack_of_recurrent_layers_is_drawn_as_a_chain(tmp_path: Path) -> None:
    class Words(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.embedding = nn.Embedding(11, 5)
            self.lstm = nn.LSTM(5, 4, num_layers=2, bidirectional=True, batch_first=True)
            self.head = nn.Linear(8, 3)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            state = self.lstm(self.embedding(x.long()))[1][0]
            found: torch.Tensor = self.head(torch.cat(tuple(state[-2:]), -1))
            return found

    module = filled(Words())
    found = import_network(saved(module, tmp_path / "words.safetensors"))
    assert [type(node.layer).name for node in found.project.graph.nodes] == [
        "Input", "Embedding", "LSTM", "LSTM", "Dense",
    ]  # fmt: skip
    x = np.random.default_rng(2).integers(0, 11, (4, 20)).astype(np.float32)
    y = ours(make_plan(analyze(found.project)), found.weights, x)
    assert np.abs(y - softmax_of(module, x)).max() <= 1e-5


def test_sequences_are_put_into_a_drawing(tmp_path: Path) -> None:
    module = nn.Sequential()
    module.conv = nn.Conv1d(3, 4, 3, padding=1)
    module.rnn = nn.LSTM(4, 6, batch_first=True)
    module.attention = nn.MultiheadAttention(6, 2, batch_first=True)
    module.flat = nn.Linear(6 * 5, 2)
    filled(module)
    drawing = Drawing((5, 3)).add("c", Conv1D(filters=4, activation="linear"))
    drawing.add("l", LSTM(units=6, return_sequences=True))
    drawing.add("a", MultiHeadAttention(heads=2)).add("f", Flatten())
    plan = drawing.add("d", Dense(units=2)).plan(MeanSquaredError())
    weights = match_state(plan, read_state(saved(module, tmp_path / "net.safetensors")))

    x = np.random.default_rng(2).normal(size=(4, 5, 3)).astype(np.float32)
    with torch.no_grad():
        t = module.rnn(module.conv(torch.from_numpy(x).mT).mT)[0]
        expected = module.flat(module.attention(t, t, t)[0].flatten(1)).numpy()
    assert np.abs(ours(plan, weights, x) - expected).max() <= 1e-5


def test_a_decoder_folds_rows_into_pictures_as_pytorch_does(tmp_path: Path) -> None:
    module = filled(nn.Sequential(nn.Linear(3, 2 * 4 * 5), nn.Unflatten(1, (2, 4, 5)),
                                  nn.Conv2d(2, 1, 3, padding=1)))  # fmt: skip
    drawing = Drawing((3,)).add("d", Dense(units=40)).add("r", Reshape(shape="4 5 2"))
    plan = drawing.add("c", Conv2D(filters=1, activation="linear")).plan(MeanSquaredError())
    weights = match_state(plan, read_state(saved(module, tmp_path / "net.safetensors")))

    x = np.random.default_rng(2).normal(size=(4, 3)).astype(np.float32)
    with torch.no_grad():
        expected = module(torch.from_numpy(x)).movedim(1, -1).numpy()
    assert np.abs(ours(plan, weights, x) - expected).max() <= 1e-5


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
def test_other_number_types_are_read(dtype: torch.dtype, tmp_path: Path) -> None:
    module = filled(nn.Linear(3, 2)).to(dtype)
    state = read_state(saved(module, tmp_path / "net.safetensors"))

    assert state.tensors["weight"].dtype == np.float32
    assert np.array_equal(state.tensors["weight"], module.weight.detach().float().numpy())


def test_branches_are_refused_with_a_way_out(tmp_path: Path) -> None:
    module = nn.Sequential(nn.Linear(3, 4), nn.Linear(5, 6))
    with pytest.raises(UserError, match=r"no chain.*Draw the network"):
        import_network(saved(module, tmp_path / "net.safetensors"))


def test_embeddings_of_many_tokens_are_averaged(tmp_path: Path) -> None:
    module = nn.Sequential()
    module.emb = nn.Embedding(9, 4)
    module.out = nn.Linear(4, 2)
    found = import_network(saved(filled(module), tmp_path / "bag.safetensors"))
    assert [type(node.layer) for node in found.project.graph.nodes][1] is Embedding
    assert found.project.data.signature.tokens == 9
    assert analyze(found.project).ready or make_plan(analyze(found.project))
