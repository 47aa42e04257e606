"""Write a data set so that it can be used without the file it came from."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO

import numpy as np

from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Dataset
from nnstudio.data.readers.prepared import CARD, FORMAT
from nnstudio.graph.data_codec import columns_to_list, signature_to_dict

_OPTIONAL = ("x_test", "y_test", "parts")
"""The arrays that not every data set has."""


def save_dataset(path: Path, data: Dataset) -> None:
    """Write a data set in its own units, so that it can be used without the file it came from.

    Parameters
    ----------
    path
        An ``.npz`` file, or a folder, which is made; a data set that is in it is replaced, and
        other files stay.

    Raises
    ------
    UserError
        It cannot be written.
    """
    arrays: dict[str, Array] = {"x_train": data.x_train, "y_train": data.y_train}
    if data.info.test_count:
        arrays |= {"x_test": data.x_test, "y_test": data.y_test}
    if data.findings.parts is not None:
        arrays["parts"] = data.findings.parts.astype(np.int8)
    text = json.dumps(_card_to_dict(data), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if path.suffix.lower() == ".npz":
        write_atomically(path, partial(_write_archive, arrays=arrays, card=text))
        return
    try:
        path.mkdir(parents=True, exist_ok=True)
        for member in (CARD, *(f"{name}.npy" for name in _OPTIONAL)):  # of another data set
            (path / member).unlink(missing_ok=True)
    except OSError as error:
        refused = N_("The folder {path} cannot be made: {reason}. Choose another place.")
        raise UserError(
            Text(refused, path=str(path), reason=error.strerror or str(error))
        ) from None
    for name, array in arrays.items():
        write_atomically(path / f"{name}.npy", partial(_write_array, array=array))
    # Last, so that a folder with a card is whole.
    write_atomically(path / CARD, lambda stream: stream.write(text.encode()))


def _write_archive(stream: BinaryIO, arrays: Mapping[str, Array], card: str) -> None:
    with zipfile.ZipFile(stream, "w") as archive:
        for name in (CARD, *(f"{key}.npy" for key in arrays)):
            member = zipfile.ZipInfo(name)  # without a date: equal data gives equal bytes
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w", force_zip64=True) as to:
                if name == CARD:
                    to.write(card.encode())
                else:
                    _write_array(to, arrays[name.removesuffix(".npy")])


def _write_array(stream: IO[bytes], array: Array) -> None:
    np.lib.format.write_array(stream, np.ascontiguousarray(array), allow_pickle=False)


def _card_to_dict(data: Dataset) -> dict[str, object]:
    info = data.info
    return {
        "format": FORMAT,
        "name": info.title,
        "kind": info.kind,
        "signature": signature_to_dict(info.signature),
        "counts": [info.train_count, info.test_count],
        "value_range": list(info.value_range or ()),
        "scaling": info.scaling,
        "split": info.split,
        "validation": info.validation,
        "test": info.test,
        "gap": data.findings.gap,
        "unscaled": list(info.unscaled),
        "columns": columns_to_list(data.findings.columns),
    }
