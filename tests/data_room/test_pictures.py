"""Pictures from outside become samples like those of the data set."""

from __future__ import annotations

import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path
from subprocess import run

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data import load_dataset
from nnstudio.data.pictures import centre_digit, read_picture
from tests.made_up_data import source_of

SHAPE = (28, 28)


def digit(index: int = 3) -> Array:
    return load_dataset(source_of("mnist")).x_train[index]


def likeness(a: Array, b: Array) -> float:
    """Return the correlation of two pictures, the best of those a pixel apart."""
    shifts = [(down, across) for down in (-1, 0, 1) for across in (-1, 0, 1)]
    moved = [np.roll(a, shift, axis=(0, 1)).ravel().astype(float) for shift in shifts]
    return float(max(np.corrcoef(m, b.ravel())[0, 1] for m in moved))


def test_a_digit_of_the_data_set_comes_back_as_it_was(tmp_path: Path) -> None:
    unchanged = 0
    for index in range(100):
        Image.fromarray(digit(index)).save(tmp_path / "digit.png")
        picture = read_picture(tmp_path / "digit.png", SHAPE)
        assert not picture.inverted
        assert picture.pixels.dtype == np.uint8
        assert likeness(picture.pixels, digit(index)) > 0.95
        unchanged += int(np.abs(picture.pixels.astype(int) - digit(index)).max() <= 2)
    assert unchanged >= 90


def dark_on_paper(index: int = 3, size: int = 300) -> Image.Image:
    """Return a digit as dark ink in a corner of a large sheet of paper."""
    ink = Image.fromarray(digit(index)).resize((size, size), Image.Resampling.BICUBIC)
    paper = np.full((size * 2, size * 3), 240, np.uint8)
    paper[20 : 20 + size, 40 : 40 + size] = 240 - np.asarray(ink) * (200 / 255)
    return Image.fromarray(paper)


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        ("L", "a.png"),
        ("RGB", "a.jpg"),
        ("CMYK", "a.jpg"),
        ("RGB", "a.bmp"),
        ("RGB", "a.webp"),
        ("P", "a.gif"),
        ("P", "a.png"),
        ("1", "a.png"),
        ("RGBA", "a.png"),
        ("LA", "a.png"),
        ("L", "a.tiff"),
    ],
)
def test_dark_ink_on_paper_is_found_inverted_and_centred(
    tmp_path: Path, mode: str, name: str
) -> None:
    paper = dark_on_paper()
    if mode == "1":
        paper = paper.point(lambda value: 255 if value > 128 else 0)
    paper.convert(mode).save(tmp_path / name)
    picture = read_picture(tmp_path / name, SHAPE)
    assert picture.inverted
    assert "900 × 600" in str(picture.note)
    assert "inverted" in str(picture.note)
    assert likeness(picture.pixels, digit()) > 0.9


