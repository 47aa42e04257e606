"""IDX files become samples whichever of them is chosen, or are refused with a reason."""

from __future__ import annotations

import gzip
import random
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data.dataset import Dataset
from nnstudio.data.readers import reader, reader_for
from nnstudio.data.readers.idx import IdxOptions
from tests.data_room.readers.reading import data_of, plan_of, prepared, source_at

KIND = "idx"
CODES = {"u1": 0x08, "i1": 0x09, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}


def idx_bytes(array: Array, code: str = "u1") -> bytes:
    head = struct.pack(f">BBBB{array.ndim}I", 0, 0, CODES[code], array.ndim, *array.shape)
    return head + array.astype(f">{code}").tobytes()


def write(path: Path, array: Array, code: str = "u1") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = idx_bytes(array, code)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def pictures(count: int, seed: int = 0) -> Array:
    return np.random.default_rng(seed).integers(0, 256, (count, 6, 5), np.uint8)


def digits(count: int) -> Array:
    return (np.arange(count) % 10).astype(np.uint8)


def mnist(folder: Path, ending: str = "", dot: str = "-") -> Path:
    for part, count in (("train", 40), ("t10k", 20)):
        write(folder / f"{part}-images{dot}idx3-ubyte{ending}", pictures(count))
        write(folder / f"{part}-labels{dot}idx1-ubyte{ending}", digits(count))
    return folder


def read_raw(path: Path, **options: str) -> Dataset:
    return reader(KIND).read(source_at(path, KIND), IdxOptions().with_values(**options))


def told(data: Dataset) -> str:
    return " ".join(str(warning) for warning in data.findings.warnings)


@pytest.mark.parametrize("ending", ["", ".gz"])
@pytest.mark.parametrize("dot", ["-", "."])
@pytest.mark.parametrize(
    "chosen",
    ["", "train-images{}idx3-ubyte{}", "train-labels{}idx1-ubyte{}", "t10k-images{}idx3-ubyte{}"],
)
def test_whichever_file_of_mnist_is_chosen_the_others_are_found(
    tmp_path: Path, chosen: str, dot: str, ending: str
) -> None:
    path = mnist(tmp_path, ending, dot) / chosen.format(dot, ending)
    plan = plan_of(path, KIND)
    data = prepared(plan).dataset

    assert reader_for(path).name == KIND
    np.testing.assert_array_equal(data.x_train, pictures(40))
    np.testing.assert_array_equal(data.y_test, digits(20))
    assert plan.signature.classes == tuple("0123456789")
    assert (plan.signature.raw_shape, plan.signature.input_shape) == ((6, 5), (6, 5, 1))
    assert (data.info.kind, plan.split, data.info.value_range) == ("image", "own", (0.0, 255.0))


@pytest.mark.parametrize("code", list(CODES))
def test_every_type_of_number_is_read_in_this_machines_order(tmp_path: Path, code: str) -> None:
    values = np.arange(1, 121).reshape(4, 6, 5) / (2 if code[0] == "f" else 1)
    write(tmp_path / f"train-images-idx3-{code}", values, code)
    write(tmp_path / f"train-labels-idx1-{code}", np.array([0, 1, 0, 1]), code)
    data = data_of(tmp_path, KIND)

    np.testing.assert_array_equal(data.x_train, values)
    assert data.x_train.dtype == np.dtype(code).newbyteorder("=")
    assert data.info.signature.classes == ("0", "1")


def test_labels_need_not_count_from_nought(tmp_path: Path) -> None:
    write(tmp_path / "train-images-idx3-ubyte", pictures(6))
    write(tmp_path / "train-labels-idx1-ubyte", np.array([1, 26, 3, 1, 26, 3]))
    data = data_of(tmp_path, KIND)

    assert data.info.signature.classes == ("1", "3", "26")
    assert data.y_train.tolist() == [0, 2, 1, 0, 2, 1]


def test_colour_pictures_keep_their_channels_last(tmp_path: Path) -> None:
    first = np.random.default_rng(0).integers(0, 256, (5, 3, 7, 8), np.uint8)
    write(tmp_path / "train-images-idx4-ubyte", first)
    write(tmp_path / "train-labels-idx1-ubyte", digits(5))

    np.testing.assert_array_equal(data_of(tmp_path, KIND).x_train, np.moveaxis(first, 1, -1))


def test_rows_of_features_are_a_table(tmp_path: Path) -> None:
    rows = np.random.default_rng(0).normal(size=(12, 4))
    write(tmp_path / "train-data-idx2-double", rows, "f8")
    write(tmp_path / "train-labels-idx1-ubyte", digits(12) % 2)
    data = data_of(tmp_path, KIND)

    assert (data.info.kind, data.info.signature.features) == ("table", ("x1", "x2", "x3", "x4"))
    np.testing.assert_array_equal(data.x_train, rows)


