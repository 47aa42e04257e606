"""What the browser does with chosen samples: each an edit with a name that undo can show."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnstudio.app.background import Background
from nnstudio.app.browser.contents import LEFT_OUT, Contents
from nnstudio.app.browser.data_edits import Change, DataEdits
from nnstudio.app.browser.table_file import save_csv
from nnstudio.app.browser.table_model import Column
from nnstudio.app.session import Session
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.graph import sample_edits
from nnstudio.graph.project import Project


class SampleActions(QObject):
    """Names edits and asks for them; writes files."""

    saved = Signal(object)
    """So many samples were written."""
    refused = Signal(object)
    """A `Text`: why something is not possible."""
    beat = Signal()
    """Something goes on or has ended."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edits, self._saving = DataEdits(session, self), Background(self)
        self._edits.refused.connect(self.refused)
        self._edits.ended.connect(self.beat)
        self._saving.done.connect(self.saved)
        self._saving.failed.connect(self.refused)
        self._saving.beat.connect(self.beat)

    @property
    def busy(self) -> bool:
        """Whether an edit or a file is still to come."""
        return self._edits.busy or self._saving.busy

    def do(self, label: Text, change: Change) -> None:
        """Make another edit of the data."""
        self._edits.do(label, change)
        self.beat.emit()

    def save(self, path: Path, columns: tuple[Column, ...], samples: Array) -> None:
        """Write columns of samples as a CSV table, beside the window."""
        self._saving.start(partial(save_csv, path, columns, samples))
        self.beat.emit()

    def leave_out(self, contents: Contents, samples: Array) -> None:
        """Let samples be in no part."""
        places = samples[contents.part[samples] != LEFT_OUT].tolist()
        if len(places) == 1:
            label = Text(N_("Leave out sample {number}"), number=places[0])
        else:
            label = Text(N_("Leave out {count} samples"), count=len(places))
        if places:
            self.do(label, lambda project: sample_edits.leave_out(project, places))

    def put_back(self, contents: Contents, samples: Array) -> None:
        """Let samples that were left out take part again."""
        places = samples[contents.part[samples] == LEFT_OUT].tolist()
        if len(places) == 1:
            label = Text(N_("Put back sample {number}"), number=places[0])
        else:
            label = Text(N_("Put back {count} samples"), count=len(places))
        if places:
            self.do(label, lambda project: sample_edits.put_back(project, places))

    def relabel(self, contents: Contents, samples: Array, number: int | None) -> None:
        """Give samples another class; None: the one that the data says."""
        if contents.given is None or not len(samples):
            return
        if number is not None and number >= len(contents.classes):
            return  # a digit for which there is no class
        given = contents.given[samples]
        as_said = np.ones(len(samples), bool) if number is None else given == number
        back, other = samples[as_said].tolist(), samples[~as_said].tolist()
        if number is None:
            label = _back_label(samples)
        elif len(samples) == 1:
            label = Text(
                N_("Change the class of sample {number} to {name}"),
                number=int(samples[0]),
                name=contents.classes[number],
            )
        else:
            label = Text(
                N_("Change the class of {count} samples to {name}"),
                count=len(samples),
                name=contents.classes[number],
            )

        def change(project: Project) -> Project:
            return sample_edits.relabel(sample_edits.relabel(project, back, None), other, number)

        self.do(label, change)


def _back_label(samples: Array) -> Text:
    if len(samples) == 1:
        return Text(N_("Give sample {number} its own class back"), number=int(samples[0]))
    return Text(N_("Give {count} samples their own class back"), count=len(samples))
