"""Folders of pictures as people have them become samples, or are refused with a reason."""

from __future__ import annotations

import os
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data.dataset import Dataset
from nnstudio.data.readers import reader, reader_for
from nnstudio.data.readers.picture_options import PictureOptions
from nnstudio.graph.data_plan import Column
from tests.data_room.readers.reading import data_of, plan_of, prepared, source_at

KIND = "images"


def colours(height: int = 12, width: int = 12, seed: int = 0) -> Image.Image:
    """Return a picture of soft colours."""
    rng = np.random.default_rng(seed)
    small = Image.fromarray(rng.integers(0, 256, (3, 3, 3), np.uint8))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def flat(value: int, side: int = 10) -> Image.Image:
    return Image.new("L", (side, side), value)


def save(picture: Image.Image, *place: object, **how: Any) -> Path:
    path = Path(*map(str, place))
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, **how)
    return path


def two_classes(folder: Path, count: int = 3) -> Path:
    for label, value in (("dark", 40), ("light", 200)):
        for n in range(count):
            save(flat(value + n), folder, label, f"{n}.png")
    return folder


def read_raw(folder: Path, **options: str | int | bool) -> Dataset:
    known = reader(KIND)
    source = source_at(folder, KIND)
    return known.read(source, known.options().with_values(**options))


def told(data: Dataset) -> str:
    return " ".join(str(warning) for warning in data.findings.warnings)


def reasons(data: Dataset) -> dict[str, str]:
    return {each.name: str(each.reason) for each in data.findings.skipped}


def test_a_folder_for_each_class_becomes_grey_samples(tmp_path: Path) -> None:
    plan = plan_of(two_classes(tmp_path, 5), KIND)
    data = prepared(plan).dataset

    assert reader_for(tmp_path).name == KIND
    assert plan.signature.classes == ("dark", "light")
    assert data.x_train.shape == (10, 10, 10)
    assert data.x_train[:, 0, 0].tolist() == [40, 41, 42, 43, 44, 200, 201, 202, 203, 204]
    assert data.y_train.tolist() == [0] * 5 + [1] * 5
    assert plan.signature.input_shape == (10, 10, 1)
    assert (plan.split, plan.test, plan.validation, plan.scaling) == ("stratified", 2, 1, "unit")
    assert data.findings.names[0] == "dark/0.png"


def test_train_and_test_folders_are_the_datas_own_division(tmp_path: Path) -> None:
    for part, count in (("Train", 4), ("TEST", 2)):
        two_classes(tmp_path / part, count)
    data = data_of(tmp_path, KIND)

    assert (data.info.train_count, data.info.test_count, data.info.split) == (8, 4, "own")
    assert data.y_test.tolist() == [0, 0, 1, 1]
    assert data_of(tmp_path, KIND, division="none").info.split == "stratified"


def test_a_folder_for_validation_is_kept_apart(tmp_path: Path) -> None:
    for part, count in (("train", 3), ("val", 2), ("test", 1)):
        two_classes(tmp_path / "set" / part, count)
    plan = plan_of(tmp_path, KIND)
    parts = prepared(plan).parts

    assert plan.split == "column"
    assert [len(p) for p in (parts.training, parts.validation, parts.test)] == [6, 4, 2]
    assert plan_of(tmp_path, KIND, division="test").split == "own"


def test_classes_may_be_called_train_too(tmp_path: Path) -> None:
    for label in ("train", "bus", "plane"):
        save(colours(), tmp_path, label, "a.png")

    assert data_of(tmp_path, KIND).info.signature.classes == ("bus", "plane", "train")


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGB", "RGBA", "LA", "CMYK", "I;16", "I", "F"])
def test_every_mode_is_read_and_looks_the_same(tmp_path: Path, mode: str) -> None:
    grey = Image.linear_gradient("L").resize((32, 32))
    if mode in ("I;16", "I"):
        wide = np.asarray(grey).astype(np.uint16) * 257
        made = Image.fromarray(wide if mode == "I;16" else wide.astype(np.int32))
    elif mode == "F":
        made = Image.fromarray(np.asarray(grey).astype(np.float32) / 255)
    else:
        made = grey.convert(mode)
    for label in "ab":
        save(made, tmp_path, label, "x.tif" if mode in ("CMYK", "F", "I") else "x.png")
    data = data_of(tmp_path, KIND)

    assert data.x_train.shape == (2, 32, 32)
    if mode != "1":
        near = np.abs(data.x_train[0].astype(int) - np.asarray(grey))
        assert near.max() <= 3


