"""A few letters find a name; whole words and beginnings come first."""

import pytest

from nnstudio.app.command_palette.matching import match


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("zoom", "Zoom In"),
        ("fit view", "Fit in View"),
        ("view fit", "Fit in View"),
        ("sa", "Save As"),
        ("svas", "Save As"),
        ("EXPW", "Export Weights"),
        ("适应", "适应窗口"),
        ("适窗", "适应窗口"),
        ("ſ", "ſ"),
        ("", "anything"),
    ],
)
def test_what_is_found(query: str, text: str) -> None:
    assert match(query, text) is not None


@pytest.mark.parametrize(("query", "text"), [("xyz", "Zoom In"), ("ni", "Fit"), ("适", "Fit")])
def test_what_is_not_found(query: str, text: str) -> None:
    assert match(query, text) is None


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("save", "Save", "Save As"),
        ("in", "Zoom In", "Paint Points"),
        ("tr", "Train, Pause or Resume", "Stop the Extra"),
        ("sa", "Save As", "Visual aid"),
    ],
)
def test_the_likelier_one_comes_first(query: str, better: str, worse: str) -> None:
    first, second = match(query, better), match(query, worse)
    assert first is not None
    assert second is None or first.score > second.score


def test_the_places_of_the_letters_are_told() -> None:
    found = match("zi", "Zoom In")
    assert found is not None
    assert found.places == (0, 5)
