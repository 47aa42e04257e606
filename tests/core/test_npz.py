"""Arrays as the bytes of an .npz file."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.core.npz import npz_bytes


@pytest.mark.parametrize("compressed", [False, True])
def test_numpy_reads_every_name_and_kind_of_array(compressed: bool) -> None:
    arrays: dict[str, Array] = {
        "file": np.arange(6, dtype=np.float32).reshape(2, 3).T,  # a name of savez's own argument
        "dense_1/weight": np.zeros((0, 4)),
        "classes": np.array(["猫", "dog"]),
        "manifest": np.array("{}"),
    }
    content = npz_bytes(arrays, compressed=compressed)
    with np.load(BytesIO(content), allow_pickle=False) as found:
        assert set(found) == set(arrays)
        for name, array in arrays.items():
            np.testing.assert_array_equal(found[name], array)
            assert found[name].shape == array.shape
    assert npz_bytes(arrays, compressed=compressed) == content


def test_an_array_of_objects_is_refused() -> None:
    with pytest.raises(ValueError, match="allow_pickle"):
        npz_bytes({"x": np.array([{}], dtype=object)})
