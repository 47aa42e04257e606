"""What the pop-up finds: by words, best names first, worked out only as far as it is shown."""

from __future__ import annotations

from functools import partial

from nnstudio.app.canvas.quick_add_list import Choice
from nnstudio.app.canvas.quick_add_offer import Offer, found, worked_out
from nnstudio.layers.dense import Dense


def offers(count: int, made: list[int], misfits: frozenset[int] = frozenset()) -> list[Offer]:
    """Return numbered offers that note when they are worked out."""

    def offer(number: int) -> Offer:
        def make() -> Choice:
            made.append(number)
            reason = "too wide" if number in misfits else ""
            return Choice(f"layer {number}", Dense(), reason=reason)

        return Offer(f"layer {number}", f"layer {number}", make, refused=number in misfits)

    return [offer(number) for number in range(count)]


def test_of_a_thousand_offers_only_those_that_are_seen_are_worked_out() -> None:
    made: list[int] = []
    fitting, others = worked_out(offers(1000, made, frozenset({1, 3})))
    assert len(fitting) == 80
    assert others == []
    assert made == list(range(82))


def test_where_almost_all_is_refused_that_is_not_worked_out_either() -> None:
    made: list[int] = []
    fitting, others = worked_out(offers(1000, made, frozenset(range(999))))
    assert [c.title for c in fitting] == ["layer 999"]
    assert len(fitting) + len(others) == 80
    assert len(made) == 81


def test_nothing_is_worked_out_twice_while_the_user_types() -> None:
    made: list[int] = []
    known = offers(30, made)
    worked_out(found(known, []))
    worked_out(found(known, ["layer", "2"]))
    assert made == list(range(30))


def test_where_little_fits_what_does_not_is_there_with_its_reason() -> None:
    fitting, others = worked_out(offers(4, [], frozenset({0, 2})))
    assert [c.title for c in fitting] == ["layer 1", "layer 3"]
    assert [c.reason for c in others] == ["too wide", "too wide"]


def test_names_that_begin_with_what_was_typed_come_first() -> None:
    names = ("my dense", "conv", "dense_1")
    known = [Offer(n, f"{n} dense", partial(Choice, n, Dense())) for n in names]
    assert [o.title for o in found(known, ["dense"])] == ["dense_1", "my dense", "conv"]
