"""While files are read the interpreter changes hands often, and afterwards as before."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest

from nnstudio.app.turns import frequent_turns


@pytest.fixture(autouse=True)
def searching() -> Iterator[None]:
    """Begin as Python does, whatever the tests before have switched off, and leave it as it was."""
    before = gc.isenabled()
    gc.enable()
    yield
    if not before:
        gc.disable()


def test_turns_are_frequent_only_as_long_as_work_lasts() -> None:
    before = sys.getswitchinterval()
    with frequent_turns():
        assert sys.getswitchinterval() < before / 5
        assert not gc.isenabled()
        with frequent_turns():
            assert sys.getswitchinterval() < before / 5
        assert not gc.isenabled()
    assert sys.getswitchinterval() == before
    assert gc.isenabled()


def test_a_search_for_garbage_that_was_off_stays_off() -> None:
    gc.disable()
    with frequent_turns():
        pass
    assert not gc.isenabled()
