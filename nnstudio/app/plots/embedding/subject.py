"""Which samples the embedding shows, what they are, and what the network makes of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage

from nnstudio.app.live.pictures import colors
from nnstudio.app.live.plane import class_colors
from nnstudio.app.live.probe_samples import Probe
from nnstudio.app.plots.decision.aims import Aim, output_aims
from nnstudio.app.plots.embedding.picture_rows import output_image
from nnstudio.app.plots.ticks import figure
from nnstudio.app.style.theme import Theme
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data.targets import class_target
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.studies.decoding import layers_between
from nnstudio.graph.analysis import Analysis
from nnstudio.layers.output import Output

_FEATURES = 6
BANDS = 6
"""Numbers are told apart in so many bands, each with as many samples."""


@dataclass(frozen=True, eq=False)
class Subject:
    """Samples for a network.

    Parameters
    ----------
    x
        As the network reads them, noise and other variations of the training included.
    clean
        The same without.
    labels
        The classes ``(n,)``, -1: none.
    rebuilt
        The layer that gives the samples back; empty where the network is no autoencoder.
    aim
        What the first output of classes or numbers says; None where there is none.
    bands
        Where there are no classes, between which numbers of the target each of ``labels`` lies.
    """

    analysis: Analysis
    plan: Plan
    probe: Probe
    x: Array
    clean: Array
    places: Array
    labels: Array
    classes: tuple[str, ...]
    rebuilt: str
    aim: Aim | None
    bands: tuple[tuple[float, float], ...] = ()

    @property
    def noisy(self) -> bool:
        """Whether what goes in is varied at random."""
        return self.x is not self.clean

    @property
    def output(self) -> str:
        """The layer whose answers a walk shows."""
        return self.rebuilt or self.plan.output

    def layers(self) -> list[tuple[str, str]]:
        """Return titles and ids of all layers that can be looked at, from input to output."""
        known = {node.id for node in self.plan.nodes}
        reports = self.analysis.reports
        return [
            (reports[node].node.title or node, node)
            for node in self.analysis.order
            if node in known and not isinstance(reports[node].node.layer, Output)
        ]

    def usual_layer(self) -> str:
        """Return the narrowest layer of an autoencoder, else the last one before the answer."""
        nodes = [node for node in self.plan.nodes if node.sources]
        if not self.rebuilt:
            before = self.plan.node(self.plan.output).sources
            return before[0] if before else self.plan.output
        cuts = [node for node in nodes if self._is_cut(node.id)]
        return min(cuts, key=lambda node: int(np.prod(node.shape))).id if cuts else nodes[0].id

    def raw(self, index: int) -> Array:
        """Return a sample in own units."""
        return self.probe.data.sample(self.probe.split, int(self.places[index])).raw

    def names(self) -> tuple[str, ...]:
        """Return what ``labels`` stand for: classes, or between which numbers a target lies."""
        bands = tuple(f"{_short(low)} … {_short(high)}" for low, high in self.bands)
        return bands or self.classes

    def tints(self, theme: Theme) -> tuple[str, ...]:
        """Return the colours of the classes, or of numbers from small to large."""
        if not self.bands:
            return class_colors(theme, len(self.classes))
        strength = np.linspace(0.25, 1.0, len(self.bands))[np.newaxis]
        shades = colors(strength, (0.0, 1.0), theme)[0].tolist()
        return tuple(f"#{shade & 0xFFFFFF:06x}" for shade in shades)

    def own_units(self, values: Array) -> Array:
        """Return what the network reads or rebuilds ``(n, *shape)`` in the units of the data."""
        plan = self.probe.data.plan
        shift, scale = np.array(plan.shift), np.array(plan.scale)
        flat = values.reshape(len(values), -1).astype(np.float64)
        own: Array = flat / np.where(scale == 0.0, 1.0, scale) + shift
        return own.reshape(values.shape)

    def errors(self, rebuilt: Array) -> Array:
        """Return how far samples that were given back are off: mean squares, as the loss counts."""
        flat = rebuilt.reshape(len(rebuilt), -1) - self.clean.reshape(len(rebuilt), -1)
        found: Array = np.einsum("ij,ij->i", flat, flat) / flat.shape[1]
        return found

    def image(
        self, values: Array, theme: Theme, around: tuple[float, float] | None = None
    ) -> QImage:
        """Return what goes in or comes out as a picture; ``values`` are prepared ``(*shape)``.

        Parameters
        ----------
        around
            Between which numbers bars reach; None: as far as these do.
        """
        if values.shape != self.plan.input_shape:
            probabilities = self.aim is not None and self.aim.kind == "classes"
            return output_image(values, (0.0, 1.0) if probabilities else around, theme)
        limits = self.probe.data.dataset.info.value_range
        return output_image(self.own_units(values[np.newaxis])[0], limits, theme)

    def described(self, index: int) -> str:
        """Return the features of a sample that is no picture; of categories the one it has."""
        raw = np.ravel(self.raw(index)).tolist()
        names = self.probe.data.plan.signature.features
        if len(names) != len(raw):
            return ""
        categories = self.probe.data.dataset.info.unscaled
        lines = [
            name if name in categories else f"{name} {figure(value)}"
            for name, value in zip(names, raw, strict=True)
            if name not in categories or value == 1.0
        ]
        return "\n".join([*lines[:_FEATURES], *(["…"] if len(lines) > _FEATURES else [])])

    def _is_cut(self, node: str) -> bool:
        try:
            layers_between(self.plan, node, self.rebuilt)
        except UserError:
            return False
        return True


def subject_of(analysis: Analysis, probe: Probe, count: int) -> Subject:
    """Return up to ``count`` of the probe's samples for a network.

    Raises
    ------
    UserError
        The network has problems.
    """
    plan, data = make_plan(analysis), probe.data
    chosen = np.unique(np.linspace(0, len(probe.x) - 1, min(count, len(probe.x))).astype(int))
    clean = np.ascontiguousarray(probe.x[chosen])
    rebuilt = ""
    if data.plan.reconstruct:
        found = (o.node for o in plan.outputs if o.numbers == (0,) and o.shape == plan.input_shape)
        rebuilt = next(found, "")
    x = clean
    if rebuilt and data.vary is not None:
        x = data.vary.varied(clean.copy(), np.random.default_rng(0))
    number = class_target(data.plan.signature)
    classes = () if number is None else data.plan.signature.all_targets[number].classes
    aims = [aim for aim in output_aims(analysis) if aim.node != rebuilt]
    aim = next(iter([*(a for a in aims if a.kind == "classes"), *aims]), None)
    labels = probe.labels[chosen]
    bands: tuple[tuple[float, float], ...] = ()
    places = probe.places[chosen]
    if not classes and aim is not None and aim.kind == "number" and not rebuilt:
        labels, bands = _in_bands(_targets(probe, plan, aim)[chosen])
    return Subject(analysis, plan, probe, x, clean, places, labels, classes, rebuilt, aim, bands)


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1e4 else f"{value:.3g}"


def _targets(probe: Probe, plan: Plan, aim: Aim) -> Array:
    """Return what the data says of the probe's samples ``(n,)``, in own units."""
    output = next(output for output in plan.outputs if output.node == aim.node)
    return aim.values(probe.t[:, output.columns])


def _in_bands(values: Array) -> tuple[Array, tuple[tuple[float, float], ...]]:
    """Return the number of the band of each value, and all bands: as many values in each."""
    ends = np.unique(np.quantile(values, np.linspace(0.0, 1.0, BANDS + 1)))
    labels = np.clip(np.searchsorted(ends, values, side="right") - 1, 0, max(len(ends) - 2, 0))
    pairs = zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
    return labels.astype(np.int64), tuple(pairs)