@pytest.mark.parametrize("name", ["a.PNG", "a.Jpg", "a.jpeg", "a.bmp", "a.webp", "a.gif", "a.TIFF"])
def test_every_format_is_read_whatever_the_case_of_its_suffix(tmp_path: Path, name: str) -> None:
    save(colours(20, 30), tmp_path, "one", name)
    save(colours(20, 30, 1), tmp_path, "two", name)
    data = data_of(tmp_path, KIND)

    assert data.x_train.shape == (2, 20, 30, 3)
    assert np.abs(data.x_train[0].astype(int) - np.asarray(colours(20, 30))).mean() < 12


def test_mixed_sizes_and_modes_come_out_alike(tmp_path: Path) -> None:
    save(colours(20, 40), tmp_path, "a", "wide.png")
    save(colours(40, 20), tmp_path, "a", "tall.jpg")
    save(colours(9, 9).convert("L"), tmp_path, "b", "small.png")
    data = data_of(tmp_path, KIND)

    assert data.x_train.shape == (3, 32, 32, 3)
    assert "different sizes" in told(data)


@pytest.mark.parametrize(
    ("fit", "corner", "middle"), [("stretch", 10, 10), ("letterbox", 255, 10), ("crop", 10, 10)]
)
def test_fit_says_what_happens_to_another_shape(
    tmp_path: Path, fit: str, corner: int, middle: int
) -> None:
    wide = Image.new("L", (40, 20), 10)
    wide.paste(90, (0, 0, 5, 20))
    wide.paste(90, (35, 0, 40, 20))
    for label in "ab":
        save(wide, tmp_path, label, "x.png")
    sample = data_of(tmp_path, KIND, fit=fit, height=20, width=20).x_train[0]

    assert sample[10, 10] == middle
    assert sample[0, 10] == corner
    assert (sample[10, 0] > 60) == (fit != "crop"), "crop cuts the bright edges off"


def test_one_side_that_is_chosen_brings_the_other(tmp_path: Path) -> None:
    for label in "ab":
        save(colours(20, 40), tmp_path, label, "x.png")

    assert data_of(tmp_path, KIND, height=10).x_train.shape == (2, 10, 20, 3)


def test_transparent_parts_show_the_ground(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (8, 8), (200, 0, 0, 0))
    palette = Image.new("P", (8, 8), 1)
    palette.putpalette([0, 0, 0, 9, 9, 9])
    save(clear, tmp_path, "a", "clear.png")
    save(palette, tmp_path, "b", "palette.png", transparency=1)
    save(Image.new("LA", (8, 8), (0, 0)), tmp_path, "b", "grey.png")

    assert set(np.unique(data_of(tmp_path, KIND).x_train)) == {255}
    assert set(np.unique(data_of(tmp_path, KIND, ground="black").x_train)) == {0}


