"""The training script: the same samples, loss, optimiser, schedule and clipping."""

from __future__ import annotations

import re
from textwrap import fill

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.figure_names import figure_label
from nnstudio.engine.plan import Plan
from nnstudio.export.base import ExportJob
from nnstudio.export.pytorch.augmentation import vary_source
from nnstudio.export.pytorch.figures import figures, figures_source, known_watch, watched
from nnstudio.export.pytorch.layout import WIDTH, loadable, with_imports
from nnstudio.export.pytorch.loss_lines import loss_lines
from nnstudio.export.pytorch.losses import known_loss, loss_source
from nnstudio.export.pytorch.optimizers import (
    clipping_source,
    known_optimizer,
    known_schedule,
    optimizer_source,
    schedule_source,
)
from nnstudio.export.pytorch.train_template import (
    COUNTED,
    FOUND,
    HELD,
    JUDGED,
    LOSS_ALONE,
    RATES,
    RESTORE,
    SHARE,
    TEMPLATE,
)
from nnstudio.export.pytorch.weight_rules import (
    hold_lines,
    hold_source,
    penalty_source,
    penalty_terms,
)
from nnstudio.export.source_text import quoted
from nnstudio.optimizers.schedules.base import Schedule
from nnstudio.optimizers.schedules.constant import ConstantSchedule

INDENT = " " * 4


def can_train(plan: Plan) -> bool:
    """Return whether there are weights that training changes."""
    return any(node.weights and not node.frozen for node in plan.nodes)


def unknown_training(job: ExportJob) -> None:
    """Refuse a training that PyTorch has no words for.

    Raises
    ------
    UserError
        It names what there are no words for.
    """
    training = job.project.training
    unknown = [Text(o.loss.label) for o in job.plan.outputs if not known_loss(o.loss)]
    unknown += [] if known_optimizer(training.optimizer) else [Text(training.optimizer.label)]
    unknown += [] if known_schedule(training.schedule) else [Text(training.schedule.label)]
    unknown += [] if known_watch(job) else [figure_label(watched(job)[0])]
    if unknown:
        text = N_(
            "The PyTorch script has no words for {name}. Choose another one, or export without "
            "the training script."
        )
        raise UserError(Text(text, name=unknown[0]))


def train_source(job: ExportJob) -> str:
    """Return the text of the training script."""
    training, plan = job.project.training, job.plan
    vary = _vary(job)
    functions = {(o.loss, o.fused): loss_source(o.loss, o.fused) for o in plan.outputs}
    clipping, measured = clipping_source(training.clipping), figures_source(job)
    terms, held = penalty_terms(job), hold_lines(job)
    weighed = any(output.class_weights for output in plan.outputs)
    indices = len(plan.outputs) == 1 and plan.outputs[0].loss.targets == "indices"
    pieces = {
        "HEAD": _head(job),
        "STEM": job.beside,
        "DATA": quoted(f"{job.beside}_data.safetensors"),
        "START": quoted(f"{job.beside}_start.safetensors"),
        "TRAINED": quoted(f"{job.beside}_trained.safetensors"),
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
        "WEIGH": ", weigh=True" if weighed else "",
        "PLAIN": ", weigh=False" if weighed else "",
        "SEEN": "int((target >= 0).sum())" if indices else "len(target)",
        "PENALTY": penalty_source(terms),
        "PENALISED": " + penalty(network)" if terms else "",
        "FIGURES": measured,
        "PARTS": ", parts" if measured else "",
        "NONE": ", []" if measured else "",
        "JUDGED": JUDGED if measured else "",
        "FOUND": FOUND if measured else LOSS_ALONE,
        "OPTIMIZER": optimizer_source(training.optimizer),
        **_rates(job),
        "CLIP": "".join(f"\n{INDENT * 3}{line}" for line in clipping),
        "HOLD": hold_source(held),
        "HELD": HELD if held else "",
        **_endings(job),
        "MOST": repr(training.max_steps),
    }
    text = re.sub(r"<<([A-Z]+)>>", lambda found: pieces[found[1]], TEMPLATE)
    return with_imports(text)


