"""Pictures find room where they cover no card, and no wire where that can be helped."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF

from nnstudio.app.canvas.living_places import FEW, LARGE, SMALL, find_places

WIDTH, HEIGHT = 168.0, 72.0


def card(x: float, y: float) -> QRectF:
    return QRectF(x, y, WIDTH, HEIGHT)


def test_alone_there_is_room_for_a_large_picture_below() -> None:
    place = find_places({"a": card(0, 0)}, (), ["a"], frozenset())["a"]

    assert (place.height, place.above) == (LARGE, False)


def test_pictures_open_upward_where_a_card_lies_below() -> None:
    cards = {"a": card(0, 0), "b": card(0, 100)}
    places = find_places(cards, (), cards, frozenset(cards))

    assert (places["a"].height, places["a"].above) == (LARGE, True)
    assert (places["b"].height, places["b"].above) == (LARGE, False)


def test_pictures_between_two_rows_are_small_and_cover_neither() -> None:
    cards = {name: card(0, 140.0 * row) for row, name in enumerate("abc")}
    places = find_places(cards, (), cards, frozenset(cards))

    assert {place.height for place in places.values()} == {SMALL}
    for name, place in places.items():
        whole = place.with_drawer(cards[name], ribbon=True)
        others = [rect for other, rect in cards.items() if other != name]
        assert not any(whole.intersects(rect) for rect in others)


def test_a_wire_below_is_not_covered_where_there_is_room_above() -> None:
    wire = QLineF(-100, 110, 500, 110)
    place = find_places({"a": card(0, 0)}, [wire], ["a"], frozenset())["a"]

    assert place.above


def test_wires_are_covered_before_a_card_goes_without() -> None:
    wires = [QLineF(-100, 110, 500, 110), QLineF(-100, -30, 500, -30)]
    place = find_places({"a": card(0, 0)}, wires, ["a"], frozenset(["a"]))["a"]

    assert place.height > 0
    assert not place.above


def test_without_any_room_there_is_no_picture() -> None:
    cards = {name: card(0, 80.0 * row) for row, name in enumerate("abc")}
    places = find_places(cards, (), ["b"], frozenset(["b"]))

    assert places["b"].height == 0


def test_the_wires_of_a_card_itself_are_in_nobody_s_way() -> None:
    wires = [QLineF(-60, 36, 0, 36), QLineF(168, 36, 240, 200)]
    place = find_places({"a": card(0, 0)}, wires, ["a"], frozenset())["a"]

    assert (place.height, place.above) == (LARGE, False)


def test_a_large_drawing_has_small_pictures() -> None:
    cards = {str(n): card(400.0 * (n % 20), 1000.0 * (n // 20)) for n in range(FEW + 1)}
    places = find_places(cards, (), cards, frozenset())

    assert {place.height for place in places.values()} == {SMALL}
