"""The try panel: what the trained network says of a drawing, a picture, a point, the test split."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from nnstudio.app.background import Background
from nnstudio.app.panels.parts.added_view import AddedView
from nnstudio.app.panels.parts.answer_list import AnswerList
from nnstudio.app.panels.parts.answer_view import AnswerView
from nnstudio.app.panels.parts.case_file_view import CaseFileView
from nnstudio.app.panels.parts.digit_page import DigitPage
from nnstudio.app.panels.parts.evaluation_run import EvaluationRun
from nnstudio.app.panels.parts.evaluation_view import EvaluationView
from nnstudio.app.panels.parts.output_heads import OutputHead, output_heads
from nnstudio.app.panels.parts.picture_files import carried_picture, picture_patterns
from nnstudio.app.panels.parts.points_page import PointsPage
from nnstudio.app.panels.parts.predictor import Predictor
from nnstudio.app.panels.parts.sample_input import SampleInput
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.app.widgets.collapsible_section import CollapsibleSection
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.data.pictures import Picture, read_picture
from nnstudio.data.prepare import apply_scaling
from nnstudio.engine.evaluation import Evaluation
from nnstudio.engine.messages import Watch, Watched
from nnstudio.engine.model import Model
from nnstudio.engine.study import LayerOutputs, OutputsStudy
from nnstudio.graph.analysis import analyze
from nnstudio.graph.change import Change
from nnstudio.graph.project import Project

WATCH = "try"


class TryPanel(QWidget):
    """Asks the network about samples of the user's own, while it trains and after."""

    def __init__(self, session: Session, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self._model: Model | None = None
        self._stale, self._project = True, Project()
        self._heads: tuple[OutputHead, ...] = ()
        self._evaluated: tuple[OutputHead, ...] = ()
        self._predictor = Predictor(self)
        self._predictor.answered.connect(self._show_answer)
        self._reading = Background(self)
        self._reading.done.connect(self._take_picture)
        self._reading.failed.connect(self._refuse)
        self.banner, self.answers = Banner(), AnswerList()
        self.input = SampleInput(self.answers)
        self.input.changed.connect(self._ask)
        self.input.failed.connect(self._refuse)
        self.digits.open_requested.connect(self._choose_file)
        self.added = AddedView(session)
        self.added.added.connect(self.digits.clear)
        self.added.refused.connect(self._refuse)
        self.digits.below.addWidget(self.added)
        self.evaluation = EvaluationView()
        self.evaluation.start_requested.connect(self._evaluate)
        self.run = EvaluationRun(self)
        self.run.progressed.connect(self.evaluation.show_progress)
        self.run.finished.connect(self._take_evaluation)
        self.run.refused.connect(self._refuse)
        self.evaluation.cancel_requested.connect(self.run.cancel)
        self.case_file = CaseFileView(session, training)
        self.empty = EmptyState("flask-conical", "", "")
        self.empty.clicked.connect(training.start)
        self._lay_out()
        self.setAcceptDrops(True)
        session.changed.connect(self._on_changed)
        session.opened.connect(self._on_opened)
        session.weights_changed.connect(self._on_weights)
        training.state_changed.connect(self._refresh)
        training.watched.connect(self._on_watched)
        self._translate()

    def sizeHint(self) -> QSize:
        return QSize(300, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 120)

    @property
    def digits(self) -> DigitPage:
        """The pad for pictures."""
        return self.input.digits

    @property
    def points(self) -> PointsPage:
        """The plane for points."""
        return self.input.points

    @property
    def answer(self) -> AnswerView:
        """What the first output says."""
        return self.answers.views[0]

    # ---- what the user does ----

    def open_picture(self, path: Path) -> None:
        """Ask the network about a picture file."""
        shape = self._project.data.signature.raw_shape
        self._reading.start(partial(read_picture, path, shape))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        asks = self._pages.currentWidget() is self._scroll and self.input.takes_pictures()
        if asks and carried_picture(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := carried_picture(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.open_picture(path)

    def _choose_file(self) -> None:
        kinds = self.tr("Pictures ({patterns})").format(patterns=picture_patterns())
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a picture"), "", kinds)
        if path:
            self.open_picture(Path(path))

    def _take_picture(self, picture: Picture) -> None:
        self.banner.hide()
        self.digits.show_picture(picture)

    def _refuse(self, text: Text) -> None:
        self.evaluation.end_progress()
        self.banner.say(Tone.ERROR, tr_text(text))

    # ---- which network is asked ----

    def _on_changed(self, change: Change) -> None:
        if change.structure or change.training:
            self._stale = True
            self._refresh()

    def _on_opened(self) -> None:
        for work in (self._predictor, self._reading, self.input, self.run, self.case_file):
            work.forget()
        self.banner.hide()
        self.evaluation.show_result(None, ())
        self._stale = True
        self._refresh()

    def _on_weights(self) -> None:
        self.run.cancel()
        self.evaluation.set_outdated()
        self._stale = True
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._training.unwatch(WATCH)

    def _refresh(self) -> None:
        """Find out which network can be asked, and ask it; nothing while nobody looks."""
        if not self.isVisible():
            return
        session, active = self._session, self._training.active
        running = session.running if active else None
        if running is not None:
            if running is not self._project:
                self._heads = output_heads(analyze(running))
            self._project = running
        elif self._stale or self._project is not session.project:
            self._project = session.project
            if self._stale:
                self._model = session.model()
                self._stale = False
            self._heads = output_heads(session.analysis) if self._model is not None else ()
        usable = running is not None or self._model is not None
        self._pages.setCurrentWidget(self._scroll if usable else self.empty)
        if not usable:
            self._training.unwatch(WATCH)
            self._explain()
            return
        reason = self.tr("A run is going on: stop it, or wait for its end.") if active else ""
        self.evaluation.set_available(not active, reason)
        self.answers.set_heads(self._heads)
        self.input.set_data(self._project.data)
        self.case_file.set_plan(self._project.data)
        self.added.refresh()
        self._ask()

    # ---- one sample ----

    def _ask(self) -> None:
        """Have the network answer for the present sample."""
        if not self.isVisible() or self._pages.currentWidget() is not self._scroll:
            return
        x = self._prepared()
        self.added.set_pixels(self.digits.sample())
        if x is not None and self._training.active:
            nodes = tuple(dict.fromkeys(head.planned.node for head in self._heads))
            self._training.watch(Watch(WATCH, OutputsStudy(x, nodes)))
            return
        self._training.unwatch(WATCH)
        if x is None:
            self._predictor.forget()
            self.answers.show_nothing(self.input.nothing_yet())
        elif self._model is not None:
            self._predictor.ask(self._model, x)

    def _prepared(self) -> Array | None:
        plan, raw = self._project.data, self.input.sample()
        if raw is None or raw.shape not in (plan.signature.raw_shape, plan.signature.input_shape):
            return None
        try:
            return apply_scaling(plan, raw[np.newaxis])
        except UserError as error:
            self.banner.say(Tone.ERROR, tr_text(error.text))
            return None

    def _on_watched(self, watched: Watched) -> None:
        told = watched.result
        if watched.key != WATCH or not self.isVisible() or not isinstance(told, LayerOutputs):
            return
        if self._prepared() is not None:  # the pad may have been wiped since it was asked
            planned = [head.planned for head in self._heads if head.planned.node in told.by_node]
            self._show_answer({o.name: o.in_own_units(told.by_node[o.node]) for o in planned})

    def _show_answer(self, outputs: dict[str, Array]) -> None:
        self.answers.show_answers({n: o[0] for n, o in outputs.items()}, self.input.step())

    # ---- the test split ----

    def _evaluate(self) -> None:
        if self._model is not None and not self._training.active:
            self.banner.hide()
            self._evaluated = self._heads
            self.run.start(self._model, self._session.project.data)

    def _take_evaluation(self, result: Evaluation | None) -> None:
        if result is None:
            self.evaluation.end_progress()
        else:
            self.evaluation.show_result(result, self._evaluated)

    # ---- building ----

    def _explain(self) -> None:
        """Say why there is no network to try."""
        if self._session.weights is None:
            self.empty.set_texts(
                self.tr("Train the network first"),
                self.tr("Then it can be tried on drawings, pictures and the test samples."),
                self.tr("Train") if self._session.analysis.ready else "",
            )
            return
        self.empty.set_texts(
            self.tr("The trained weights no longer fit"),
            self.tr("The drawing has changed. Train it again, or undo the change."),
        )

    def _lay_out(self) -> None:
        page = QWidget()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._scroll)
        self._scroll.setWidget(page)  # empty as yet: it styles what it is given
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        parts = (self.case_file, self.evaluation)
        self._file_part, self._test_part = (CollapsibleSection("", part) for part in parts)
        for widget in (self.banner, self.input, self._file_part, self._test_part):
            column.addWidget(widget)
        column.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Try"))
        self._test_part.set_title(self.tr("Test samples"))
        self._file_part.set_title(self.tr("A file of new cases"))
        self._explain()
        self._refresh()
