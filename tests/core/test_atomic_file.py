"""Files are written as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

import pytest

from nnstudio.core.atomic_file import require_writable, write_atomically
from nnstudio.core.errors import UserError


def write(stream: BinaryIO) -> None:
    stream.write(b"new")


def test_a_failure_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    def fail(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    path = tmp_path / "文件.txt"
    path.write_bytes(b"old")
    with pytest.raises(UserError, match="The disk is full"):
        write_atomically(path, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="It is a device"):
        write_atomically(pipe, write)
    with pytest.raises(UserError, match="It is a device"):
        require_writable(pipe)
    assert pipe.is_fifo()


def test_a_link_goes_on_pointing_to_the_file(tmp_path: Path) -> None:
    path, link = tmp_path / "file", tmp_path / "link"
    path.write_bytes(b"old")
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("links may not be made here")
    write_atomically(link, write)
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
