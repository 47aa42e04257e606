"""What a node shows, in the user's language, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from nnstudio.app.layer_icons import layer_icon_name
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Layer
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import Text
from nnstudio.graph.analysis import NodeReport, Problem

translate = QCoreApplication.translate


@dataclass(frozen=True)
class NodeFace:
    """The words and signs on a node.

    ``linked`` says that it uses the weights of another node, ``frozen`` that they do not learn.
    ``tone`` is ``"bad"`` for an error, ``"warning"`` for a warning and empty where all is well;
    ``footer`` is the output shape, or in few words why there is none; ``lacks`` says that the
    reason lies with this node. ``repeated`` is how often a block comes.
    """

    name: str
    detail: str
    footer: str
    icon: str
    category: str
    inputs: tuple[str, ...]
    lacks: bool = False
    tone: str = ""
    linked: bool = False
    tooltip: str = ""
    outputs: int = 1
    frozen: bool = False
    repeated: int = 1

    @property
    def far_name(self) -> str:
        """The name as it is written from afar, where the line below it is not."""
        return f"{self.name} × {self.repeated}" if self.repeated > 1 else self.name

    @property
    def rows(self) -> int:
        """How many ports there are on the side that has more of them."""
        return max(len(self.inputs), self.outputs)


def face_of(report: NodeReport, problems: tuple[Problem, ...]) -> NodeFace:
    """Return what the node of ``report`` shows."""
    node = report.node
    blocking = [problem for problem in problems if problem.blocking]
    shape = shape_text(report.shape) if report.shape is not None else ""
    return NodeFace(
        name=node.title or node.id,
        detail=_detail(node.layer, bool(node.title)),
        footer=shape or _lack(report, bool(blocking)),
        icon=layer_icon_name(node.layer),
        category=node.layer.category,
        inputs=node.layer.inputs,
        lacks=report.shape is None and bool(blocking),
        tone="bad" if blocking else "warning" if problems else "",
        linked=bool(node.shares),
        frozen=node.frozen,
        tooltip=_tooltip(report, problems, shape),
    )


def ghost_face(layer: Layer) -> NodeFace:
    """Return what a node of ``layer`` shows that is not on the canvas yet."""
    return NodeFace(
        name=tr_text(Text(layer.label)),
        detail=_detail(layer, True).removeprefix(tr_text(Text(layer.label))).removeprefix(" · "),
        footer="",
        icon=layer_icon_name(layer),
        category=layer.category,
        inputs=layer.inputs,
    )


def _detail(layer: Layer, with_label: bool) -> str:
    label, parameters = tr_text(Text(layer.label)), layer.parameters_text()
    if not parameters:
        return label
    return f"{label} · {parameters}" if with_label else parameters


def _lack(report: NodeReport, blocked: bool) -> str:
    """Say in few words why a node has no output shape; its tooltip says it in full."""
    if report.input_shapes:
        got = " + ".join(shape_text(shape) for shape in dict.fromkeys(report.input_shapes))
        return translate("NodeFace", "{got} does not fit").format(got=got)
    if blocked and report.node.layer.inputs:
        return translate("NodeFace", "not connected")
    if blocked:
        return translate("NodeFace", "no data chosen")
    return translate("NodeFace", "waits for its input")


def _tooltip(report: NodeReport, problems: tuple[Problem, ...], shape: str) -> str:
    node = report.node
    head = f"<b>{escape(node.title or node.id)}</b>"
    if node.title:
        head += f" ({node.id})"
    lines = [head, escape(_detail(node.layer, True))]
    if any(len(port) > 1 for port in node.layer.inputs[1:]):
        text = translate("NodeFace", "Inputs from the top: {ports}")
        lines.append(escape(text.format(ports=", ".join(node.layer.inputs))))
    if shape:
        text = translate("NodeFace", "Output: {shape}").format(shape=shape)
        lines.append(escape(text))
    if node.shares:
        text = translate("NodeFace", "Uses the weights of {holder}")
        lines.append(escape(text.format(holder=node.shares)))
    if node.frozen:
        lines.append(escape(translate("NodeFace", "Frozen: training keeps its weights")))
    if report.shape is not None:
        text = translate("NodeFace", "Parameters: {parameters}, multiply-adds: {operations}")
        lines.append(
            text.format(parameters=f"{report.parameters:,}", operations=f"{report.multiply_adds:,}")
        )
    for problem in problems:
        lines.append(
            f"<b>{'⚠' if not problem.blocking else '✕'}</b> {escape(tr_text(problem.text))}"
        )
        lines += [f"→ {escape(tr_text(fix.label))}" for fix in problem.fixes]
    return "<br>".join(lines)
