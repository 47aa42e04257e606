"""The words on a node, laid out when they are first painted and cut to their room."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtGui import QFont, QPainter

from nnstudio.app.canvas.card import BADGE, DIVIDER, FULL_DETAIL, LINK, input_points
from nnstudio.app.canvas.geometry import content_left, node_rect
from nnstudio.app.canvas.ink import Ink
from nnstudio.app.canvas.lettering import Lettering, fitted
from nnstudio.app.canvas.node_face import NodeFace

_ICON_ROOM = 38.0
_RIGHT = 12.0
_PORT_ROOM = 14.0


class NodeWords:
    """Name, parameters and shape of one face."""

    def __init__(self, face: NodeFace) -> None:
        self._face = face
        self._rect = node_rect(face.rows)
        self._foot_left = content_left(len(face.inputs))
        self._left = self._foot_left + _ICON_ROOM

    def paint(self, painter: QPainter, ink: Ink, zoom: float) -> None:
        """Paint what can be read at this zoom, at the origin."""
        height = self._rect.height()
        foot_color = ink.bad if self._face.lacks else ink.muted
        if zoom < FULL_DETAIL:
            name, foot = self._large
            name.draw(painter, self._left, 24 - name.height / 2, ink.text)
            foot.draw(painter, self._foot_left, height - (DIVIDER + foot.height) / 2, foot_color)
            return
        name, detail, foot, ports = self._small
        name.draw(painter, self._left, 7, ink.text)
        detail.draw(painter, self._left, 24, ink.muted)
        foot.draw(painter, self._foot_left, height - DIVIDER + 5, foot_color)
        places = input_points(len(ports), self._face.outputs)
        for port, place in zip(ports, places, strict=True):
            port.draw(painter, 9, place.y() - port.height / 2, ink.muted)

    @cached_property
    def _small(self) -> tuple[Lettering, Lettering, Lettering, list[Lettering]]:
        face = self._face
        room = self._rect.width() - self._left - _RIGHT
        name_room = room - (BADGE + 4 if face.tone else 0)
        signs = (LINK + 4) * (face.linked + face.frozen)
        foot_room = self._rect.width() - self._foot_left - _RIGHT - signs
        medium = QFont.Weight.Medium
        labels = face.inputs if len(face.inputs) > 1 else ()
        return (
            Lettering(face.name, 13, name_room, QFont.Weight.DemiBold),
            Lettering(face.detail, 11, room),
            Lettering(face.footer, 11, foot_room, medium, numbers=True),
            [_port_label(label) for label in labels],
        )

    @cached_property
    def _large(self) -> tuple[Lettering, Lettering]:
        face = self._face
        room = self._rect.width() - self._left - 8 - (BADGE if face.tone else 0)
        foot_room = self._rect.width() - self._foot_left - 8
        return (
            fitted(face.far_name, 15, 19, room, QFont.Weight.DemiBold),
            fitted(face.footer, 14, 18, foot_room, QFont.Weight.Medium),
        )


def _port_label(name: str) -> Lettering:
    """Return a port's name, or its first letter where the name is too long; the tooltip has all."""
    label = Lettering(name, 9, _PORT_ROOM, QFont.Weight.Medium)
    return label if label.shown == name else Lettering(name[0], 9, _PORT_ROOM, QFont.Weight.Medium)
