"""A user's texts stand in scripts as they are, whatever signs they have."""

from __future__ import annotations

import ast

import pytest

from nnstudio.export.python_text import quoted


@pytest.mark.parametrize(
    "text", ["cat", "it's", 'a "b"', "back\\", "\r\n", "\u2028", "玫瑰", '"""']
)
def test_a_text_is_read_as_it_was(text: str) -> None:
    assert ast.literal_eval(quoted(text)) == text
    assert len(quoted(text).splitlines()) == 1
