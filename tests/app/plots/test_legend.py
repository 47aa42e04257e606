"""A legend writes as many names as fit, and how many are left out."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.legend import Entry, Legend

NAMES = ("training", "validation", "test", "one step ahead", "free run")


@pytest.fixture
def legend(qtbot: QtBot) -> Legend:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.set_entries(tuple(Entry(name, "#3060d0") for name in NAMES))
    return legend


def test_where_there_is_room_all_names_are_written(legend: Legend) -> None:
    legend.resize(legend.sizeHint())
    assert legend.written() == NAMES


def test_how_many_are_left_out_is_never_cut(legend: Legend) -> None:
    metrics = legend.fontMetrics()
    for width in range(100, legend.sizeHint().width(), 3):
        legend.resize(width, 20)
        *names, rest = legend.written()
        if len(names) + 1 == len(NAMES) and rest == NAMES[-1]:
            continue
        assert rest == f"+{len(NAMES) - len(names)}"
        before = sum(26 + metrics.horizontalAdvance(name) + 16 for name in names)
        if len(names) > 1:
            assert before - 8 + metrics.horizontalAdvance(rest) <= width
