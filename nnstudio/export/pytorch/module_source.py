"""The module file: a network that a person can read, and what prepares its samples."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.export.base import ExportJob
from nnstudio.export.pytorch import layers_convolution, layers_core, layers_sequence
from nnstudio.export.pytorch.place import ACTIVATIONS, Code, Place, safe_name, writers
from nnstudio.export.pytorch.state import two_biases
from nnstudio.layers.batch_norm import BatchNorm

FAMILIES = (layers_convolution, layers_core, layers_sequence)
"""They fill `writers` when they are imported."""
WIDTH = 100
INDENT = " " * 8


def module_source(job: ExportJob) -> str:
    """Return the text of the module file."""
    plan = job.plan
    code = Code(plan)
    lines = [_line(code, node) for node in plan.nodes]
    several = len(plan.outputs) > 1
    names = {output.name: safe_name(output.node) for output in plan.outputs}
    if several:
        returned = "{" + ", ".join(f"{key!r}: {name}" for key, name in names.items()) + "}"
    else:
        returned = next(iter(names.values()))
    # What is returned has its channels last, as the targets have.
    given = {
        output.node: f"{safe_name(output.node)}.movedim(1, -1)"
        for output in plan.outputs
        if code.first[output.node]
    }
    lines += [f"{safe_name(node)} = {turned}" for node, turned in given.items()]
    body = [f"{INDENT}{line}" for line in lines]
    text = "\n".join(
        [
            _head(job),
            _constants(job),
            *(part.rstrip() + "\n" for part in code.parts.values()),
            _prepare(job),
            "class Network(nn.Module):",
            '    """The network; it gives what the loss is computed from."""',
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
    if "math." in text:
        text = text.replace("import torch\n", "import math\n\nimport torch\n", 1)
    return re.sub(r"\n{4,}", "\n\n\n", text)


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
    return f'''"""A network for PyTorch, with its weights in {job.beside}_weights.safetensors.

    from {job.stem} import load

    network = load()
    network.predict(samples)  # samples as they are in the data: n x {_sizes(_raw(job))}

It needs the packages torch and safetensors. Exported from NNStudio.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

WEIGHTS = Path(__file__).with_name({job.beside + "_weights.safetensors"!r})
'''


def _raw(job: ExportJob) -> tuple[int, ...]:
    signature = job.data.signature
    return signature.raw_shape or signature.input_shape


def _constants(job: ExportJob) -> str:
    classes = job.data.signature.classes
    return _assigned("CLASSES", [repr(name) for name in classes], "[]") if classes else ""


def _assigned(name: str, items: Sequence[str], brackets: str = "()") -> str:
    """Return an assignment of a sequence, in as many lines as it takes."""
    one = f"{name} = {brackets[0]}{', '.join(items)}{brackets[1]}"
    if len(one) <= WIDTH:
        return one + "\n"
    lines, line = [], "   "
    for item in items:
        if len(line) + len(item) + 2 > WIDTH:
            lines.append(line)
            line = "   "
        line += f" {item},"
    return "\n".join([f"{name} = {brackets[0]}", *lines, line, brackets[1]]) + "\n"


def _prepare(job: ExportJob) -> str:
    data, shape = job.data, job.data.signature.input_shape
    text, lines = [], ["x = torch.as_tensor(samples)"]
    shift = "SHIFT" if len(data.shift) > 1 else repr(data.shift[0])
    scale = "SCALE" if len(data.scale) > 1 else repr(data.scale[0])
    for name, value in (("SHIFT", data.shift), ("SCALE", data.scale)):
        if len(value) > 1:
            text.append(_tensor(name, value))
    rows = max(len(data.shift), len(data.scale)) > _raw(job)[-1]
    if data.signature.padded:
        padding = f"padding = ~(x.reshape(-1, {_sizes(shape, ', ')}) != 0).any(-1, keepdim=True)"
        lines.append(padding)
    if data.fill:
        text.append(_tensor("FILL", data.fill))
        lines.append("x = torch.where(x.isnan(), FILL, x)")
    if rows:
        lines.append("x = x.flatten(1)")
    if any(data.shift):
        # Large numbers that differ little have more digits than float32.
        scaled = "" if data.scale == (1.0,) else f" * {scale}"
        lines.append(f"x = (x.double() - {shift}).float(){scaled}")
    else:
        lines.append("x = x.float()" + ("" if data.scale == (1.0,) else f" * {scale}"))
    lines.append(f"x = x.reshape(-1, {_sizes(shape, ', ')})")
    lines.append("return x.masked_fill(padding, 0.0)" if data.signature.padded else "return x")
    body = "\n".join(f"    {line}" for line in lines)
    doc = '"""Return samples (n, ...) as the network reads them."""'
    return "\n".join([*text, "", f"def prepare(samples):\n    {doc}\n{body}", "", ""])


def _tensor(name: str, values: tuple[float, ...]) -> str:
    dtype = ", dtype=torch.float64" if name in ("SHIFT", "FILL") else ""
    text = _assigned(name, [repr(value) for value in values], "[]").rstrip("\n")
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
        return [*_answer(job, outputs[0], "y"), f"{INDENT}return y"]
    lines = []
    for output in outputs:
        lines += _answer(job, output, f"y[{output.name!r}]")
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
        alike = len(set(output.scale)) == len(set(output.shift)) == 1
        if alike:
            back = f"{y}.cpu().double() / {output.scale[0]!r} + {output.shift[0]!r}"
        else:
            scale, shift = (f"torch.tensor({list(v)})" for v in (output.scale, output.shift))
            wide = "dtype=torch.float64)"
            scale, shift = (f"{v[:-1]}, {wide}" for v in (scale, shift))
            back = f"({y}.cpu().flatten(1).double() / {scale} + {shift}).view_as({y})"
        lines.append(f"{INDENT}{y} = {back}  # in the units of the data")
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
