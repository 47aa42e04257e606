"""Lines of printed code that are too long are broken, and stay the same code."""

from __future__ import annotations

import ast
import json

import pytest

from nnstudio.export.numpy_script.writing import WIDTH, broken


@pytest.mark.parametrize("name", ['a "b", c', "it's, or not", "back\\", 'all\\", of "it'])
def test_a_line_is_never_broken_within_a_text(name: str) -> None:
    names = [f"{name} {number}" for number in range(20)]
    texts = [json.dumps(name) for name in names]
    line = f"NAMES = [{', '.join(texts)}]"
    lines = broken(line)

    assert len(lines) > 1
    assert max(map(len, lines)) <= WIDTH
    assert ast.dump(ast.parse("\n".join(lines))) == ast.dump(ast.parse(line))
