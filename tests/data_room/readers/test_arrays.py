"""Arrays of NumPy become samples whatever they are called, or are refused with a reason."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import ArrayLike

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data import load_dataset
from nnstudio.data.dataset import Dataset
from nnstudio.data.prepare import make_plan, prepare
from nnstudio.data.readers import reader, reader_for
from nnstudio.data.readers.array_options import ArrayOptions
from nnstudio.data.readers.npy_header import read_npy_header
from nnstudio.graph.data_plan import Column, DataFile, DataSource
from tests.data_room.readers.reading import data_of, plan_of, prepared, source_at

KIND = "arrays"
RNG = np.random.default_rng(0)
PIXELS = RNG.integers(0, 256, (30, 8, 9), np.uint8)
COLOURS = RNG.integers(0, 256, (30, 8, 9, 3), np.uint8)
STEPS = RNG.normal(size=(30, 7, 4)).astype(np.float32)
ROWS = RNG.normal(size=(30, 5))
LABELS = np.arange(30) % 3


def npz(folder: Path, **arrays: Array) -> Path:
    path = folder / "data.npz"
    np.savez(path, allow_pickle=True, **arrays)
    return path


def packed(folder: Path, **arrays: Array) -> Path:
    path = folder / "data.npz"
    np.savez_compressed(path, allow_pickle=True, **arrays)
    return path


def read_raw(path: Path, **options: str | float) -> Dataset:
    return reader(KIND).read(source_at(path, KIND), ArrayOptions().with_values(**options))


def told(data: Dataset) -> str:
    return " ".join(str(warning) for warning in data.findings.warnings)


def test_pictures_with_labels_are_recognised(tmp_path: Path) -> None:
    path = packed(tmp_path, x_train=PIXELS, y_train=LABELS, x_test=PIXELS[:6], y_test=LABELS[:6])
    plan = plan_of(path, KIND)
    data = prepared(plan).dataset

    assert reader_for(path).name == KIND
    np.testing.assert_array_equal(data.x_train, PIXELS)
    np.testing.assert_array_equal(data.x_test, PIXELS[:6])
    assert (data.info.kind, plan.split, plan.scaling) == ("image", "own", "unit")
    assert (plan.signature.raw_shape, plan.signature.input_shape) == ((8, 9), (8, 9, 1))
    assert plan.signature.classes == ("0", "1", "2")


@pytest.mark.parametrize(
    ("samples", "targets"),
    [
        ("X", "y"),
        ("data", "target"),
        ("images", "labels"),
        ("inputs", "outputs"),
        ("features", "label"),
        ("trainX", "trainY"),
        ("X_tr", "y_tr"),
        ("train_images", "train_labels"),
        ("xtrain", "ytrain"),
        ("training-data", "training-targets"),
        ("digits_images", "digits_labels"),
        ("arr_0", "arr_1"),
        ("signal", "t"),
    ],
)
def test_names_say_what_arrays_are_for(tmp_path: Path, samples: str, targets: str) -> None:
    data = data_of(npz(tmp_path, **{targets: LABELS, samples: ROWS}), KIND)

    np.testing.assert_array_equal(data.x_train, ROWS)
    np.testing.assert_array_equal(data.y_train, LABELS)


def test_the_user_says_which_array_is_what(tmp_path: Path) -> None:
    path = npz(tmp_path, x=ROWS, y=LABELS, other=STEPS, angle=ROWS[:, 0])
    data = data_of(path, KIND, samples="other", targets="angle")

    assert data.x_train.shape == (30, 7, 4)
    assert data.info.signature.task == "regression"
    with pytest.raises(UserError, match=r"data\.npz has no array 'z'; it has x, y, other, angle"):
        read_raw(path, samples="z")


def test_a_part_of_its_own_can_be_left_aside(tmp_path: Path) -> None:
    path = npz(tmp_path, x_train=ROWS, y_train=LABELS, x_test=ROWS[:4], y_test=LABELS[:4])

    assert data_of(path, KIND).info.test_count == 4
    assert data_of(path, KIND, test_samples="-").info.test_count == 0


def test_arrays_for_validation_are_kept_apart(tmp_path: Path) -> None:
    parts = {"x_train": ROWS, "x_val": ROWS[:8], "x_test": ROWS[:4]}
    labels = {"y_train": LABELS, "y_val": LABELS[:8], "y_test": LABELS[:4]}
    plan = plan_of(npz(tmp_path, **parts, **labels), KIND)
    held = prepared(plan).parts

    assert plan.split == "column"
    assert [len(p) for p in (held.training, held.validation, held.test)] == [30, 8, 4]


def test_classes_have_the_names_that_come_along(tmp_path: Path) -> None:
    names = np.array(["cat", "dög", "猫"])
    data = data_of(npz(tmp_path, x=PIXELS, y=LABELS, class_names=names), KIND)

    assert data.info.signature.classes == ("cat", "dög", "猫")
    from_one = data_of(npz(tmp_path, x=PIXELS, y=LABELS + 1, class_names=names), KIND)
    np.testing.assert_array_equal(from_one.y_train, LABELS)
    few = data_of(npz(tmp_path, x=PIXELS, y=LABELS, class_names=names[:2]), KIND)
    assert few.info.signature.classes == ("0", "1", "2"), "they do not fit, and are not used"


@pytest.mark.parametrize(
    "labels",
    [
        np.array(["a", "b", "c"])[LABELS],
        np.array([b"a", b"b", b"c"])[LABELS],
        LABELS.astype(np.float64),
        LABELS.astype(">i2"),
        LABELS.reshape(-1, 1),
        np.eye(3)[LABELS],
        np.eye(3, dtype=bool)[LABELS],
        (LABELS - 1).astype(np.int8),
        LABELS.astype(np.uint64) * 1000,
    ],
    ids=[
        "words",
        "bytes",
        "decimal",
        "big-endian",
        "column",
        "one-hot",
        "bool",
        "signed",
        "sparse",
    ],
)
def test_labels_come_in_many_forms(tmp_path: Path, labels: Array) -> None:
    data = data_of(npz(tmp_path, x=ROWS, y=labels), KIND)

    np.testing.assert_array_equal(data.y_train, LABELS)
    assert len(data.info.signature.classes) == 3


def test_numbers_are_predicted_as_numbers(tmp_path: Path) -> None:
    one = data_of(npz(tmp_path, x=ROWS, y=ROWS[:, 0] * 2), KIND)
    assert (one.info.signature.task, one.y_train.shape, one.info.split) == (
        "regression",
        (30, 1),
        "random",
    )
    several = data_of(npz(tmp_path, x=ROWS, y=STEPS[:, 0]), KIND)
    assert several.info.signature.all_targets[0].shape == (4,)
    picture = data_of(npz(tmp_path, x=PIXELS, y=PIXELS / 255), KIND)
    assert picture.info.signature.all_targets[0].shape == (8, 9)
    assert picture.y_train.shape == (30, 72)


def test_whole_numbers_can_be_made_quantities_by_their_column(tmp_path: Path) -> None:
    path = npz(tmp_path, x=PIXELS, y=LABELS)
    data = data_of(path, KIND, (Column("y", "number", "target"),))

    assert data.info.signature.task == "regression"


def test_a_class_for_every_step_of_a_sequence(tmp_path: Path) -> None:
    labels = RNG.integers(-1, 3, (30, 7))
    data = data_of(npz(tmp_path, x=STEPS, y=labels), KIND)
    target = data.info.signature.all_targets[0]

    assert (target.task, target.shape, target.classes) == ("classification", (7,), ("0", "1", "2"))
    np.testing.assert_array_equal(data.y_train, labels)


@pytest.mark.parametrize(
    ("array", "kind", "shape"),
    [
        (PIXELS, "image", (8, 9)),
        (COLOURS, "image", (8, 9, 3)),
        (np.moveaxis(COLOURS, -1, 1), "image", (8, 9, 3)),
        (np.moveaxis(COLOURS, 0, -1), "image", (8, 9, 3)),
        (PIXELS[..., np.newaxis], "image", (8, 9)),
        (PIXELS[:, np.newaxis], "image", (8, 9)),
        (PIXELS.astype(np.int64), "image", (8, 9)),
        (PIXELS > 127, "image", (8, 9)),
        (COLOURS / 255, "image", (8, 9, 3)),
        (STEPS, "series", (7, 4)),
        (np.swapaxes(STEPS, 0, 1), "series", (7, 4)),
        (STEPS.astype(np.float16), "series", (7, 4)),
        (STEPS.astype(">f8"), "series", (7, 4)),
        (ROWS, "table", (5,)),
        (ROWS.T, "table", (5,)),
        (ROWS[:, 0], "table", (1,)),
        (ROWS[:, :2], "points", (2,)),
        (np.asfortranarray(COLOURS), "image", (8, 9, 3)),
    ],
)
def test_axes_in_any_order_become_samples(
    tmp_path: Path, array: Array, kind: str, shape: tuple[int, ...]
) -> None:
    for save in (npz, packed):
        data = data_of(save(tmp_path, x=array, y=LABELS), KIND)
        assert (data.info.kind, data.x_train.shape) == (kind, (30, *shape))
    source = {"image": PIXELS if len(shape) == 2 else COLOURS, "series": STEPS}.get(kind, ROWS)
    first = data.x_train[3].astype(np.float64).ravel()
    wanted = source[3].ravel()[: len(first)]
    if array.dtype == bool:
        wanted = wanted > 127
    np.testing.assert_allclose(
        first * (255 if array.dtype.kind == "f" and kind == "image" else 1),
        wanted,
        rtol=1e-3,
        atol=1e-4,
    )


def test_the_layout_can_be_said(tmp_path: Path) -> None:
    square = RNG.integers(0, 256, (30, 3, 3, 3), np.uint8)
    path = npz(tmp_path, x=square, y=LABELS)

    np.testing.assert_array_equal(data_of(path, KIND).x_train, square)
    first = data_of(path, KIND, layout="channels first")
    np.testing.assert_array_equal(first.x_train, np.moveaxis(square, 1, -1))
    flat = data_of(path, KIND, form="table")
    assert flat.x_train.shape == (30, 27)


@pytest.mark.parametrize(
    ("array", "limits"),
    [
        (PIXELS, (0, 255)),
        (PIXELS // 16, (0, 16)),
        (PIXELS / 255, (0, 1)),
        (PIXELS / 127.5 - 1, (-1, 1)),
        (PIXELS.astype(np.uint16) * 257, (0, 65535)),
    ],
)
def test_black_and_white_are_found_out(
    tmp_path: Path, array: Array, limits: tuple[float, float]
) -> None:
    data = data_of(npz(tmp_path, x=array, y=LABELS), KIND, form="pictures")
    outline = reader(KIND).outline(tmp_path / "data.npz", ArrayOptions(form="pictures"))

    assert data.info.value_range == limits
    assert all(picture.dtype == np.uint8 for picture in outline.pictures)
    assert max(int(picture.max()) for picture in outline.pictures) > 200


def test_a_table_alone_is_divided_into_features_and_target(tmp_path: Path) -> None:
    table = np.concatenate([ROWS, LABELS[:, np.newaxis]], axis=1)
    path = tmp_path / "table.npy"
    np.save(path, table)
    plan = plan_of(path, KIND)
    data = load_dataset(plan.source)

    assert plan.signature.features == ("x1", "x2", "x3", "x4", "x5")
    np.testing.assert_array_equal(data.x_train, ROWS)
    np.testing.assert_array_equal(data.y_train, LABELS)
    columns = tuple(
        Column(f"x{n}", "number", {2: "target", 3: "ignored"}.get(n, "feature"))
        for n in range(1, 7)
    )
    other = data_of(path, KIND, columns)
    assert other.info.signature.features == ("x1", "x4", "x5", "x6")
    np.testing.assert_array_equal(other.y_train[:, 0], ROWS[:, 1])


def test_missing_numbers_are_dropped_filled_or_flagged(tmp_path: Path) -> None:
    rows = ROWS.copy()
    rows[2, 0], rows[5, 1] = np.nan, np.inf
    path = npz(tmp_path, x=rows, y=LABELS)
    dropped = data_of(path, KIND)
    assert dropped.count == 28
    assert "2 of 30 samples are left out" in told(dropped)
    assert dropped.findings.rows is not None
    assert 2 not in dropped.findings.rows
    assert dropped.findings.missing[:2] == (1, 1)
    columns = [*(Column(f"x{n + 1}", missing="fill") for n in range(5)), Column("y", "", "target")]
    filled = data_of(path, KIND, (*columns[:5], Column("y", "category", "target")))
    assert filled.count == 30
    assert np.isnan(filled.x_train[[2, 5], [0, 1]]).all()
    flags = [Column("x1", missing="flag"), *columns[1:5], Column("y", "category", "target")]
    flagged = data_of(path, KIND, tuple(flags))
    assert flagged.info.signature.features[-1] == "x1 (missing)"
    assert flagged.info.unscaled == ("x1 (missing)",)
    assert flagged.x_train[:, 5].nonzero()[0].tolist() == [2]


def test_sequences_with_holes_are_left_out(tmp_path: Path) -> None:
    steps = STEPS.copy()
    steps[4, 3, 2] = np.nan

    assert data_of(npz(tmp_path, x=steps, y=LABELS), KIND).count == 29


def test_lengths_of_padded_sequences_are_accepted(tmp_path: Path) -> None:
    path = npz(tmp_path, x_train=STEPS, len_train=LABELS + 2, y_train=LABELS)

    assert "lengths in len_train are not used" in told(data_of(path, KIND))


def test_files_beside_one_another_belong_together(tmp_path: Path) -> None:
    arrays = {"x_train": PIXELS, "y_train": LABELS, "x_test": PIXELS[:3], "y_test": LABELS[:3]}
    for name, array in arrays.items():
        np.save(tmp_path / f"{name}.npy", array)
    np.save(tmp_path / "unrelated.npy", ROWS)
    for path in (tmp_path, tmp_path / "x_train.npy", tmp_path / "y_test.npy"):
        data = data_of(path, KIND)
        np.testing.assert_array_equal(data.x_train, PIXELS)
        np.testing.assert_array_equal(data.y_test, LABELS[:3])


@pytest.mark.parametrize("order", ["C", "F"])
def test_large_files_stay_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr("nnstudio.data.readers.array_store.MAPPED", 100)
    np.save(tmp_path / "x.npy", PIXELS if order == "C" else np.asfortranarray(PIXELS))
    np.save(tmp_path / "y.npy", LABELS)
    data = read_raw(tmp_path)

    base: object = data.x_train
    while isinstance(base, np.ndarray) and not isinstance(base, np.memmap):
        base = base.base
    assert isinstance(base, np.memmap)
    assert type(data.samples(np.array([3, 1]))) is np.ndarray
    np.testing.assert_array_equal(data.x_train, PIXELS)


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_every_version_of_the_format_is_read(tmp_path: Path, version: tuple[int, int]) -> None:
    with (tmp_path / "x.npy").open("wb") as stream:
        np.lib.format.write_array(stream, ROWS, version)
    np.save(tmp_path / "y.npy", LABELS)

    np.testing.assert_array_equal(data_of(tmp_path, KIND).x_train, ROWS)


class Bad:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit('it was run')",)


def test_python_objects_are_never_opened(tmp_path: Path) -> None:
    ragged = np.empty(2, object)
    ragged[0], ragged[1] = Bad(), [1, 2]
    np.save(tmp_path / "x.npy", ragged, allow_pickle=True)
    for path in (npz(tmp_path, x=ragged, y=LABELS), tmp_path / "x.npy"):
        with pytest.raises(UserError, match=r"holds Python objects.*numpy\.save"):
            read_raw(path)
        with pytest.raises(UserError, match="holds Python objects"):
            reader(KIND).outline(path, ArrayOptions())
    with pytest.raises(UserError, match="labels holds Python objects"):
        read_raw(npz(tmp_path, images=PIXELS, labels=ragged))
    names = np.array(["a", "b", "c"], object)
    kept = data_of(npz(tmp_path, x=PIXELS, y=LABELS, class_names=names), KIND)
    assert "class_names holds Python objects" in told(kept)


REFUSED: dict[str, tuple[dict[str, ArrayLike], str]] = {
    "no targets": ({"x": PIXELS}, "Nothing says what to predict"),
    "too few targets": ({"x": ROWS, "y": LABELS[:29]}, "x has 30 samples, but y has 29 targets"),
    "five axes": (
        {"x": np.zeros((2, 2, 2, 2, 2)), "y": [0, 1]},
        "shape 2 × 2 × 2 × 2 × 2 holds no",
    ),
    "no samples": ({"x": np.zeros((0, 3)), "y": np.zeros(0)}, "holds no samples"),
    "a single number": ({"x": np.float64(3)}, "holds no samples"),
    "complex": ({"x": ROWS + 1j, "y": LABELS}, "x is of the type complex128"),
    "words": ({"x": np.array([["a", "b"]] * 30), "y": LABELS}, "is of the type <U1"),
    "dates": ({"x": ROWS, "y": LABELS.astype("M8[D]")}, "datetime64"),
    "records": ({"x": np.zeros(3, [("a", "f4")]), "y": LABELS[:3]}, "records"),
    "channels": ({"x": RNG.random((30, 8, 9, 7)), "y": LABELS}, "have 7 channels"),
    "only nan": ({"x": ROWS * np.nan, "y": LABELS}, "None of the 30 samples can be used"),
    "another test": (
        {"x_train": ROWS, "y_train": LABELS, "x_test": ROWS[:, :3], "y_test": LABELS},
        "x_test has samples of 3, but those to learn from have 5",
    ),
    "test of other axes": (
        {"x_train": ROWS, "y_train": LABELS, "x_test": STEPS, "y_test": LABELS},
        "x_test has the shape 30 × 7 × 4, but x_train",
    ),
    "one target": ({"x": ROWS, "y": np.int64(3)}, "but y has 1 targets"),
    "nothing": ({}, "no array in data.npz"),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_arrays_that_are_no_samples_are_refused(tmp_path: Path, name: str) -> None:
    arrays, message = REFUSED[name]
    path = npz(tmp_path, **{key: np.asarray(value) for key, value in arrays.items()})
    with pytest.raises(UserError, match=message):
        read_raw(path)


def test_a_target_of_one_class_is_read_with_a_warning(tmp_path: Path) -> None:
    data = data_of(npz(tmp_path, x=ROWS, y=np.zeros(30, int)), KIND)

    assert "only one class, 0" in told(data)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "cannot be read"),
        (b"PK\x03\x04 cut off", "cannot be read"),
        (b"words", "cannot be read"),
    ],
)
def test_what_is_no_archive_is_told(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "data.npz"
    path.write_bytes(content)
    with pytest.raises(UserError, match=rf"data\.npz {message}"):
        read_raw(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no array as NumPy saves it"),
        (b"1,2,3\n", "no array as NumPy saves it"),
        (b"\x93NUMPY\x01\x00\x10", "damaged"),
        (b"\x93NUMPY\x01\x00\x05\x00{'a':", "damaged"),
    ],
)
def test_what_is_no_array_is_told(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.npy"
    path.write_bytes(content)
    with pytest.raises(UserError, match=message):
        read_raw(path)


def test_a_file_that_is_cut_off_is_told_with_its_sizes(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", ROWS)
    np.save(tmp_path / "y.npy", LABELS)
    content = (tmp_path / "x.npy").read_bytes()
    (tmp_path / "x.npy").write_bytes(content[:-8])
    with pytest.raises(UserError, match=r"x\.npy is damaged: .* 1,328 bytes, but there are 1,320"):
        read_raw(tmp_path / "x.npy")


def test_a_header_that_promises_too_much_takes_no_memory(tmp_path: Path) -> None:
    stream = io.BytesIO()
    np.lib.format.write_array(stream, ROWS)
    wide = (
        stream.getvalue().replace(b"(30, 5)", b"(30000000000, 5)".ljust(16)).replace(b"  \n", b"\n")
    )
    with zipfile.ZipFile(tmp_path / "data.npz", "w") as archive:
        archive.writestr("x.npy", wide)
    with pytest.raises(UserError, match="damaged"):
        read_raw(tmp_path / "data.npz")


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(tmp_path: Path, packing: int) -> None:
    stream = io.BytesIO()
    np.save(stream, ROWS)
    with zipfile.ZipFile(tmp_path / "data.npz", "w", packing) as archive:
        archive.writestr("x.npy", stream.getvalue())
    with pytest.raises(UserError, match="x is packed in a way that NumPy does not use"):
        read_raw(tmp_path / "data.npz")


def test_too_much_for_this_machine_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnstudio.data.readers.array_store.most_bytes", lambda: 1000)
    with pytest.raises(UserError, match="array x takes"):
        read_raw(npz(tmp_path, x=ROWS, y=LABELS))


def test_an_evil_header_is_not_run(tmp_path: Path) -> None:
    header = b"{'descr': __import__('os').abort(), 'fortran_order': False, 'shape': (3,)}\n"
    content = b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + bytes(24)
    with pytest.raises(UserError, match="damaged"):
        read_npy_header(io.BytesIO(content), "x")


def test_other_arrays_are_read_to_predict_for(tmp_path: Path) -> None:
    plan = plan_of(npz(tmp_path, x=np.moveaxis(COLOURS, -1, 1), y=LABELS), KIND)
    known = reader(KIND)
    options = ArrayOptions().with_values(**dict(plan.source.options))
    path = tmp_path / "more.npy"
    np.save(path, np.moveaxis(COLOURS[:4], -1, 1))

    np.testing.assert_array_equal(known.samples(path, plan.source, options), COLOURS[:4])
    whole = known.samples(tmp_path / "data.npz", plan.source, options)
    np.testing.assert_array_equal(whole, COLOURS)


def test_rows_to_predict_for_may_lack_the_target(tmp_path: Path) -> None:
    table = np.concatenate([ROWS, LABELS[:, np.newaxis]], axis=1)
    np.save(tmp_path / "table.npy", table)
    plan = plan_of(tmp_path / "table.npy", KIND)
    options = ArrayOptions().with_values(**dict(plan.source.options))
    for name, array in (("whole", table), ("less", ROWS)):
        np.save(tmp_path / f"{name}.npy", array)
        found = reader(KIND).samples(tmp_path / f"{name}.npy", plan.source, options)
        np.testing.assert_array_equal(found, ROWS)
    np.save(tmp_path / "other.npy", ROWS[:, :2])
    with pytest.raises(UserError, match=r"other\.npy has 2 columns; expected are 5"):
        reader(KIND).samples(tmp_path / "other.npy", plan.source, options)


def test_the_first_look_at_a_table_shows_its_rows(tmp_path: Path) -> None:
    outline = reader(KIND).outline(npz(tmp_path, x=ROWS, y=LABELS), ArrayOptions())

    assert [column.name for column in outline.columns] == ["x1", "x2", "x3", "x4", "x5", "y"]
    assert outline.head[1][-1] == "1"
    assert len(outline.head[0]) == 6


def test_the_first_look_reads_only_the_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnstudio.data.readers.array_store.HEAD_SAMPLES", 6)
    monkeypatch.setattr("nnstudio.data.readers.array_plan.HEAD_SAMPLES", 6)
    table = np.concatenate([ROWS, np.arange(30)[:, np.newaxis] // 10], axis=1)
    np.save(tmp_path / "table.npy", table)
    outline = reader(KIND).outline(tmp_path / "table.npy", ArrayOptions())
    data = reader(KIND).read(
        source_at(tmp_path / "table.npy", KIND, outline.columns), ArrayOptions()
    )

    assert outline.samples == 30
    assert data.info.signature.classes == ("0", "1", "2"), "not only those seen at first"


def test_changed_bytes_give_data_or_a_reason(tmp_path: Path) -> None:
    chance = random.Random(0)
    whole = []
    for save in (npz, packed):
        path = save(tmp_path, x=PIXELS, y=np.array(["a", "b", "c"])[LABELS], class_names=LABELS)
        whole.append(path.read_bytes())
    np.save(tmp_path / "table.npy", ROWS)
    table = (tmp_path / "table.npy").read_bytes()
    outcomes = set()
    for n in range(600):
        content = bytearray(table if n % 3 == 0 else whole[n % 2])
        path = tmp_path / ("table.npy" if n % 3 == 0 else "data.npz")
        for _ in range(chance.randrange(1, 5)):
            place = chance.choice([chance.randrange(len(content)), chance.randrange(140)])
            content[place] = chance.randrange(256)
        path.write_bytes(content[: chance.randrange(len(content))] if n % 11 == 0 else content)
        try:
            reader(KIND).outline(path, ArrayOptions())
            outcomes.add(read_raw(path).count > 0)
        except UserError:
            outcomes.add(False)
    assert outcomes == {True, False}


def test_sequences_that_end_in_zeros_stay_padded(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(5, 1, (30, 8, 3)).astype(np.float32)
    lengths = np.arange(30) % 6 + 3
    for sample, length in zip(x, lengths, strict=True):
        sample[length:] = 0
    np.savez(tmp_path / "a.npz", x=x, y=np.arange(30) % 2)
    plan = make_plan(DataSource("arrays", file=DataFile(str(tmp_path / "a.npz"))))
    assert plan.signature.padded
    data = prepare(plan)
    for sample, place in zip(data.x_train, data.train_indices, strict=True):
        assert not sample[lengths[place] :].any()
        assert sample[: lengths[place]].any(axis=1).all()
