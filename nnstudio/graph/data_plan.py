"""Which data a network learns from and how it is prepared, as the user decides it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nnstudio.graph.augmentation import Augmentation
from nnstudio.graph.signature import Signature

Option = int | float | str | bool


@dataclass(frozen=True)
class Column:
    """One column of a table or a series, or the label of pictures and texts, and its use.

    Parameters
    ----------
    name
        Its name in the file, or ``"column 3"`` where it has none.
    type
        ``"number"``, ``"category"``, ``"date"`` or ``"text"``.
    role
        ``"feature"``, ``"target"``, ``"split"`` (says to which part a sample belongs), ``"time"``
        (its order) or ``"ignored"``.
    categories
        What a category can be, in the order of its numbers; for a text its vocabulary, in the
        order of the token numbers behind padding and unknown.
    encoding
        How a feature of categories is read: ``"one_hot"`` or ``"index"`` (for an embedding).
    missing
        What happens where it is empty: ``"drop"`` (the row is left out), ``"fill"`` (with the
        median or the commonest category of the training part) or ``"flag"`` (filled, and told in
        a column of its own).
    """

    name: str
    type: str = "number"
    role: str = "feature"
    categories: tuple[str, ...] = ()
    encoding: str = "one_hot"
    missing: str = "drop"


@dataclass(frozen=True)
class DataFile:
    """A file or folder of the user's, as it was when it was chosen.

    Parameters
    ----------
    path
        Where it lies.
    digest
        Tells its contents from others, see `nnstudio.data.fingerprint`; empty: not known.
    inside
        Whether the project's file keeps a copy of it.
    """

    path: str
    digest: str = ""
    inside: bool = False


@dataclass(frozen=True)
class DataSource:
    """Where samples come from, with everything that reading them depends on.

    Parameters
    ----------
    dataset
        The name of a data set that comes along (``"mnist"``), is made on the spot (``"spiral"``),
        or of the reader of the user's ``file`` (``"table"``); empty while nothing is chosen.
    options
        Settings of the data set or the reader, sorted by name.
    file
        The user's file; None for data sets of NNStudio's own.
    columns
        What is made of the columns of a table, a series or a text; empty: as the set itself says.
    points
        What the user has painted: two coordinates and the number of the class.
    """

    dataset: str = ""
    options: tuple[tuple[str, Option], ...] = ()
    file: DataFile | None = None
    columns: tuple[Column, ...] = ()
    points: tuple[tuple[float, float, int], ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A sample that the user has drawn: its pixels row by row, one byte each, and its class."""

    pixels: bytes
    label: int


@dataclass(frozen=True)
class DataPlan:
    """Which data the network learns from and how it is prepared.

    Samples are counted in the order of the source: its training part, then its test part.

    Parameters
    ----------
    source
        Where the samples come from.
    signature
        Shape and classes of what the source gives.
    counts
        How many samples the source has to learn from and, as a part of its own, to test with.
    split
        How samples are chosen for validation and test: ``"own"`` (the source's test part; validation
        at random, each class in its share), ``"random"``, ``"stratified"`` (each class in its share),
        ``"time"`` (the last ones test, those before validate) or ``"column"`` (as the column with
        the role ``"split"`` says).
    validation, test
        How many samples are held out for validation and, unless the source has a test part that
        is used, for the test: numbers of samples.
    seed
        Decides which samples are held out.
    shuffle
        Whether each epoch goes through the training samples in another order.
    scaling
        ``"none"``, ``"unit"`` (to 0 ... 1) or ``"standard"`` (mean 0, deviation 1).
    per_feature
        Whether each feature is scaled on its own; else all numbers alike.
    fill
        What stands for a missing number, one for each feature; fitted on the training part.
    shift, scale
        What the scaling was fitted to on the training part: ``(x - shift) * scale``, one value for
        all numbers or one per feature.
    reconstruct
        Whether the samples are their own first target, as an autoencoder needs it.
    target_scaling
        How the numbers of regression targets are scaled: as for ``scaling``.
    target_shift, target_scale
        How the numbers of all regression targets are scaled, fitted on the training part:
        ``(t - target_shift) * target_scale``, one value for each number; empty: not at all.
    class_weights
        ``"none"``, or ``"balanced"``: errors in rare classes count more.
    weights
        By how much errors in each class count while the network trains, fitted on the training
        part; empty: all alike. Of the first target that is one class (else a class at every step)
        the loss of each sample is multiplied by the weight of its class, and the mean goes over
        the plain number of samples, as with ``class_weight`` in Keras. The training loss that is
        told is this one; validation and test losses count all classes alike, so that they can be
        compared with those of runs without weights.
    augmentation
        How training samples are varied each time they are used.
    left_out
        The numbers of the samples that the user has left out, ascending.
    relabelled
        The numbers of samples whose class the user has changed, ascending, with the class.
    added
        What the user has drawn; it is learned from, and counted behind the source's samples.
    """

    source: DataSource = field(default_factory=DataSource)
    signature: Signature = field(default_factory=lambda: Signature(()))
    counts: tuple[int, int] = (0, 0)
    split: str = "own"
    validation: int = 0
    test: int = 0
    seed: int = 0
    shuffle: bool = True
    scaling: str = "none"
    per_feature: bool = True
    fill: tuple[float, ...] = ()
    shift: tuple[float, ...] = (0.0,)
    scale: tuple[float, ...] = (1.0,)
    reconstruct: bool = False
    target_scaling: str = "none"
    target_shift: tuple[float, ...] = ()
    target_scale: tuple[float, ...] = ()
    class_weights: str = "none"
    weights: tuple[float, ...] = ()
    augmentation: Augmentation = field(default_factory=Augmentation)
    left_out: tuple[int, ...] = ()
    relabelled: tuple[tuple[int, int], ...] = ()
    added: tuple[Drawing, ...] = ()

    def target_scaling_of(
        self, numbers: Iterable[int]
    ) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Return shift and scale of all numbers of some targets; both empty: not scaled.

        Parameters
        ----------
        numbers
            The numbers of the targets in `Signature.all_targets`.
        """
        places = [i for number in numbers for i in self.signature.places_of(number)]
        if not self.target_scale:
            return (), ()
        return _at(self.target_shift or (0.0,), places), _at(self.target_scale, places)


def _at(fitted: Sequence[float], places: Iterable[int]) -> tuple[float, ...]:
    """Return what was fitted at each place; a single value holds for all of them."""
    return tuple(fitted[place if len(fitted) > 1 else 0] for place in places)
