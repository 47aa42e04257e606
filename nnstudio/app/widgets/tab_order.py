"""The way of Tab through widgets that are made when their form is already in the window."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(form: QWidget, stops: Iterable[QWidget]) -> None:
    """Let Tab come to some widgets, one after the other, where it comes to the form they are in.

    Widgets that are added later come last in the whole window otherwise.
    """
    way = list(dict.fromkeys((form, *stops)))
    # Qt gives no place to what cannot have the focus itself, such as the form.
    without = [widget for widget in way if widget.focusPolicy() == Qt.FocusPolicy.NoFocus]
    for widget in without:
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for before, after in pairwise(way):
        QWidget.setTabOrder(before, after)
    for widget in without:
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