def test_twelve_bits_in_sixteen_are_scaled_by_their_range(tmp_path: Path) -> None:
    ramp = np.linspace(0, 4095, 100).astype(np.uint16).reshape(10, 10)
    save(Image.fromarray(ramp), tmp_path, "a", "scan.png")
    save(Image.fromarray(ramp // 2), tmp_path, "b", "half.tif")
    data = data_of(tmp_path, KIND)

    assert (int(data.x_train[0].max()), int(data.x_train[1].max())) == (255, 127)
    assert data.info.options.values()["white"] == 4095


def test_invert_and_colour_are_as_asked(tmp_path: Path) -> None:
    two_classes(tmp_path)
    data = data_of(tmp_path, KIND, invert=True, colour="rgb")

    assert data.x_train.shape == (6, 10, 10, 3)
    assert data.x_train[0, 0, 0].tolist() == [215, 215, 215]


def test_a_camera_held_on_its_side_is_turned(tmp_path: Path) -> None:
    upright = Image.new("L", (10, 20), 0)
    upright.paste(255, (0, 0, 10, 5))
    for label in "ab":
        exif = Image.Exif()
        exif[0x0112] = 6
        save(upright.rotate(90, expand=True), tmp_path, label, "x.png", exif=exif)
    data = data_of(tmp_path, KIND)

    assert data.x_train.shape == (2, 20, 10)
    assert (data.x_train[0, 0] == 255).all()
    assert (data.x_train[0, -1] == 0).all()


def test_of_a_moving_picture_the_first_frame_counts(tmp_path: Path) -> None:
    for label in "ab":
        save(flat(10), tmp_path, label, "x.gif", save_all=True, append_images=[flat(250)])
    data = data_of(tmp_path, KIND)

    assert int(data.x_train.max()) < 20
    assert "first frame" in told(data)


def cut_off(folder: Path) -> str:
    path = save(colours(200, 200), folder, "dark", "bad.jpg")
    path.write_bytes(path.read_bytes()[:1500])
    return "broken"


def words_called_png(folder: Path) -> str:
    (folder / "dark" / "bad.png").write_text("this is no picture")
    return "no picture of a kind"


def empty(folder: Path) -> str:
    (folder / "dark" / "bad.jpeg").touch()
    return "it is empty"


def huge(folder: Path) -> str:
    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    packed = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0"))
    (folder / "dark" / "bad.png").write_bytes(packed + chunk(b"IEND", b""))
    return "million pixels"


def endless(folder: Path) -> str:
    save(Image.new("L", (1, 70_000)), folder, "dark", "bad.png")
    return "it is broken: 70000 × 1 pixels"


def script(folder: Path) -> str:
    (folder / "dark" / "bad.bmp").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    return "no picture of a kind"


def half_a_header(folder: Path) -> str:
    (folder / "dark" / "bad.gif").write_bytes(b"GIF89a\x05\x00")
    return ""


@pytest.mark.parametrize(
    "spoil", [cut_off, words_called_png, empty, huge, endless, script, half_a_header]
)
def test_a_file_that_cannot_be_read_is_listed_and_skipped(
    tmp_path: Path, spoil: Callable[[Path], str]
) -> None:
    reason = spoil(two_classes(tmp_path))
    data = data_of(tmp_path, KIND)
    outline = reader(KIND).outline(tmp_path, PictureOptions())

    assert data.count == 6
    assert len(data.findings.names) == 6
    assert [name.startswith("dark/bad") for name in reasons(data)] == [True]
    assert reason in next(iter(reasons(data).values()))
    assert [each.name for each in outline.skipped] == list(reasons(data))


def test_what_comes_after_a_skipped_picture_keeps_its_class(tmp_path: Path) -> None:
    two_classes(tmp_path, 40)
    for n in (0, 7, 39):
        (tmp_path / "dark" / f"{n}.png").write_bytes(b"gone")
    data = data_of(tmp_path, KIND)

    numbers = [int(Path(name).stem) for name in data.findings.names]
    assert sorted(numbers[:37]) == [n for n in range(40) if n not in (0, 7, 39)]
    assert data.x_train[:37, 0, 0].tolist() == [40 + n for n in numbers[:37]]
    assert data.x_train[37:, 0, 0].tolist() == [200 + n for n in numbers[37:]]
    assert data.y_train.tolist() == [0] * 37 + [1] * 40


def test_empty_classes_are_named(tmp_path: Path) -> None:
    two_classes(tmp_path)
    (tmp_path / "nothing").mkdir()
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "read.me").touch()
    data = data_of(tmp_path, KIND)

    assert data.info.signature.classes == ("dark", "light")
    assert "notes, nothing" in told(data)


def test_a_class_of_broken_pictures_only_is_named(tmp_path: Path) -> None:
    two_classes(tmp_path)
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "a.png").write_bytes(b"\x89PNG")
    data = data_of(tmp_path, KIND)

    assert "torn has no picture" in told(data)


