"""What an export target is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import BinaryIO, ClassVar

import numpy as np

from nnstudio.core.atomic_file import require_writable, write_atomically
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data.prepare import prepare
from nnstudio.data.prepared_data import PreparedData
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.weights import WeightKey, WeightMap, check_weights
from nnstudio.export.source_text import identifier, name_beside
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project

_NEEDED = ("h5py", "jax", "keras", "numpy", "safetensors", "tensorflow", "torch")
"""What scripts load besides what comes with Python."""


@dataclass(frozen=True)
class ExportOptions(Settings):
    """What can be chosen for a target; this one leaves nothing to choose.

    A target with choices has a subclass with a field by `param` for each: the dialog makes its
    form from them, and the command line its words.
    """

    name = "export"
    label = N_("Export")


@dataclass(frozen=True)
class ExportJob:
    """What is to be written.

    Parameters
    ----------
    plan
        The layers in the order in which they are computed.
    weights
        All of the plan's weights, checked, in the layout of the layers' definitions.
    stem
        What the network is called: a name that Python and C can use, too.
    file
        What the file that was asked for is called before its ending, which may be another name.
    """

    project: Project
    plan: Plan
    weights: Mapping[WeightKey, Array]
    options: ExportOptions
    stem: str
    file: str = ""

    @property
    def data(self) -> DataPlan:
        """How samples are prepared, and what the classes are called."""
        return self.project.data

    @property
    def beside(self) -> str:
        """What the other files are called before their ending; a script may have it in quotes."""
        return name_beside(self.file or self.stem)

    @cached_property
    def samples(self) -> PreparedData:
        """The samples, prepared; read only where a target asks for them.

        Raises
        ------
        UserError
            The data cannot be read.
        """
        return prepare(self.project.data, self.plan.wanted)


class Exporter:
    """Writes a trained network in the form of one target.

    A subclass sets the class attributes and gives `files`.
    """

    name: ClassVar[str]
    """What the command line calls it."""
    label: ClassVar[str]
    """What menus call it, marked with `N_`."""
    summary: ClassVar[str]
    """What the file is good for, in a sentence marked with `N_`."""
    suffix: ClassVar[str]
    """How the file's name ends, with the dot."""
    order: ClassVar[int]
    """The place in menus."""
    Options: ClassVar[type[ExportOptions]] = ExportOptions
    """What can be chosen."""

    def files(self, job: ExportJob) -> dict[str, bytes]:
        """Return the contents of each file by what follows the stem in its name.

        The first is `suffix`, the file that was asked for; others (``"_weights.npz"``) lie beside
        it. The same job gives the same bytes.

        Raises
        ------
        UserError
            The target cannot say what the network does.
        """
        raise NotImplementedError

    def missing(self, plan: Plan) -> tuple[tuple[str, Text], ...]:
        """Return what the target cannot say: pairs of a node's id and the reason."""
        return ()

    def preview(self, job: ExportJob, contents: Mapping[str, bytes]) -> dict[str, str]:
        """Return what there is to read in each file, by what follows the stem in its name.

        Parameters
        ----------
        contents
            What `files` returned for the job.
        """
        return {end: data.decode() for end, data in contents.items() if _is_text(data)}

    def job(
        self,
        project: Project,
        weights: WeightMap,
        stem: str,
        options: ExportOptions | None = None,
        *,
        judged: bool = False,
    ) -> ExportJob:
        """Return what is to be written, checked.

        Parameters
        ----------
        judged
            Whether it is known already that nothing is `missing`: to find out may take seconds.

        Raises
        ------
        UserError
            The drawing has problems, the weights do not belong to it, or the target cannot say
            what some layer does.
        """
        plan = make_plan(analyze(project))
        found = check_weights(plan, weights)
        for node_id, reason in () if judged else self.missing(plan):
            text = N_("{node} cannot be exported: {reason}")
            raise UserError(Text(text, node=node_id, reason=reason))
        checked = {key: np.ascontiguousarray(value) for key, value in found.items()}
        name = identifier(identifier(stem).strip("_")) or "network"
        return ExportJob(project, plan, checked, options or self.Options(), name, stem)

    def export(
        self,
        project: Project,
        weights: WeightMap,
        path: Path,
        options: ExportOptions | None = None,
    ) -> tuple[Path, ...]:
        """Write the network to a file, and what belongs to it beside that; return all files.

        Raises
        ------
        UserError
            As for `job`, or a file cannot be written.
        """
        return self.write(self.files(self.job(project, weights, path.stem, options)), path)

    def write(self, contents: Mapping[str, bytes], path: Path) -> tuple[Path, ...]:
        """Write what `files` gave, the first to ``path``; return all files.

        Raises
        ------
        UserError
            A file cannot be written, or must not have that name; then none is.
        """
        _require_harmless(path)
        paths = self.places(contents, path)
        for place in paths:
            require_writable(place)
        # The file that was asked for comes last: it is never there without what it needs.
        ends = tuple(contents)
        for end, place in (*zip(ends[1:], paths[1:], strict=True), (ends[0], paths[0])):
            write_atomically(place, partial(_write, contents[end]))
        return paths

    def places(self, endings: Iterable[str], path: Path) -> tuple[Path, ...]:
        """Return where the files of these endings lie if the first is ``path``."""
        stem = name_beside(path.stem)
        return (path, *(path.with_name(stem + end) for end in tuple(endings)[1:]))


def _write(data: bytes, stream: BinaryIO) -> None:
    stream.write(data)


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


def _require_harmless(path: Path) -> None:
    """Refuse names at which the file would do harm."""
    if path.suffix.lower() == ".nnstudio":
        text = N_("{name} would be taken for a project, or replace one. Choose another name.")
        raise UserError(Text(text, name=path.name))
    if path.suffix.lower() == ".py" and path.stem in {*sys.stdlib_module_names, *_NEEDED}:
        text = N_(
            "Python would take {name} for its module {module}, and no script in that folder would "
            "work. Choose another name."
        )
        raise UserError(Text(text, name=path.name, module=path.stem))
