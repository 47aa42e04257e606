"""The data browser: all samples of the project's data, to look at and to put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from nnstudio.app.background import Background
from nnstudio.app.browser.browser_layout import BrowserLayout
from nnstudio.app.browser.choosing import BY_NUMBER
from nnstudio.app.browser.columns import columns_of, texts_of
from nnstudio.app.browser.contents import LEFT_OUT, Contents, Field
from nnstudio.app.browser.data_edits import DataEdits
from nnstudio.app.browser.judgement import Judgement
from nnstudio.app.browser.profiles import Profile
from nnstudio.app.browser.reading import Reading
from nnstudio.app.browser.sample_actions import SampleActions
from nnstudio.app.browser.series import Series
from nnstudio.app.browser.table_file import save_csv
from nnstudio.app.browser.table_model import Column
from nnstudio.app.browser.words_page import count_tokens
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Tone
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.graph.change import Change
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project


class DataBrowser(QWidget):
    """Shows every sample of the data, in the way that suits it, and takes edits of samples.

    Nothing is read while it is hidden; what takes longer than a moment is done beside the window.
    """

    shown = Signal()
    """What is listed has changed."""

    def __init__(self, session: Session, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self.contents: Contents | None = None
        self.judgement: Judgement | None = None
        self._seen: DataPlan | None = None
        self._stale = False
        """Whether the network is another one than that which was asked."""
        self._sort = (BY_NUMBER, False)
        self._places: Array = np.zeros(0, np.int64)
        self._fields: tuple[Field, ...] = ()
        self._profiles: tuple[Profile, ...] = ()
        self._further: tuple[Column, ...] = ()
        self._known: set[str] = set()
        """What has been worked out for the present contents."""
        self.parts = BrowserLayout(self)
        self.reading, self.edits = Reading(self), DataEdits(session, self)
        self._actions = SampleActions(self.edits)
        self._saving, self._words = Background(self), Background(self)
        self._connect()
        self._translate()

    def sizeHint(self) -> QSize:
        return QSize(960, 620)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)

    def paint_points(self) -> None:
        """Offer an empty plane to paint points on, whatever data the project has."""
        self._look()
        self.parts.offer_painting(True)
        self.parts.show_view("paint")
        self.parts.paint.begin_empty()

    def selected(self) -> Array:
        """Return the numbers of the samples that the buttons act on."""
        return self.parts.selected()

    def places(self) -> Array:
        """Return the numbers of the samples that are listed, in their order."""
        return self._places

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    # ---- reading ----

    def _look(self) -> None:
        """Have the samples brought, if somebody can see them and they are not here already."""
        plan = self._session.project.data
        if not self.isVisible():
            return
        if plan is not self._seen:
            other = self._seen is None or plan.source != self._seen.source
            self._seen = plan
            self.parts.banner.hide()
            if other:
                self._forget(keep=plan.source.dataset == "painted")
            if plan.source.dataset:
                self.reading.start(plan)
            else:
                self.parts.show_nothing(self._session.project)
        self._ask_network()
        self._show_busy()

    def _forget(self, keep: bool) -> None:
        """Show nothing of the data before; points that are painted stay until the new are read."""
        self.reading.forget()
        self.judgement, self._known = None, set()
        self._sort = (BY_NUMBER, False)
        self.parts.filters.reset()
        self.parts.show_list()
        if not keep:
            self.contents = None

    def _take_contents(self, contents: Contents) -> None:
        before = self.contents
        self.contents = contents
        data_stays = before is not None and before.dataset is contents.dataset
        if not data_stays:
            self.judgement = None
        elif before is not None and self.judgement is not None:
            self._stale |= not _same(before.labels, contents.labels)
        self._known &= {"series", "words"} if data_stays else set()
        self._fields = columns_of(contents, self.judgement)
        self._further = texts_of(contents)
        self.parts.set_kind(contents)
        self._show_answers()
        if contents.kind == "series" and "series" in self._known:
            self.parts.series.show_series(contents, self._series, self.parts.part_names())
        if "paint" in self.parts.views():
            self.parts.paint.show_contents(contents)
        self._choose()
        self._ask_network()
        self._work_for_view()

    def _choose(self) -> None:
        """Have the samples found that are wanted."""
        if self.contents is not None:
            wanted = self.parts.filters.wanted()
            wanted = replace(wanted, field=self._sort[0], falling=self._sort[1])
            self.reading.choose(self.contents, self._fields, self.judgement, wanted)
            self._show_busy()

    def _take_places(self, places: Array) -> None:
        contents = self.contents
        if contents is None or (len(places) and int(places.max()) >= contents.count):
            return
        self._places = places
        self._known.discard("profiles")
        self.parts.filters.set_count(len(places), contents.count)
        self._show_list()
        self._work_for_view()
        self.shown.emit()

    def _show_list(self) -> None:
        contents, parts, view = self.contents, self.parts, self.parts.view()
        if contents is None:
            return
        names = parts.part_names()
        if view == "pictures":
            parts.sheet.show_samples(contents, self.judgement, names, self._places)
        elif view == "table":
            fields = self._fields
            parts.table.show_samples(contents, fields, names, self._places, self._further)
            parts.table.set_order(*self._sort)
        self._show_chosen()

    def _work_for_view(self) -> None:
        """Work out what the view in front shows, unless it is known already."""
        contents, view = self.contents, self.parts.view()
        if contents is None or not self.isVisible():
            return
        fresh = view not in self._known and (view != "table" or "profiles" not in self._known)
        if view == "table" and fresh and len(self._places):
            self._known.add("profiles")
            self.reading.count(self._fields, self._places)
        elif view == "correlation" and fresh:
            self._known.add(view)
            self.reading.correlate(columns_of(contents, None))
        elif view == "series" and fresh:
            self._known.add(view)
            self.reading.join(contents)
        elif view == "words" and fresh:
            self._known.add(view)
            self._words.start(partial(count_tokens, contents))
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

    def _take_words(self, found: tuple[tuple[str, ...], Array]) -> None:
        self.parts.words.show_words(*found)

    # ---- the network ----

    def _ask_network(self) -> None:
        """Ask the network about every sample where that is wanted, unless its answers are here."""
        contents = self.contents
        if contents is None or not self.isVisible() or not self.parts.filters.asks():
            return
        outdated = self._stale and not self._training.active
        if (self.judgement is not None and not outdated) or self.reading.judging:
            return
        model = self._session.model()
        if model is not None and contents.plan is self._session.project.data:
            self._stale = False
            self.reading.judge(model, contents)
            self._show_busy()

    def _take_judgement(self, judgement: Judgement | None) -> None:
        contents = self.contents
        if judgement is None or contents is None or len(judgement.loss) != contents.count:
            return
        self.judgement = judgement
        self._fields = columns_of(contents, self.judgement)
        self._choose()

    def _show_answers(self) -> None:
        """Offer the answers of the network where there is a trained one."""
        contents = self.contents
        classes = contents is not None and contents.labels is not None
        self.parts.filters.set_answers(self._session.model() is not None, classes)

    def _network_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._show_answers()
            self._ask_network()

    # ---- what the user does ----

    def _filter(self) -> None:
        if not self.parts.filters.asks() and self.judgement is not None:
            self.judgement = None
            self.reading.forget_judgement()
            if self.contents is not None:
                self._fields = columns_of(self.contents, self.judgement)
                if self._sort[0] >= len(self._fields):
                    self._sort = (BY_NUMBER, False)
        self._ask_network()
        self._choose()

    def _sort_by(self, field: int, falling: bool) -> None:
        self._sort = (field, falling)
        self._choose()

    def _do(self, wish: str) -> None:
        contents, samples = self.contents, self.selected()
        if contents is None:
            return
        if wish.isdigit():
            self._actions.relabel(contents, samples, int(wish))
        elif wish == "leave_out":
            self._actions.leave_out(contents, samples)
        elif wish == "put_back":
            self._actions.put_back(contents, samples)
        elif wish == "as_given":
            self._actions.relabel(contents, samples, None)
        elif wish == "open":
            self._open(self.parts.current())
        elif wish == "copy":
            self._copy()
        elif wish == "export":
            self._ask_for_file()
        self._show_busy()

    def _relabel(self, number: int) -> None:
        if self.contents is not None:
            self._actions.relabel(self.contents, self.selected(), number)

    def _edit_points(self, label: Text, change: Callable[[Project], Project]) -> None:
        self.edits.do(label, change)

    def _open(self, sample: int | None) -> None:
        if self.contents is not None and sample is not None:
            self.parts.show_sample(self.contents, self.judgement, sample)

    def _step(self, way: int) -> None:
        here = np.flatnonzero(self._places == self.parts.sample.sample)
        if len(here) and 0 <= here[0] + way < len(self._places):
            sample = int(self._places[here[0] + way])
            self.parts.set_current(sample)
            self._open(sample)

    def _pick_window(self, sample: int) -> None:
        self.parts.series.set_sample(sample)
        self._show_chosen()

    def _copy(self) -> None:
        """Put the chosen samples on the clipboard as rows, also from the contact sheet."""
        contents = self.contents
        if contents is not None:
            names, table = self.parts.part_names(), self.parts.table
            if self.parts.view() != "table":
                fields, further = self._fields, self._further
                table.show_samples(contents, fields, names, self._places, further)
                table.table.clearSelection()
                table.table.select(self.selected())
            table.table.copy()

    def _ask_for_file(self) -> None:
        name = f"{self._session.project.data.source.dataset or 'data'}.csv"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the listed samples"), name, self.tr("CSV tables (*.csv)")
        )
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write the listed samples as a CSV table, beside the window."""
        contents = self.contents
        if contents is None:
            return
        names = self.parts.part_names()
        self.parts.table.show_samples(contents, self._fields, names, self._places, self._further)
        columns = self.parts.table.table.rows.columns()
        self._saving.start(partial(save_csv, path, columns, self._places))
        self._show_busy()

    def _saved(self, count: int) -> None:
        text = self.tr("{count} samples were saved.").format(count=f"{count:,}")
        self.parts.banner.say(Tone.GOOD, text)

    # ---- within ----

    def _show_chosen(self) -> None:
        samples = self.selected()
        left = 0
        if self.contents is not None and len(samples):
            left = int((self.contents.part[samples] == LEFT_OUT).sum())
        self.parts.actions.set_chosen(len(samples), left)

    def _show_view(self) -> None:
        if "paint" in self.parts.views() and self.parts.view() == "paint":
            self.parts.paint.show_contents(self.contents)
        self._show_list()
        self._work_for_view()

    def _show_change(self, change: Change) -> None:
        if change.data:
            self._look()
        elif change.structure:
            self._network_changed()

    def _show_opened(self) -> None:
        self._seen, self.contents = None, None
        self._forget(keep=False)
        self.parts.offer_painting(False)
        self._look()

    def _refuse(self, reason: Text) -> None:
        self.parts.banner.say(Tone.ERROR, tr_text(reason))
        if self.contents is not None and "paint" in self.parts.views():
            self.parts.paint.show_contents(self.contents)
        self._show_busy()

    def _show_busy(self) -> None:
        busy = self.reading.busy or self.edits.busy or self._saving.busy or self._words.busy
        total = self.contents.count if self.contents is not None else 0
        judged = self.reading.judged_so_far if self.reading.judging else None
        self.parts.show_busy(busy, judged, total)

    def _menu(self, place: QPoint) -> None:
        if len(self.selected()):
            self.parts.actions.popup(place)

    def _connect(self) -> None:
        session, reading, parts = self._session, self.reading, self.parts
        session.changed.connect(self._show_change)
        session.opened.connect(self._show_opened)
        session.weights_changed.connect(self._network_changed)
        self._training.state_changed.connect(self._ask_network)
        for signal, take in (
            (reading.read, self._take_contents),
            (reading.listed, self._take_places),
            (reading.counted, self._take_profiles),
            (reading.correlated, self._take_correlations),
            (reading.joined, self._take_series),
            (reading.judged, self._take_judgement),
            (reading.refused, self._refuse),
            (reading.beat, self._show_busy),
            (self.edits.refused, self._refuse),
            (self.edits.ended, self._show_busy),
            (self._saving.done, self._saved),
            (self._saving.failed, self._refuse),
            (self._saving.beat, self._show_busy),
            (self._words.done, self._take_words),
            (self._words.beat, self._show_busy),
            (parts.view_changed, self._show_view),
            (parts.filters.changed, self._filter),
            (parts.actions.asked, self._do),
            (parts.actions.label_asked, self._relabel),
            (parts.actions.side_chosen, parts.sheet.set_side),
            (parts.sheet.side_changed, parts.actions.set_side),
            (parts.table.sort_wanted, self._sort_by),
            (parts.sample.closed, parts.show_list),
            (parts.sample.step_wanted, self._step),
            (parts.series.picked, self._pick_window),
            (parts.paint.edited, self._edit_points),
            (parts.start_painting, self.paint_points),
        ):
            signal.connect(take)
        for view in (parts.sheet, parts.table.table):
            view.asked.connect(self._do)
            view.selection_changed.connect(self._show_chosen)
            view.menu_wanted.connect(self._menu)

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Data browser"))
        self.parts.translate()
        if self.contents is not None:
            self._fields = columns_of(self.contents, self.judgement)
            self._further = texts_of(self.contents)
            self._show_list()


def _same(one: Array | None, other: Array | None) -> bool:
    """Whether two columns of classes say the same; neither: they do."""
    if one is None or other is None:
        return one is other
    return np.array_equal(one, other)
