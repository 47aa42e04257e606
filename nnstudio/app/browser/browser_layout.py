"""The parts of the data browser and where they stand."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.browser.action_bar import ActionBar
from nnstudio.app.browser.contact_sheet import ContactSheet
from nnstudio.app.browser.contents import PICTURES, Contents
from nnstudio.app.browser.correlation_page import CorrelationPage
from nnstudio.app.browser.filter_bar import FilterBar
from nnstudio.app.browser.judgement import Judgement
from nnstudio.app.browser.paint_page import PaintPage
from nnstudio.app.browser.sample_page import SamplePage
from nnstudio.app.browser.series_page import SeriesPage
from nnstudio.app.browser.table_page import TablePage
from nnstudio.app.browser.words_page import WordsPage
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.banner import Banner
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.layer import Array

_LISTS = ("pictures", "table")
"""Views that the filters act on."""
_ICONS = {
    "pictures": "image",
    "table": "table",
    "correlation": "grid-3x3",
    "paint": "paintbrush",
    "series": "chart-line",
    "words": "book-open",
}


class BrowserLayout(QObject):
    """Tabs for the views of the data, filters above them, buttons below, and one sample alone."""

    view_changed = Signal()
    start_painting = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(self._show_view)
        self._views: tuple[str, ...] = ()
        self._painting = False
        self._listed = 1
        self.filters, self.actions, self.banner = FilterBar(), ActionBar(), Banner()
        self.sheet, self.table = ContactSheet(), TablePage()
        self.correlation, self.paint = CorrelationPage(), PaintPage()
        self.series, self.words, self.sample = SeriesPage(), WordsPage(), SamplePage()
        self.pages: dict[str, QWidget] = {
            "pictures": self.sheet,
            "table": self.table,
            "correlation": self.correlation,
            "paint": self.paint,
            "series": self.series,
            "words": self.words,
        }
        self._empty = EmptyState("database", "", "")
        self._none = EmptyState("search", "", "")
        self._empty.clicked.connect(self.start_painting)
        self._stack, self._whole = QStackedWidget(), QStackedWidget()
        for page in (*self.pages.values(), self._none):
            self._stack.addWidget(page)
        self._progress = QLabel()
        self._progress.setProperty("role", "muted")
        self._busy = QProgressBar()
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(3)
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self._busy.hide()
        self._lay_out(owner)

    # ---- views ----

    def set_kind(self, contents: Contents) -> None:
        """Offer the views that suit the data."""
        kind, features = contents.kind, contents.signature.input_shape
        if kind in PICTURES:
            views: tuple[str, ...] = ("pictures", "table")
        elif kind == "series":
            views = ("series", "table")
        elif kind == "text":
            views = ("table", "words")
        else:
            views = ("table", "correlation")
        plane = features == (2,) and contents.labels is not None
        if (plane and len(contents.signature.all_targets) == 1) or self._painting:
            views += ("paint",)
        self._offer(views)
        self._whole.setCurrentIndex(0 if self._whole.currentIndex() != 2 else 2)
        self.filters.set_names(contents.classes, self.part_names())
        self.actions.set_classes(contents.classes)
        self._show_bars()

    def offer_painting(self, painting: bool) -> None:
        """Offer to paint points also where the data is something else."""
        self._painting = painting
        if painting and "paint" not in self._views:
            self._offer((*self._views, "paint"))
            self._whole.setCurrentIndex(0)

    def show_nothing(self) -> None:
        """Say that there is no data, or none that could be read."""
        if not self._painting:
            self._whole.setCurrentWidget(self._empty)

    def views(self) -> tuple[str, ...]:
        """Return the names of the views that are offered."""
        return self._views

    def view(self) -> str:
        """Return the name of the view in front."""
        at = self.tabs.currentIndex()
        return self._views[at] if 0 <= at < len(self._views) else ""

    def show_view(self, name: str) -> None:
        """Bring a view to the front."""
        self.tabs.setCurrentIndex(self._views.index(name))

    def show_count(self, listed: int, total: int) -> None:
        """Say how many samples are listed, and what to do where none is."""
        self.filters.set_count(listed, total)
        self._listed = listed
        self._show_page()

    def show_pictures(self, contents: Contents, judgement: Judgement | None, places: Array) -> None:
        """Show samples as a contact sheet."""
        self.sheet.show_samples(contents, judgement, self.part_names(), places)

    def show_list(self) -> None:
        """Go back from one sample to all of them."""
        if self._whole.currentWidget() is self.sample:
            self._whole.setCurrentIndex(0)
            self.pages[self.view()].setFocus()

    def show_sample(self, contents: Contents, judgement: Judgement | None, sample: int) -> None:
        """Show one sample with all its numbers."""
        part = self.part_names()[contents.part[sample]]
        self.sample.show_sample(contents, judgement, part, sample)
        if self._whole.currentWidget() is not self.sample:
            self._whole.setCurrentWidget(self.sample)
            self.sample.take_focus()

    def selected(self) -> Array:
        """Return the numbers of the samples that the buttons act on."""
        if self._whole.currentWidget() is self.sample:
            return np.array([self.sample.sample])
        view = self.view()
        if view == "pictures":
            return self.sheet.selected()
        if view == "series":
            return np.array([self.series.sample()])
        return self.table.table.selected() if view == "table" else np.zeros(0, np.int64)

    def current(self) -> int | None:
        """Return the number of the sample that the keys act on."""
        view = self.view()
        if view == "series":
            return self.series.sample()
        return self.sheet.current() if view == "pictures" else self.table.table.current()

    def set_current(self, sample: int) -> None:
        """Let the keys act on a sample, as the list shows it."""
        if self.view() == "pictures":
            self.sheet.set_current(sample)
        elif self.view() == "table":
            row = self.table.table.row_of(sample)
            if row is not None:
                self.table.table.selectRow(row)
        elif self.view() == "series":
            self.series.set_sample(sample)

    def part_names(self) -> tuple[str, ...]:
        """Return the names of the parts that a sample can be in, by their numbers."""
        return (
            self.tr("Training"),
            self.tr("Validation"),
            self.tr("Test"),
            self.tr("Left out"),
            self.tr("Not used"),
        )

    def show_busy(self, busy: bool, judged: int | None, total: int) -> None:
        """Show that something goes on, and how many samples a network has been asked about."""
        if judged is None:
            self._busy.setRange(0, 0)
            self._progress.setText("")
        else:
            self._busy.setRange(0, max(total, 1))
            self._busy.setValue(judged)
            text = self.tr("Asking the network: {done} of {total}")
            self._progress.setText(text.format(done=f"{judged:,}", total=f"{total:,}"))
        self._busy.setVisible(busy)

    def translate(self) -> None:
        """Take over the texts of another language."""
        names = {
            "pictures": self.tr("Pictures"),
            "table": self.tr("Table"),
            "correlation": self.tr("Correlation"),
            "paint": self.tr("Points"),
            "series": self.tr("Series"),
            "words": self.tr("Vocabulary"),
        }
        for number, name in enumerate(self._views):
            self.tabs.setTabText(number, names[name])
        self.tabs.setAccessibleName(self.tr("Views of the data"))
        self._busy.setAccessibleName(self.tr("Working"))
        self.sheet.setAccessibleName(self.tr("Samples of the data"))
        self.sheet.setAccessibleDescription(
            self.tr(
                "Arrow keys choose, Enter shows the numbers, digits change the class, Delete "
                "leaves out, + and − change the size."
            )
        )
        self._none.set_texts(
            self.tr("No sample fits"),
            self.tr("Choose other classes or parts above, or clear the search field."),
        )
        self._empty.set_texts(
            self.tr("No data chosen"),
            self.tr("Choose a data set in the data panel, or paint points of your own."),
            self.tr("Paint points"),
        )

    # ---- within ----

    def _offer(self, views: tuple[str, ...]) -> None:
        if views == self._views:
            return
        before = self.view()
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        self._views = views
        for name in views:
            self.tabs.addTab(icon(_ICONS[name], "muted"), "")
        self.tabs.setCurrentIndex(views.index(before) if before in views else 0)
        self.tabs.blockSignals(False)
        self.translate()
        self._show_page()

    def _show_view(self) -> None:
        self._show_page()
        self.view_changed.emit()

    def _show_page(self) -> None:
        view = self.view()
        if view in _LISTS and not self._listed:
            self._stack.setCurrentWidget(self._none)
        elif view:
            self._stack.setCurrentWidget(self.pages[view])
        self._show_bars()

    def _show_bars(self) -> None:
        view = self.view()
        self.filters.setVisible(view in _LISTS)
        self.actions.setVisible(view in (*_LISTS, "series"))
        self.actions.set_zooming(view == "pictures")

    def _lay_out(self, owner: QWidget) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(4, 0, 10, 0)
        top.addWidget(self.tabs)
        top.addStretch(1)
        top.addWidget(self._progress)
        browsing = QWidget()
        column = QVBoxLayout(browsing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        column.addWidget(self.actions)
        for page in (browsing, self._empty, self.sample):
            self._whole.addWidget(page)
        whole = QVBoxLayout(owner)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._busy)
        whole.addWidget(self.banner)
        whole.addWidget(self._whole, 1)
        self.banner.hide()
