"""The module file: a network that a person can read, and what prepares its samples."""

from __future__ import annotations

import re

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.export.base import ExportJob
from nnstudio.export.meanings import classes_of, tokens_of
from nnstudio.export.pytorch import layers_convolution, layers_core, layers_sequence
from nnstudio.export.pytorch.layout import WIDTH, assigned, loadable, with_imports
from nnstudio.export.pytorch.place import ACTIVATIONS, Code, Place, safe_name, writers
from nnstudio.export.pytorch.state import two_biases
from nnstudio.export.source_text import in_docstring, quoted
from nnstudio.layers.batch_norm import BatchNorm

FAMILIES = (layers_convolution, layers_core, layers_sequence)
"""They fill `writers` when they are imported."""
INDENT = " " * 8


def module_source(job: ExportJob) -> str:
    """Return the text of the module file."""
    plan = job.plan
    code = Code(plan)
    lines = [_line(code, node) for node in plan.nodes]
    several = len(plan.outputs) > 1
    names = {output.name: safe_name(output.node) for output in plan.outputs}
    if several:
        returned = "{" + ", ".join(f"{quoted(key)}: {name}" for key, name in names.items()) + "}"
    else:
        returned = next(iter(names.values()))
    # What is returned has its channels last, as the targets have.
    given = {
        output.node: f"{safe_name(output.node)}.movedim(1, -1)"
        for output in plan.outputs
        if code.first[output.node]
    }
    lines += [f"{safe_name(node)} = {turned}" for node, turned in given.items()]
    if len(names) == 1 and lines[-1].startswith(f"{returned} = "):
        # What stands in the last line is returned at once.
        returned = lines.pop().removeprefix(f"{returned} = ")
    body = [f"{INDENT}{line}" for line in lines]
    text = "\n".join(
        [
            _head(job),
            _constants(job),
            *(f"{part.strip()}\n\n" for part in code.parts.values()),
            _prepare(job),
            "class Network(nn.Module):",
            *_promise(job, any("movedim" in line for line in (*body, returned))),
            "",
            "    def __init__(self):",
            f"{INDENT}super().__init__()",
            *(f"{INDENT}self.{name} = {made}" for name, made in code.modules),
            *_held_still(job),
            "",
            *_train_mode(job),
            "    def forward(self, x):",
            *body,
            f"{INDENT}return {returned}",
            "",
            "    @torch.inference_mode()",
            "    def predict(self, samples):",
            '        """Return the answers to samples as they are in the data (n, ...)."""',
            f"{INDENT}self.eval()",
            f"{INDENT}device = next(self.parameters(), torch.empty(0)).device",
            f"{INDENT}y = self(prepare(samples).to(device))",
            *_answers(job),
            "",
            "",
            _tail(job),
        ]
    )
    return re.sub(r"\n{4,}", "\n\n\n", with_imports(text))


def _promise(job: ExportJob, turns: bool) -> list[str]:
    """Return the lines that say what the network gives, which is not always what it answers."""
    text = "The network; `predict` prepares its samples."
    if any(output.fused for output in job.plan.outputs):
        several = "in part " if len(job.plan.outputs) > 1 else ""
        text = f"The network; it gives {several}logits, of which `predict` makes chances."
    if not turns:
        return [f'    """{text}"""']
    more = "Samples have their channels last; `movedim` brings them where PyTorch has them."
    return [f'    """{text}', "", f"    {more}", '    """']


def _line(code: Code, node: PlannedNode) -> str:
    place = Place(code, node)
    expression = writers.of(node.layer)(node.layer, place)
    shape = node.shape
    if code.first[node.id]:
        shape = (shape[-1], *shape[:-1])
    line = f"{place.name} = {expression}"
    note = f"  # {' x '.join(map(str, shape))}"
    return line + note if len(INDENT + line + note) <= WIDTH else line


def _head(job: ExportJob) -> str:
    file = job.file or job.stem
    start = f"from {file} import load\n"
    if not loadable(file):
        path = in_docstring(f"{file}.py")
        start = f"import runpy\n\n    load = runpy.run_path('{path}')['load']"
    return f'''"""A network for PyTorch, with its weights in {job.beside}_weights.safetensors.

    {start}
    network = load()
    network.predict(samples)  # samples as they are in the data: n x {_sizes(_raw(job))}

It needs the packages torch and safetensors. Exported from NNStudio.
"""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F
'''


def _raw(job: ExportJob) -> tuple[int, ...]:
    signature = job.data.signature
    return signature.raw_shape or signature.input_shape


def _constants(job: ExportJob) -> str:
    """Return where the weights lie, what the classes are called, and how samples are scaled."""
    data, weights = job.data, quoted(job.beside + "_weights.safetensors")
    text = f"WEIGHTS = Path(__file__).with_name({weights})\n"
    if tokens := tokens_of(data):
        text += assigned("TOKENS", [quoted(token) for token in tokens])
    for output in job.plan.outputs:
        if classes := classes_of(job, output):
            name = "CLASSES" if len(job.plan.outputs) == 1 else f"CLASSES_OF_{output.name.upper()}"
            text += assigned(name, [quoted(label) for label in classes])
    scaling = {"SHIFT": data.shift, "SCALE": data.scale, "FILL": data.fill}
    for name, values in scaling.items():
        if len(values) > 1 or (name == "FILL" and values):
            text += _tensor(name, values)
    return f"{text}\n"


