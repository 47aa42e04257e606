"""The axes of the decision map, the samples on it, and which part of the plane is seen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnstudio.app.live.pictures import value_range
from nnstudio.app.live.plane import Box, class_colors
from nnstudio.app.plots.decision.aims import Aim
from nnstudio.app.plots.decision.choice import Choice
from nnstudio.app.plots.decision.ground import Ground, ground_of
from nnstudio.app.plots.decision.layout import DecisionLayout
from nnstudio.app.plots.decision.picture import heights, number_bounds, points_of
from nnstudio.app.plots.legend import Entry
from nnstudio.app.plots.point_marks import Points
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array
from nnstudio.data.prepared_data import PreparedData

_FARTHEST = 1e3
"""The plane may be shown so many times larger or smaller than it was at first."""


class Stage:
    """Lays axes through one or two features; ``ground`` is None before there is data."""

    def __init__(self, parts: DecisionLayout, choice: Choice) -> None:
        self._parts, self._choice = parts, choice
        self.ground: Ground | None = None
        self._home: Box = (-1.0, 1.0, -1.0, 1.0)

    @property
    def flat(self) -> bool:
        """Whether there is a single input."""
        return self.ground is not None and len(self.ground.columns) == 1

    def set_data(self, data: PreparedData, *, keep: bool) -> None:
        """Lay the axes through the chosen features of data.

        Parameters
        ----------
        keep
            Whether the part of the plane stays that is seen.
        """
        count = data.plan.signature.input_shape[0]
        columns: tuple[int, ...] = tuple(range(count))
        if count > 2:
            columns = tuple(max(box.currentIndex(), 0) for box in self._parts.feature_boxes)
        self.ground = ground_of(data, columns)
        box = self._parts.field.box() if keep else None
        self._home = self.ground.box()
        self._fit_home()
        self.show(box)

    def look_at(self, box: Box | None) -> bool:
        """Show another part of the plane, None: all; return whether that is possible."""
        left, right, bottom, top = box = box or self._home
        width, height = self._home[1] - self._home[0], self._home[3] - self._home[2]
        for part, whole in ((right - left, width), (top - bottom, height)):
            if not whole / _FARTHEST < part < whole * _FARTHEST:
                return False
        self.show(box)
        return True

    def follow_choice(self) -> None:
        """Show the samples as they are for what was chosen to be drawn."""
        box = self._parts.field.box()
        self.show((*box[:2], *self._home[2:]) if self._fit_home() else box)

    def fit_heights(self, values: Array) -> None:
        """Let the axis of a neuron's curve reach as far as the curve."""
        left, right, bottom, top = self._parts.field.box()
        low, high = value_range(values)
        room = 0.08 * (high - low)
        if not bottom <= low <= high <= top or top - bottom > 3 * (high - low + 2 * room):
            self.show((left, right, low - room, high + room))

    def bounds(self, aim: Aim) -> tuple[float, float]:
        """Return between which values the colours of an aim lie."""
        if aim.kind == "neuron" or self.ground is None:
            return self._parts.strip.bounds()
        return number_bounds(self.ground, aim) if aim.kind == "number" else (0.0, 1.0)

    def show(self, box: Box | None = None) -> None:
        """Show the samples in a part of the plane, None: all of them."""
        ground, theme, aim = self.ground, current_theme(), self._choice.shown()
        assert ground is not None
        told = aim if self.flat or (aim is not None and aim.kind != "neuron") else self._choice.aim
        points: tuple[Points, ...] = () if told is None else points_of(ground, told, theme)
        names = ground.names
        if self.flat:
            up = "" if aim is None else aim.name
            share = QCoreApplication.translate("DecisionMap", "share")
            names = (names[0], share if aim and aim.kind == "classes" else up)
        box = box or self._home
        self._parts.field.set_plane(box, (names[0], names[1]), points, ground.square)
        classes = told.classes if told is not None else ()
        entries = zip(classes, class_colors(theme, len(classes)), strict=True)
        self._parts.legend.set_entries(tuple(Entry(name, tint, True) for name, tint in entries))
        self._parts.color_bar.setVisible(
            aim is not None and aim.kind != "classes" and not self.flat
        )

    def _fit_home(self) -> bool:
        """Let the axis upwards have room for an output over one input; return whether it is one."""
        aim = self._choice.shown()
        if self.ground is None or not self.flat or aim is None or aim.kind == "neuron":
            return False
        self._home = (*self._home[:2], *heights(self.ground, aim))
        return True