def _head(job: ExportJob) -> str:
    name = job.beside
    texts = (
        f"It reads {name}_data.safetensors and the weights to start from, "
        f"{name}_start.safetensors, and writes {name}_trained.safetensors. What the optimiser "
        "has gathered is not kept: who goes on from other weights begins anew with it.",
        "It computes on a graphics processor where there is one, and on several under torchrun: "
        "the batches stay the same and are divided among them. Dropout and all other chance is "
        "PyTorch's own, so with it the figures differ a little from those of NNStudio.",
    )
    first = f"Trains the network of {name}.py as NNStudio does."
    paragraphs = "\n\n".join(fill(text, WIDTH, break_on_hyphens=False) for text in texts)
    words = f"python {name}_train.py" if " " not in name else f"python '{name}_train.py'"
    given = f"{name}_weights.safetensors" if " " not in name else f"'{name}_weights.safetensors'"
    return f'''"""{first}

    {words}
    {words} --start {given} --epochs 3
    {words.replace("python", "torchrun --nproc-per-node=4", 1)}

{paragraphs}
"""'''


def _rates(job: ExportJob) -> dict[str, str]:
    """Return the pieces that set the learning rate before each step."""
    schedule = job.project.training.schedule
    if _constant(schedule):
        return {"FACTOR": "", "RATES": "", "LENGTH": ""}
    text = schedule_source(schedule, watched(job)[1])
    places = {
        "step": "len(losses) + 1",
        "steps_per_epoch": "steps_per_epoch",
        "total_steps": "total_steps",
        "history": "history",
    }
    used = [name for name in places if re.search(rf"\b{name}\b", text.split("\n", 1)[0])]
    length = ""
    if "steps_per_epoch" in used or "total_steps" in used:
        length = f"{INDENT}steps_per_epoch = -(-count // size)\n"
    if "total_steps" in used:
        length += f"{INDENT}total_steps = min(epochs * steps_per_epoch, steps or math.inf)\n"
    rates = RATES.replace("<<PLACE>>", ", ".join(places[name] for name in used))
    return {"FACTOR": text + "\n\n", "RATES": rates, "LENGTH": length}


def _indented(lines: list[str]) -> list[str]:
    return [INDENT + line for line in lines]


def _import(job: ExportJob) -> str:
    """Return how the module file is imported, also where its name means something else."""
    file = job.file or job.stem
    if loadable(file):
        return f"from {file} import Network, prepare"
    name = quoted(f"{file}.py")
    return f"""import importlib.util

spec = importlib.util.spec_from_file_location("network", Path(__file__).with_name({name}))
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


def _endings(job: ExportJob) -> dict[str, str]:
    """Return the pieces that keep the best weights and end the training before its last epoch."""
    training, (name, higher) = job.project.training, watched(job)
    value, before, epoch, after = f"found[{quoted(name)}]", [], [], []
    keeps = training.restore_best
    if not _constant(training.schedule) and "history" in schedule_source(training.schedule, higher):
        before.append("history = []")
        after.append(f"history.append({value})")
    if keeps or training.patience:
        before.append(f"best = {'-' if higher else ''}math.inf")
        better = [f"best = {value}"]
        if training.patience:
            before.append("waited = 0")
            after.append("waited += 1")
            better.append("waited = 0")
        if keeps:
            before.append("best_weights = {}")
            better.append(
                "best_weights = {name: value.clone() for name, value in "
                "network.state_dict().items()}"
            )
        after += [f"if {value} {'>' if higher else '<'} best:", *_indented(better)]
    if training.target_loss:
        after += [f'if found["train_loss"] <= {training.target_loss!r}:', f"{INDENT}break"]
    if training.patience:
        after += [f"if waited >= {training.patience!r}:", f"{INDENT}break"]
    counted = name == "train_accuracy"
    if counted:
        epoch.append("rights = torch.zeros(2, device=device)")
    return {
        "BEFORE": "".join(f"{INDENT}{line}\n" for line in before),
        "ANEW": "".join(f"{INDENT * 2}{line}\n" for line in epoch),
        "AFTER": "".join(f"{INDENT * 2}{line}\n" for line in after),
        "COUNTED": COUNTED.replace("<<NAME>>", quoted(figures(job)[0].name)) if counted else "",
        "SHARE": SHARE if counted else "",
        "RESTORE": RESTORE if keeps else "",
    }
