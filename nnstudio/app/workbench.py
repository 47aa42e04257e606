"""Puts the window together: session, training, canvas, panels, plots and commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QMainWindow

from nnstudio.app.blocks.block_keeping import BlockKeeping
from nnstudio.app.blocks.block_shelf import BlockShelf
from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.central_area import CentralArea
from nnstudio.app.commands.exchange_commands import ExchangeCommands
from nnstudio.app.commands.menus import Menus
from nnstudio.app.commands.picture_commands import PictureCommands
from nnstudio.app.commands.run_commands import RunCommands
from nnstudio.app.commands.shortcuts import Shortcuts
from nnstudio.app.commands.view_commands import ViewCommands
from nnstudio.app.commands.weight_commands import WeightCommands
from nnstudio.app.commands.window_commands import WindowCommands
from nnstudio.app.data_dialogs.opening import DataDialogs
from nnstudio.app.data_keeping import DataKeeping
from nnstudio.app.docks import LEFT, Docks
from nnstudio.app.documents import Documents
from nnstudio.app.life import Life
from nnstudio.app.long_runs import LongRuns
from nnstudio.app.panel_walk import PanelWalk
from nnstudio.app.panels.palette import Palette
from nnstudio.app.recovery.autosave import Autosave
from nnstudio.app.recovery.recovery import Recovery
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.side_views import SideViews
from nnstudio.app.start_page import StartPage
from nnstudio.app.thread_label import ThreadLabel
from nnstudio.app.timeline.timeline_bar import TimelineBar
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Tone
from nnstudio.core.layer import Layer
from nnstudio.core.text import Text
from nnstudio.engine.messages import Failed, Refused
from nnstudio.graph.ready_blocks import ReadyBlock

TONES = {"good": Tone.GOOD, "warning": Tone.WARNING, "bad": Tone.ERROR, "info": Tone.INFO}


class Workbench(QObject):
    """Everything that lives in one window, and how its parts are connected.

    It is built in two goes: first what is needed to draw, then with `build_rest` the panels and
    plots.
    """

    def __init__(self, window: QMainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self.session = Session(self)
        self.training = Training(self.session, self)
        self.training.threads = settings.threads
        self.shortcuts = Shortcuts(settings, self)
        self.views = SideViews(self.session, self.training, settings, self.shortcuts, self)
        self.canvas = CanvasView(self.session, self.shortcuts)
        self.life = Life(settings, self)
        self.long_runs = LongRuns(self.training, settings, window)
        self.start_page = StartPage(settings.recent_files)
        self.timeline = TimelineBar(self.session, self.training)
        self.views.scheduler.register(self.timeline, self.timeline.refresh)
        self.center = CentralArea(self.start_page, self.canvas, self.timeline, window)
        self.banner, self.difference = self.center.banner, self.center.difference
        self.documents = Documents(self.session, self.training, settings, window, self.say)
        self.pictures = PictureCommands(self.session, settings, window, self.say, self.banner)
        self.exchange = ExchangeCommands(
            self.session, self.training, settings, self.documents, window, self.banner
        )
        self.exchange.node_wanted.connect(self.go_to_node)
        self.exchange.weights_loaded.connect(self._go_back)
        self.weights = WeightCommands(self.session, self.training, settings, window)
        self.autosave = Autosave(self.session, self.training, settings, self)
        self.recovery = Recovery(
            self.autosave, self.center.recovered, self.documents, self.say, self
        )
        self.data_dialogs = DataDialogs(self.session, settings, window, self.banner)
        self.data_keeping = DataKeeping(self.session, self.say, self)
        self.shelf = BlockShelf(self)
        self.palette = Palette(self.session, settings, self.shelf)
        self.block_keeping = BlockKeeping(self.session, self.shelf, settings, window, self.say)
        self.runs = RunCommands(
            self.session, self.training, settings, self.timeline, window, self.say
        )
        self.docks = Docks(window)
        self.panel_walk = PanelWalk(self.docks, self.center, self)
        self.view_commands = ViewCommands(self.session, self.views, self.docks, self)
        self.window_commands = WindowCommands(window, settings, self)
        self.menus = Menus(
            window, settings, self.shortcuts, self._slots(), self.canvas, self.documents.open
        )
        self._counts, self._threads = QLabel(), ThreadLabel(self.training)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._show_start()
        window.installEventFilter(self)

    # ---- building ----

    def _lay_out(self) -> None:
        self._window.setCentralWidget(self.center)
        self._window.statusBar().addPermanentWidget(self._threads)
        self._counts.setProperty("role", "muted")
        self._window.statusBar().addPermanentWidget(self._counts)
        self.docks.add("palette", self.palette, LEFT)

    def build_rest(self) -> Iterator[None]:
        """Put panels and plots into the window, in steps between which the window can react."""
        yield from self.views.build(self.docks)
        # In one turn: whoever closes the window now must find the layout of before in place.
        self.life.build(self.canvas, self.training, self.views.scheduler)
        self._finish()

    def _finish(self) -> None:
        """Connect what has come last, and put everything where the user left it."""
        views = self.views
        views.inspector.block_page.saving_wanted.connect(self.block_keeping.save_selection)
        unread = [tr_text(message) for message in self.shelf.messages()]
        if unread:
            self.say("warning", "\n".join(unread))
        views.data_panel.choosing_wanted.connect(self.data_dialogs.search)
        for panel in (views.inspector, views.training_panel):
            panel.data_wanted.connect(self.data_dialogs.choose)
        views.data_panel.browsing_wanted.connect(self.view_commands.open_browser)
        views.analyzer.message.connect(self.say)
        views.inspector.weights_wanted.connect(self.weights.edit)
        self.data_dialogs.painting_wanted.connect(self.view_commands.paint_points)
        self.docks.remember_first_state()
        self.docks.restore(self._settings.state)
        self.window_commands.show_panels()
        views.training_panel.progressed.connect(self.menus.show_progress)
        views.name(self.docks)
        self._enable_training()
        self.view_commands.show_fitting(self.center.drawing)
        self.start_page.read_examples()
        self.recovery.look()

    def _slots(self) -> dict[str, Callable[..., object]]:
        documents, training = self.documents, self.training
        return {
            **self.canvas.slots(),
            **self.window_commands.slots(),
            **self.view_commands.slots(),
            **self.life.slots(),
            **self.pictures.slots(),
            **self.exchange.slots(),
            **self.data_keeping.slots(),
            **self.weights.slots(),
            **self.runs.slots(),
            "new": self._show_start,
            "open": documents.ask_open,
            "import_data": self.data_dialogs.ask_file,
            "import_folder": self.data_dialogs.ask_folder,
            "choose_data": self.data_dialogs.choose,
            "save": documents.save,
            "save_as": documents.ask_save,
            "load_weights": documents.ask_weights,
            "quit": self._window.close,
            "train": training.press,
            "step": partial(training.step, 1),
            "stop": training.stop,
            "again": training.start,
            "step_epoch": training.step_epoch,
            "reset": training.reset,
            "new_weights": training.draw_weights,
            "slower": training.speed.slower,
            "faster": training.speed.faster,
            "slow_motion": training.speed.switch,
        }

    def _connect(self) -> None:
        session, training = self.session, self.training
        session.opened.connect(self._show_canvas)
        session.history_changed.connect(self._show_history)
        session.file_changed.connect(self._show_title)
        session.changed.connect(self._show_counts)
        training.failed.connect(self._show_failure)
        training.refused.connect(self._show_refusal)
        self.menus.threads_chosen.connect(self._threads.choose)
        self.menus.memory_chosen.connect(self.runs.apply_settings)
        training.started.connect(self.banner.hide)
        for signal in (training.state_changed, session.changed, session.weights_changed):
            signal.connect(self._enable_training)
        self.data_dialogs.adopted.connect(self._go_back)
        self.canvas.message.connect(self._show_message)
        self.palette.add_requested.connect(self._add_layer)
        self.palette.block_requested.connect(self._add_block)
        self.palette.block_command.connect(self.block_keeping.do)
        self.canvas.blocks.saving_wanted.connect(self.block_keeping.save_selection)
        self.life.layer_chosen.connect(self.view_commands.show_gradients)
        for name, on in self.life.switched_on().items():
            self.menus.actions[name].setChecked(on)
        self.data_keeping.bind(self.menus.actions["keep_data"])
        navigation = self.canvas.navigation
        navigation.minimap_wanted.connect(self.menus.actions["minimap"].setChecked)
        navigation.want_minimap(self._settings.minimap)
        navigation.minimap_wanted.connect(partial(setattr, self._settings, "minimap"))
        page = self.start_page
        page.template_chosen.connect(self.documents.new_from_template)
        page.empty_chosen.connect(self.documents.new_empty)
        page.open_chosen.connect(self.documents.ask_open)
        page.file_chosen.connect(self.documents.open)
        page.layer_dropped.connect(self._add_layer)
        page.return_chosen.connect(self._go_back)

    # ---- what is shown ----

    def say(self, tone: str, text: str) -> None:
        """Show a message above the canvas."""
        self.banner.say(TONES[tone], text)

    def say_rescued(self, error: str, copy: Path | None, log: Path) -> None:
        """Tell of a mistake of the program itself, and where the work was saved."""
        if copy is not None:
            text = self.tr("Something went wrong: {error}. A copy of your work is in {copy}.")
        else:
            text = self.tr("Something went wrong: {error}. Save your work. Details: {log}")
        self.say("bad", text.format(error=error, copy=copy, log=log))

    def go_to_node(self, node_id: str) -> None:
        """Select a node and bring it into view."""
        self._go_back()
        self.canvas.choose([node_id])

    def close(self) -> None:
        """Keep where the docks lie and no copy of what is open, as the window closes in peace."""
        self.autosave.end()
        self.long_runs.close()
        self.views.close()
        if self.views.built:
            self._settings.state = self.docks.state()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _add_layer(self, layer: Layer) -> None:
        """Add a layer to the drawing; beside the start page this begins an empty one."""
        if self.center.drawing or self.documents.new_empty():
            self.canvas.add_layer(layer)

    def _add_block(self, block: ReadyBlock) -> None:
        if self.center.drawing or self.documents.new_empty():
            self.canvas.add_block(block)

    def _show_start(self) -> None:
        self.start_page.show_recent(self._settings.recent_files)
        open_name = self._name() if self.session.project.graph.nodes else ""
        self.start_page.offer_return(open_name)
        self.center.show_start()
        self.menus.set_drawing(False)
        self.view_commands.show_fitting(self.center.drawing)

    def _go_back(self) -> None:
        """Return from the start page to what is open."""
        self.center.show_canvas()
        self.menus.set_drawing(True)
        self.view_commands.show_fitting(self.center.drawing)

    def _show_canvas(self) -> None:
        self.banner.hide()
        self._show_title()
        self._show_counts()
        self._enable_training()
        self._go_back()

    def _show_history(self) -> None:
        self.menus.show_history(self.session.undo_label, self.session.redo_label)

    def _name(self) -> str:
        return self.session.name or self.tr("Untitled")

    def _show_title(self) -> None:
        self._window.setWindowModified(self.session.dirty)
        self._window.setWindowTitle(f"{self._name()}[*] – NNStudio")

    def _show_counts(self) -> None:
        analysis = self.session.analysis
        text = self.tr("{parameters} parameters · {adds} multiply-adds per sample")
        self._counts.setText(
            text.format(parameters=f"{analysis.parameters:,}", adds=f"{analysis.multiply_adds:,}")
        )

    def _show_failure(self, failed: Failed) -> None:
        self.say("bad", tr_text(failed.reason))

    def _show_refusal(self, refused: Refused) -> None:
        self.say("warning", tr_text(refused.reason))

    def _show_message(self, text: Text) -> None:
        self._window.statusBar().showMessage(tr_text(text), 8000)

    def _enable_training(self) -> None:
        training = self.training
        trained = training.state == "idle" and training.can_continue
        state = "trained" if trained else training.state
        self.menus.show_training(training.possible(), state)
        self._show_difference()

    def _show_difference(self) -> None:
        """Say that the running network is another one than the drawing, where it is always seen."""
        differs = self.training.active and self.training.differs
        if differs == self.difference.isVisibleTo(self._window):
            return
        if differs:
            text = self.tr("The running network differs from the drawing.")
            self.difference.say(Tone.WARNING, text, ((self.tr("Apply"), self.training.apply),))
        else:
            self.difference.hide()

    def _retranslate(self) -> None:
        self.menus.retranslate()
        self._enable_training()
        self.views.name(self.docks)
        self._show_history()
        self._show_title()
        self._show_counts()
