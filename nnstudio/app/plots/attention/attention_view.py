"""Who looks at whom: every head of every attention layer, for one sample, live."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.live.chosen_sample import ChosenSample
from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.plots.attention.head_maps import Cell, HeadMaps
from nnstudio.app.plots.attention.token_lines import TokenLines
from nnstudio.app.plots.color_bar import ColorBar
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.sample_choice import SampleChoice
from nnstudio.app.plots.ticks import figure
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.app.widgets.flow_layout import FlowLayout
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.engine.studies.attention import Attention, AttentionStudy
from nnstudio.layers.multi_head_attention import MultiHeadAttention


class AttentionView(LiveView):
    """Draws the heads as matrices; the last of them is their average.

    A click enlarges a head; a click on a token, or on a row of a large head, draws lines from it
    to what it looks at. Escape shows all heads again.
    """

    NAME = "attention"
    TITLE = N_("Attention maps")
    EXPLANATION = N_(
        "How much each step of a sample (down) looks at each other (across) in every head of an "
        "attention layer; a row sums to 1. Click a token to see what it looks at."
    )
    ICON = "eye"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self._study: LiveStudy[Mapping[str, Attention]] = LiveStudy(
            "attention", session, training, self
        )
        self._study.arrived.connect(scheduler.news)
        self._study.project_changed.connect(self._adopt)
        self.samples = ChosenSample(parent=self)
        self.samples.changed.connect(self._ask_anew)
        self.samples.failed.connect(self._say)
        self._drawn: Answer[Mapping[str, Attention]] | None = None
        self._maps: Array = np.zeros((0, 0, 0))
        self._names: tuple[str, ...] = ()
        self._only: int | None = None
        self._query = -1
        self._about = ""
        self.layer_box = ChoiceBox()
        self.layer_box.hug()
        self.layer_box.currentIndexChanged.connect(self._on_layer)
        self.choice = SampleChoice(self.samples)
        self.all_button = QToolButton()
        self.all_button.clicked.connect(self._show_all)
        self.heads = HeadMaps()
        self.heads.pointed.connect(self._tell)
        self.heads.enlarged.connect(self._enlarge)
        self.heads.chosen.connect(self.choose_token)
        self.lines = TokenLines()
        self.lines.chosen.connect(self.choose_token)
        self.bar = ColorBar()
        self.note = ElidedLabel()
        self.note.setProperty("role", "muted")
        self._empty = EmptyState(self.ICON, "", "")
        self._body = QWidget()
        self._lay_out()
        session.selection_changed.connect(self._follow_selection)
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        latest, chosen = self._study.latest, self.samples.chosen
        found = latest.result.get(self.layer_box.currentData()) if latest else None
        if latest is None or latest is self._drawn or found is None or chosen is None:
            return
        self._drawn = latest
        steps = found.weights.shape[1]
        names = chosen.step_names()
        self._names = names if len(names) == steps else tuple(str(n + 1) for n in range(steps))
        self._maps = np.concatenate([found.weights, found.weights.mean(axis=0, keepdims=True)])
        entropies = found.entropies()
        titles = [
            self.tr("head {number} · {bits} bits").format(number=n + 1, bits=f"{bits:.2f}")
            for n, bits in enumerate(entropies.tolist())
        ]
        self.heads.set_maps(self._maps, found.seen, (*titles, self.tr("average")), self._names)
        self.bar.set_bounds(self.heads.bounds())
        self._query = min(self._query if self._query >= 0 else steps - 1, steps - 1)
        self._show_lines()
        parts = [self.tr("after {step} steps").format(step=f"{latest.step:,}")]
        if not latest.step:
            parts = [self.tr("not trained yet")]
        most = float(np.log2(np.maximum(found.seen.sum(axis=1), 1)).mean())
        text = self.tr("entropy {low} … {high} bits, looking at all alike would be {most}")
        low, high = float(entropies.min()), float(entropies.max())
        parts.append(text.format(low=f"{low:.2f}", high=f"{high:.2f}", most=f"{most:.2f}"))
        if not found.seen.all():
            parts.append(self.tr("grey: may not be seen"))
        self._about = " · ".join(parts)
        self._tell(None)

    def redraw(self) -> None:
        self._drawn = None
        self.heads.repaint_all()
        self.lines.update()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self.choice.retranslate()
        self.layer_box.setAccessibleName(self.tr("Attention layer"))
        self.all_button.setText(self.tr("All heads"))
        self.heads.setAccessibleName(self.tr("Attention weights, a matrix for each head"))
        self.lines.setAccessibleName(self.tr("Tokens with lines to what the chosen one looks at"))
        self._adopt()

    def table(self) -> Table | None:
        if not self._maps.size:
            return None
        rows = (
            (head + 1, query + 1, self._names[query], key + 1, self._names[key], float(weight))
            for (head, query, key), weight in np.ndenumerate(self._maps[:-1])
        )
        return ("head", "query", "query_token", "key", "key_token", "weight"), rows

    # ---- what is shown ----

    def maps(self) -> Array:
        """Return the heads and their average as shown ``(heads + 1, queries, keys)``."""
        return self._maps

    def step(self) -> int | None:
        """Return after how many steps the network gave what is shown."""
        return self._drawn.step if self._drawn else None

    def choose_token(self, query: int) -> None:
        """Draw lines from a token to what it looks at."""
        self._query = query
        self._show_lines()

    # ---- Qt ----

    def look(self, shown: bool) -> None:
        self._study.set_shown(shown)
        if shown:
            self._adopt()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._only is not None:
            self._show_all()
        else:
            super().keyPressEvent(event)

    # ---- within ----

    def _adopt(self) -> None:
        """Show the layers of the project that is looked at."""
        if not self.isVisible():
            return
        analysis = self._study.analysis
        reports = (analysis.reports[node_id] for node_id in analysis.order)
        found = [r.node for r in reports if isinstance(r.node.layer, MultiHeadAttention)]
        with QSignalBlocker(self.layer_box):
            fill_box(self.layer_box, [(node.title or node.id, node.id) for node in found])
        text = ""
        if not found:
            text = self.tr(
                "This network has no attention layer. Add Self-attention behind an Embedding, or "
                "open the template Character transformer."
            )
        elif not analysis.ready:
            text = self.tr(
                "The drawing has problems. Once they are solved its heads are shown here."
            )
        self._say(text)
        if text:
            self._study.stop_asking()
        else:
            self._follow_selection()
            self.samples.follow(analysis)
            self._ask_anew()

    def _ask_anew(self) -> None:
        chosen = self.samples.chosen
        self._drawn = None
        if chosen is not None and self.layer_box.count():
            self._study.ask(AttentionStudy(chosen.x))

    def _say(self, text: str) -> None:
        """Say why there is nothing to see; an empty text shows the heads."""
        self._empty.set_texts(self.tr("No attention"), text)
        self._empty.setVisible(bool(text))
        self._body.setVisible(not text)

    def _show_lines(self) -> None:
        self.heads.set_query(self._query)
        if self._maps.size and self._query < self._maps.shape[1]:
            head = -1 if self._only is None else min(self._only, len(self._maps) - 1)
            self.lines.set_lines(self._names, self._query, self._maps[head, self._query])

    def _tell(self, cell: Cell | None) -> None:
        if cell is None or not self._maps.size:
            self.note.setText(self._about)
            return
        head = self.tr("average")
        if cell.head < len(self._maps) - 1:
            head = self.tr("head {number}").format(number=cell.head + 1)
        text = self.tr(
            "{head}: step {i} “{query}” looks at step {j} “{key}”: {weight} (row sum {sum})"
        )
        self.note.setText(
            text.format(
                head=head,
                i=cell.query + 1,
                query=self._names[cell.query],
                j=cell.key + 1,
                key=self._names[cell.key],
                weight=figure(float(self._maps[cell.head, cell.query, cell.key])),
                sum=f"{float(self._maps[cell.head, cell.query].sum()):.4f}",
            )
        )

    def _enlarge(self, head: int) -> None:
        self._only = head
        self.heads.set_only(head)
        self.all_button.setEnabled(True)
        self._show_lines()

    def _show_all(self) -> None:
        self._only = None
        self.heads.set_only(None)
        self.all_button.setEnabled(False)
        self._show_lines()

    def _on_layer(self) -> None:
        node = self.layer_box.currentData()
        if node:
            self._session.select((node,))
        self.redraw()

    def _follow_selection(self) -> None:
        for node in self._session.selection:
            place = self.layer_box.findData(node)
            if place >= 0 and place != self.layer_box.currentIndex():
                with QSignalBlocker(self.layer_box):
                    self.layer_box.setCurrentIndex(place)
                self.redraw()

    def _lay_out(self) -> None:
        self.all_button.setEnabled(False)
        head = QWidget()
        flow = FlowLayout(head, spacing=6)
        for part in (self.layer_box, self.choice, self.all_button):
            flow.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignRight)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        body.addWidget(head)
        body.addWidget(self.heads, 1)
        body.addWidget(self.lines)
        body.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 6, 8, 4)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._empty, 1)
