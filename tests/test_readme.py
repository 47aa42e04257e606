"""What the README promises is true."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import bootstrap
import numpy as np
import pytest

from nnstudio.core.layer import Layer, Step

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_layer_of_the_readme_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (source,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "scale_of_the_readme.py").write_text(source, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module("scale_of_the_readme")
    rng = np.random.default_rng(0)

    for settings, (shape,) in module.Scale.examples:
        layer: Layer = module.Scale(**settings)
        step = Step(training=True, rng=rng)
        x, dy, direction = rng.normal(size=(3, 2, *shape))
        y, saved = layer.forward({}, step, x)
        (dx,), _ = layer.backward({}, step, saved, dy)
        nearby = [layer.forward({}, step, x + sign * 1e-6 * direction)[0] for sign in (1, -1)]

        assert y.shape[1:] == layer.output_shape(shape)
        slope = np.sum(dy * (nearby[0] - nearby[1])) / 2e-6
        assert np.sum(dx * direction) == pytest.approx(slope, rel=1e-6)


def test_every_room_is_in_the_tree() -> None:
    rooms = {path.parent.name for path in (ROOT / "nnstudio").glob("*/__init__.py")}
    (tree,) = re.findall(r"```\n(nnstudio/.*?)```", README, re.DOTALL)

    assert rooms <= set(re.findall(r"(\w+)/", tree))


def test_the_two_commands_exist() -> None:
    named = set(re.findall(r"packaging/bootstrap\.py (\w+)", README))

    assert named == {"run", "test"}
    assert all(f"bootstrap.py {name}" in str(bootstrap.__doc__) for name in named)


def test_files_that_the_readme_points_to_exist() -> None:
    paths = [*re.findall(r"`(nnstudio/\S+?\.py)`", README), *re.findall(r"\((docs/\S+)\)", README)]
    absent = [path for path in paths if not (ROOT / path).exists()]

    assert absent == ["nnstudio/layers/scale.py"], "only the one the reader is to write"
