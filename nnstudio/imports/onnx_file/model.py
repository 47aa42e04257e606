"""An ONNX file as plain values; this and `folding` alone use the library of ONNX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.memory import memory_text, physical_memory
from nnstudio.core.text import N_, Text

LARGEST_FILE = 2**31 - 1
"""No ONNX file can be larger; what is lies beside it."""
MOST_OPS = 20_000
DEEPEST_CALLS = 100
"""How many functions may call one another, one within the other."""

Setting: TypeAlias = (
    int | float | str | Array | tuple[int, ...] | tuple[float, ...] | tuple[str, ...]
)


@dataclass(frozen=True)
class FileOp:
    """One operator of a file."""

    kind: str
    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    settings: dict[str, Setting] = field(default_factory=dict, compare=False)
    signed: bytes = b""
    """The operator as it stands in the file."""


@dataclass(frozen=True)
class FilePort:
    """An input or output of a graph; a size of 0 is not fixed."""

    name: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class FileModel:
    """What stands in an ONNX file."""

    name: str
    ops: tuple[FileOp, ...]
    constants: dict[str, Array]
    inputs: tuple[FilePort, ...]
    outputs: tuple[FilePort, ...]
    metadata: dict[str, str]


def read_model(path: Path) -> FileModel:
    """Return what stands in a file.

    Raises
    ------
    UserError
        It is broken, too large, or its weights are missing.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        text = N_("{name} cannot be read: {reason}.")
        raise UserError(Text(text, name=path.name, reason=error.strerror or str(error))) from None
    if size > LARGEST_FILE:
        text = N_("{name} is larger than an ONNX file can be, which is 2 GB. Choose another file.")
        raise UserError(Text(text, name=path.name))
    return model_from(data, path)


def model_from(data: bytes, path: Path) -> FileModel:
    """Return what stands in the bytes of a file; ``path`` is where its weights may lie beside it.

    Raises
    ------
    UserError
        As for `read_model`.
    """
    import onnx
    from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
    from onnx import inliner

    try:
        model = onnx.load_model_from_string(data)
        _load_outside(model, path)
        onnx.checker.check_model(model)
        if model.functions:
            _check_count(_written_out(model))
            model = inliner.inline_local_functions(model)
        return _plain(model)
    except (DecodeError, onnx.checker.ValidationError, ValueError, TypeError, KeyError) as error:
        if isinstance(error, UserError):
            raise
        first = str(error).strip().splitlines() or [type(error).__name__]
        text = N_("{name} is no ONNX file, or it is damaged: {reason}")
        raise UserError(Text(text, name=path.name, reason=first[0])) from None


def _plain(model: Any) -> FileModel:
    from onnx import numpy_helper

    graph = model.graph
    _check_count(len(graph.node))
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    ops = []
    for node in graph.node:
        op = _op(node)
        if op.kind == "Constant":
            value = _constant(op)
            if value is not None:
                constants[op.outputs[0]] = value
                continue
        ops.append(op)
    inputs = [_port(value) for value in graph.input if value.name not in constants]
    outputs = [_port(value) for value in graph.output]
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    return FileModel(graph.name, tuple(ops), constants, tuple(inputs), tuple(outputs), metadata)


def _check_count(ops: int) -> None:
    if ops > MOST_OPS:
        text = N_("The network has {count} operators or more; {most} can be read.")
        raise UserError(Text(text, count=ops, most=MOST_OPS))


def _written_out(model: Any) -> int:
    """Return how many operators there are once functions stand where they are called.

    It is counted before that is done: a few that call one another make billions.
    """
    called = {
        (f.domain, f.name, f.overload): [_callee(node) for node in _all_nodes(f.node)]
        for f in model.functions
    }
    sizes = dict.fromkeys(called, 1)
    for _ in range(DEEPEST_CALLS):
        before = dict(sizes)
        for key, callees in called.items():
            count = sum(before.get(callee, 1) for callee in callees)
            sizes[key] = min(count, MOST_OPS + 1)
        if sizes == before:
            return sum(sizes.get(_callee(node), 1) for node in _all_nodes(model.graph.node))
    return MOST_OPS + 1


def _callee(node: Any) -> tuple[str, str, str]:
    return node.domain, node.op_type, node.overload


def _all_nodes(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield nodes and those of the graphs within them."""
    for node in nodes:
        yield node
        for attribute in node.attribute:
            for graph in (attribute.g, *attribute.graphs):
                yield from _all_nodes(graph.node)


def _op(node: Any) -> FileOp:
    settings = {a.name: value for a in node.attribute if (value := _setting(a)) is not None}
    kind = node.op_type if node.domain in ("", "ai.onnx") else f"{node.domain}.{node.op_type}"
    name = node.name or (node.output[0] if node.output else node.op_type)
    signed = node.SerializeToString(deterministic=True)
    return FileOp(kind, name, tuple(node.input), tuple(node.output), settings, signed)


def _setting(attribute: Any) -> Setting | None:
    from onnx import AttributeProto, helper, numpy_helper

    if attribute.type == AttributeProto.TENSOR:
        return numpy_helper.to_array(attribute.t)
    if attribute.type in (AttributeProto.STRING, AttributeProto.INT, AttributeProto.FLOAT):
        value: int | float | bytes = helper.get_attribute_value(attribute)
        return value.decode(errors="replace") if isinstance(value, bytes) else value
    if attribute.type in (AttributeProto.INTS, AttributeProto.FLOATS):
        return tuple(helper.get_attribute_value(attribute))
    if attribute.type == AttributeProto.STRINGS:
        return tuple(text.decode(errors="replace") for text in attribute.strings)
    return None


def _constant(op: FileOp) -> Array | None:
    for key in ("value", "value_float", "value_int", "value_floats", "value_ints"):
        if key in op.settings:
            value = op.settings[key]
            return np.asarray(value, np.float32) if "float" in key else np.asarray(value)
    return None


def _port(value: Any) -> FilePort:
    sizes = value.type.tensor_type.shape.dim
    return FilePort(value.name, tuple(max(0, size.dim_value) for size in sizes))


def _load_outside(model: Any, path: Path) -> None:
    """Read weights that lie in files beside the file, and nowhere else."""
    from onnx import external_data_helper

    most = left = physical_memory() // 2 or 1 << 33
    for tensor in model.graph.initializer:
        if not external_data_helper.uses_external_data(tensor):
            continue
        info = external_data_helper.ExternalDataInfo(tensor)
        location = info.location
        beside = path.parent / location
        if Path(location).name != location or beside.is_symlink() or not beside.is_file():
            text = N_(
                "{name} keeps its weights in {got}, which is no file beside it. Put that file "
                "beside it, or save the network as one file."
            )
            raise UserError(Text(text, name=path.name, got=repr(location)))
        left -= info.length or beside.stat().st_size
        if left < 0:
            text = N_("{name} has more weights beside it than the {most} that can be read.")
            raise UserError(Text(text, name=path.name, most=memory_text(most)))
        external_data_helper.load_external_data_for_tensor(tensor, str(path.parent))
        tensor.data_location = type(tensor).DEFAULT
        del tensor.external_data[:]
