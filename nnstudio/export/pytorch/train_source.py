"""The training script: the same samples, loss, optimiser, schedule and clipping."""

from __future__ import annotations

import keyword
import re
import sys

from nnstudio.core.errors import UserError
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.core.text import N_, Text
from nnstudio.export.base import ExportJob
from nnstudio.export.pytorch.augmentation import vary_source
from nnstudio.export.pytorch.loss_lines import correct_lines, loss_lines
from nnstudio.export.pytorch.losses import known_loss, loss_source
from nnstudio.export.pytorch.optimizers import (
    clipping_source,
    known_optimizer,
    known_schedule,
    optimizer_source,
    schedule_source,
)
from nnstudio.export.pytorch.place import safe_name
from nnstudio.export.pytorch.state import torch_weights
from nnstudio.export.pytorch.train_template import (
    ACCURACY,
    HELD,
    HOLD,
    KEEP,
    RATES,
    RESTORE,
    RIGHT,
    TEMPLATE,
)
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
    right = correct_lines(plan.outputs[0], len(plan.outputs) > 1)
    pieces = {
        "STEM": job.beside,
        "IMPORT": _import(job),
        "BATCH": _batch(job),
        "EPOCHS": repr(training.epochs),
        "RATE": repr(training.optimizer.learning_rate),
        "SEED": repr(training.seed),
        "ORDER": _order(job),
        "VARY": f"\n\n{vary}" if vary else "",
        "VARIED": "vary(inputs)" if vary else "inputs",
        "LOSSES": "\n\n".join(functions.values()),
        "LOSS": "\n".join(_indented(loss_lines(job))),
        "PENALTY": _penalty_function(terms),
        "PENALISED": " + penalty(network)" if terms else "",
        "ACCURACY": ACCURACY.replace("<<LINES>>", "\n".join(_indented(right))) if right else "",
        "NAMES": '"val_loss": 0.0' + (', "val_accuracy": 0.0' if right else ""),
        "RIGHT": RIGHT if right else "",
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
    text = re.sub(r"<<([A-Z]+)>>", lambda found: pieces[found[1]], TEMPLATE)
    return (
        text.replace("import argparse\n", "import argparse\nimport math\n", 1)
        if ("math." in text)
        else text
    )


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
