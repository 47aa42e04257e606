"""The training script: the same samples, loss, optimiser, schedule and clipping."""

from __future__ import annotations

import keyword
import re
import sys

from nnstudio.core.errors import UserError
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.core.text import N_, Text
from nnstudio.engine.planned_output import YES, PlannedOutput
from nnstudio.export.base import ExportJob
from nnstudio.export.pytorch.augmentation import vary_source
from nnstudio.export.pytorch.losses import function_name, known_loss, loss_source
from nnstudio.export.pytorch.optimizers import (
    clipping_source,
    known_optimizer,
    known_schedule,
    optimizer_source,
    schedule_source,
)
from nnstudio.export.pytorch.place import safe_name
from nnstudio.export.pytorch.state import torch_weights
from nnstudio.export.pytorch.train_template import HELD, HOLD, KEEP, RATES, RESTORE, TEMPLATE
from nnstudio.layers.sampling import Sampling
from nnstudio.optimizers.schedules.base import Schedule
from nnstudio.optimizers.schedules.constant import ConstantSchedule

INDENT = " " * 4


def unknown_training(job: ExportJob) -> None:
    """Refuse a training that PyTorch has no words for.

    Raises
    ------
    UserError
        It names what there are no words for.
    """
    training = job.project.training
    unknown = [output.loss.label for output in job.plan.outputs if not known_loss(output.loss)]
    unknown += [] if known_optimizer(training.optimizer) else [training.optimizer.label]
    unknown += [] if known_schedule(training.schedule) else [training.schedule.label]
    if unknown:
        text = N_(
            "The PyTorch script has no words for {name}. Choose another one, or export without "
            "the training script."
        )
        raise UserError(Text(text, name=Text(unknown[0])))


def train_source(job: ExportJob) -> str:
    """Return the text of the training script."""
    training, plan = job.project.training, job.plan
    watch, higher = _watched(job)
    vary = _vary(job)
    functions = {(o.loss, o.fused): loss_source(o.loss, o.fused) for o in plan.outputs}
    clipping, constant = clipping_source(training.clipping), _constant(training.schedule)
    terms, held = _penalty(job), _hold(job)
    pieces = {
        "STEM": job.stem,
        "IMPORT": _import(job),
        "BATCH": _batch(job),
        "EPOCHS": repr(training.epochs),
        "RATE": repr(training.optimizer.learning_rate),
        "SEED": repr(training.seed),
        "ORDER": _order(job),
        "VARY": f"\n\n{vary}" if vary else "",
        "VARIED": "vary(inputs)" if vary else "inputs",
        "LOSSES": "\n\n".join(functions.values()),
        "LOSS": "\n".join(_indented(_loss(job))),
        "PENALTY": _penalty_function(terms),
        "PENALISED": " + penalty(network)" if terms else "",
        "CORRECT": "\n".join(_indented(_correct(plan.outputs[0], len(plan.outputs) > 1))),
        "OPTIMIZER": optimizer_source(training.optimizer),
        "FACTOR": "" if constant else schedule_source(training.schedule, higher) + "\n\n",
        "RATES": "" if constant else RATES,
        "LENGTH": "" if constant else f"{INDENT}steps_per_epoch = -(-count // size)\n",
        "CLIP": "".join(f"\n{INDENT * 3}{line}" for line in clipping),
        "HOLD": _hold_function(held),
        "HELD": HELD if held else "",
        "WATCH": watch,
        "KEEP": KEEP.replace("min", "max" if higher else "min") if training.restore_best else "",
        "ENDINGS": "".join(f"\n{INDENT * 2}{line}" for line in _endings(job)),
        "MOST": repr(training.max_steps),
        "RESTORE": RESTORE if training.restore_best else "",
    }
    return re.sub(r"<<([A-Z]+)>>", lambda found: pieces[found[1]], TEMPLATE)


def _indented(lines: list[str]) -> list[str]:
    return [INDENT + line for line in lines]


def _import(job: ExportJob) -> str:
    """Return how the module file is imported, also where its name means something else."""
    file = f"{job.file or job.stem}.py"
    plain = file == f"{job.stem}.py" and not keyword.iskeyword(job.stem)
    if plain and job.stem not in {*sys.stdlib_module_names, "torch", "numpy", "safetensors"}:
        return f"from {job.stem} import Network, prepare"
    return f"""import importlib.util

spec = importlib.util.spec_from_file_location("network", Path(__file__).with_name({file!r}))
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
Network, prepare = module.Network, module.prepare"""


