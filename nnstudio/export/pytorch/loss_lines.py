"""The lines of the training script that compare what the network gives with the targets."""

from __future__ import annotations

from nnstudio.engine.planned_output import YES, PlannedOutput
from nnstudio.export.base import ExportJob
from nnstudio.export.pytorch.losses import function_name
from nnstudio.export.source_text import quoted


def loss_lines(job: ExportJob) -> list[str]:
    """Return the lines that compute the loss of a batch."""
    outputs = job.plan.outputs
    if len(outputs) == 1 and outputs[0].weight == 1.0:
        lines, mean = loss_of_output(job, outputs[0])
        return [*lines, f"return {mean}"]
    found = []
    for number, output in enumerate(outputs):
        lines, mean = loss_of_output(job, output)
        share = "" if output.weight == 1.0 else f"{output.weight!r} * "
        found += [*lines, f"total {'+=' if number else '='} {share}{mean}"]
    return [*found, "return total"]


def loss_of_output(job: ExportJob, output: PlannedOutput) -> tuple[list[str], str]:
    """Return the lines that compute the loss of each row of an output, and that of their mean."""
    call, indices = loss_call(job, output), output.loss.targets == "indices"
    target = _rows_of_target(job, output)
    if not indices and not output.class_weights:
        return [], f"{call}.mean()"
    lines = [f"each = {call}"]
    if output.class_weights:
        lines += _class_weights(output, target)
    if indices:
        return lines, f"each.sum() / ({target} >= 0).sum().clamp(min=1)"
    return lines, "each.mean()"


def loss_call(job: ExportJob, output: PlannedOutput) -> str:
    """Return the expression of the loss of each row of an output."""
    y = f"y[{quoted(output.name)}]" if len(job.plan.outputs) > 1 else "y"
    rows = f"{y}.reshape(-1, {output.shape[-1]})" if len(output.shape) > 1 else y
    return f"{function_name(output.loss, output.fused)}({rows}, {_rows_of_target(job, output)})"


def target_of(job: ExportJob, output: PlannedOutput) -> str:
    """Return the expression of an output's part of the targets ``t``."""
    columns = output.columns
    alone = columns == slice(0, job.plan.targets)
    return "t" if alone else f"t[:, {columns.start}:{columns.stop}]"


def _rows_of_target(job: ExportJob, output: PlannedOutput) -> str:
    target = target_of(job, output)
    if output.loss.targets == "indices":
        return f"{target}.reshape(-1)"
    return f"{target}.reshape(-1, {output.shape[-1]})" if len(output.shape) > 1 else target


def _class_weights(output: PlannedOutput, target: str) -> list[str]:
    values = f"torch.tensor({list(output.class_weights)}, device=each.device)"
    if output.loss.targets == "indices":
        chosen = f"{target}.long().clamp(min=0)"
    elif output.shape[-1] == 1:
        chosen = f"({target}[:, 0] >= {YES}).long()"
    else:
        chosen = f"{target}.argmax(-1)"
    return [
        "if weigh:  # errors in rare classes count more",
        f"    each = each * {values}[{chosen}]",
    ]
