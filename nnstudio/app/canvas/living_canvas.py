"""While a network is looked at its drawing lives: pictures on the cards, gradients, swelling wires."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal

from nnstudio.app.canvas.living_bar import LivingBar
from nnstudio.app.canvas.living_cards import cards_by_node, layer_of
from nnstudio.app.canvas.living_gradients import LivingGradients
from nnstudio.app.canvas.living_item import LivingItem
from nnstudio.app.canvas.living_mouse import LivingMouse
from nnstudio.app.canvas.living_pictures import LivingPictures
from nnstudio.app.canvas.living_places import FEW, Place, find_places
from nnstudio.app.canvas.living_words import spoken
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import theme_signals
from nnstudio.app.training import Training

LOOK_MS = 120
"""How long the view rests before what it shows now is asked for."""
SMALLEST_ZOOM = 0.3
"""Below it a picture on a card could not be made out."""
REST_SECONDS = 0.15
"""How long the drawing rests after it was shown anew; the processor is for the training."""
BUDGET_SECONDS = 0.003
MOST_AT_ONCE = 16
"""So many cards are painted anew at a time; where there are more, they take turns."""


class LivingCanvas(QObject):
    """Shows on each card that can be seen what its node gives, and how large its gradient is.

    The numbers are asked of the running training, or computed beside the window; none are for a
    canvas that is hidden, for cards out of sight, or from afar.

    Parameters
    ----------
    view
        The canvas.
    scheduler
        Says when to draw.
    thumbnails, ribbon
        What is to be shown.
    """

    ribbon_clicked = Signal(str)
    """The bar of this node's gradient was clicked."""

    def __init__(
        self,
        view: CanvasView,
        training: Training,
        scheduler: RefreshScheduler,
        *,
        thumbnails: bool = True,
        ribbon: bool = True,
    ) -> None:
        super().__init__(view)
        self._view, self._scene = view, view.canvas
        self._session: Session = view.session
        self._scheduler = scheduler
        self._thumbnails, self._ribbon = thumbnails, ribbon
        self.items: dict[str, LivingItem] = {}
        self._refreshed = 0.0
        self._known: dict[str, NodeItem] = {}
        self._places: dict[str, Place] = {}
        self._turn: list[str] = []
        """The cards that are to be shown anew, the next one first."""
        self.pictures = LivingPictures(self._session, training, self)
        self.gradients = LivingGradients(self._session, self)
        self.gradients.set_wanted(ribbon)
        self.bar = LivingBar(view.shortcuts, view)
        self.bar.hide()
        self._mouse = LivingMouse(view, self.pictures, self.gradients, self)
        self._mouse.ribbon_clicked.connect(self.ribbon_clicked)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_MS)
        self._soon.timeout.connect(self.look)
        self._connect()
        self._begin_anew()

    # ---- switches ----

    def show_thumbnails(self, shown: bool) -> None:
        """Show pictures on the cards, or none."""
        self._thumbnails = shown
        self._begin_anew()

    def show_ribbon(self, shown: bool) -> None:
        """Show bars below the cards and wires that swell, or none."""
        self._ribbon = shown
        self.gradients.set_wanted(shown)
        self._begin_anew()

    def step_sample(self, way: int) -> None:
        """Show the next sample on all cards, or the one before."""
        self.pictures.step_sample(way)

    # ---- what is seen ----

    def look(self) -> None:
        """See which cards can be seen now, and ask for what they give."""
        self._soon.stop()
        self._drop_dead()
        seen = self._seen()
        self._settle(seen)
        self._turn = [*seen]
        scale = self._view.zoom * self._view.viewport().devicePixelRatioF()
        for node_id in seen:
            if node_id in self.items:
                self.items[node_id].sharpen(scale)
        far = self._view.from_afar() or self._view.zoom < SMALLEST_ZOOM
        wanted = self._thumbnails and self._view.isVisible() and not far
        self.pictures.ask(tuple(i for i in seen if self._places[i].height) if wanted else ())
        self._show_bar()
        self._scheduler.news()

    def refresh(self) -> None:
        """Show what is new; the scheduler calls this a few times a second."""
        now = time.perf_counter()
        if now - self._refreshed < REST_SECONDS:
            self._scheduler.news()
            return
        self._refreshed = now
        self._drop_dead()
        if self.gradients.read():
            self._show_flows()
        waiting = set(self._turn)
        self._turn += [node_id for node_id in self._seen() if node_id not in waiting]
        end, changed = now + BUDGET_SECONDS, 0
        while self._turn and time.perf_counter() < end and changed < MOST_AT_ONCE:
            changed += self._show_on(self._turn.pop(0))
        if self._turn:
            self._scheduler.news()

    def words(self, node_id: str) -> str:
        """Return what is shown of a node's gradient, for a screen reader; empty: nothing is."""
        ribbon = self.gradients.ribbon(node_id)
        return "" if ribbon is None else spoken(ribbon)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Show, QEvent.Type.Hide):
            QTimer.singleShot(0, self.look)
        elif kind == QEvent.Type.Resize:
            self.bar.place()
            self._soon.start()
        return False

    # ---- within ----

    def _connect(self) -> None:
        view, session = self._view, self._session
        self.bar.stepped.connect(self.step_sample)
        self.pictures.arrived.connect(self._scheduler.news)
        self.pictures.sample_changed.connect(self._show_bar)
        session.changed.connect(self._on_changed)
        session.opened.connect(self._on_opened)
        session.run_changed.connect(self._scheduler.news)
        session.selection_changed.connect(self._describe)
        view.zoom_changed.connect(self._look_soon)
        view.horizontalScrollBar().valueChanged.connect(self._look_soon)
        view.verticalScrollBar().valueChanged.connect(self._look_soon)
        view.gesture_moved.connect(self.bar.hide)
        view.gesture_ended.connect(self._show_bar)
        theme_signals.changed.connect(self._on_theme)
        view.installEventFilter(self)
        self._scheduler.register(view, self.refresh)

    def _on_opened(self) -> None:
        self.items.clear()
        self.pictures.forget()
        self._begin_anew()

    def _on_changed(self, change: object) -> None:
        self._places.clear()
        self._scheduler.news()
        self._soon.start()

    def _on_theme(self, theme: object) -> None:
        for item in self.items.values():
            item.restyle()

    def _look_soon(self) -> None:
        self._soon.start()

    def _begin_anew(self) -> None:
        """Find room for everything, and show the whole drawing with it where it was shown."""
        self._drop_dead()
        self._places.clear()
        self._settle(self._seen())
        if self._view.fits:
            self._view.zoom_fit()
        if self.gradients.read():
            self._show_flows()
        for node_id in self.items:
            self._show_on(node_id)
        self.look()

    def _drop_dead(self) -> None:
        """Forget the drawers of cards that are no longer there."""
        self._known = cards_by_node(self._scene)
        gone = [i for i, item in self.items.items() if self._known.get(i) is not item.card]
        for node_id in gone:
            item = self.items.pop(node_id)
            if any(card is item.card for card in self._known.values()):
                self._scene.removeItem(item)  # its card lives on and shows another node

    def _seen(self) -> list[str]:
        """Return the nodes whose cards are in sight."""
        if self._view.from_afar():
            return []
        sight = self._view.visible_rect()
        return [
            node_id
            for node_id, card in cards_by_node(self._scene).items()
            if sight.intersects(card.rect().translated(card.pos()))
        ]

    def _settle(self, seen: list[str]) -> None:
        """Find room for the pictures of the cards in sight that have none yet."""
        shown = cards_by_node(self._scene)
        cards = {node_id: card.rect().translated(card.pos()) for node_id, card in shown.items()}
        few = len(cards) <= FEW
        missing = [i for i in (cards if few else seen) if i not in self._places]
        if not missing:
            if not self._places:  # nothing is left of what was shown
                self._scene.drawers = QRectF()
            return
        reports = self._session.analysis.reports
        layers = {i: layer_of(i, shown[i], reports) for i in missing if self._ribbon}
        ribbons = frozenset(i for i, layer in layers.items() if reports[layer].weights)
        if self._thumbnails:
            sight = self._scene.itemsBoundingRect() if few else self._view.visible_rect()
            lines = [
                line
                for wire in self._scene.wires.values()
                if wire.isVisible() and sight.intersects(wire.sceneBoundingRect())
                for line in wire.chords()
            ]
            lines += self._scene.remarks.lines()
            found = find_places(cards, lines, missing, ribbons)
        else:
            found = dict.fromkeys(missing, Place(0.0))
        self._places.update(found)
        rect = QRectF()
        for node_id, place in self._places.items():
            if node_id in self.items:
                self.items[node_id].set_place(place)
            if node_id in cards:
                rect = rect.united(place.with_drawer(cards[node_id], node_id in ribbons))
        self._scene.drawers = rect

    def _show_on(self, node_id: str) -> bool:
        """Show what is known of a node at its card; return whether it looks different."""
        place, card = self._places.get(node_id), self._known.get(node_id)
        if place is None or card is None:
            return False
        thumbnail = None
        if self._thumbnails and place.height:
            thumbnail = self.pictures.thumbnail(node_id)
        layer = layer_of(node_id, card, self._session.analysis.reports)
        ribbon = self.gradients.ribbon(layer)
        item = self.items.get(node_id)
        if item is None:
            if thumbnail is None and ribbon is None:
                return False
            item = self.items[node_id] = LivingItem(node_id, card)
            item.set_place(place)
        item.layer = layer
        return item.show_life(
            thumbnail,
            ribbon,
            old_picture=thumbnail is not None and self.pictures.outdated(node_id),
            old_ribbon=ribbon is not None and self.gradients.outdated(layer),
        )

    def _describe(self) -> None:
        """Tell screen readers the gradients of what is selected, after what the canvas says of it."""
        words = [self.words(node_id) for node_id in self._session.selection]
        told = [self._view.accessibleDescription(), *words]
        self._view.setAccessibleDescription("; ".join(text for text in told if text))

    def _show_flows(self) -> None:
        for wire, item in self._scene.wires.items():
            item.set_flow(self.gradients.flow(wire.target))

    def _show_bar(self) -> None:
        samples = self.pictures.samples
        self.bar.show_sample(samples.index, samples.label)
        self.bar.setVisible(
            self._thumbnails and samples.count > 1 and not self._view.gesture_runs()
        )