def _batch(job: ExportJob) -> str:
    training = job.project.training
    return {"full": "None  # all samples", "single": "1"}.get(
        training.batch_mode, repr(training.batch_size)
    )


def _order(job: ExportJob) -> str:
    if not job.data.shuffle:
        return f"{INDENT}return torch.arange(count)"
    return "\n".join(
        _indented(
            [
                'seed = np.random.SeedSequence([SEED, zlib.crc32(f"order/{epoch}".encode())])',
                "order = np.random.Generator(np.random.SFC64(seed)).permutation(count)",
                "return torch.from_numpy(order)",
            ]
        )
    )


def _vary(job: ExportJob) -> str:
    if not job.data.augmentation.active:
        return ""
    variation = job.samples.vary
    return "" if variation is None else vary_source(variation)


def _loss(job: ExportJob) -> list[str]:
    """Return the lines that compute the loss of a batch."""
    outputs = job.plan.outputs
    if len(outputs) == 1 and outputs[0].weight == 1.0:
        lines, mean = _loss_of(job, outputs[0])
        return [*lines, f"return {mean}"]
    found = ["total = 0.0"]
    for output in outputs:
        lines, mean = _loss_of(job, output)
        found += [*lines, f"total = total + {output.weight!r} * {mean}"]
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


def _constant(schedule: Schedule) -> bool:
    return isinstance(schedule, ConstantSchedule)


def _penalty(job: ExportJob) -> list[str]:
    """Return what layers add to the loss, as terms."""
    terms = [
        f"network.{safe_name(node.id)}.penalty"
        for node in job.plan.nodes
        if isinstance(node.layer, Sampling)
    ]
    for parameter, _, layer in _decaying(job):
        if layer.l1:
            terms.append(f"{layer.l1!r} * {parameter}.abs().sum()")
        if layer.l2:
            terms.append(f"{layer.l2!r} * {parameter}.square().sum()")
    return terms


def _penalty_function(terms: list[str]) -> str:
    if not terms:
        return ""
    lines = [f"    total = {terms[0]}", *(f"    total = total + {term}" for term in terms[1:])]
    body = "\n".join(lines)
    return f'''def penalty(network):
    """Return what layers add to the loss."""
{body}
    return total


'''


def _hold_function(held: list[str]) -> str:
    return HOLD + "".join(f"{INDENT}{line}\n" for line in held) + "\n\n" if held else ""


def _hold(job: ExportJob) -> list[str]:
    """Return the lines that shorten weights to their layers' longest lengths."""
    lines = []
    for parameter, axis, layer in _decaying(job):
        if layer.max_norm:
            lines.append(f"shorten({parameter}, {axis}, {layer.max_norm!r})")
    return lines


def _decaying(job: ExportJob) -> list[tuple[str, int, StartingWeights]]:
    """Return the weights on which L1, L2 and max-norm act, and the axis of their units."""
    found = []
    for node in job.plan.nodes:
        layer = node.layer
        if node.frozen or node.shares or not isinstance(layer, StartingWeights):
            continue
        weights = dict(node.weights)
        for weight in torch_weights(layer, len(node.input_shapes[0])):
            ours = weights[weight.name]
            if not ours.decays:
                continue
            parameter = f"network.{weight.of(safe_name(node.id))}"
            if weight.grouped:
                parameter += f".unflatten(0, {ours.shape[2:]})[:, :, 0]"
            found.append((parameter, weight.unit_axis(len(ours.shape)), layer))
    return found


def _correct(output: PlannedOutput, several: bool) -> list[str]:
    """Return the lines that count what the first output classifies right."""
    if output.task != "classification":
        return ["return 0.0"]
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


def _watched(job: ExportJob) -> tuple[str, bool]:
    """Return what is watched after each epoch, and whether it should grow."""
    watch = job.project.training.watch
    known = ("val_loss", "train_loss", "val_accuracy")
    name = watch if watch in known else "val_loss"
    if not job.data.validation and name.startswith("val_"):
        name = "train_loss"
    return name, name == "val_accuracy"


def _endings(job: ExportJob) -> list[str]:
    """Return the lines that end the training before its last epoch."""
    training, lines = job.project.training, []
    if training.target_loss:
        lines += [f'if found["train_loss"] <= {training.target_loss!r}:', "    break"]
    if training.patience:
        lines += [
            "best = history.index(" + ("max" if _watched(job)[1] else "min") + "(history))",
            f"if len(history) - 1 - best >= {training.patience}:",
            "    break",
        ]
    return lines
