"""The whole drawing, ready to be painted on anything: a picture, a page, a preview."""

from __future__ import annotations

import copy
from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QPainter

from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.lettering import Lettering
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.remark_item import RemarkItem
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.app.rendering.cuts import cut
from nnstudio.app.rendering.legend import Legend
from nnstudio.app.rendering.picture_options import PictureOptions
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import painted_in
from nnstudio.app.style.fonts import install_fonts
from nnstudio.app.style.theme import DARK, PAPER, Theme
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.graph.block_members import representative
from nnstudio.graph.project import Project

_TITLE_ROOM = 44.0
_LEGEND_GAP = 18.0


class Diagram:
    """Paints a project with the items of the canvas, as nobody works on them.

    Parameters
    ----------
    selection
        The ids of nodes, frames and notes to which a picture may be limited.

    Raises
    ------
    UserError
        There is nothing to paint.
    """

    def __init__(self, project: Project, selection: Collection[str] = ()) -> None:
        if not project.graph.nodes and not project.graph.remarks:
            raise UserError(Text(N_("The canvas is empty. Draw something first.")))
        install_fonts()
        self.project = project
        self._selection = frozenset(selection)
        self._session = Session()
        self._session.open(project)
        self._scenes: dict[tuple[str, bool, bool], CanvasScene] = {}
        self._part: QRectF | None = None

    def parts(self, options: PictureOptions, most: QSizeF) -> tuple[Diagram, ...]:
        """Return the drawing cut into parts of about that size at most, row by row."""
        with painted_in(_theme(options)):
            content = self._content(options)
            nodes = [node.sceneBoundingRect() for node in self._nodes(options)]
        across = [(node.left(), node.right()) for node in nodes]
        down = [(node.top(), node.bottom()) for node in nodes]
        columns = cut(across, content.left(), content.right(), most.width())
        rows = cut(down, content.top(), content.bottom(), most.height())
        if len(columns) == len(rows) == 1:
            return (self,)
        found = []
        for top, bottom in rows:
            for left, right in columns:
                place = QRectF(left, top, right - left, bottom - top)
                if any(place.contains(node.center()) for node in nodes):
                    part = copy.copy(self)
                    part._part = place
                    found.append(part)
        return tuple(found)

    def size(self, options: PictureOptions) -> QSizeF:
        """Return how large the picture is, in pixels of the canvas at 100 %."""
        with painted_in(_theme(options)):
            content = self._content(options)
            legend = self._legend(options, content)
        width = max(content.width(), legend.width if legend else 0.0)
        height = content.height() + (_TITLE_ROOM if options.title else 0.0)
        height += legend.height + _LEGEND_GAP if legend else 0.0
        return QSizeF(width + 2 * options.margin, height + 2 * options.margin)

    def paint(self, painter: QPainter, options: PictureOptions) -> None:
        """Paint everything, the upper left corner at the painter's origin."""
        size = self.size(options)
        theme = _theme(options)
        with painted_in(theme):
            ink = current_ink()
            if options.background != "transparent":
                painter.fillRect(QRectF(QPointF(), size), QColor(theme.canvas))
            content, top = self._content(options), float(options.margin)
            if options.title:
                room = size.width() - 2 * options.margin
                title = Lettering(self.project.name, 20, room, QFont.Weight.DemiBold)
                title.draw(painter, options.margin, top, ink.text)
                top += _TITLE_ROOM
            left = (size.width() - content.width()) / 2
            place = QRectF(QPointF(left, top), content.size())
            self._scene(options).render(painter, place, content)
            legend = self._legend(options, content)
            if legend is not None:
                below = QPointF(options.margin, top + content.height() + _LEGEND_GAP)
                painter.translate(below)
                legend.paint(painter, ink)
                painter.translate(-below)

    def description(self, options: PictureOptions) -> str:
        """Return in words what the picture shows, for whoever cannot see it."""
        faces = [
            item.face
            for item in self._nodes(options)
            if self._part is None or self._part.contains(item.sceneBoundingRect().center())
        ]
        return "\n".join(f"{face.name}: {face.detail}, {face.footer}" for face in faces)

    def _nodes(self, options: PictureOptions) -> list[NodeItem]:
        return [item for item in self._scene(options).shown_nodes() if item.isVisible()]

    def _scene(self, options: PictureOptions) -> CanvasScene:
        """Return the items as the options want them, made on first use."""
        theme = _theme(options)
        limited = options.selection and bool(self._selection)
        key = (theme.name, options.problems, limited)
        if key not in self._scenes:
            with painted_in(theme):
                scene = self._scenes[key] = CanvasScene(self._session)
                if not options.problems:
                    scene.hide_problems()
                if limited:
                    _limit(scene, self._selection)
        return self._scenes[key]

    def _content(self, options: PictureOptions) -> QRectF:
        if self._part is not None:
            return self._part
        rect = QRectF()
        for item in self._scene(options).items():
            if isinstance(item, RemarkItem):
                # Its bounds have room for a title that is seen from afar.
                bounds = item.box().adjusted(-1, -1, 1, 1)
            else:
                bounds = item.sceneBoundingRect()
            if item.isVisible():
                rect = rect.united(bounds)
        return rect

    def _legend(self, options: PictureOptions, content: QRectF) -> Legend | None:
        if not options.legend:
            return None
        node_ids = list(self.project.graph.by_id)
        if options.selection and self._selection:
            node_ids = [node_id for node_id in node_ids if node_id in self._selection]
        return Legend(self._session.analysis, node_ids, content.width())


def _theme(options: PictureOptions) -> Theme:
    return DARK if options.background == "dark" else PAPER


def _limit(scene: CanvasScene, selection: frozenset[str]) -> None:
    graph = scene.session.project.graph
    shown = {representative(graph, node_id) for node_id in selection if node_id in graph.by_id}
    for item in scene.shown_nodes():
        item.setVisible(item.node_id in shown)
    for wire, wire_item in scene.wires.items():
        ends = {representative(graph, wire.source), representative(graph, wire.target)}
        wire_item.setVisible(ends <= shown)
    for remark_id, remark_item in scene.remarks.items.items():
        remark_item.setVisible(remark_id in selection)
    for frame in scene.blocks.frames.values():
        if not selection.issuperset(frame.block.members):
            frame.hide()