def test_hidden_and_other_files_are_passed_over_and_counted(tmp_path: Path) -> None:
    two_classes(tmp_path)
    for name in (".DS_Store", "Thumbs.db", ".hidden.png", "notes.txt", "more.txt", "photo.heic"):
        (tmp_path / "dark" / name).write_bytes(b"x")
    two_classes(tmp_path / "__MACOSX")
    two_classes(tmp_path / ".cache")
    data = data_of(tmp_path, KIND)

    assert data.count == 6
    assert not data.findings.skipped
    assert "3 files of other kinds are passed over: .txt, .heic." in told(data)


def test_pictures_in_no_class_are_left_out_and_counted(tmp_path: Path) -> None:
    two_classes(tmp_path)
    save(flat(1), tmp_path, "overview.png")

    assert "1 files are in no folder of a class" in told(data_of(tmp_path, KIND))


def test_names_may_be_in_any_language_and_folders_nested(tmp_path: Path) -> None:
    for label in ("猫", "собака", "e\u0301té", "a b"):
        save(flat(3), tmp_path, label, "2021", "Юля", "🐈 (1).png")
    data = data_of(tmp_path, KIND)

    assert set(data.info.signature.classes) == {"猫", "собака", "été", "a b"}
    assert any(name.endswith("2021/Юля/🐈 (1).png") for name in data.findings.names)


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_unicode_can_be_written_anywhere(tmp_path: Path) -> None:
    two_classes(tmp_path)
    bad = os.path.join(os.fsencode(tmp_path), b"caf\xe9")
    os.mkdir(bad)
    content = (tmp_path / "dark" / "0.png").read_bytes()
    with open(os.path.join(bad, b"\xff.png"), "wb") as stream:
        stream.write(content)
    data = data_of(tmp_path, KIND)

    assert "caf\ufffd" in data.info.signature.classes
    "".join(data.findings.names).encode()


def test_numbers_are_sorted_as_numbers(tmp_path: Path) -> None:
    for n in range(12):
        save(flat(n), tmp_path, str(n), "a.png")

    assert data_of(tmp_path, KIND).info.signature.classes == tuple(map(str, range(12)))


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_are_followed_but_not_in_circles(tmp_path: Path) -> None:
    two_classes(tmp_path / "data")
    two_classes(tmp_path / "far", 2)
    (tmp_path / "data" / "linked").symlink_to(tmp_path / "far" / "dark")
    (tmp_path / "data" / "dark" / "up").symlink_to(tmp_path / "data" / "dark")
    (tmp_path / "data" / "light" / "self.png").symlink_to("self.png")
    (tmp_path / "data" / "light" / "gone.png").symlink_to("nowhere.png")
    data = data_of(tmp_path / "data", KIND)

    assert data.info.signature.classes == ("dark", "light", "linked")
    assert data.count == 8


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes there")
def test_a_pipe_called_png_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(two_classes(tmp_path) / "dark" / "pipe.png")

    assert data_of(tmp_path, KIND).count == 6


def test_a_folder_that_may_not_be_read_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = two_classes(tmp_path) / "dark" / "locked"
    locked.mkdir()
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path) == str(locked):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    data = read_raw(tmp_path)

    assert data.count == 6
    assert "Permission denied" in reasons(data)["locked"]


def test_classes_in_the_test_only_are_said(tmp_path: Path) -> None:
    two_classes(tmp_path / "train")
    save(flat(9), tmp_path, "test", "strange", "a.png")
    data = data_of(tmp_path, KIND)

    assert data.info.signature.classes == ("dark", "light", "strange")
    assert "nothing to learn these classes from: strange" in told(data)


