"""Which sample the feature maps are of: one of the data, a drawing, or a picture from a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnstudio.app.background import Background
from nnstudio.app.live.sample_loader import SampleLoader
from nnstudio.app.translate import tr_text
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.data.photos import PHOTOS
from nnstudio.data.pictures import centre_digit, read_picture
from nnstudio.data.prepared_data import PreparedData
from nnstudio.data.resized_photo import read_photo
from nnstudio.data.scaling import apply_scaling
from nnstudio.data.targets import class_target, encode_targets
from nnstudio.engine.plan import make_plan
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.output_point import Wanted

DATA, DRAWN, FILE = "data", "drawn", "file"
PICTURE_AXES = 3


@dataclass(frozen=True, eq=False)
class Picked:
    """A sample in own units and prepared ``(*input_shape)``, its targets and label where known."""

    raw: Array
    x: Array
    t: Array | None
    label: int | None


class SampleChoice(QObject):
    """Has the chosen sample ready; data and files are read beside the window."""

    data_read = Signal()
    """The data of the project that is looked at is there."""
    changed = Signal()
    """`picked` is another sample."""
    failed = Signal(str)
    """Why there is none, for the user."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.data: PreparedData | None = None
        self.split, self.index = "validation", 0
        self.kind = DATA
        self.file = ""
        self.picked: Picked | None = None
        self._own: Array | None = None
        self._wanted: tuple[DataPlan, tuple[Wanted, ...]] | None = None
        self._loader = SampleLoader(self)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self.failed)
        self._reading = Background(self)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self._refuse)

    def follow(self, analysis: Analysis) -> None:
        """Take samples for another network, where its data or its outputs are others."""
        try:
            wanted = analysis.project.data, make_plan(analysis).wanted
        except UserError:
            return
        if wanted == self._wanted and self.data is not None:
            self.changed.emit()
            return
        if self._wanted is not None and wanted[0] != self._wanted[0]:
            self.data, self.picked, self.kind, self._own = None, None, DATA, None
        self._wanted = wanted
        if self.data is not None and self.data.plan == wanted[0]:
            self._on_loaded(self.data)
        else:
            self._loader.load(wanted[0], self.split)

    def choose_split(self, split: str) -> None:
        """Take samples of another split from now on."""
        self.split = split
        if self._wanted is not None:
            self._loader.load(self._wanted[0], split)

    def choose(self, index: int) -> None:
        """Take the sample of this number."""
        if self.data is None or not 0 <= index < self.data.count(self.split):
            return
        self.kind, self.index = DATA, index
        sample = self.data.sample(self.split, index)
        target = self.data.target(self.split, index).reshape(-1).astype(np.float32)
        x = np.ascontiguousarray(sample.x)
        self.picked = Picked(sample.raw, x, target, sample.label)
        self.changed.emit()

    def draw(self, ink: Array) -> None:
        """Take a drawing ``(height, width)``, 0 to 255; it is centred as the digits are."""
        shape = self._shape()
        if shape is None:
            return
        if not ink.any():
            grey = np.zeros(shape[:2], np.uint8)
        else:
            grey = centre_digit(ink, shape[:2])
        self.kind = DRAWN
        self._take(grey)

    def open_file(self, path: Path) -> None:
        """Read a picture file; a grey network takes it as a drawing of ink on a ground."""
        shape = self._shape()
        if shape is None:
            return
        photos = {photo.path for photo in PHOTOS}
        if (len(shape) == 3 and shape[2] == 3) or path in photos:
            self._reading.start(partial(_photo, path, shape))
        else:
            self._reading.start(partial(_ink, path, shape))

    def takes_pictures(self) -> bool:
        """Return whether a drawing or a file can be a sample of this data."""
        return self._shape() is not None

    def class_target(self, number: int) -> Array | None:
        """Return the targets that say the sample is of a class; None where no target is one."""
        if self._wanted is None:
            return None
        plan, wanted = self._wanted
        if class_target(plan.signature) is None or len(plan.signature.all_targets) > 1:
            return None
        return encode_targets(np.array([number]), plan, wanted).reshape(-1).astype(np.float32)

    def grey(self) -> float:
        """Return the prepared number of a middle grey."""
        if self.data is None:
            return 0.5
        raw_shape = self.data.plan.signature.raw_shape
        low, high = self.data.dataset.info.value_range or (0.0, 1.0)
        middle = np.full((1, *raw_shape), (low + high) / 2, np.float32)
        return float(apply_scaling(self.data.plan, middle).mean())

    def _shape(self) -> tuple[int, ...] | None:
        """Return the shape of pictures in own units."""
        if self.data is None:
            return None
        signature = self.data.plan.signature
        shape = signature.raw_shape
        if len(signature.input_shape) != PICTURE_AXES:
            return None
        picture = len(shape) == 2 or (len(shape) == 3 and shape[2] in (1, 3))
        return shape if picture and min(shape[:2]) >= 4 else None

    def _take(self, pixels: Array) -> None:
        """Take pixels 0 to 255 ``(height, width)`` or ``(height, width, 3)`` as the sample."""
        shape, data = self._shape(), self.data
        if shape is None or data is None:
            return
        if len(shape) == 3 and pixels.ndim == 2:
            pixels = np.repeat(pixels[:, :, np.newaxis], shape[2], axis=2)
        low, high = data.dataset.info.value_range or (0.0, 255.0)
        raw = low + pixels.reshape(shape).astype(np.float32) * np.float32((high - low) / 255)
        self._own = raw
        self.picked = Picked(raw, apply_scaling(data.plan, raw[np.newaxis])[0], None, None)
        self.changed.emit()

    def _on_read(self, read: tuple[str, Array]) -> None:
        self.file, pixels = read
        self.kind = FILE
        self._take(pixels)

    def _refuse(self, reason: Text) -> None:
        self.failed.emit(tr_text(reason))

    def _on_loaded(self, data: PreparedData) -> None:
        if self._wanted is None or data.plan != self._wanted[0]:
            return
        self.data = data.with_outputs(self._wanted[1])
        self.data_read.emit()
        if self.kind == DATA:
            self.choose(min(self.index, max(data.count(self.split) - 1, 0)))
        else:
            self.changed.emit()


def _photo(path: Path, shape: tuple[int, ...]) -> tuple[str, Array]:
    return path.name, read_photo(path, shape)


def _ink(path: Path, shape: tuple[int, ...]) -> tuple[str, Array]:
    return path.name, read_picture(path, shape).pixels