def _prepare(job: ExportJob) -> str:
    data, shape = job.data, job.data.signature.input_shape
    lines = ['x = torch.as_tensor(samples, device="cpu")']
    shift = "SHIFT" if len(data.shift) > 1 else repr(data.shift[0])
    scale = "SCALE" if len(data.scale) > 1 else repr(data.scale[0])
    rows = max(len(data.shift), len(data.scale)) > _raw(job)[-1]
    if data.signature.padded:
        padding = f"padding = ~(x.reshape(-1, {_sizes(shape, ', ')}) != 0).any(-1, keepdim=True)"
        lines.append(padding)
    if data.fill:
        lines.append("x = torch.where(x.isnan(), FILL, x)")
    if rows:
        lines.append("x = x.flatten(1)")
    if any(data.shift):
        # Large numbers that differ little have more digits than float32.
        scaled = "" if data.scale == (1.0,) else f" * {scale}"
        lines.append(f"x = (x.double() - {shift}).float(){scaled}")
    else:
        lines.append("x = x.float()" + ("" if data.scale == (1.0,) else f" * {scale}"))
    padded = ".masked_fill(padding, 0.0)" if data.signature.padded else ""
    lines.append(f"return x.reshape(-1, {_sizes(shape, ', ')}){padded}")
    body = "\n".join(f"    {line}" for line in lines)
    doc = '"""Return samples (n, ...) as the network reads them."""'
    return f"def prepare(samples):\n    {doc}\n{body}\n\n"


def _tensor(name: str, values: tuple[float, ...]) -> str:
    dtype = ", dtype=torch.float64" if name in ("SHIFT", "FILL") else ""
    text = assigned(name, [repr(value) for value in values]).rstrip("\n")
    return text.replace(f"{name} = [", f"{name} = torch.tensor([", 1) + f"{dtype})\n"


def _held_still(job: ExportJob) -> list[str]:
    """Return the lines that say which weights no training changes."""
    lines = []
    for node in job.plan.nodes:
        if node.shares or not node.weights:
            continue
        name = safe_name(node.id)
        if node.frozen:
            lines.append(f"{INDENT}self.{name}.requires_grad_(False)  # it is frozen")
        elif two_biases(node.layer):
            ends = (
                ("_l0", "_l0_reverse")
                if getattr(node.layer, "direction", "") == "both"
                else ("_l0",)
            )
            lines += [
                f"{INDENT}self.{name}.bias_hh{end}.requires_grad_(False)  # one bias is enough"
                for end in ends
            ]
    return lines


def _train_mode(job: ExportJob) -> list[str]:
    frozen = [
        safe_name(node.id)
        for node in job.plan.nodes
        if node.frozen and isinstance(node.layer, BatchNorm) and not node.shares
    ]
    if not frozen:
        return []
    still = [f"{INDENT}self.{name}.eval()  # it is frozen" for name in frozen]
    return [
        "    def train(self, mode=True):",
        f"{INDENT}super().train(mode)",
        *still,
        f"{INDENT}return self",
        "",
    ]


def _answers(job: ExportJob) -> list[str]:
    outputs = job.plan.outputs
    if len(outputs) == 1:
        lines = _answer(job, outputs[0], "y")
        last = lines.pop().removeprefix(f"{INDENT}y = ") if lines else "y"
        return [*lines, f"{INDENT}return {last}"]
    lines = []
    for output in outputs:
        lines += _answer(job, output, f"y[{quoted(output.name)}]")
    return [*lines, f"{INDENT}return y"]


def _answer(job: ExportJob, output: PlannedOutput, y: str) -> list[str]:
    """Return the lines that make answers of what one output gives."""
    layer = job.plan.node(output.node).layer
    lines = []
    if output.fused:
        assert isinstance(layer, ActivatedLayer)
        function = layer.activation_function()
        lines.append(f"{INDENT}{y} = {ACTIVATIONS[function.name].format(z=y, slope=0.0, axis=-1)}")
    if output.scale:
        lines.append(f"{INDENT}# in the units of the data")
        alike = len(set(output.scale)) == len(set(output.shift)) == 1
        if alike:
            back = f"{y}.cpu().double() / {output.scale[0]!r} + {output.shift[0]!r}"
        else:
            scale, shift = (f"torch.tensor({list(v)})" for v in (output.scale, output.shift))
            wide = "dtype=torch.float64)"
            scale, shift = (f"{v[:-1]}, {wide}" for v in (scale, shift))
            back = f"({y}.cpu().flatten(1).double() / {scale} + {shift}).view_as({y})"
        lines.append(f"{INDENT}{y} = {back}")
    return lines


def _sizes(shape: tuple[int, ...], between: str = " x ") -> str:
    return between.join(map(str, shape))


def _tail(job: ExportJob) -> str:
    return '''def load(path=WEIGHTS, device="cpu"):
    """Return the network with weights from a .safetensors file."""
    network = Network()
    network.load_state_dict(load_file(path))
    return network.to(device).eval()


if __name__ == "__main__":
    network = load()
    print(network)
    print(sum(p.numel() for p in network.parameters() if p.requires_grad), "weights are trained")
'''