def test_pictures_of_emnist_are_turned_upright(tmp_path: Path) -> None:
    write(tmp_path / "emnist-letters-train-images-idx3-ubyte.gz", pictures(4))
    write(tmp_path / "emnist-letters-train-labels-idx1-ubyte.gz", digits(4))

    np.testing.assert_array_equal(data_of(tmp_path, KIND).x_train, np.swapaxes(pictures(4), 1, 2))
    np.testing.assert_array_equal(data_of(tmp_path, KIND, turned="no").x_train, pictures(4))


def test_of_several_sets_one_file_chooses(tmp_path: Path) -> None:
    for name, count in (("emnist-letters", 6), ("emnist-digits", 3)):
        write(tmp_path / f"{name}-train-images-idx3-ubyte", pictures(count))
        write(tmp_path / f"{name}-train-labels-idx1-ubyte", digits(count))

    with pytest.raises(UserError, match=r"several sets .*: emnist-digits-train.*, emnist-letters"):
        read_raw(tmp_path)
    assert data_of(tmp_path / "emnist-digits-train-labels-idx1-ubyte", KIND).count == 3


def test_labels_with_more_beside_them_are_read_by_the_first(tmp_path: Path) -> None:
    labels = np.stack([digits(8), np.arange(8) + 100, np.zeros(8)], axis=1)
    write(tmp_path / "qmnist-train-images-idx3-ubyte.gz", pictures(8))
    write(tmp_path / "qmnist-train-labels-idx2-int.gz", labels, "i4")

    assert data_of(tmp_path, KIND).y_train.tolist() == list(range(8))


def test_files_in_folders_of_their_own_names_are_found(tmp_path: Path) -> None:
    for name, array in (("images-idx3", pictures(10)), ("labels-idx1", digits(10))):
        write(tmp_path / f"train-{name}-ubyte" / f"train-{name}-ubyte", array)

    assert data_of(tmp_path, KIND).count == 10


def test_files_for_validation_are_kept_apart(tmp_path: Path) -> None:
    for part, count in (("train", 20), ("validation", 10), ("test", 5)):
        write(tmp_path / f"{part}-images-idx3-ubyte", pictures(count))
        write(tmp_path / f"{part}-labels-idx1-ubyte", digits(count))
    plan = plan_of(tmp_path, KIND)
    parts = prepared(plan).parts

    assert [len(p) for p in (parts.training, parts.validation, parts.test)] == [20, 10, 5]
    assert data_of(tmp_path, KIND, validation="no").count == 25


def test_a_gz_that_was_unpacked_on_its_way_is_read(tmp_path: Path) -> None:
    mnist(tmp_path, ".gz")
    packed = tmp_path / "train-images-idx3-ubyte.gz"
    packed.write_bytes(gzip.decompress(packed.read_bytes()))

    assert data_of(packed, KIND).count == 60


def test_test_pictures_without_labels_are_left_out(tmp_path: Path) -> None:
    (mnist(tmp_path) / "t10k-labels-idx1-ubyte").unlink()
    data = data_of(tmp_path, KIND)

    assert (data.info.train_count, data.info.test_count) == (40, 0)
    assert "t10k-images-idx3-ubyte is left out: it has no labels" in told(data)


def test_a_set_with_test_files_only_is_divided(tmp_path: Path) -> None:
    mnist(tmp_path)
    for name in ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"):
        (tmp_path / name).unlink()
    data = data_of(tmp_path / "t10k-images-idx3-ubyte", KIND)

    assert (data.info.train_count, data.info.test_count, data.info.split) == (20, 0, "stratified")


def test_the_first_look_shows_pictures_of_every_class(tmp_path: Path) -> None:
    outline = reader(KIND).outline(mnist(tmp_path), IdxOptions())

    assert set(outline.captions) == set("0123456789")
    assert outline.pictures[0].shape == (6, 5)
    assert outline.samples == 60


def cut(folder: Path) -> None:
    path = folder / "train-images-idx3-ubyte"
    path.write_bytes(path.read_bytes()[:-100])


def grown(folder: Path) -> None:
    path = folder / "train-images-idx3-ubyte"
    path.write_bytes(path.read_bytes() + b"more")


def cut_in_the_header(folder: Path) -> None:
    path = folder / "train-images-idx3-ubyte"
    path.write_bytes(path.read_bytes()[:10])


def cut_in_the_gzip(folder: Path) -> None:
    path = folder / "train-images-idx3-ubyte"
    path.write_bytes(gzip.compress(path.read_bytes())[:-300])


def spoilt_in_the_gzip(folder: Path) -> None:
    path = folder / "train-images-idx3-ubyte"
    content = bytearray(gzip.compress(path.read_bytes()))
    content[-6] ^= 0xFF
    path.write_bytes(content)


