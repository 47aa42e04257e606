"""Networks made in code, layer by layer."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TypeVar

from nnstudio.api.data import use_data
from nnstudio.api.given import PathName
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Layer
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data.importing import ImportChoices
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.arrange import arrange
from nnstudio.graph.canvas_sizes import CANVAS
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.overview import drawing_html
from nnstudio.graph.project import Project
from nnstudio.layers import all_layers
from nnstudio.losses import all_losses
from nnstudio.losses.base import Loss
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.schedules import all_schedules
from nnstudio.optimizers.schedules.base import Schedule

S = TypeVar("S", bound=Settings)


class Network:
    """A drawing that is made in code; `project` gives what can be trained, saved and opened.

    Each layer reads the one that was added before it, unless told otherwise::

        net = nnstudio.Network("iris")
        net.add("Dense", units=8, activation="tanh")
        net.add("Dense", units=3, activation="softmax")
        trained = nnstudio.train(net.project(epochs=40))

    Parameters
    ----------
    data
        What it learns from: the name of a data set that comes along, a file or folder of yours, or
        a data plan (`nnstudio.data.prepare.make_plan`).
    name
        What the project is called.
    choices
        What is not to be found out of a file.

    Raises
    ------
    UserError
        The data cannot be read.
    """

    def __init__(
        self,
        data: DataPlan | PathName,
        name: str = "Network",
        choices: ImportChoices | None = None,
    ) -> None:
        self._project = use_data(Project(name), data, choices).project
        self._last = ""

    def add(
        self,
        layer: str | Layer,
        *sources: str,
        title: str = "",
        weights_of: str = "",
        frozen: bool = False,
        **settings: object,
    ) -> str:
        """Add a layer and return its id, such as ``dense_1``.

        Parameters
        ----------
        layer
            The layer, or its name with the ``settings`` that differ from the usual ones.
        sources
            The ids of the layers that it reads, in the order of its inputs; the one that was added
            last unless told. The samples enter by an ``Input``, which is added where none is there.
        title
            A name of yours.
        weights_of
            The id of a layer whose weights (and settings) it uses instead of its own.
        frozen
            Whether its weights stay as they are while the rest learns.

        Raises
        ------
        UserError
            There is no such layer, setting or source, or a value is out of its range; the network
            is as it was.
        """
        if isinstance(layer, str):
            text = N_("There is no layer called {got}; there are: {known}.")
            layer = _made(all_layers(), layer, text)
        layer = _changed(layer, settings)
        project, last = self._project, self._last
        if layer.inputs and not project.graph.nodes:
            project, last = edits.add_node(project, all_layers()["Input"](), 0, 0)
        project, node_id = edits.add_node(project, layer, 0, 0)
        others = [node.id for node in project.graph.nodes if node.id != node_id]
        for named in (*sources, *([weights_of] if weights_of else [])):
            if named not in others:
                text = N_("The network has no layer {got}; it has: {known}.")
                known = ", ".join(others) or Text(N_("none"))
                raise UserError(Text(text, got=repr(named), known=known))
        for port, source in enumerate(sources or ((last,) if layer.inputs else ())):
            project = edits.connect(project, source, node_id, port)
        if weights_of:
            project = edits.share(project, node_id, weights_of)
        if title:
            project = edits.set_title(project, node_id, title)
        if frozen:
            project = edits.set_frozen(project, [node_id], True)
        self._project, self._last = project, node_id
        return node_id

    def project(
        self,
        *,
        loss: str | Loss | None = None,
        optimizer: str | Optimizer | None = None,
        schedule: str | Schedule | None = None,
        clipping: float | None = None,
        **settings: object,
    ) -> Project:
        """Return the project, arranged, with how it is trained.

        Parameters
        ----------
        loss
            A loss or its name; None: one that suits the data and the last layer.
        optimizer, schedule
            What to learn with, or its name; None: as usual.
        clipping
            The largest norm that all gradients together may have; None: not clipped.
        settings
            Of the training (``epochs``, ``batch_size``, ``seed``, ``patience`` ...), of the
            optimiser (``learning_rate``, ``momentum`` ...) and of the schedule, by name.

        Raises
        ------
        UserError
            There is no such loss, optimiser, schedule or setting, or a value is out of its range.
        """
        project = self._project
        plan = project.training
        optimizer, schedule = optimizer or plan.optimizer, schedule or plan.schedule
        loss = loss or self._usual_loss()
        if isinstance(loss, str):
            loss = _made(all_losses(), loss, N_("There is no loss {got}; there are: {known}."))
        if isinstance(optimizer, str):
            text = N_("There is no optimiser {got}; there are: {known}.")
            optimizer = _made(all_optimizers(), optimizer, text)
        if isinstance(schedule, str):
            text = N_("There is no schedule {got}; there are: {known}.")
            schedule = _made(all_schedules(), schedule, text)
        shares: tuple[dict[str, object], ...] = ({}, {}, {})
        takers = (plan, optimizer, schedule)
        for key, value in settings.items():
            place = next((n for n, t in enumerate(takers) if key in type(t).params()), None)
            if place is None:
                known = ", ".join(name for taker in takers for name in type(taker).params())
                text = N_("The training has no setting {got}; it has: {known}.")
                raise UserError(Text(text, got=repr(key), known=known))
            shares[place][key] = value
        project = edits.set_training(project, **shares[0])
        project = edits.set_optimizer(project, _changed(optimizer, shares[1]))
        project = edits.set_schedule(project, _changed(schedule, shares[2]))
        if clipping is not None:
            limit = Clipping(mode="global_norm", threshold=clipping)
            project = edits.set_clipping(project, limit)
        return arrange(edits.set_loss(project, loss), CANVAS)

    def __repr__(self) -> str:
        graph = self._project.graph
        return f"<Network {self._project.name!r}: {', '.join(node.id for node in graph.nodes)}>"

    def _repr_html_(self) -> str:
        analysis = analyze(arrange(self._project, CANVAS))
        return f"<b>{escape(self._project.name)}</b>{drawing_html(analysis)}"

    def _usual_loss(self) -> Loss:
        """Return the loss that suits the data and the last layer."""
        known = all_losses()
        if self._project.data.signature.task == "regression":
            return known["mean_squared_error"]()
        last = self._project.graph.by_id.get(self._last)
        single = last is not None and getattr(last.layer, "activation", "") == "sigmoid"
        return known["binary_crossentropy" if single else "categorical_crossentropy"]()


def _made(known: Mapping[str, type[S]], name: str, missing: str) -> S:
    """Return a building block by its name; ``missing`` says that there is none."""
    if name not in known:
        raise UserError(Text(missing, got=repr(name), known=", ".join(known)))
    return known[name]()


def _changed(value: S, settings: Mapping[str, object]) -> S:
    """Return a value with other settings."""
    known = type(value).params()
    for key in settings:
        if key not in known:
            text = N_("{owner} has no setting {got}; it has: {known}.")
            raise UserError(
                Text(text, owner=Text(value.label), got=repr(key), known=", ".join(known))
            )
    changed: S = value.with_values(**settings)
    return changed
