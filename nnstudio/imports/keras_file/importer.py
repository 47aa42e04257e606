"""The import of Keras files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nnstudio.core.shapes import Shape, size_of
from nnstudio.core.text import N_, Text
from nnstudio.graph.arrange import arrange
from nnstudio.graph.canvas_sizes import CANVAS
from nnstudio.graph.record import brief
from nnstudio.imports.base import Imported, Importer
from nnstudio.imports.keras_file.config import BrokenModelError
from nnstudio.imports.keras_file.described import INPUT, Described, Network, network
from nnstudio.imports.keras_file.drawing import Drawing
from nnstudio.imports.keras_file.stored import opened
from nnstudio.imports.keras_file.taken import Flow
from nnstudio.imports.likely_data import End, with_likely_data

OPEN_SIZE = 32
"""What is taken where a file leaves the length of an axis open."""
MOST_COLUMNS = 10_000
LARGEST_SAMPLE = 1 << 28


class KerasImporter(Importer):
    """Reads a network that Keras saved whole: .keras, or .h5 of the older kind.

    Layers are taken one by one from the description in the file. No code in it is run, and what
    NNStudio has no layer for is named and left out.
    """

    name = "keras"
    label = N_("Keras (.keras, .h5)")
    suffixes = (".keras", ".h5", ".hdf5")
    order = 1

    def read(self, path: Path) -> Imported:
        with opened(path) as stored:
            found = network(stored.model)
            drawing = Drawing(stored)
            shape, features, inputs = _entered(drawing, found)
            outputs = drawing.add(found, inputs)
            if drawing.idle_masks and not drawing.skips_padding:
                # In Keras too nothing comes of the padding that is known there.
                drawing = Drawing(stored, masks=False)
                shape, features, inputs = _entered(drawing, found)
                outputs = drawing.add(found, inputs)
        ends = [
            End(flow.node, source[0]) for flow, source in zip(outputs, found.outputs, strict=True)
        ]
        project = with_likely_data(drawing.finished(), shape, features, ends)
        project = replace(project, name=path.stem)
        notes = dict.fromkeys(drawing.notes)
        return Imported(arrange(project, CANVAS), drawing.weights, tuple(notes))


def _entered(drawing: Drawing, found: Network) -> tuple[Shape, list[str], list[Flow]]:
    """Add the inputs; return the shape of a sample and the names of its columns."""
    by_name = {layer.name: layer for layer in found.layers if layer.kind == INPUT}
    unknown = [name for name in found.inputs if name not in by_name]
    if unknown:
        text = N_("The layer {name} of the network reads what nothing gives.")
        raise BrokenModelError(Text(text, name=unknown[0]))
    shapes = [_shape(drawing, by_name[name]) for name in found.inputs]
    if len(shapes) == 1:
        return shapes[0], [], [drawing.enter("", shapes[0])]
    if sum(map(size_of, shapes)) > MOST_COLUMNS:
        text = N_(
            "The network has {count} inputs with more than {most} numbers together; NNStudio "
            "reads several inputs from the columns of a table. Save a part of it that has one "
            "input."
        )
        raise BrokenModelError(Text(text, count=len(shapes), most=MOST_COLUMNS))
    features: list[str] = []
    flows = []
    for name, shape in zip(found.inputs, shapes, strict=True):
        own = [f"{name.replace(',', ' ').strip()}_{n + 1}" for n in range(size_of(shape))]
        flows.append(drawing.enter(", ".join(own), shape))
        features += own
    return (len(features),), features, flows


def _shape(drawing: Drawing, layer: Described) -> Shape:
    """Return the shape of a sample; what is left open gets a size."""
    given = layer.config.raw("batch_shape") or layer.config.raw("batch_input_shape")
    if not isinstance(given, list) or len(given) < 2:
        text = N_("The network does not say what its input looks like, but {got}.")
        raise BrokenModelError(Text(text, got=brief(given)))
    shape = tuple(OPEN_SIZE if size is None else size for size in given[1:])
    fits = all(isinstance(size, int) and 0 < size <= LARGEST_SAMPLE for size in shape)
    if not fits or size_of(shape) > LARGEST_SAMPLE:
        text = N_("The network does not say what its input looks like, but {got}.")
        raise BrokenModelError(Text(text, got=brief(given)))
    if None in given[1:]:
        text = N_("The file leaves the size of its input open; here it is {size}.")
        drawing.notes.append(Text(text, size=" × ".join(map(str, shape))))
    return shape
