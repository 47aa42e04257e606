"""Undo and redo walk through the very states that were pushed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nnstudio.core.text import Text
from nnstudio.graph.history import History


def test_undo_and_redo_return_the_same_objects() -> None:
    states = [object(), object(), object()]
    history = History(states[0])
    history.push(Text("one"), states[1])
    history.push(Text("two"), states[2])

    assert history.undo() is states[1]
    assert history.undo() is states[0]
    assert history.undo() is states[0], "there is no way back from the beginning"
    assert history.redo() is states[1]
    assert history.redo() is states[2]
    assert history.redo() is states[2]


def test_labels_name_what_would_be_undone_and_redone() -> None:
    history = History("a")
    assert (history.undo_label, history.redo_label) == (None, None)
    history.push(Text("Add Dense"), "b")
    history.push(Text("Move"), "c")
    history.undo()

    assert history.undo_label == Text("Add Dense")
    assert history.redo_label == Text("Move")


def test_a_new_edit_forgets_what_could_be_redone() -> None:
    history = History("a")
    history.push(Text("one"), "b")
    history.undo()
    history.push(Text("other"), "c")

    assert history.redo_label is None
    assert history.redo() == "c"
    assert history.undo() == "a"


def test_edits_with_one_key_are_undone_together() -> None:
    history = History("")
    for state in ("d", "de", "den"):
        history.push(Text("Rename"), state, merge="title/dense_1")

    assert history.undo() == ""
    assert history.redo() == "den"


def test_merging_ends_with_the_gesture_with_another_key_and_with_undo() -> None:
    history = History(0)
    history.push(Text("Move"), 1, merge="move")
    history.close_merge()
    history.push(Text("Move"), 2, merge="move")
    history.push(Text("Rename"), 3, merge="title")
    assert [history.undo(), history.undo(), history.undo()] == [2, 1, 0]

    history.redo()
    history.push(Text("Move"), 4, merge="move")
    assert history.undo() == 1


def test_a_gesture_that_goes_on_is_one_entry_with_what_it_began_with() -> None:
    history = History(0)
    history.push(Text("Draw"), 1, merge="draw")
    history.close_merge()
    history.reopen_merge()
    history.push(Text("Draw"), 2, merge="draw")
    assert history.undo() == 0


def test_the_oldest_states_are_forgotten_beyond_the_limit() -> None:
    history = History(0, limit=3)
    for state in range(1, 6):
        history.push(Text("Edit"), state)

    assert [history.undo() for _ in range(4)] == [4, 3, 3, 3]


@given(st.lists(st.one_of(st.integers(), st.sampled_from(["undo", "redo"])), max_size=40))
def test_it_behaves_like_two_stacks(moves: list[int | str]) -> None:
    history: History[int] = History(0)
    done, undone = [0], list[int]()
    for move in moves:
        if move == "undo":
            if len(done) > 1:
                undone.append(done.pop())
            history.undo()
        elif move == "redo":
            if undone:
                done.append(undone.pop())
            history.redo()
        else:
            done.append(int(move))
            undone.clear()
            history.push(Text("Edit"), int(move))
        assert history.state == done[-1]
        assert (history.undo_label is None) == (len(done) == 1)
        assert (history.redo_label is None) == (not undone)
