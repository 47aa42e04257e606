"""Arrays in files: what is written here is what the library of the format writes."""

from __future__ import annotations

import io

import numpy as np
import pytest
import safetensors.numpy

from nnstudio.core.layer import Array
from nnstudio.files.archive import read_archive, write_archive
from nnstudio.files.arrays import safetensors_parts, tensors_from_bytes

TENSORS: dict[str, Array] = {
    "dense_1/weight": np.arange(6, dtype=np.float32).reshape(2, 3),
    "dense_1/bias": np.array([0.5, -1.0, np.nan], np.float32),
    '权重/"weight"': np.ones((1, 1, 2), np.float32),
    "empty": np.zeros((0, 4), np.float32),
    "number": np.array(3.0, np.float32),
}


@pytest.mark.parametrize("names", [(), ("number",), ("dense_1/bias", "empty"), tuple(TENSORS)])
def test_safetensors_are_those_of_the_library_to_the_byte(names: tuple[str, ...]) -> None:
    tensors = {name: TENSORS[name] for name in names}
    ours = b"".join(safetensors_parts(tensors))
    assert ours == safetensors.numpy.save({name: tensors[name] for name in sorted(names)})
    back = tensors_from_bytes(ours, "a file")
    assert {k: (v.shape, v.tobytes()) for k, v in back.items()} == {
        k: (v.shape, v.tobytes()) for k, v in tensors.items()
    }


def test_arrays_that_lie_otherwise_in_memory_are_written_as_they_are_read() -> None:
    turned = np.arange(6, dtype=np.float32).reshape(2, 3).T
    back = tensors_from_bytes(b"".join(safetensors_parts({"turned": turned})), "a file")
    np.testing.assert_array_equal(back["turned"], turned)


def test_what_is_contiguous_is_not_copied() -> None:
    large = np.zeros(1000, np.float32)
    [*_, numbers] = safetensors_parts({"large": large})
    assert np.shares_memory(np.asarray(numbers), large)


def test_parts_are_one_member_like_any_other() -> None:
    parts, whole = io.BytesIO(), io.BytesIO()
    write_archive(parts, {"a": safetensors_parts(TENSORS), "b": b"b" * 100})
    write_archive(
        whole, {"a": b"".join(safetensors_parts(TENSORS)), "b": b"b" * 100}, stored=("a",)
    )
    assert parts.getvalue() == whole.getvalue()
    assert read_archive(parts, "a file", None)["a"] == b"".join(safetensors_parts(TENSORS))
