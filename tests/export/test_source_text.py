"""A user's texts stand in scripts as they are, whatever signs they have."""

from __future__ import annotations

import ast

import pytest

from nnstudio.export.source_text import (
    identifier,
    import_name,
    importable,
    in_docstring,
    listed,
    quoted,
)


@pytest.mark.parametrize(
    "text", ["cat", "it's", 'a "b"', "back\\", "\r\n", "\u2028", "玫瑰", '"""']
)
def test_a_text_is_read_as_it_was(text: str) -> None:
    assert ast.literal_eval(quoted(text)) == text
    assert len(quoted(text).splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a b", "a_b"),
        ("2 roses", "_2_roses"),
        ("dense_1", "dense_1"),
        ("é", "_"),
        ("卷积 CNN", "_CNN"),
    ],
)
def test_a_name_is_one_that_programs_can_use(text: str, name: str) -> None:
    assert identifier(text) == name


@pytest.mark.parametrize("text", ['a """ b', "back\\", "two\nlines", '"', "玫瑰"])
def test_a_docstring_holds_any_text(text: str) -> None:
    source = f'"""{in_docstring(text)}: a network."""'

    assert ast.get_docstring(ast.parse(source)) is not None
    assert len(source.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "found"),
    [("net", True), ("卷积CNN", True), ("my net", False), ("2nd", False), ("class", False)],
)
def test_python_imports_only_files_that_are_called_like_variables(name: str, found: bool) -> None:
    assert importable(name) is found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("digits_keras", "digits_keras"),
        ("my net (2)", "my_net_2"),
        ("3rd", "network_3rd"),
        ("数字", "数字"),
        ("ﬁt", "fit"),
        ("class", "class_network"),
        ("random", "random_network"),
        ("--", "network"),
    ],
)
def test_a_proposed_name_is_importable_and_like_the_text(text: str, name: str) -> None:
    assert import_name(text) == name
    assert importable(name)


@pytest.mark.parametrize(
    ("words", "count"),
    [([], 1), (['"a"'], 1), (["1", "2"], 1), ([f'"{"c" * 40}"'] * 3, 5), ([f'"{"d" * 80}"'], 3)],
)
def test_a_list_stands_on_as_few_lines_as_fit(words: list[str], count: int) -> None:
    lines = listed("found = [", words, "]", 60)
    found = "\n".join(lines).removeprefix("found = ")
    assert ast.literal_eval(found) == [ast.literal_eval(word) for word in words]
    assert len(lines) == count
    assert all(line == line.rstrip() for line in lines)
