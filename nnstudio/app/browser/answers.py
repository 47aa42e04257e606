"""What the trained network says of the samples, asked when somebody wants to know."""

from __future__ import annotations

import threading
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal

from nnstudio.app.background import Background
from nnstudio.app.browser.contents import Contents
from nnstudio.app.browser.judgement import Judgement, judge
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.layer import Array
from nnstudio.engine.model import Model


class Answers(QObject):
    """Keeps the judgement of the network as it is now; one that trains is asked when it is done."""

    changed = Signal()
    """`judgement` is another one now."""
    refused = Signal(object)
    """A `Text`: why the network cannot be asked."""
    beat = Signal()
    """Samples are being judged."""

    def __init__(self, session: Session, training: Training, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self.judgement: Judgement | None = None
        self._contents: Contents | None = None
        self._wanted = False
        self._stale = False
        """Whether network or classes are others than those that were judged."""
        self._ended = threading.Event()
        self._done = [0]
        self._background = Background(self)
        self._background.done.connect(self._take)
        self._background.failed.connect(self.refused)
        self._background.beat.connect(self.beat)
        training.state_changed.connect(self.ask)
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self._end)  # the program waits for the thread

    @property
    def busy(self) -> bool:
        """Whether the network is being asked."""
        return self._background.busy

    @property
    def done(self) -> int:
        """How many samples it has been asked about so far."""
        return self._done[0]

    def possible(self) -> bool:
        """Whether there is a trained network to ask."""
        return self._session.model() is not None

    def show(self, contents: Contents | None) -> None:
        """Answer for these samples from now on, if that is wanted."""
        before, self._contents = self._contents, contents
        if contents is None or before is None or before.dataset is not contents.dataset:
            self.forget()
        elif not _same(before.labels, contents.labels) or before.plan.scale != contents.plan.scale:
            self._stale = True
        self.ask()

    def want(self, wanted: bool) -> None:
        """Say whether answers are wanted."""
        self._wanted = wanted
        if not wanted and (self.judgement is not None or self.busy):
            self.forget()
            self.changed.emit()
        self.ask()

    def network_changed(self) -> None:
        """Ask again, for the network is another one."""
        self._stale = True
        self.ask()

    def ask(self) -> None:
        """Ask the network where that is wanted and its answers are not here."""
        contents = self._contents
        outdated = self._stale and not self._training.active
        if not self._wanted or contents is None or self.busy:
            return
        if self.judgement is not None and not outdated:
            return
        model = self._session.model()
        if model is not None and contents.plan is self._session.project.data:
            self._stale = False
            self._ended, self._done = threading.Event(), [0]
            self._background.start(partial(_judged, model, contents, self._ended, self._done))
            self.beat.emit()

    def forget(self) -> None:
        """Drop what is known and what is going on."""
        self._end()
        self._background.forget()
        self.judgement, self._stale = None, False

    def _take(self, judgement: Judgement | None) -> None:
        contents = self._contents
        if judgement is not None and contents is not None:
            self.judgement = judgement
            self.changed.emit()
        self.ask()

    def _end(self) -> None:
        self._ended.set()


def _judged(
    model: Model, contents: Contents, ended: threading.Event, done: list[int]
) -> Judgement | None:
    def poll(count: int) -> bool:
        done[0] = count
        return not ended.is_set()

    return judge(model, contents, poll)


def _same(one: Array | None, other: Array | None) -> bool:
    """Whether two columns of classes say the same; neither: they do."""
    if one is None or other is None:
        return one is other
    return np.array_equal(one, other)
