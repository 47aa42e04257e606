"""The little picture in a project's file shows the drawing that was saved."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import nnstudio
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.files.project_file import load, save
from nnstudio.files.thumbnail import LARGEST, SIZE, read_thumbnail, thumbnail
from nnstudio.graph import edits
from nnstudio.graph.project import Graph
from tests.files.test_project_file import GOLDEN, repacked


def pixels(png: bytes | None) -> Array:
    assert png is not None
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))


def test_each_save_draws_it_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.nnstudio"
    project = nnstudio.new("xor").project
    save(path, nnstudio.SavedProject(project))
    first = pixels(read_thumbnail(path))
    save(path, nnstudio.SavedProject(edits.delete(project, ["dense_1"])))
    second = pixels(read_thumbnail(path))

    assert first.shape == (SIZE[1], SIZE[0], 4)
    assert (first[..., 3] > 0).mean() > 0.02, "there is something to see"
    assert (first != second).any()
    assert thumbnail(load(path).project.graph) == read_thumbnail(path)


def test_every_template_is_seen_whole() -> None:
    for template in nnstudio.templates():
        seen = pixels(thumbnail(template.project.graph))[..., 3]
        assert seen.max() > 0, template.slug
        edge = (seen[0], seen[-1], seen[:, 0], seen[:, -1])
        assert not any(side.any() for side in edge), template.slug


def test_an_empty_drawing_is_an_empty_picture() -> None:
    assert not pixels(thumbnail(Graph())).any()


def test_a_file_without_one_and_a_strange_one_have_none(tmp_path: Path) -> None:
    assert read_thumbnail(GOLDEN) is None
    strange = tmp_path / "a.nnstudio"
    large = repacked(GOLDEN.read_bytes(), {"thumbnail.png": bytes(LARGEST + 1)})
    strange.write_bytes(large)
    assert read_thumbnail(strange) is None
    strange.write_bytes(b"nothing")
    with pytest.raises(UserError, match="no NNStudio file"):
        read_thumbnail(strange)
