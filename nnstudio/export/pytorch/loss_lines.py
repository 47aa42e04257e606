"""The lines of the training script that compare what the network gives with the targets."""

from __future__ import annotations

from nnstudio.engine.planned_output import YES, PlannedOutput
from nnstudio.export.base import ExportJob
from nnstudio.export.pytorch.losses import function_name


def loss_lines(job: ExportJob) -> list[str]:
    """Return the lines that compute the loss of a batch."""
    outputs = job.plan.outputs
    if len(outputs) == 1 and outputs[0].weight == 1.0:
        lines, mean = _loss_of(job, outputs[0])
        return [*lines, f"return {mean}"]
    found = ["total = 0.0"]
    for output in outputs:
        lines, mean = _loss_of(job, output)
        share = "" if output.weight == 1.0 else f"{output.weight!r} * "
        found += [*lines, f"total = total + {share}{mean}"]
    return [*found, "return total"]


def _loss_of(job: ExportJob, output: PlannedOutput) -> tuple[list[str], str]:
    """Return the lines that compute the loss of each row of an output, and their mean."""
    y = f"y[{output.name!r}]" if len(job.plan.outputs) > 1 else "y"
    units, columns = output.shape[-1], output.columns
    rows = f"{y}.reshape(-1, {units})" if len(output.shape) > 1 else y
    indices = output.loss.targets == "indices"
    alone = columns == slice(0, job.plan.targets)
    target = "t" if alone else f"t[:, {columns.start}:{columns.stop}]"
    if indices:
        target += ".reshape(-1)"
    elif len(output.shape) > 1:
        target += f".reshape(-1, {units})"
    call = f"{function_name(output.loss, output.fused)}({rows}, {target})"
    lines = [f"each = {call}"]
    if output.class_weights:
        lines += _class_weights(output, target)
    if indices:
        return lines, f"each.sum() / ({target} >= 0).sum().clamp(min=1)"
    return lines, "each.mean()"


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


def correct_lines(output: PlannedOutput, several: bool) -> list[str]:
    """Return the lines that count what the first output classifies right; none: it does not."""
    if output.task != "classification":
        return []
    y = f"y[{output.name!r}]" if several else "y"
    units, indices = output.shape[-1], output.loss.targets == "indices"
    border = 0.0 if output.fused and units == 1 else output.loss.border
    target = f"t[:, {output.columns.start}:{output.columns.stop}]"
    lines = [f"rows = {y}.reshape(-1, {units})"]
    if indices:
        lines.append(f"true = {target}.reshape(-1)")
        right = "(rows.argmax(-1) == true)[true >= 0]"
    elif units == 1:
        right = f"((rows >= {border}) == ({target}.reshape(-1, 1) >= {YES}))"
    else:
        right = f"(rows.argmax(-1) == {target}.reshape(-1, {units}).argmax(-1))"
    return [*lines, f"return {right}.float().mean().item()"]
