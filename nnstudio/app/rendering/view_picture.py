"""A live view as it stands in a report."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QComboBox

from nnstudio.app.plots.confusion.confusion_view import ConfusionView
from nnstudio.app.plots.gradient_plot import GradientPlot
from nnstudio.app.plots.gradients.layer_side import LayerSide
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.view_file import drawing_of, svg_bytes
from nnstudio.app.rendering.report import Picture
from nnstudio.app.rendering.svg_outlines import with_outlines
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.elided_label import ElidedLabel

FULL_WIDTH = 900
"""How wide a view is that takes all of the page's width."""
LEAST = 0.76
"""So much smaller its letters can still be read."""


def bare(view: LiveView) -> None:
    """Hide what can only be used in a window, and what the report says in words."""
    for kind in (QAbstractButton, QComboBox, ElidedLabel):
        for part in view.findChildren(kind):
            part.hide()
    if isinstance(view, GradientPlot):
        view.verdict_bar().hide()
        for side in view.findChildren(LayerSide):
            # Nobody can scroll on paper; the colours of so many could not be told apart anyway.
            if view.strip().minimumSizeHint().height() > side.height():
                side.hide()
    if isinstance(view, ConfusionView):
        view.pane.hide()


def view_picture(view: LiveView, title: str) -> Picture:
    """Return a view as a drawing."""
    svg = svg_bytes(view, title, tr_text(view.EXPLANATION)).decode()
    drawn = with_outlines(svg).encode()
    size = view.width(), view.height()
    return Picture(drawn, drawing_of(view), *size, title, FULL_WIDTH, LEAST)
