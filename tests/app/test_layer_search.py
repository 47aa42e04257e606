"""By which words layers are found in lists."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from nnstudio.app.layer_picture import layer_title
from nnstudio.app.layer_search import offered_layers, search_words


@pytest.mark.parametrize(
    ("text", "title"),
    [("conv2d", "Conv2D"), ("fully connected", "Dense"), ("pooling", "MaxPool2D"),
     ("leaky_relu", "Leaky ReLU"), ("全连接", "Dense"), ("池化", "MaxPool2D")],
)  # fmt: skip
def test_layers_are_found_by_name_category_and_in_chinese(
    qtbot: QtBot, text: str, title: str
) -> None:
    assert title in [
        layer_title(layer) for layer in offered_layers() if text in search_words(layer)
    ]
