"""The data browser: all samples of the project's data, to look at and to put right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from nnstudio.app.browser.answers import Answers
from nnstudio.app.browser.browser_layout import BrowserLayout
from nnstudio.app.browser.choosing import BY_NUMBER, Wanted
from nnstudio.app.browser.columns import columns_of, texts_of
from nnstudio.app.browser.contents import LEFT_OUT, Contents, Field
from nnstudio.app.browser.painted_points import PAINTED
from nnstudio.app.browser.profiles import Profile
from nnstudio.app.browser.reading import Reading
from nnstudio.app.browser.sample_actions import SampleActions
from nnstudio.app.browser.series import Series
from nnstudio.app.browser.table_model import Column
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Tone
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.graph.change import Change
from nnstudio.graph.data_plan import DataPlan


class DataBrowser(QWidget):
    """Shows every sample of the data, in the way that suits it, and takes edits of samples.

    Nothing is read while it is hidden; what takes longer than a moment is done beside the window.
    """

    listed = Signal()
    """Other samples are listed, or others in another order."""

    def __init__(self, session: Session, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.contents: Contents | None = None
        self._seen: DataPlan | None = None
        self._sort = (BY_NUMBER, False)
        self._places: Array = np.zeros(0, np.int64)
        self._fields: tuple[Field, ...] = ()
        self._further: tuple[Column, ...] = ()
        self._series: Series | None = None
        self._counted: Wanted | None = None
        """For which samples it is known how the columns are spread."""
        self._known: set[str] = set()
        """The views whose figures have been worked out, or are being so."""
        self.parts = BrowserLayout(self)
        self.reading, self.answers = Reading(self), Answers(session, training, self)
        self.samples = SampleActions(session, self)
        self._connect()
        self._translate()

    def sizeHint(self) -> QSize:
        return QSize(980, 640)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)

    def paint_points(self) -> None:
        """Offer an empty plane to paint points on, whatever data the project has."""
        self.parts.offer_painting(True)
        self.parts.show_view("paint")
        self.parts.paint.begin_empty()

    def places(self) -> Array:
        """Return the numbers of the samples that are listed, in their order."""
        return self._places

    def busy(self) -> bool:
        """Whether something is still to come."""
        return self.reading.busy or self.answers.busy or self.samples.busy

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    # ---- what is read ----

    def _look(self) -> None:
        """Have the samples brought, if somebody can see them and they are not here already."""
        plan = self._session.project.data
        if not self.isVisible():
            return
        if plan is not self._seen:
            before, self._seen = self._seen, plan
            self.parts.banner.hide()
            if before is not None and before.source != plan.source:
                self.parts.offer_painting(plan.source.dataset == PAINTED)
            if before is None or plan.source != before.source:
                self._forget(keep=plan.source.dataset == PAINTED)
            if plan.source.dataset:
                self.reading.start(plan)
            else:
                self.parts.show_nothing()
        self._show_answers()
        self.answers.ask()
        self._show_busy()

    def _forget(self, keep: bool) -> None:
        """Show nothing of the data before; points that are painted stay until the new are read."""
        self.reading.forget()
        self.answers.forget()
        self._known, self._sort = set(), (BY_NUMBER, False)
        self.parts.filters.reset()
        self.answers.want(False)
        self.parts.show_list()
        if not keep:
            self.contents = None

    def _take_contents(self, contents: Contents) -> None:
        before, self.contents, self._counted = self.contents, contents, None
        stays = before is not None and before.dataset is contents.dataset
        self._known &= {"series", "words"} if stays else set()
        self.answers.show(contents)
        self._name_columns()
        self.parts.set_kind(contents)
        self._show_answers()
        if "series" in self._known and self._series is not None:
            self._take_series(self._series)
        if "paint" in self.parts.views():
            self.parts.paint.show_contents(contents)
        self._choose()
        self._work_for_view()

    def _choose(self) -> None:
        """Have the samples found that are wanted."""
        if self.contents is None:
            return
        if self._sort[0] >= len(self._fields):
            self._sort = (BY_NUMBER, False)
        wanted = self.parts.filters.wanted()
        wanted = replace(wanted, field=self._sort[0], falling=self._sort[1])
        self.reading.choose(self.contents, self._fields, self.answers.judgement, wanted)
        self._show_busy()

    def _take_places(self, places: Array) -> None:
        contents = self.contents
        if contents is None or (len(places) and int(places.max()) >= contents.count):
            return
        self._places = places
        filtered = self.parts.filters.wanted()
        if filtered != self._counted:  # in another order, columns are spread as they were
            self._counted = filtered
            self._known.discard("table")
        self.parts.show_count(len(places), contents.count)
        self._show_list()
        self._work_for_view()
        self.listed.emit()

    def _show_list(self) -> None:
        if self.contents is not None and self.parts.view() == "pictures":
            self.parts.show_pictures(self.contents, self.answers.judgement, self._places)
        elif self.contents is not None and self.parts.view() == "table":
            self._show_table()
        self._show_chosen()

    def _show_table(self) -> None:
        if self.contents is not None:
            names, further = self.parts.part_names(), self._further
            table = self.parts.table
            table.show_samples(self.contents, self._fields, names, self._places, further)
            table.set_order(*self._sort)

    def _work_for_view(self) -> None:
        """Work out what the view in front shows, unless it is known already."""
        contents, view = self.contents, self.parts.view()
        if contents is None or not self.isVisible() or view in self._known:
            return
        self._known.add(view)
        if view == "table":
            self.reading.count(self._fields, self._places)
        elif view == "correlation":
            self.reading.correlate(columns_of(contents, None))
        elif view == "series":
            self.reading.join(contents)
        elif view == "words":
            self.reading.count_words(contents)
        self._show_busy()

    def _take_profiles(self, profiles: tuple[Profile, ...]) -> None:
        if len(profiles) == len(self._fields):
            self.parts.table.show_profiles(profiles)

    def _take_correlations(self, found: tuple[tuple[str, ...], Array]) -> None:
        self.parts.correlation.show_matrix(*found)

    def _take_series(self, series: Series) -> None:
        self._series = series
        if self.contents is not None and len(series.starts) == self.contents.count:
            self.parts.series.show_series(self.contents, series, self.parts.part_names())
            self._show_chosen()

    def _take_words(self, found: tuple[tuple[str, ...], Array]) -> None:
        self.parts.words.show_words(*found)

    # ---- the network ----

    def _show_answers(self) -> None:
        """Offer the answers of the network where there is a trained one."""
        classes = self.contents is not None and self.contents.labels is not None
        self.parts.filters.set_answers(self.answers.possible(), classes)

    def _network_changed(self) -> None:
        if self.isVisible():
            self._show_answers()
        self.answers.want(self.isVisible() and self.parts.filters.asks())
        self.answers.network_changed()

    def _take_answers(self) -> None:
        self._counted = None
        self._name_columns()
        self._choose()

    # ---- what the user does ----

    def _filter(self) -> None:
        self.answers.want(self.parts.filters.asks())
        self._choose()

    def _sort_by(self, field: int, falling: bool) -> None:
        self._sort = (field, falling)
        self._choose()

    def _do(self, wish: str) -> None:
        contents, samples = self.contents, self.parts.selected()
        if contents is None:
            return
        if wish.isdigit():
            self.samples.relabel(contents, samples, int(wish))
        elif wish == "leave_out":
            self.samples.leave_out(contents, samples)
        elif wish == "put_back":
            self.samples.put_back(contents, samples)
        elif wish == "as_given":
            self.samples.relabel(contents, samples, None)
        elif wish == "open":
            self._open(self.parts.current())
        elif wish == "copy":
            self._copy(samples)
        elif wish == "export":
            self._ask_for_file()

    def _relabel(self, number: int) -> None:
        if self.contents is not None:
            self.samples.relabel(self.contents, self.parts.selected(), number)

    def _open(self, sample: int | None) -> None:
        if self.contents is not None and sample is not None:
            self.parts.show_sample(self.contents, self.answers.judgement, sample)

    def _step(self, way: int) -> None:
        here = np.flatnonzero(self._places == self.parts.sample.sample)
        if len(here) and 0 <= here[0] + way < len(self._places):
            sample = int(self._places[here[0] + way])
            self.parts.set_current(sample)
            self._open(sample)

    def _pick_window(self, sample: int) -> None:
        self.parts.series.set_sample(sample)
        self._show_chosen()

    def _copy(self, samples: Array) -> None:
        """Put samples on the clipboard as rows, whatever view they were chosen in."""
        table = self.parts.table.table
        if self.parts.view() != "table":
            self._show_table()
            table.clearSelection()
            table.select(samples)
        table.copy()

    def _ask_for_file(self) -> None:
        name = f"{self._session.project.data.source.dataset or 'data'}.csv"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the listed samples"), name, self.tr("CSV tables (*.csv)")
        )
        if chosen:
            self._show_table()
            self.samples.save(Path(chosen), self.parts.table.table.rows.columns(), self._places)

    def _tell_saved(self, count: int) -> None:
        text = self.tr("{count} samples were saved.").format(count=f"{count:,}")
        self.parts.banner.say(Tone.GOOD, text)

    def _menu(self, place: QPoint) -> None:
        if len(self.parts.selected()):
            self.parts.actions.popup(place)

    # ---- what is shown ----

    def _show_chosen(self) -> None:
        samples, left = self.parts.selected(), 0
        if self.contents is not None and len(samples):
            left = int((self.contents.part[samples] == LEFT_OUT).sum())
        self.parts.actions.set_chosen(len(samples), left)

    def _show_view(self) -> None:
        self._show_list()
        self._work_for_view()

    def _show_change(self, change: Change) -> None:
        if change.data:
            self._look()
        elif change.structure:
            self._network_changed()

    def _show_opened(self) -> None:
        self._seen = None
        self._forget(keep=False)
        self.answers.show(None)
        self.parts.offer_painting(False)
        self._look()

    def _refuse(self, reason: Text) -> None:
        self.parts.banner.say(Tone.ERROR, tr_text(reason))
        if self.contents is not None and "paint" in self.parts.views():
            self.parts.paint.show_contents(self.contents)
        elif self.contents is None:
            self.parts.show_nothing()
        self._show_busy()

    def _show_busy(self) -> None:
        total = self.contents.count if self.contents is not None else 0
        judged = self.answers.done if self.answers.busy else None
        self.parts.show_busy(self.busy(), judged, total)

    def _name_columns(self) -> None:
        if self.contents is not None:
            self._fields = columns_of(self.contents, self.answers.judgement)
            self._further = texts_of(self.contents)

    def _connect(self) -> None:
        session, reading, parts = self._session, self.reading, self.parts
        for signal, take in (
            (session.changed, self._show_change),
            (session.opened, self._show_opened),
            (session.weights_changed, self._network_changed),
            (reading.read, self._take_contents),
            (reading.listed, self._take_places),
            (reading.counted, self._take_profiles),
            (reading.correlated, self._take_correlations),
            (reading.joined, self._take_series),
            (reading.worded, self._take_words),
            (self.answers.changed, self._take_answers),
            (self.samples.saved, self._tell_saved),
            (parts.view_changed, self._show_view),
            (parts.filters.changed, self._filter),
            (parts.actions.asked, self._do),
            (parts.actions.label_asked, self._relabel),
            (parts.actions.side_chosen, parts.sheet.set_side),
            (parts.sheet.side_changed, parts.actions.set_side),
            (parts.table.sort_wanted, self._sort_by),
            (parts.sample.closed, parts.show_list),
            (parts.sample.step_wanted, self._step),
            (parts.sample.asked, self._do),
            (parts.series.picked, self._pick_window),
            (parts.series.asked, self._do),
            (parts.paint.edited, self.samples.do),
            (parts.start_painting, self.paint_points),
        ):
            signal.connect(take)
        for worker in (reading, self.answers, self.samples):
            worker.refused.connect(self._refuse)
            worker.beat.connect(self._show_busy)
        for view in (parts.sheet, parts.table.table):
            view.asked.connect(self._do)
            view.selection_changed.connect(self._show_chosen)
            view.menu_wanted.connect(self._menu)

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Data browser"))
        self.parts.translate()
        self._name_columns()
        self._show_list()