def test_uneven_paper_and_grain_are_no_ink(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    paper = np.asarray(dark_on_paper(), dtype=float)
    shade = np.linspace(0.93, 1.0, paper.shape[1]) * paper + rng.normal(0, 3, paper.shape)
    Image.fromarray(shade.clip(0, 255).astype(np.uint8)).save(tmp_path / "a.jpg", quality=70)
    assert likeness(read_picture(tmp_path / "a.jpg", SHAPE).pixels, digit()) > 0.9


@pytest.mark.parametrize("colour", [(200, 30, 30), (250, 255, 240)])
def test_ink_on_a_transparent_ground_is_seen_whatever_its_colour(
    tmp_path: Path, colour: tuple[int, int, int]
) -> None:
    layers = [np.full(SHAPE, value, np.uint8) for value in colour]
    Image.fromarray(np.dstack([*layers, digit()])).save(tmp_path / "a.png")
    assert likeness(read_picture(tmp_path / "a.png", SHAPE).pixels, digit()) > 0.95


def test_sixteen_bits_a_pixel(tmp_path: Path) -> None:
    Image.fromarray(digit().astype(np.uint16) * 257).save(tmp_path / "a.png")
    assert likeness(read_picture(tmp_path / "a.png", SHAPE).pixels, digit()) > 0.99
    broken = digit().astype(np.float32)
    broken[0, 0], broken[0, 1] = np.nan, np.inf
    Image.fromarray(broken).save(tmp_path / "a.tiff")
    assert likeness(read_picture(tmp_path / "a.tiff", SHAPE).pixels, digit()) > 0.99


def test_a_turned_photograph_is_turned_back(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    dark_on_paper().rotate(90, expand=True).save(tmp_path / "a.jpg", exif=exif)
    assert likeness(read_picture(tmp_path / "a.jpg", SHAPE).pixels, digit()) > 0.9


@pytest.mark.parametrize("corner", [(0, 0), (172, 0), (60, 172), (172, 172)])
@pytest.mark.parametrize("size", [28, 40, 108])
def test_strokes_anywhere_on_the_pad_give_the_same_digit(
    corner: tuple[int, int], size: int
) -> None:
    pad = np.zeros((280, 280), np.uint8)
    stroke = Image.fromarray(digit()).resize((size, size), Image.Resampling.BICUBIC)
    pad[corner[0] : corner[0] + size, corner[1] : corner[1] + size] = np.asarray(stroke)
    centred = centre_digit(pad)
    assert likeness(centred, digit()) > 0.93
    mass = centred / centred.sum()
    assert abs((mass.sum(axis=1) * np.arange(28)).sum() - 14) <= 0.5
    assert abs((mass.sum(axis=0) * np.arange(28)).sum() - 14) <= 0.5
    assert centred.max() == 255


def test_a_blank_pad_is_refused() -> None:
    with pytest.raises(UserError, match=r"There is nothing drawn\. Draw a digit first\."):
        centre_digit(np.zeros((280, 280), np.uint8))
    with pytest.raises(UserError, match="nothing drawn"):
        centre_digit(np.zeros((0, 0), np.uint8))


def test_a_single_dot_and_the_finest_line_are_drawings() -> None:
    dot = np.zeros((280, 280), np.uint8)
    dot[3, 270] = 1
    assert centre_digit(dot).max() == 255
    line = np.zeros((280, 280), np.uint8)
    line[5:275, 200] = 255
    assert (centre_digit(line).max(axis=1) > 200).sum() == 20


def test_a_network_of_points_takes_no_picture() -> None:
    for shape in ((2,), (28, 28, 3)):
        with pytest.raises(UserError, match="learns from grey pictures"):
            centre_digit(digit(), shape)
    assert centre_digit(digit(), (14, 14, 1)).shape == (14, 14)


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


def saved(picture: Image.Image, kind: str) -> bytes:
    file = BytesIO()
    picture.save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "a.png is no picture that can be read here; these can: PNG, ", id="none"),
        pytest.param(b"%!PS-Adobe-3.0\n", "a.png is no picture that can be read", id="program"),
        pytest.param(b"hello" * 99, "a.png is no picture that can be read here", id="text"),
        pytest.param(
            saved(dark_on_paper(), "PNG")[:200], "a.png cannot be read as a picture: ", id="cut"
        ),
        pytest.param(
            png_header(10_000, 10_000), "a.png has more than 64 million pixels.", id="large"
        ),
        pytest.param(
            png_header(100_000, 100_000), "a.png has more than 64 million pixels.", id="bomb"
        ),
        pytest.param(
            saved(Image.new("L", (50, 50), 200), "PNG"), "The picture shows nothing", id="blank"
        ),
        pytest.param(
            saved(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG"),
            "The picture shows nothing",
            id="all transparent",
        ),
    ],
)
def test_what_is_no_usable_picture_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with pytest.raises(UserError) as refused:
        read_picture(path, SHAPE)
    assert str(refused.value).startswith(message)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.png", tmp_path):
        with pytest.raises(UserError, match="cannot be read as a picture"):
            read_picture(path, SHAPE)


SEEDS = [
    saved(Image.fromarray(load_dataset(source_of("mnist")).x_train[0]), kind)
    for kind in ("PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF")
]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6),
    st.integers(0, 2000),
)
def test_a_damaged_file_gives_a_sample_or_a_clear_refusal(
    tmp_path: Path, content: bytes, changes: list[tuple[int, int]], length: int
) -> None:
    damaged = bytearray(content[: max(length, 4)])
    for place, value in changes:
        damaged[place % len(damaged)] = value
    path = tmp_path / "damaged"
    path.write_bytes(damaged)
    try:
        sample = read_picture(path, SHAPE).pixels
    except UserError as error:
        text = str(error)
        sample = None
    assert text if sample is None else sample.shape == SHAPE


def test_pillow_is_loaded_only_when_a_picture_is() -> None:
    code = (
        "import sys, nnstudio.data.pictures, nnstudio.data.prepare; sys.exit('PIL' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0