def test_the_user_chooses_classes_and_their_order(tmp_path: Path) -> None:
    two_classes(tmp_path)
    save(flat(9), tmp_path, "other", "a.png")
    columns = (Column("class", "category", "target", ("light", "dark")),)
    data = data_of(tmp_path, KIND, columns)

    assert data.y_train.tolist() == [1, 1, 1, 0, 0, 0]
    assert "1 files of other classes are left out: other" in told(data)
    gone = (Column("class", "category", "target", ("cat",)),)
    with pytest.raises(UserError, match="None of the classes cat is there; there are dark"):
        data_of(tmp_path, KIND, gone)


def test_the_contact_sheet_shows_samples_of_all_classes_as_they_are_read(tmp_path: Path) -> None:
    for n in range(30):
        for k in range(4):
            save(flat(k * 60, 9), tmp_path, f"class {n}", f"{k}.png")
    known = reader(KIND)
    outline = known.outline(tmp_path, PictureOptions(invert=True))
    samples = {sample.tobytes() for sample in read_raw(tmp_path, invert=True).x_train}

    assert len(outline.pictures) == len(outline.captions) == 48
    assert len(set(outline.captions)) == 30
    assert outline.samples == 120
    assert all(picture.tobytes() in samples for picture in outline.pictures)


@pytest.mark.parametrize(
    "table",
    [
        "id,breed\n{0},collie\n{1},pug\n{2},pug\n{3},collie\n",
        "size;label;File\n9;pug;{1}.png\n9;pug;{2}.png\n9;collie;{0}.png\n8;collie;{3}.png\n",
        "flat/{0}.PNG\tcollie\nflat/{1}.png\tpug\nflat/{2}.png\tpug\nflat/{3}.png\tcollie\n",
    ],
)
def test_a_table_beside_the_pictures_tells_their_classes(tmp_path: Path, table: str) -> None:
    names = ("a1", "b 2", "ç3", "d4")
    for n, name in enumerate((*names, "unknown")):
        save(flat(n), tmp_path, f"{name}.png")
    (tmp_path / "labels.csv").write_text(table.format(*names), "utf-8")
    data = data_of(tmp_path, KIND)

    assert data.info.signature.classes == ("collie", "pug")
    assert dict(zip(data.findings.names, data.y_train.tolist(), strict=True)) == {
        "a1.png": 0,
        "b 2.png": 1,
        "ç3.png": 1,
        "d4.png": 0,
    }
    assert "The classes are those in labels.csv, column" in told(data)
    assert "1 pictures are not in it" in told(data)


@pytest.mark.parametrize("table", ["just words\n", "name,x\nq.png,1\nr.png,1\n", '"open', "\0\1"])
def test_a_table_that_names_other_files_is_no_help(tmp_path: Path, table: str) -> None:
    save(flat(1), tmp_path, "a.png")
    save(flat(2), tmp_path, "b.png")
    (tmp_path / "labels.csv").write_text(table)
    with pytest.raises(UserError, match="in no folders of classes"):
        read_raw(tmp_path)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: (p / "sub").mkdir(), "no picture in"),
        (lambda p: save(flat(1), p, "a.png"), "in no folders of classes"),
        (lambda p: save(flat(1), p, "test", "a", "a.png"), None),
    ],
)
def test_folders_without_classes_are_refused(
    tmp_path: Path, make: Callable[[Path], object], message: str | None
) -> None:
    make(tmp_path)
    if message is None:
        assert "only one class" in told(read_raw(tmp_path))
        return
    for act in (read_raw, lambda path: reader(KIND).outline(path, PictureOptions())):
        with pytest.raises(UserError, match=message):
            act(tmp_path)


def test_a_single_picture_or_only_broken_ones_are_refused(tmp_path: Path) -> None:
    single = save(flat(1), tmp_path, "a.png")
    with pytest.raises(UserError, match="single picture"):
        reader_for(single).outline(single, PictureOptions())
    (tmp_path / "set" / "a").mkdir(parents=True)
    (tmp_path / "set" / "a" / "x.png").write_bytes(b"no")
    for act in (read_raw, lambda path: reader(KIND).outline(path, PictureOptions())):
        with pytest.raises(UserError, match=r"No picture in set can be read; the first, a/x\.png"):
            act(tmp_path / "set")


