"""Photos are cut to the middle and made as small as samples are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.resized_photo import read_photo


def test_the_middle_is_kept(tmp_path: Path) -> None:
    pixels = np.zeros((20, 60, 3), np.uint8)
    pixels[:, 20:40] = (200, 100, 50)
    Image.fromarray(pixels).save(tmp_path / "wide.png")
    colour = read_photo(tmp_path / "wide.png", (20, 20, 3))
    assert (colour == (200, 100, 50)).all()
    grey = read_photo(tmp_path / "wide.png", (10, 10))
    assert grey.shape == (10, 10)
    # Red, green and blue count 0.299, 0.587 and 0.114 for the brightness.
    assert np.abs(grey[2:8, 2:8].astype(float) - 124.2).max() <= 1.0


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    assert (read_photo(tmp_path / "clear.png", (4, 4, 1)) == 255).all()


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text {0}.png"
    path.write_text("no picture")
    with pytest.raises(UserError, match=r"text \{0\}.png cannot be read as a picture"):
        read_photo(path, (4, 4))


def test_a_picture_that_is_too_large_is_refused_with_a_reason_that_can_be_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnstudio.data.resized_photo.MOST_PIXELS", 2_000_000)
    Image.new("1", (2000, 1001)).save(tmp_path / "large.png")
    with pytest.raises(UserError, match="it has more than 2 million pixels") as refusal:
        read_photo(tmp_path / "large.png", (4, 4))
    reason = refusal.value.text.values["reason"]
    assert reason == Text(N_("it has more than {most} million pixels"), most=2)
