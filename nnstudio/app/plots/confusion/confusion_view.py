"""Which class is taken for which, or how far predictions are off, and the samples behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from nnstudio.app.live.live_study import Answer
from nnstudio.app.plots.confusion.case_pane import CasePane
from nnstudio.app.plots.confusion.cases import CaseLoader, Cases, few_of
from nnstudio.app.plots.confusion.figures_table import table_of
from nnstudio.app.plots.confusion.judged import Judged
from nnstudio.app.plots.confusion.live_judge import LiveJudge
from nnstudio.app.plots.confusion.matrix_grid import Cell
from nnstudio.app.plots.confusion.matrix_plot import MatrixPlot
from nnstudio.app.plots.confusion.scatter_plot import ScatterPlot
from nnstudio.app.plots.confusion.subject import Subject, subjects_of
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.fonts import number_font
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import make_plan
from nnstudio.engine.studies.judging import ClassVerdicts, NumberVerdicts, Verdicts

_WIDE, _LOW, _PANE = 620, 300, 250


class ConfusionView(LiveView):
    """Judges samples of a split: a matrix for classes, predicted against true for numbers.

    While the network trains a fixed few samples are judged again and again; else those at once and
    then all. A cell or a point leads to its samples, hardest first.
    """

    NAME = "confusion"
    TITLE = N_("Confusion matrix")
    EXPLANATION = N_(
        "Each row is a true class, each column what the network took it for: what lies on the "
        "diagonal is right. Click a cell to see its samples, the hardest first. For numbers, each "
        "point is a sample: the farther from the diagonal, the larger the error."
    )
    ICON = "table"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self._judging = LiveJudge(session, training, self)
        self._loader = CaseLoader(self)
        self._loader.loaded.connect(self._take_cases)
        self._loader.failed.connect(self._refuse)
        self._cases: Cases | None = None
        self._subjects: tuple[Subject, ...] = ()
        self._drawn: Answer[Verdicts] | None = None
        self._judged: Judged | None = None
        self._cell: Cell | None = None
        self._looking = False
        self.output_box, self.split_box, self.value_box = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.output_box.activated.connect(self._judge)
        self.split_box.activated.connect(self._adopt_project)
        self.value_box.activated.connect(self._choose_values)
        self.matrix, self.scatter, self.pane = MatrixPlot(), ScatterPlot(), CasePane()
        self.matrix.hovered.connect(self._hover_cell)
        self.matrix.chosen.connect(self._choose_cell)
        self.scatter.hovered.connect(self._hover_point)
        self.scatter.chosen.connect(self._choose_point)
        self.pane.back.connect(self._go_back)
        self.pane.list.looked_at.connect(self._look_at)
        self._summary, self._readout = ElidedLabel(), ElidedLabel()
        self._empty = EmptyState(self.ICON, "", "")
        self._body = QWidget()
        self._lay_out()
        self._judging.arrived.connect(self._take)
        self._judging.failed.connect(self._refuse)
        self._judging.project_changed.connect(self._adopt_project)
        self._say("")
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        newest = self._judging.newest
        if newest is None or newest[0] is self._drawn:
            return
        answer, cases, subject = newest
        self._drawn = answer
        self._judged = judged = Judged(subject, cases, answer.result, answer.step)
        self._show(judged)

    def redraw(self) -> None:
        self.matrix.viewport().update()
        self.scatter.repaint_all()
        self.pane.list.viewport().update()
        if self._judged is not None:
            self._show(self._judged)

    def retranslate(self) -> None:
        splits = [
            (self.tr("Validation"), "validation"),
            (self.tr("Training"), "train"),
            (self.tr("Test"), "test"),
        ]
        fill_box(self.split_box, splits)
        values = [(self.tr("Counts"), "counts"), (self.tr("Shares of the row"), "shares")]
        fill_box(self.value_box, values)
        names = (
            (self.output_box, self.tr("The output that is judged")),
            (self.split_box, self.tr("Which samples are judged")),
            (self.value_box, self.tr("What is written in the cells")),
        )
        for box, name in names:
            box.setToolTip(name)
            box.setAccessibleName(name)
        self.pane.retranslate()
        self.matrix.setAccessibleName(self.tr("Which class is taken for which"))
        self.scatter.setAccessibleName(self.tr("Predicted against true numbers"))
        self._adopt_project()

    def table(self) -> Table | None:
        judged = self._judged
        if judged is None:
            return None
        return table_of(judged)

    # ---- what is shown ----

    def judged(self) -> Judged | None:
        """Return what is shown."""
        return self._judged

    def show_subject(self, subject: Subject) -> None:
        """Judge one of the subjects, as if it were chosen."""
        self.output_box.setCurrentIndex(self._subjects.index(subject))
        self._judge()

    def step(self) -> int | None:
        """Return after how many steps the network gave what is shown."""
        return self._judged.step if self._judged is not None else None

    def summary(self) -> str:
        """Return the line of figures."""
        return self._summary.text()

    def readout(self) -> str:
        """Return what is said of the cell or point under the mouse."""
        return self._readout.text()

    # ---- Qt ----

    def look(self, shown: bool) -> None:
        self._judging.set_shown(shown)
        if shown:
            self._adopt_project()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._looking:
            self._go_back()
        else:
            super().keyPressEvent(event)

    # ---- the project and the choices ----

    def _adopt_project(self) -> None:
        if not self.isVisible():
            return
        analysis = self._judging.analysis
        self._subjects = ()
        if analysis.ready:
            try:
                self._subjects = subjects_of(analysis)
            except UserError as error:
                self._refuse(error.text)
                return
        if not self._subjects:
            self._forget()
            self._say(
                self.tr(
                    "The drawing has problems. Once they are solved, its answers are judged here."
                )
            )
            return
        fill_box(self.output_box, [(each.title, each.key) for each in self._subjects])
        self.output_box.setVisible(len(self._subjects) > 1)
        self._loader.load(analysis, str(self.split_box.currentData()))

    def _subject(self) -> Subject | None:
        wanted = self.output_box.currentData()
        return next((each for each in self._subjects if each.key == wanted), None)

    def _take_cases(self, cases: Cases) -> None:
        """Judge other samples."""
        if not len(cases.places):
            self._forget()
            self._say(self.tr("There are no samples. Choose data in the Data panel."))
            return
        self._cases = cases
        self.split_box.setCurrentIndex(max(self.split_box.findData(cases.split), 0))
        self._judge()

    def _judge(self) -> None:
        cases, subject = self._cases, self._subject()
        if cases is None or subject is None:
            return
        self._say("")
        try:
            plan = make_plan(self._judging.analysis)
        except UserError as error:
            self._refuse(error.text)
            return
        if cases.x.shape[1:] != plan.input_shape:
            return  # the samples for this network are on their way
        self._drawn = self._judged = None
        self._cell, self._looking = None, False
        self.pane.list.let_go()
        self.matrix.set_chosen(None)
        self._share_room()
        self._judging.ask(cases.some(few_of(plan)), cases, subject)

    def _take(self) -> None:
        if self._empty.isVisible():
            self._say("")
        self._scheduler.news()

    def _forget(self) -> None:
        self._cases = self._drawn = self._judged = None
        self._loader.forget()
        self._judging.forget()

    def _refuse(self, reason: Text) -> None:
        self._say(tr_text(reason))

    def _choose_values(self) -> None:
        self.matrix.set_shares(self.value_box.currentData() == "shares")

    # ---- cells, points and samples ----

    def _hover_cell(self, cell: Cell | None) -> None:
        judged = self._judged
        told = judged is not None and isinstance(judged.verdicts, ClassVerdicts)
        self._tell(judged.cell_text(cell) if judged and told and cell is not None else "")

    def _hover_point(self, number: int | None) -> None:
        judged = self._judged
        self._tell(judged.point_text(number) if judged and number is not None else "")

    def _tell(self, told: str) -> None:
        """Say what is under the mouse; in a low dock in place of the summary."""
        self._readout.setText(told or self._hint())
        if self._judged is not None:
            low = self._readout.isHidden()
            self._summary.setText((low and told) or self._judged.summary())

    def _choose_cell(self, cell: Cell | None) -> None:
        self._cell, self._looking = cell, cell is not None
        self.pane.list.let_go()
        self._show_cases()
        self._share_room()
        if self._looking and not self._is_wide():
            self.pane.list.setFocus()

    def _choose_point(self, number: int) -> None:
        judged = self._judged
        if judged is None:
            return
        self._look_at(judged.sample_of_point(number))
        self.scatter.set_marked(number)
        self._looking = True
        self._share_room()

    def _go_back(self) -> None:
        self._looking = False
        self.matrix.set_chosen(None)
        self._cell = None
        self.pane.list.let_go()
        self._show_cases()
        self._share_room()
        (self.matrix if self.matrix.isVisible() else self.scatter).setFocus()

    def _look_at(self, case: int | None) -> None:
        judged = self._judged
        if judged is None or case is None:
            self.pane.set_answer("", None, (), None)
            return
        output, label = judged.answer(case)
        self.pane.set_answer(judged.told(case), output, judged.subject.classes, label)
        if isinstance(judged.verdicts, NumberVerdicts) and judged.subject.place is not None:
            self.scatter.set_marked(case)

    # ---- what is drawn ----

    def _show(self, judged: Judged) -> None:
        numbers = isinstance(judged.verdicts, NumberVerdicts)
        self._pictures.setCurrentWidget(self.scatter if numbers else self.matrix)
        self.value_box.setVisible(not numbers)
        if isinstance(judged.verdicts, ClassVerdicts):
            self.matrix.set_counts(judged.verdicts.counts, judged.subject.classes)
        else:
            self.scatter.set_points(*judged.values())
        self._tell("")
        self._show_cases()

    def _show_cases(self) -> None:
        judged = self._judged
        if judged is None or not (self.pane.isVisible() or self._looking or self._is_wide()):
            return
        cases, count = judged.hardest(self._cell)
        names = judged.subject.classes
        if isinstance(judged.verdicts, NumberVerdicts):
            title = self.tr("Largest errors first")
        elif self._cell is None:
            title = self.tr("Hardest of all")
        else:
            title = self.tr("{true} taken for {taken}: {count}").format(
                true=names[self._cell[0]], taken=names[self._cell[1]], count=f"{count:,}"
            )
        picture_of = judged.picture if judged.pictured else None
        self.pane.set_cases(title, cases, judged.caption, judged.text, picture_of)

    def _hint(self) -> str:
        if self._judged is None:
            return ""
        if isinstance(self._judged.verdicts, NumberVerdicts):
            return self.tr("Point at a sample to read its numbers; click to see it.")
        return self.tr(
            "Rows: true class. Columns: what it was taken for. Click a cell for its samples."
        )

    # ---- layout ----

    def _is_wide(self) -> bool:
        return self.width() >= _WIDE

    def _share_room(self) -> None:
        wide = self._is_wide()
        before = self.pane.isVisible()
        self._picture_place.setVisible(wide or not self._looking)
        self.pane.setVisible(wide or self._looking)
        self.pane.back_button.setVisible(not wide or self._looking)
        self.pane.setMaximumWidth(max(_PANE, self.width() * 3 // 10) if wide else 16_777_215)
        self.pane.setMinimumWidth(_PANE if wide else 0)
        if self.pane.isVisible() and not before:
            self._show_cases()
        roomy = wide or not self._looking
        self._summary.setVisible(roomy)
        self._readout.setVisible(roomy and self.height() >= _LOW)
        for box in (self.split_box, self.value_box, self.output_box):
            box.setFixedHeight(box.sizeHint().height() if roomy else 0)

    def _say(self, text: str) -> None:
        self._empty.set_texts(self.tr("Nothing to judge"), text)
        self._empty.setVisible(bool(text))
        self._body.setVisible(not text)

    def _lay_out(self) -> None:
        for label in (self._summary, self._readout):
            label.setFont(number_font(0.9))
        self._readout.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setSpacing(6)
        for box in (self.output_box, self.split_box, self.value_box):
            head.addWidget(box)
        head.addStretch(1)
        self._picture_place = QWidget()
        self._pictures = QStackedLayout(self._picture_place)
        self._pictures.addWidget(self.matrix)
        self._pictures.addWidget(self.scatter)
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self._picture_place, 1)
        middle.addWidget(self.pane)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self._summary)
        column.addLayout(middle, 1)
        column.addWidget(self._readout)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 6, 8, 4)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._empty, 1)