def test_too_many_pixels_are_refused_with_the_size_that_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_classes(tmp_path)
    monkeypatch.setattr("nnstudio.data.readers.images.most_bytes", lambda: 60_000)
    with pytest.raises(UserError, match="at 100 × 100 pixels at most"):
        read_raw(tmp_path, height=400, width=400)


def test_large_pictures_of_one_size_are_shrunk_in_proportion(tmp_path: Path) -> None:
    for label in "ab":
        save(colours(300, 600), tmp_path, label, "x.png")
    data = data_of(tmp_path, KIND)

    assert data.x_train.shape == (2, 32, 64, 3)
    assert "300 × 600" in told(data)


def test_reading_tells_how_far_it_is_and_can_be_ended(tmp_path: Path) -> None:
    two_classes(tmp_path, 100)
    heard: list[float] = []
    known = reader(KIND)
    known.read(source_at(tmp_path, KIND), PictureOptions(), heard.append)

    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert len(heard) > 5

    class Ended(Exception):
        pass

    def end(share: float) -> None:
        if share > 0.3:
            raise Ended

    with pytest.raises(Ended):
        known.read(source_at(tmp_path, KIND), PictureOptions(), end)


def test_other_pictures_are_made_alike_to_predict_for(tmp_path: Path) -> None:
    plan = plan_of(two_classes(tmp_path / "set"), KIND)
    known, options = reader(KIND), PictureOptions().with_values(**dict(plan.source.options))
    one = save(colours(50, 70), tmp_path, "new", "b.jpg")
    save(flat(7), tmp_path, "new", "a.png")

    assert known.samples(one, plan.source, options).shape == (1, 10, 10)
    several = known.samples(tmp_path / "new", plan.source, options)
    assert several[0, 0, 0] == 7
    (tmp_path / "new" / "c.png").write_bytes(b"no")
    with pytest.raises(UserError, match=r"c\.png cannot be read as a picture"):
        known.samples(tmp_path / "new", plan.source, options)
    (tmp_path / "none").mkdir()
    with pytest.raises(UserError, match="no picture"):
        known.samples(tmp_path / "none", plan.source, options)


def test_changed_bytes_give_data_or_a_reason(tmp_path: Path) -> None:
    chance = random.Random(0)
    two_classes(tmp_path, 1)
    suffixes = ("png", "jpg", "bmp", "webp", "gif", "tif")
    whole = [save(colours(24, 24), tmp_path, "whole", f"a.{s}").read_bytes() for s in suffixes]
    for n in range(240):
        content = bytearray(whole[n % len(whole)])
        for _ in range(chance.randrange(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.3:
            del content[chance.randrange(len(content)) :]
        path = tmp_path / "changed" / f"{n}.{suffixes[n % len(suffixes)]}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    data = read_raw(tmp_path, height=16, width=16, colour="rgb")

    assert data.count + len(data.findings.skipped) == 2 + len(suffixes) + 240
    assert data.findings.skipped
    assert all(str(each.reason) for each in data.findings.skipped)


def test_suits_is_quick_and_tells_kinds_apart(tmp_path: Path) -> None:
    two_classes(tmp_path / "pictures")
    (tmp_path / "words" / "a").mkdir(parents=True)
    for n in range(9):
        (tmp_path / "words" / "a" / f"{n}.txt").write_text("a")
    known = reader(KIND)

    assert known.suits(tmp_path / "pictures") > 0.8
    assert known.suits(tmp_path / "words") == 0
    assert known.suits(tmp_path / "words" / "a" / "0.txt") == 0


def _never(*_: object) -> Array:
    raise AssertionError


def test_the_card_is_told_without_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(two_classes(tmp_path), KIND)
    monkeypatch.setattr("nnstudio.data.readers.images.find_files", _never)
    known = reader(KIND)
    options = known.options().with_values(**dict(plan.source.options))

    assert known.card(plan.source, options, plan.signature, plan.counts).title == tmp_path.name
