"""The drawing as NumPy code: a node and its lines light up together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.phase_clock import PhaseClock, phase_color
from nnstudio.app.plots.live_view import LiveView
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
from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.text import N_, Text
from nnstudio.export.numpy_script import Mirror, mirror
from nnstudio.graph.analysis import Analysis

SELECTED, PASSING = 0.14, 0.30
"""How strong the light is on the lines of what is selected, and of what is computed now."""
ONE_LAYER = N_("The lines of {node}: {count}")
SEVERAL = N_("The lines of what is selected: {count}")
WHOLE = N_("{count} lines; copied or saved, they run as they are.")
UNFINISHED = N_("{count} lines as yet: the drawing has problems that forbid training.")


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
        self.save_button.clicked.connect(self._ask_for_script)
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
            stem = self._session.stem or "network"
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
            (self.save_button, self.tr("Save the code as a script…")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)

    def table(self) -> Table | None:
        if self.mirror is None:
            return None
        lines = enumerate(self.mirror.lines, 1)
        rows = ((number, x.phase, " ".join(x.nodes), x.text) for number, x in lines)
        return ("line", "phase", "layers", "code"), rows

    def save(self, path: Path) -> None:
        if path.suffix.lower() != ".py":
            super().save(path)
            return
        text = mirror(self._session.analysis, path.stem).text
        write_atomically(path, lambda stream: stream.write(text.encode()))

    def copy_code(self) -> None:
        """Copy what is selected of the code, or all of it, to the clipboard."""
        chosen = self.code.textCursor().selection().toPlainText()
        QGuiApplication.clipboard().setText(chosen or self.code.code())

    def _fill_menu(self) -> None:
        menu = self.menu()
        menu.clear()
        if self.mirror is not None:
            self._offer("copy", self.tr("Copy the code"), self.copy_code)
            self._offer("save", self.tr("Save the code as a script…"), self._ask_for_script)
            menu.addSeparator()
        self._offer("image", self.tr("Save as PNG…"), self._ask_for_png)
        self._offer("image", self.tr("Copy the picture"), self.copy)

    def _ask_for_script(self) -> None:
        self._ask(self.tr("Save the code"), "py", self.tr("Python scripts (*.py)"))

    # ---- within ----

    def _show(self, found: Mirror) -> None:
        self.mirror = found
        self.code.set_code(found.text.rstrip("\n"))
        self._passing = None
        self._paint_strips()
        self._light_selected()

    def _paint_strips(self) -> None:
        """Give each line the colour of its layer's category, as the card on the canvas has it."""
        theme, nodes = current_theme(), self._session.project.graph.by_id
        assert self.mirror is not None
        self.code.set_strip(
            {
                number: theme.category(nodes[line.nodes[0]].layer.category)
                for number, line in enumerate(self.mirror.lines)
                if line.nodes and line.nodes[0] in nodes
            }
        )

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
        whole = self._lines_of_selected(self.mirror)
        return [n for n in whole if self.mirror.lines[n].phase == "forward"] or whole

    def _lines_of_selected(self, shown: Mirror) -> list[int]:
        chosen = set(self._session.selection)
        return [n for n, line in enumerate(shown.lines) if not chosen.isdisjoint(line.nodes)]

    def _light_selected(self) -> None:
        """Let light fall on the lines of what is selected."""
        if self.mirror is None:
            return
        self._passing = None
        chosen = self._session.selection
        lines = self._lines_of_selected(self.mirror)
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
        phase, wave = shown.phase.name, set(self.clock.wave(share))
        lines = tuple(
            number
            for number, line in enumerate(self.mirror.lines)
            if line.phase == phase and (not line.nodes or wave.intersection(line.nodes))
        )
        if lines != self._passing:
            self._passing = lines
            color = mix(current_theme().entry, phase_color(phase).name(), PASSING)
            self.code.light(dict.fromkeys(lines, color))
            of_nodes = [n for n in lines if self.mirror.lines[n].nodes]
            self.code.bring_into_view(_first_block(of_nodes or lines))


def _mirror(analysis: Analysis, stem: str) -> Mirror:
    with frequent_turns():
        return mirror(analysis, stem)


def _code_of(analysis: Analysis, stem: str) -> Hashable:
    """Return what the code depends on: not where cards lie or what is noted beside them."""
    project = analysis.project
    nodes = tuple(replace(node, x=0.0, y=0.0, title="") for node in project.graph.nodes)
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
