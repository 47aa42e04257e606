"""The file of a finished graph; this alone uses the library of ONNX."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nnstudio.core.version import __version__
from nnstudio.export.onnx_file.builder import Builder
from nnstudio.export.onnx_file.operator import Attribute, Body, Op

OPSET = 18
"""The set of operators that is written; runtimes since 2023 know it."""
IR_VERSION = 8
"""The form of the file that belongs to it."""
PRODUCER = "NNStudio"
BATCH = "batch"


@dataclass(frozen=True)
class Port:
    """Where numbers enter or leave a graph; 0 in the shape is the batch."""

    name: str
    shape: tuple[int, ...]


def model_bytes(
    name: str,
    g: Builder,
    inputs: Sequence[Port],
    outputs: Sequence[Port],
    metadata: Mapping[str, str],
    doc: str,
) -> bytes:
    """Return the file."""
    import onnx
    from onnx import helper, numpy_helper

    ends = {port.name for port in (*inputs, *outputs)}
    known = [
        _value(Port(tensor, shape)) for tensor, shape in g.shapes.items() if tensor not in ends
    ]
    used = {name for op in g.ops for name in _read_by(op)}
    constants = [
        numpy_helper.from_array(value, tensor)
        for tensor, value in g.constants.items()
        if tensor in used
    ]
    graph = helper.make_graph(
        [_node(op) for op in g.ops],
        name,
        [_value(port) for port in inputs],
        [_value(port) for port in outputs],
        constants,
        doc_string=doc,
        value_info=known,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name=PRODUCER,
        producer_version=__version__,
    )
    helper.set_model_props(model, dict(metadata))
    onnx.checker.check_model(model)
    written: bytes = model.SerializeToString(deterministic=True)
    return written


def _read_by(op: Op) -> list[str]:
    inner = [value for _, value in op.attributes if isinstance(value, Body)]
    return [*op.inputs, *(name for body in inner for o in body.ops for name in _read_by(o))]


def _node(op: Op) -> Any:
    from onnx import helper

    attributes = {key: _attribute(value) for key, value in op.attributes}
    name = op.outputs[0]
    return helper.make_node(op.kind, list(op.inputs), list(op.outputs), name, **attributes)


def _attribute(value: Attribute) -> Any:
    if isinstance(value, Body):
        return _body(value)
    return list(value) if isinstance(value, tuple) else value


def _body(body: Body) -> Any:
    from onnx import TensorProto, helper

    inputs = [
        helper.make_tensor_value_info(name, TensorProto.BOOL if truth else TensorProto.FLOAT, None)
        for name, truth in body.inputs
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in body.outputs
    ]
    return helper.make_graph([_node(op) for op in body.ops], "step", inputs, outputs)


def _value(port: Port) -> Any:
    from onnx import TensorProto, helper

    sizes = [size or BATCH for size in port.shape]
    return helper.make_tensor_value_info(port.name, TensorProto.FLOAT, sizes)
