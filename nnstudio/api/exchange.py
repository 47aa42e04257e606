"""Networks and weights from elsewhere, and for others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import nnstudio.imports
from nnstudio.api.given import PathName, model_of, saved_of
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weight_transfer import transfer_weights
from nnstudio.export import ExportOptions, exporter
from nnstudio.files.project_file import SavedProject
from nnstudio.files.weight_file import read_weights
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project


def weights(project: SavedProject) -> dict[str, Array]:
    """Return the trained weights by ``<node>/<name>``, read-only; empty where it is not trained.

    ``dense_1/weight`` is ``(in, out)``, ``conv2d_1/weight`` ``(kernel_height, kernel_width, in,
    out)``, ``dense_1/bias`` ``(out,)``.
    """
    known = {} if project.checkpoint is None else project.checkpoint.weights
    return {f"{node}/{name}": value for (node, name), value in sorted(known.items())}


def export_network(
    project: SavedProject,
    target: str,
    path: PathName,
    options: ExportOptions | Mapping[str, object] | None = None,
) -> tuple[Path, ...]:
    """Write the trained network in the form of a target; return the files that were written.

    Parameters
    ----------
    target
        Such as ``"npz"`` or ``"onnx"``: a name of `nnstudio.export.all_exporters`.
    path
        The file to write; what belongs to it lies beside it.
    options
        What can be chosen for the target, such as ``{"training": True}``; None: as it usually is.

    Raises
    ------
    UserError
        It is not trained, the target has no words for a layer or knows no such option, or a file
        cannot be written.
    """
    model_of(project)  # refuses what is not trained
    assert project.checkpoint is not None
    to = exporter(target)
    chosen = to.Options() if options is None else options
    if isinstance(chosen, Mapping):
        for key in chosen:
            if key not in to.Options.params():
                text = N_("{target} has no option {got}; it has: {known}.")
                known = ", ".join(to.Options.params()) or Text(N_("none"))
                raise UserError(Text(text, target=target, got=repr(key), known=known))
        chosen = to.Options(**chosen)
    return to.export(project.project, project.checkpoint.weights, Path(path), chosen)


def import_network(path: PathName) -> SavedProject:
    """Return the network in a file of another program, with its weights, arranged.

    ``warnings`` of what is returned says what was left out, or is done otherwise here.

    Raises
    ------
    UserError
        No importer reads such files, or it is broken or holds nothing that could be drawn.
    """
    found = nnstudio.imports.import_network(Path(path))
    given = found.all_weights()
    checkpoint = None if given is None else Checkpoint(given)
    return SavedProject(found.project, checkpoint, warnings=found.notes)


def load_weights(project: SavedProject | Project, path: PathName) -> SavedProject:
    """Return the project with weights from a file, where node, name and shape are the same.

    ``warnings`` of what is returned says how many fitted, and which did not. Training goes on from
    them as from new ones: the record and the optimiser begin anew.

    Parameters
    ----------
    path
        A file that `export_network` wrote (.npz, .safetensors), a trained project, or a state of
        PyTorch in .safetensors: its weights find their layers by name, else by shape and order.

    Raises
    ------
    UserError
        The drawing has problems, the file cannot be read, or nothing in it fits.
    """
    saved = saved_of(project)
    plan = make_plan(analyze(saved.project))
    present = saved.checkpoint.weights if saved.checkpoint is not None else {}
    given = read_weights(Path(path), plan)
    found = transfer_weights(plan, given, present, saved.project.training.seed)
    return SavedProject(
        saved.project, Checkpoint(found.weights), runs=saved.runs, warnings=found.report()
    )
