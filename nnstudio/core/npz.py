"""Arrays as the bytes of an .npz file."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

import numpy as np

from nnstudio.core.layer import Array

NPY_VERSION = (1, 0)


def npz_bytes(arrays: Mapping[str, Array], compressed: bool = False) -> bytes:
    """Return arrays as an .npz file for ``numpy.load``; equal arrays give equal bytes.

    Unlike ``numpy.savez`` it takes any name, ``file`` too, and notes neither a date nor the order
    that an array has in memory.
    """
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, array in arrays.items():
            info = zipfile.ZipInfo(f"{name}.npy")  # its date is always the same
            info.external_attr = 0o644 << 16
            if compressed:
                info.compress_type = zipfile.ZIP_DEFLATED
            member = BytesIO()
            plain = np.asarray(array, order="C")
            np.lib.format.write_array(member, plain, NPY_VERSION, allow_pickle=False)
            archive.writestr(info, member.getvalue())
    return stream.getvalue()
