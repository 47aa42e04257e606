"""Puts the window together: session, training, canvas, panels, plots and commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QLabel,
    QMainWindow,
    QMessageBox,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from nnstudio import __version__
from nnstudio.app.actions import COMMANDS, CONTEXT, MENUS, make_actions, name_actions
from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.documents import Documents
from nnstudio.app.panels.data_panel import DataPanel
from nnstudio.app.panels.inspector import Inspector
from nnstudio.app.panels.palette import Palette
from nnstudio.app.panels.problems import ProblemsPanel
from nnstudio.app.panels.training_panel import TrainingPanel
from nnstudio.app.panels.try_panel import TryPanel
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.start_page import StartPage
from nnstudio.app.style.appearance import THEME_CHOICES, choose_theme
from nnstudio.app.training import Training
from nnstudio.app.translate import (
    LANGUAGE_CHOICES,
    LANGUAGE_NAMES,
    install_translators,
    tr_text,
    translate,
)
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.core.text import Text
from nnstudio.engine.messages import Failed

if TYPE_CHECKING:  # the plots bring pyqtgraph, for which the window does not wait
    from nnstudio.app.plots.live_view import LiveView

TONES = {"good": Tone.GOOD, "warning": Tone.WARNING, "bad": Tone.ERROR, "info": Tone.INFO}
CANVAS_COMMANDS = ("cut", "copy", "paste", "duplicate", "delete", "select_all")
"""These act on the canvas only while it has the focus; elsewhere their keys edit text."""


class Workbench(QObject):
    """Everything that lives in one window, and how its parts are connected."""

    def __init__(self, window: QMainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self.session = Session(self)
        self.training = Training(self.session, self)
        self.scheduler = RefreshScheduler(self)
        self.banner = Banner()
        self.canvas = CanvasView(self.session)
        self.start_page = StartPage(settings.recent_files)
        self.documents = Documents(self.session, self.training, settings, window, self.say)
        self.palette = Palette(self.session)
        self.inspector = Inspector(self.session, self.training)
        self.data_panel = DataPanel(self.session, self.training)
        self.try_panel = TryPanel(self.session, self.training)
        self.training_panel = TrainingPanel(self.session, self.training)
        self.problems = ProblemsPanel(self.session)
        self.plots: dict[str, LiveView] = {}
        self.docks: dict[str, QDockWidget] = {}
        self._put_away: set[str] = set()
        self._sized = False
        self._untitled: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._counts = QLabel()
        self._counts.setProperty("role", "muted")
        self._run_text, self._run_bar = QLabel(), QProgressBar()
        self._run_text.setProperty("role", "muted")
        self._run_text.setContentsMargins(8, 0, 10, 0)
        self._run_bar.setTextVisible(False)
        self._run_bar.setFixedSize(140, 6)
        self.actions = make_actions(self, self._slots())
        self._lay_out()
        self._make_menus()
        self._connect()
        self._retranslate()
        self._show_start()
        window.installEventFilter(self)

    # ---- building ----

    def _lay_out(self) -> None:
        center = QWidget()
        center.setMinimumSize(320, 240)
        column = QVBoxLayout(center)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        self._stack.addWidget(self.start_page)
        self._stack.addWidget(self.canvas)
        column.addWidget(self._stack, 1)
        self._window.setCentralWidget(center)
        for area in (Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea):
            self._window.setTabPosition(area, QTabWidget.TabPosition.North)
        self._dock("palette", self.palette, Qt.DockWidgetArea.LeftDockWidgetArea)
        for name, widget in (
            ("inspector", self.inspector),
            ("training", self.training_panel),
            ("data", self.data_panel),
            ("try", self.try_panel),
        ):
            self._dock(name, widget, Qt.DockWidgetArea.RightDockWidgetArea)
            if name != "inspector":
                self._window.tabifyDockWidget(self.docks["inspector"], self.docks[name])
        self.docks["inspector"].raise_()
        self._window.statusBar().addPermanentWidget(self._counts)

    def _dock(self, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self._window)
        dock.setObjectName(f"dock/{name}")
        dock.setWidget(widget)
        self._window.addDockWidget(area, dock)
        self.docks[name] = dock
        return dock

    def build_plots_soon(self) -> None:
        """Build the plots once the window can be used: they bring the slowest import."""
        QTimer.singleShot(0, self.build_plots)

    def build_plots(self) -> None:
        """Put the live plots into the window."""
        if self.plots:
            return
        from nnstudio.app.plots.decision_map import DecisionMap
        from nnstudio.app.plots.feature_maps import FeatureMaps
        from nnstudio.app.plots.gradient_plot import GradientPlot
        from nnstudio.app.plots.loss_plot import LossPlot

        parts = (self.session, self.training, self.scheduler)
        self.plots = {
            "loss": LossPlot(*parts),
            "gradients": GradientPlot(*parts),
            "features": FeatureMaps(*parts),
            "decision": DecisionMap(*parts),
        }
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        docks, window = self.docks, self._window
        for name, plot in self.plots.items():
            self._dock(name, plot, bottom)
        self._dock("problems", self.problems, bottom)
        horizontal = Qt.Orientation.Horizontal
        window.splitDockWidget(docks["loss"], docks["gradients"], horizontal)
        window.splitDockWidget(docks["gradients"], docks["features"], horizontal)
        window.tabifyDockWidget(docks["features"], docks["decision"])
        window.tabifyDockWidget(docks["features"], docks["problems"])
        self._sized = window.restoreState(self._settings.state)
        self._name_docks()
        for dock in docks.values():
            self._docks_menu.addAction(dock.toggleViewAction())
            dock.visibilityChanged.connect(self._tidy_titles)
            dock.dockLocationChanged.connect(self._tidy_titles)
        self._tidy_titles()
        self._show_fitting_views()

    def _size_docks(self) -> None:
        """Give the docks their first sizes, for the window as large as it is."""
        window, docks = self._window, self.docks
        width, height = window.width(), window.height()
        palette, side = 190, max(300, min(380, width // 4))
        bottom = [docks[name] for name in ("loss", "gradients", "features")]
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        window.resizeDocks([docks["palette"]], [palette], horizontal)
        window.resizeDocks([docks["inspector"]], [side], horizontal)
        window.resizeDocks(bottom, [max(250, round(0.38 * height))] * 3, vertical)
        window.resizeDocks(bottom, [(width - palette) // 3] * 3, horizontal)

    def _tidy_titles(self) -> None:
        """Hide the titles of docks that stand in tabs, for the tab already says the name."""
        if not isValid(self._window):  # docks tell of their end, too
            return
        for name, dock in self.docks.items():
            tabbed = bool(self._window.tabifiedDockWidgets(dock)) and not dock.isFloating()
            if tabbed and name not in self._untitled:
                self._untitled[name] = QWidget()
                dock.setTitleBarWidget(self._untitled[name])
            elif not tabbed and name in self._untitled:
                dock.setTitleBarWidget(None)  # type: ignore[arg-type]
                self._untitled.pop(name).deleteLater()

    def _slots(self) -> dict[str, Callable[[], object]]:
        canvas, documents, training = self.canvas, self.documents, self.training
        return {
            "new": self._show_start,
            "open": documents.ask_open,
            "save": documents.save,
            "save_as": documents.ask_save,
            "export_npz": partial(documents.ask_export, "npz"),
            "quit": self._window.close,
            "undo": self.session.undo,
            "redo": self.session.redo,
            "cut": canvas.cut,
            "copy": canvas.copy,
            "paste": canvas.paste,
            "duplicate": canvas.duplicate,
            "delete": canvas.delete_selected,
            "select_all": canvas.select_all,
            "train": self.training_panel.press_main,
            "step": partial(training.step, 1),
            "stop": training.stop,
            "again": training.start,
            "zoom_in": canvas.zoom_in,
            "zoom_out": canvas.zoom_out,
            "zoom_fit": canvas.zoom_fit,
            "zoom_reset": canvas.zoom_reset,
            "about": self._about,
        }

    def _make_menus(self) -> None:
        bar = self._window.menuBar()
        self._menus = {name: bar.addMenu("") for name, _ in MENUS}
        toolbar = QToolBar(self._window)
        toolbar.setObjectName("toolbar")
        toolbar.setMovable(False)
        toolbar.setIconSize(QSize(18, 18))
        self._toolbar = toolbar
        for command in COMMANDS:
            action = self.actions[command.id]
            menu = self._menus[command.menu.removeprefix("|")]
            if command.menu.startswith("|"):
                menu.addSeparator()
                if command.toolbar:
                    toolbar.addSeparator()
            menu.addAction(action)
            if command.toolbar:
                toolbar.addAction(action)
        spring = QWidget()
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        toolbar.addWidget(spring)
        toolbar.addWidget(self._run_text)
        toolbar.addWidget(self._run_bar)
        self._window.addToolBar(toolbar)
        for name in CANVAS_COMMANDS:
            action = self.actions[name]
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.canvas.addAction(action)
        view = self._menus["view"]
        view.addSeparator()
        self._theme_menu = view.addMenu("")
        self._language_menu = view.addMenu("")
        self._docks_menu = view.addMenu("")
        self._theme_actions = self._choices(THEME_CHOICES, self._settings.theme, self._choose_theme)
        self._language_actions = self._choices(
            LANGUAGE_CHOICES, self._settings.language, self._choose_language
        )
        self._theme_menu.addActions(list(self._theme_actions.values()))
        self._language_menu.addActions(list(self._language_actions.values()))

    def _choices(
        self, names: tuple[str, ...], chosen: str, choose: Callable[[str], None]
    ) -> dict[str, QAction]:
        group = QActionGroup(self)
        actions = {}
        for name in names:
            action = QAction(group)
            action.setCheckable(True)
            action.setChecked(name == chosen)
            action.triggered.connect(partial(choose, name))
            actions[name] = action
        return actions

    def _connect(self) -> None:
        session, training = self.session, self.training
        session.opened.connect(self._show_canvas)
        session.history_changed.connect(self._show_history)
        session.file_changed.connect(self._show_title)
        session.changed.connect(self._show_counts)
        training.failed.connect(self._show_failure)
        training.state_changed.connect(self._enable_training)
        session.changed.connect(self._enable_training)
        session.weights_changed.connect(self._enable_training)
        self.canvas.message.connect(self._show_message)
        self.palette.add_requested.connect(self.canvas.add_layer)
        self.training.advanced.connect(self.scheduler.news)
        self.training_panel.progressed.connect(self._show_progress)
        self.problems.count_changed.connect(self._show_problem_count)
        page = self.start_page
        page.template_chosen.connect(self.documents.new_from_template)
        page.empty_chosen.connect(self.documents.new_empty)
        page.open_chosen.connect(self.documents.ask_open)
        page.file_chosen.connect(self.documents.open)

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

    def may_close(self) -> bool:
        """Ask about unsaved work, and end a running training; True where the window may close."""
        return self.documents.may_close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _show_start(self) -> None:
        self.start_page.show_recent(self._settings.recent_files)
        self._stack.setCurrentWidget(self.start_page)
        self._show_fitting_views()

    def _show_canvas(self) -> None:
        self.banner.hide()
        self._stack.setCurrentWidget(self.canvas)
        self.canvas.setFocus()
        self._show_title()
        self._show_counts()
        self._enable_training()
        self._show_fitting_views()

    def remember_layout(self) -> None:
        """Keep where docks lie as the window closes, with those that the start page put away."""
        for name in self._put_away:
            self.docks[name].show()
        self._put_away.clear()
        self._settings.state = self._window.saveState()

    def _show_fitting_views(self) -> None:
        """Show the plots beside a canvas only, with the one in front that suits the data."""
        if not self.plots:
            return
        drawing = self._stack.currentWidget() is self.canvas
        for name in (*self.plots, "problems"):
            if drawing and name in self._put_away:
                self.docks[name].show()
            elif not drawing and not self.docks[name].isHidden():
                self._put_away.add(name)
                self.docks[name].hide()
        if drawing:
            self._put_away.clear()
            if not self._sized:
                # Sizes count only once the docks are laid out.
                self._sized = True
                QTimer.singleShot(0, self._size_docks)
            picture = len(self.session.project.data.signature.input_shape) == 3
            self.docks["features" if picture else "decision"].raise_()

    def _show_history(self) -> None:
        for name, label in (("undo", self.session.undo_label), ("redo", self.session.redo_label)):
            action = self.actions[name]
            action.setEnabled(label is not None)
            plain = translate(CONTEXT, "&Undo" if name == "undo" else "&Redo")
            action.setText(f"{plain} {tr_text(label)}" if label is not None else plain)

    def _show_title(self) -> None:
        name = self.session.path.name if self.session.path else self.session.project.name
        self._window.setWindowModified(self.session.dirty)
        self._window.setWindowTitle(f"{name or self.tr('Untitled')}[*] – NNStudio")

    def _show_counts(self) -> None:
        analysis = self.session.analysis
        text = self.tr("{parameters} parameters · {adds} multiply-adds per sample")
        self._counts.setText(
            text.format(parameters=f"{analysis.parameters:,}", adds=f"{analysis.multiply_adds:,}")
        )

    def _show_problem_count(self, count: int) -> None:
        if "problems" not in self.docks:
            return
        title = self.tr("Problems")
        self.docks["problems"].setWindowTitle(f"{title} ({count})" if count else title)

    def _show_progress(self, text: str, share: float) -> None:
        self._run_text.setText(text)
        self._run_bar.setRange(0, 1000)
        self._run_bar.setValue(round(1000 * share))

    def _show_failure(self, failed: Failed) -> None:
        self.say("bad", tr_text(failed.reason))

    def _show_message(self, text: Text) -> None:
        self._window.statusBar().showMessage(tr_text(text), 8000)

    def _enable_training(self) -> None:
        panel = self.training_panel
        for name, button in (
            ("train", panel.main_button),
            ("step", panel.step_button),
            ("stop", panel.stop_button),
            ("again", panel.again_button),
        ):
            self.actions[name].setEnabled(button.isEnabled())

    # ---- looks ----

    def _choose_theme(self, choice: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._settings.theme = choice
        choose_theme(app, choice)

    def _choose_language(self, choice: str) -> None:
        app = QApplication.instance()
        assert app is not None
        self._settings.language = choice
        install_translators(app, choice)

    def _retranslate(self) -> None:
        name_actions(self.actions)
        for name, text in MENUS:
            self._menus[name].setTitle(translate(CONTEXT, text))
        self._theme_menu.setTitle(self.tr("&Theme"))
        self._language_menu.setTitle(self.tr("&Language"))
        self._docks_menu.setTitle(self.tr("&Panels"))
        words = {
            "system": self.tr("Like the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            **LANGUAGE_NAMES,
        }
        for actions in (self._theme_actions, self._language_actions):
            for name, action in actions.items():
                action.setText(words[name])
        self._toolbar.setWindowTitle(self.tr("Tool bar"))
        self._name_docks()
        self._show_history()
        self._show_title()
        self._show_counts()

    def _name_docks(self) -> None:
        titles = {
            "palette": self.tr("Layers"),
            "inspector": self.tr("Inspector"),
            "data": self.tr("Data"),
            "try": self.tr("Try it"),
            "training": self.tr("Training"),
            "problems": self.tr("Problems"),
            **{name: plot.title() for name, plot in self.plots.items()},
        }
        for name, dock in self.docks.items():
            dock.setWindowTitle(titles[name])
        self._show_problem_count(len(self.session.analysis.problems))

    def _about(self) -> None:
        QMessageBox.about(
            self._window,
            self.tr("About NNStudio"),
            self.tr(
                "NNStudio {version}: draw a neural network, train it, see it learn.\n\n"
                "MIT licence. Digits: MNIST, © Yann LeCun and Corinna Cortes, derived from NIST; "
                "CC BY-SA 3.0; subset. Icons: Lucide, ISC licence."
            ).format(version=__version__),
        )
