"""What a network that reads step by step remembers, foretells and writes."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from nnstudio.app.live.chosen_sample import ChosenSample
from nnstudio.app.live.live_study import LiveStudy
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.recurrent.forecast_page import ForecastPage
from nnstudio.app.plots.recurrent.text_page import TextPage
from nnstudio.app.plots.recurrent.unrolled_page import UnrolledPage
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.text import N_

Page = UnrolledPage | ForecastPage | TextPage


class RecurrentView(LiveView):
    """Shows a recurrent layer unrolled over the steps of a sample."""

    NAME = "recurrent"
    TITLE = N_("Recurrent strip")
    EXPLANATION = N_(
        "A recurrent layer unrolled over the steps of one sample: what it remembers after each step, "
        "and how much of the error comes back to that step for learning."
    )
    ICON = "repeat"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self.samples = ChosenSample(parent=self)
        self.samples.failed.connect(self._say)
        self.unrolled = UnrolledPage(session, training, scheduler, self.samples)
        self._project: LiveStudy[None] = LiveStudy("recurrent project", session, training, self)
        self._project.project_changed.connect(self._adopt)
        self.forecast = ForecastPage(session, training, scheduler, self.samples)
        self.text = TextPage(session, training, scheduler, self.samples)
        self._pages: tuple[Page, ...] = (self.unrolled, self.forecast, self.text)
        self.samples.changed.connect(self._offer_pages)
        self._unrolls = False
        self._empty = EmptyState(self.ICON, "", "")
        self._body = QWidget()
        self.tabs = QTabBar(self)
        self.tabs.currentChanged.connect(self._turn_to)
        self._stack = QStackedWidget()
        self._lay_out()
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        self._page().refresh()

    def redraw(self) -> None:
        for page in self._pages:
            page.redraw()

    def retranslate(self) -> None:
        for page in self._pages:
            page.retranslate()
        self._offer_pages()
        self._adopt()

    def table(self) -> Table | None:
        return self._page().table()

    # ---- Qt ----

    def look(self, shown: bool) -> None:
        self._project.set_shown(shown)
        if shown:
            self._adopt()
        self._page().set_shown(shown)

    # ---- within ----

    def _adopt(self) -> None:
        """Show the layers of the project that is looked at."""
        if not self.isVisible():
            return
        analysis = self._project.analysis
        self._unrolls = self.unrolled.adopt(analysis)
        signature = analysis.project.data.signature
        # Series and texts are foretold and written by other networks, too.
        sequences = bool(signature.tokens) or len(signature.input_shape) == 2
        if analysis.ready and (self._unrolls or sequences):
            self.samples.follow(analysis)
        self._offer_pages()

    def _page(self) -> Page:
        return self._pages[self._stack.currentIndex()]

    def _offer_pages(self) -> None:
        """Offer the pages that suit the data."""
        names = (self.tr("Unrolled"), self.tr("Forecast"), self.tr("Text"))
        for number, name in enumerate(names):
            if number == self.tabs.count():
                self.tabs.addTab(name)
            self.tabs.setTabText(number, name)
        chosen, analysis = self.samples.chosen, self._project.analysis
        known = chosen is not None and chosen.data.plan == analysis.project.data
        suits = (
            self._unrolls,
            known and self.forecast.suits(),
            known and self.text.suits(),
        )
        for number, yes in enumerate(suits):
            self.tabs.setTabVisible(number, yes)
        self.tabs.setVisible(any(suits[1:]))
        if any(suits) and not suits[self.tabs.currentIndex()]:
            self.tabs.setCurrentIndex(suits.index(True))
        text = ""
        if not any(suits):
            text = self.tr(
                "This network has no recurrent layer. Add a SimpleRNN, LSTM or GRU, or open the "
                "template Sine RNN or Shakespeare characters."
            )
        elif not analysis.ready:
            text = self.tr(
                "The drawing has problems. Once they are solved its steps are shown here."
            )
        hidden = not self._body.isVisible()
        self._say(text)
        if hidden and self._body.isVisible():  # a page that nobody saw has not asked for anything
            self._page().set_shown(True)

    def _turn_to(self, number: int) -> None:
        if number != self._stack.currentIndex():
            self._page().set_shown(False)
            self._stack.setCurrentIndex(number)
            self._page().set_shown(self.isVisible())
            self._page().redraw()

    def _say(self, text: str) -> None:
        """Say why there is nothing to see; an empty text shows the pages."""
        self._empty.set_texts(self.tr("Nothing to unroll"), text)
        self._empty.setVisible(bool(text))
        self._body.setVisible(not text)

    def _lay_out(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for page in self._pages:
            self._stack.addWidget(page)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        body.addWidget(self.tabs)
        body.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 6, 8, 4)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._empty, 1)