def words(folder: Path) -> None:
    (folder / "train-images-idx3-ubyte").write_text("<html>404 Not Found</html>")


def nothing(folder: Path) -> None:
    (folder / "train-images-idx3-ubyte").write_bytes(b"")


def no_samples(folder: Path) -> None:
    write(folder / "train-images-idx3-ubyte", np.zeros((0, 6, 5)))


def promising(folder: Path) -> None:
    head = struct.pack(">BBBBIII", 0, 0, 8, 3, 2**31, 2**15, 2**15)
    (folder / "train-images-idx3-ubyte").write_bytes(gzip.compress(head + bytes(1000)))


def fewer_labels(folder: Path) -> None:
    write(folder / "train-labels-idx1-ubyte", digits(39))


def no_labels(folder: Path) -> None:
    (folder / "train-labels-idx1-ubyte").unlink()


def one_dimension(folder: Path) -> None:
    write(folder / "train-images-idx3-ubyte", digits(40))


def other_sizes(folder: Path) -> None:
    write(folder / "t10k-images-idx3-ubyte", np.zeros((20, 9, 9)))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (cut, r"train-images-idx3-ubyte is damaged: by its header it has 1,216 bytes.* 1,116\."),
        (grown, "by its header it has 1,216 bytes, but there are 1,220"),
        (cut_in_the_header, "by its header it has 16 bytes, but there are 10"),
        (cut_in_the_gzip, "train-images-idx3-ubyte cannot be read: Compressed file ended"),
        (spoilt_in_the_gzip, "train-images-idx3-ubyte cannot be read: CRC check failed"),
        (words, "train-images-idx3-ubyte is no IDX file: it begins with 3c 68 74 6d"),
        (nothing, "is no IDX file"),
        (no_samples, "without a single number"),
        (promising, "train-images-idx3-ubyte is damaged"),
        (fewer_labels, "has 40 samples, but train-labels-idx1-ubyte has 39 targets"),
        (no_labels, "has no labels: a file such as train-labels-idx1-ubyte should lie beside"),
        (one_dimension, "has 1 dimensions"),
        (other_sizes, "has samples of 9 × 9, but those to learn from have 6 × 5"),
    ],
)
def test_what_is_wrong_with_a_set_is_said(
    tmp_path: Path, spoil: Callable[[Path], None], message: str
) -> None:
    spoil(mnist(tmp_path))
    for act in (read_raw, lambda path: reader(KIND).outline(path, IdxOptions())):
        with pytest.raises(UserError, match=message):
            act(tmp_path)


def test_a_false_gz_is_told(tmp_path: Path) -> None:
    path = tmp_path / "train-images-idx3-ubyte.gz"
    path.write_bytes(b"PK\x03\x04 an archive of another kind")
    with pytest.raises(UserError, match="is no IDX file, packed with gzip or not: it begins with"):
        read_raw(path)


def test_a_folder_without_idx_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no IDX file with pictures"):
        read_raw(tmp_path)


def test_too_much_for_this_machine_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mnist(tmp_path)
    monkeypatch.setattr("nnstudio.data.readers.idx_file.most_bytes", lambda: 1000)
    with pytest.raises(UserError, match=r"takes 1 kB; here is room for"):
        read_raw(tmp_path)


def test_other_pictures_are_read_to_predict_for(tmp_path: Path) -> None:
    plan = plan_of(mnist(tmp_path / "a"), KIND)
    known, options = reader(KIND), IdxOptions().with_values(**dict(plan.source.options))
    alone = write(tmp_path / "b" / "more.idx", pictures(3, 1))

    np.testing.assert_array_equal(known.samples(alone, plan.source, options), pictures(3, 1))
    assert known.samples(tmp_path / "a", plan.source, options).shape == (40, 6, 5)


def test_changed_bytes_give_data_or_a_reason(tmp_path: Path) -> None:
    chance = random.Random(0)
    raw, labels = idx_bytes(pictures(10)), idx_bytes(digits(10))
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(labels)
    path = tmp_path / "train-images-idx3-ubyte"
    outcomes: set[int | str] = set()
    for n in range(300):
        content = bytearray(gzip.compress(raw) if n % 2 else raw)
        for _ in range(chance.randrange(1, 4)):
            content[chance.randrange(min(len(content), 40 if n % 3 else 400))] = chance.randrange(
                256
            )
        path.write_bytes(content[: chance.randrange(len(content))] if n % 7 == 0 else content)
        try:
            reader(KIND).outline(tmp_path, IdxOptions())
            outcomes.add(read_raw(tmp_path).count)
        except UserError as error:
            outcomes.add("refused" if "train-" in str(error) else str(error))
    assert outcomes >= {"refused", 10}
    assert all(outcome == "refused" or isinstance(outcome, int) for outcome in outcomes)
