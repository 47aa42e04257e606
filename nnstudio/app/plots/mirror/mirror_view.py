"""The drawing as NumPy code: a node and its lines light up together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.phase_clock import PhaseClock, phase_color
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.mirror.script_saving import ScriptSaving
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.shown_work import ShownWork
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.colors import mix
from nnstudio.app.style.icons import icon
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.turns import frequent_turns
from nnstudio.app.widgets.code_view import CodeView
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.text import N_, Text
from nnstudio.export.numpy_script import Mirror, mirror
from nnstudio.export.source_text import name_beside
from nnstudio.graph.analysis import Analysis

SELECTED, PASSING = 0.14, 0.30
"""How strong the light is on the lines of what is selected, and of what is computed now."""
ONE_LAYER = N_("The lines of {node}: {count}")
SEVERAL = N_("The lines of what is selected: {count}")
WHOLE = N_("{count} lines that run; saved, they have their samples beside them.")
UNFINISHED = N_("{count} lines as yet: the drawing has problems that forbid training.")
PASSING_WORDS = {
    "batch": N_("A batch of samples is taken."),
    "forward": N_("Forward: the lines of {nodes}"),
    "loss": N_("Loss: the lines of {nodes}"),
    "backward": N_("Backward: the lines of {nodes}"),
    "update": N_("Update: the lines of {nodes}"),
}
SAVED = N_("Saved: {files}")
COPIED = N_("Copied. The script trains with {file} beside it, else with random samples.")
FEW = 3
"""So many nodes are named that are computed at a time."""


class MirrorView(LiveView):
    """Shows the code of what is drawn, rewritten at every edit.

    A click into a line selects its nodes; in slow motion light falls on what is computed.
    """

    NAME = "mirror_view"
    TITLE = N_("NumPy code")
    EXPLANATION = N_(
        "What is drawn, as code that trains it with NumPy alone: forward, loss, backward, update. "
        "Click a line to select its layer, or a layer to light up its lines."
    )
    ICON = "code"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self.mirror: Mirror | None = None
        self._choosing = False
        self._passing: tuple[int, ...] | None = None
        self._work = ShownWork(self)
        self._work.done.connect(self._show)
        self.code = CodeView()
        self.code.line_chosen.connect(self._choose)
        self.words = ElidedLabel()
        self.words.setProperty("role", "muted")
        self.copy_button, self.save_button = _button("copy"), _button("save")
        self.copy_button.clicked.connect(self.copy_code)
        self.saving = ScriptSaving(session, self)
        self.saving.saved.connect(self._tell_saved)
        self.save_button.clicked.connect(self.saving.ask)
        self._empty = EmptyState(self.ICON, "", "")
        self._body = QWidget()
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.words, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self.save_button)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        body.addLayout(row)
        body.addWidget(self.code, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 4, 8, 6)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._empty, 1)
        self.clock = PhaseClock(session, training, self)
        self.clock.moved.connect(self._follow_phase)
        self.clock.ended.connect(self._light_selected)
        session.changed.connect(scheduler.news)
        session.opened.connect(scheduler.news)
        session.selection_changed.connect(self._follow_selection)
        self.retranslate()
        self._body.hide()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        analysis = self._session.analysis
        there = bool(analysis.project.graph.nodes)
        self._body.setVisible(there)
        self._empty.setVisible(not there)
        if there:
            stem = self._stem
            self._work.want(_code_of(analysis, stem), partial(_mirror, analysis, stem))
        else:
            self._work.forget()
            self.mirror = None

    def redraw(self) -> None:
        if self.mirror is not None:
            self._paint_strips()
            self._light_selected()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self._empty.set_texts(
            self.tr("Nothing is drawn yet"),
            self.tr("Drag layers onto the canvas: their code is written here."),
        )
        self.code.setAccessibleName(self.tr("NumPy code"))
        for button, name in (
            (self.copy_button, self.tr("Copy the code")),
            (self.save_button, self.tr("Save the code and its samples…")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        needs = self.tr(
            "Where the script finds no samples beside it, it trains with random ones. To save it "
            "writes the samples, too."
        )
        self.copy_button.setToolTip(f"{self.copy_button.accessibleName()}\n{needs}")
        self.copy_button.setAccessibleDescription(needs)

    def table(self) -> Table | None:
        if self.mirror is None:
            return None
        lines = enumerate(self.mirror.lines, 1)
        rows = ((number, x.phase, " ".join(x.nodes), x.text) for number, x in lines)
        return ("line", "phase", "layers", "code"), rows

    def copy_code(self) -> None:
        """Copy what is selected of the code, or all of it, to the clipboard."""
        chosen = self.code.textCursor().selection().toPlainText()
        QGuiApplication.clipboard().setText(chosen or self.code.code())
        if not chosen and self.mirror is not None and self.mirror.complete:
            name = f"{name_beside(self._stem)}_data.npz"
            self.words.setText(tr_text(Text(COPIED, file=name)))

    def _fill_menu(self) -> None:
        menu = self.menu()
        menu.clear()
        if self.mirror is not None:
            self._offer("copy", self.tr("Copy the code"), self.copy_code)
            self._offer("save", self.tr("Save the code and its samples…"), self.saving.ask)
            menu.addSeparator()
        self._offer("image", self.tr("Save as PNG…"), self._ask_for_png)
        self._offer("image", self.tr("Copy the picture"), self.copy)

    # ---- within ----

    @property
    def _stem(self) -> str:
        return self._session.stem or "network"

    def _show(self, found: Mirror) -> None:
        self.mirror = found
        self.code.set_code(found.text.rstrip("\n"))
        self._passing = None
        self._paint_strips()
        self._light_selected()

    def _paint_strips(self) -> None:
        """Give each line the colour of its layer's category, as the card on the canvas has it."""
        assert self.mirror is not None
        self.code.set_strip(partial(_strip, self.mirror, self._session))

    def _choose(self, number: int) -> None:
        """Select what a line speaks of."""
        nodes = self.mirror.nodes_at(number) if self.mirror is not None else ()
        if nodes:
            self._choosing = True
            self._session.select(nodes)
            self._choosing = False

    def _follow_selection(self) -> None:
        if self.isVisible() and self.clock.shown is None:
            self._light_selected()
            if not self._choosing:
                self.code.bring_into_view(_first_block(self._lines_to_read()))

    def _lines_to_read(self) -> Sequence[int]:
        """Return what is computed forward of what is selected; else all its lines."""
        if self.mirror is None:
            return ()
        chosen = self._session.selection
        return self.mirror.lines_of_all(chosen, "forward") or self.mirror.lines_of_all(chosen)

    def _light_selected(self) -> None:
        """Let light fall on the lines of what is selected."""
        if self.mirror is None:
            return
        self._passing = None
        chosen = self._session.selection
        lines = self.mirror.lines_of_all(chosen)
        theme = current_theme()
        self.code.light(dict.fromkeys(lines, mix(theme.entry, theme.accent, SELECTED)))
        self._write(chosen, len(lines))

    def _write(self, chosen: tuple[str, ...], count: int) -> None:
        assert self.mirror is not None
        if count and len(chosen) == 1:
            text = Text(ONE_LAYER, node=chosen[0], count=count)
        elif count:
            text = Text(SEVERAL, count=count)
        else:
            template = WHOLE if self.mirror.complete else UNFINISHED
            text = Text(template, count=len(self.mirror.lines))
        self.words.setText(tr_text(text))

    def _follow_phase(self, share: float) -> None:
        """Let light fall on what is computed now, as on the canvas."""
        shown = self.clock.shown
        if self.mirror is None or shown is None or not self.isVisible():
            return
        phase, wave = shown.phase.name, self.clock.wave(share)
        of_nodes = self.mirror.lines_of_all(wave, phase)
        lines = tuple(sorted({*of_nodes, *self.mirror.lines_of("", phase)}))
        if lines != self._passing:
            self._passing = lines
            color = mix(current_theme().entry, phase_color(phase).name(), PASSING)
            self.code.light(dict.fromkeys(lines, color))
            self.code.bring_into_view(_first_block(of_nodes or lines))
            named = ", ".join(wave[:FEW]) + ", …" * (len(wave) > FEW)
            self.words.setText(tr_text(Text(PASSING_WORDS[phase], nodes=named)))

    def _tell_saved(self, paths: tuple[Path, ...]) -> None:
        names = ", ".join(path.name for path in paths)
        self.words.setText(tr_text(Text(SAVED, files=names)))


def _mirror(analysis: Analysis, stem: str) -> Mirror:
    with frequent_turns():
        found = mirror(analysis, stem)
        _ = found.text, found.by_node  # so that the window need not wait for them
        return found


def _strip(shown: Mirror, session: Session, number: int) -> str:
    nodes, by_id = shown.nodes_at(number), session.project.graph.by_id
    if not nodes or nodes[0] not in by_id:
        return ""
    return current_theme().category(by_id[nodes[0]].layer.category)


def _code_of(analysis: Analysis, stem: str) -> Hashable:
    """Return what the code depends on: not where cards lie or what is noted beside them."""
    project = analysis.project
    nodes = tuple((n.id, n.layer, n.shares, n.frozen) for n in project.graph.nodes)
    return nodes, project.graph.wires, project.training, project.data, stem


def _first_block(lines: Sequence[int]) -> tuple[int, ...]:
    """Return the first of these lines that follow one another."""
    return tuple(line for place, line in enumerate(lines) if line - place == lines[0])


def _button(picture: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("headButton")
    button.setIcon(icon(picture, "muted"))
    button.setIconSize(QSize(14, 14))
    return button
