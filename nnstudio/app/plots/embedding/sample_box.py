"""Which samples the embedding shows, and how many of them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal

from nnstudio.app.live.probe_samples import Probe, ProbeSamples
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.graph.analysis import Analysis

COUNTS = (250, 500, 1000)
HEAVY = 100_000
"""From so many multiply-adds a sample on, fewer samples are shown first."""
FEW = 100
"""Where there are fewer validation samples, training samples are shown first."""
SPLITS = ("validation", "train")


class SampleBox(ChoiceBox):
    """Offers samples for validation and for training, and loads those that are wanted.

    Until the user chooses, it chooses itself: enough of them, and few of what is slow to compute.
    """

    changed = Signal()
    """Other samples are wanted, or ready."""
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._samples = {name: ProbeSamples(COUNTS[-1], name, self) for name in SPLITS}
        for samples in self._samples.values():
            samples.changed.connect(self.changed)
            samples.failed.connect(self.failed)
        self._chosen = False
        self.activated.connect(self._choose)

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        texts = (
            QCoreApplication.translate("EmbeddingView", "{count} for validation"),
            QCoreApplication.translate("EmbeddingView", "{count} for training"),
        )
        before = self.currentIndex()
        items = [
            (text.format(count=count), f"{split} {count}")
            for split, text in zip(SPLITS, texts, strict=True)
            for count in COUNTS
        ]
        fill_box(self, items)
        self.setCurrentIndex(1 if before < 0 else before)

    def take(self, analysis: Analysis) -> tuple[Probe, int] | None:
        """Return samples for a network and how many of them to show; None: they are not there yet."""
        split, count = self._wanted()
        samples = self._samples[split]
        samples.follow(analysis)
        probe = samples.probe
        if probe is None or not len(probe.x):
            return None
        few = len(probe.x) < FEW and probe.data.count("train") > len(probe.x)
        if few and split == "validation" and not self._chosen:
            self.setCurrentIndex(len(COUNTS) + 1)
            return self.take(analysis)
        if not self._chosen and analysis.multiply_adds > HEAVY:
            count = COUNTS[0]
            self.setCurrentIndex(self.findData(f"{split} {count}"))
        return probe, count

    def _wanted(self) -> tuple[str, int]:
        split, _, count = str(self.currentData()).partition(" ")
        return split, int(count)

    def _choose(self) -> None:
        self._chosen = True
        self.changed.emit()
