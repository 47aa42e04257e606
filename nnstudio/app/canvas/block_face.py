"""What the card of a block shows, in the user's language, as one value."""

from __future__ import annotations

from collections import Counter
from html import escape

from PySide6.QtCore import QCoreApplication

from nnstudio.app.canvas.geometry import Port
from nnstudio.app.canvas.node_face import NodeFace
from nnstudio.app.layer_picture import BLOCK_ICON
from nnstudio.app.translate import tr_text
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import Text
from nnstudio.graph.analysis import Analysis, Problem
from nnstudio.graph.block_ends import ends_of
from nnstudio.graph.project import Group
from nnstudio.graph.ready_blocks import ReadyBlock

translate = QCoreApplication.translate
_MOST_PROBLEMS = 3


def block_face(
    block: Group,
    analysis: Analysis,
    problems: tuple[Problem, ...],
    inputs: tuple[Port, ...],
    outputs: tuple[Port, ...],
) -> NodeFace:
    """Return what a collapsed block shows; ``problems`` are those of all its nodes."""
    reports, by_id = analysis.reports, analysis.project.graph.by_id
    shapes = [reports[port.node_id].shape for port in outputs]
    shape = " + ".join(shape_text(s) for s in shapes if s is not None)
    blocking = any(problem.blocking for problem in problems)
    lacks = blocking and not shape
    categories = Counter(by_id[node_id].layer.category for node_id in block.unit)
    return NodeFace(
        name=block.title,
        detail=_detail(block, analysis),
        footer=shape or _lack(blocking),
        icon=BLOCK_ICON,
        category=categories.most_common(1)[0][0],
        inputs=tuple(str(number + 1) for number in range(len(inputs))),
        lacks=lacks,
        tone="bad" if blocking else "warning" if problems else "",
        tooltip=_tooltip(block, analysis, problems, inputs, shape),
        outputs=len(outputs),
        repeated=len(block.repetitions),
    )


def size_text(block: Group) -> str:
    """Return how many layers a block has and how often they come: "12 layers × 4"."""
    count, times = len(block.unit), len(block.repetitions)
    if count == 1:
        text = translate("BlockFace", "1 layer")
    else:
        text = translate("BlockFace", "{count} layers").format(count=count)
    return f"{text} × {times}" if times > 1 else text


def _detail(block: Group, analysis: Analysis) -> str:
    """Say how large the block is; one that comes once has room to say how its settings stand."""
    parts = [size_text(block)]
    if len(block.repetitions) > 1:
        return parts[0]
    by_id = analysis.project.graph.by_id
    for parameter in block.parameters:
        node_id, key = parameter.places[0]
        value = getattr(by_id[node_id].layer, key)
        if isinstance(value, int) and not isinstance(value, bool):
            parts.append(f"{tr_text(Text(parameter.name))} {value}")
    return " · ".join(parts)


def _lack(blocking: bool) -> str:
    if blocking:
        return translate("BlockFace", "has a problem")
    return translate("BlockFace", "waits for its input")


def _tooltip(
    block: Group,
    analysis: Analysis,
    problems: tuple[Problem, ...],
    inputs: tuple[Port, ...],
    shape: str,
) -> str:
    reports, by_id = analysis.reports, analysis.project.graph.by_id
    lines = [f"<b>{escape(block.title)}</b>", escape(size_text(block))]
    names = [by_id[i].title or tr_text(Text(by_id[i].layer.label)) for i in block.unit]
    lines.append(escape(" → ".join(names if len(names) < 10 else [*names[:9], "…"])))
    if len(inputs) > 1:
        text = translate("BlockFace", "Inputs from the top: {ports}")
        fed = (by_id[port.node_id].title or port.node_id for port in inputs)
        lines.append(escape(text.format(ports=", ".join(fed))))
    if shape:
        text = translate("BlockFace", "Output: {shape}")
        lines.append(escape(text.format(shape=shape)))
    text = translate("BlockFace", "Parameters: {parameters}, multiply-adds: {operations}")
    found = [reports[node_id] for node_id in block.members]
    lines.append(
        text.format(
            parameters=f"{sum(r.parameters for r in found):,}",
            operations=f"{sum(r.multiply_adds for r in found):,}",
        )
    )
    for problem in problems[:_MOST_PROBLEMS]:
        sign = "✕" if problem.blocking else "⚠"
        lines.append(f"<b>{sign}</b> {escape(tr_text(problem.text))}")
    lines.append(escape(translate("BlockFace", "Double-click to see what is inside.")))
    return "<br>".join(lines)


def ghost_block_face(block: ReadyBlock) -> NodeFace:
    """Return what the card of a block shows that is not on the canvas yet."""
    group = block.graph.groups[0]
    ends = ends_of(block.graph, group)
    fed = {slot for _, slot in ends.inner}
    nodes = [block.graph.by_id[node_id] for node_id in group.unit]
    free = sum(
        (column, port) not in fed
        for column, node in enumerate(nodes)
        for port in range(len(node.layer.inputs))
    )
    return NodeFace(
        name=tr_text(Text(block.name)),
        detail=size_text(group),
        footer="",
        icon=BLOCK_ICON,
        category=Counter(n.layer.category for n in nodes).most_common(1)[0][0],
        inputs=tuple(str(number + 1) for number in range(free)),
    )
