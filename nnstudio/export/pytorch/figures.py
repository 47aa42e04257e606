"""What the training script measures beside the loss, and which figure decides."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.engine.endings import watchable
from nnstudio.engine.planned_output import YES, PlannedOutput
from nnstudio.engine.scores import better_when_higher, output_metrics
from nnstudio.export.base import ExportJob
from nnstudio.export.pytorch.loss_lines import loss_call, target_of
from nnstudio.export.pytorch.place import ACTIVATIONS
from nnstudio.export.source_text import quoted
from nnstudio.metrics.top_k_accuracy import TopKAccuracy

INDENT = " " * 4
_SHARE, _MEAN = "float({x}.float().mean())", "float({x}.mean())"
_BOTH = "torch.stack([named, true], 1)"

_METRICS = {
    "accuracy": ("named == true", _SHARE),
    "top_k_accuracy": ("(chances.topk({k}).indices == true[:, None]).any(-1)", _SHARE),
    "precision": (_BOTH, "score_of_classes(*{x}.T, {classes}, 1.0)"),
    "recall": (_BOTH, "score_of_classes(*{x}.T, {classes}, 0.0)"),
    "f1": (_BOTH, "score_of_classes(*{x}.T, {classes}, 0.5)"),
    "perplexity": (
        "-chances.gather(1, true[:, None])[:, 0].clamp(min=torch.finfo(rows.dtype).tiny).log()",
        "math.exp({x}.double().mean())",
    ),
    "r2": ("torch.stack([rows, true], 1)", "explained(*{x}.unbind(1))"),
    "mean_absolute_error": ("(rows - true).abs().mean(-1)", _MEAN),
    "root_mean_squared_error": ("(rows - true).square().mean(-1)", "float({x}.mean()) ** 0.5"),
    "loss": ("each", _MEAN),
}
"""By metric: what is kept of each sample, and what becomes of all that was kept."""

_SCORE_OF_CLASSES = '''\
def score_of_classes(named, true, classes, part):
    """The mean of right / (part * named + (1 - part) * true) over the classes that occur.

    With a part of 1 that is the precision, with 0 the recall, and with a half the F1 score.
    """
    right = torch.bincount(named[named == true], minlength=classes)
    named, true = (torch.bincount(numbers, minlength=classes) for numbers in (named, true))
    each = (right / (part * named + (1 - part) * true)).nan_to_num(0.0)
    return float(each[named + true > 0].mean())


'''
_EXPLAINED = '''\
def explained(y, t):
    """The share of the targets' spread that is explained (R²), the mean over the units."""
    y, t = y.double(), t.double()
    missed, spread = (y - t).square().sum(0), (t - t.mean(0)).square().sum(0)
    alike = (missed == 0).double()  # what a unit counts whose targets are all equal
    some = spread > 1e-13 * t.square().sum(0)
    return float(torch.where(some, 1 - missed / spread, alike).mean())


'''


@dataclass(frozen=True)
class Figure:
    """A figure of samples.

    Parameters
    ----------
    name
        What it is called, as in `nnstudio.engine.scores.Scores.named`.
    metric
        The name of the metric; ``loss``: the loss of one of several outputs.
    """

    name: str
    output: PlannedOutput
    metric: str


def watched(job: ExportJob) -> tuple[str, bool]:
    """Return the figure that decides which epoch is best, and whether it should grow."""
    name = job.project.training.watch
    if name.startswith("val_") and not job.data.validation:
        name = "train_loss"
    return name, name == "train_accuracy" or better_when_higher(name.removeprefix("val_"))


def known_watch(job: ExportJob) -> bool:
    """Return whether the network has the figure that is watched, and the script words for it."""
    name = watched(job)[0]
    if name == "train_accuracy":
        return job.plan.outputs[0].task == "classification"
    plain = name.removeprefix("val_").rpartition("/")[2]
    return name in watchable(job.plan) and plain in (*_METRICS, "train_loss")


def figures(job: ExportJob) -> list[Figure]:
    """Return what is measured: how often the first output is right, and what is watched."""
    several, first, found = len(job.plan.outputs) > 1, job.plan.outputs[0], []
    if first.task == "classification":
        name = f"{first.name}/accuracy" if several else "accuracy"
        found.append(Figure(name, first, "accuracy"))
    name = watched(job)[0]
    if name in ("train_loss", "train_accuracy", "val_loss"):
        return found
    name = name.removeprefix("val_")
    output, _, metric = name.rpartition("/")
    chosen = next(o for o in job.plan.outputs if o.name == output) if several else first
    figure = Figure(name, chosen, metric)
    return found if figure in found else [*found, figure]


def figures_source(job: ExportJob) -> str:
    """Return the functions that measure; nothing where there is only the loss."""
    wanted = figures(job)
    if not wanted:
        return ""
    metrics = {figure.metric for figure in wanted}
    kept, lines = {}, []
    for output in dict.fromkeys(figure.output.name for figure in wanted):
        own = [figure for figure in wanted if figure.output.name == output]
        lines += _rows(job, own[0].output, {figure.metric for figure in own})
        for figure in own:
            kept[figure.name] = _words(figure)[0]
            if len({f.output.name for f in wanted}) > 1:
                lines.append(f"kept_{len(kept)} = {kept[figure.name]}")
                kept[figure.name] = f"kept_{len(kept)}"
    given = ", ".join(f"{quoted(name)}: {value}" for name, value in kept.items())
    computed = [
        f"    {quoted('val_' + f.name)}: {_words(f)[1].format(x=f'judged[{quoted(f.name)}]')},"
        for f in wanted
    ]
    body = "\n".join(f"{INDENT}{line}" for line in lines)
    results = "\n".join(f"{INDENT}{line}" for line in ["return {", *computed, "}"])
    return (
        (_SCORE_OF_CLASSES if metrics & {"precision", "recall", "f1"} else "")
        + (_EXPLAINED if "r2" in metrics else "")
        + f'''\
def judge(y, t):
    """Return by figure what it is computed from: something of each sample."""
{body}
    return {{{given}}}


def figures(judged):
    """Return the figures of samples from what `judge` gave."""
{results}


'''
    )


def _words(figure: Figure) -> tuple[str, str]:
    metric = output_metrics(figure.output).get(figure.metric)
    k = metric.k if isinstance(metric, TopKAccuracy) else 0
    kept, result = _METRICS[figure.metric]
    classes = max(2, figure.output.shape[-1])
    return kept.format(k=k), result.replace("{classes}", str(classes))


def _rows(job: ExportJob, output: PlannedOutput, metrics: set[str]) -> list[str]:
    """Return the lines that take the answers of an output, and its targets, as rows."""
    lines = [f"each = {loss_call(job, output)}"] if "loss" in metrics else []
    several = len(job.plan.outputs) > 1
    y = f"y[{quoted(output.name)}]" if several else "y"
    units, t = output.shape[-1], target_of(job, output)
    if output.loss.targets == "indices" and "loss" in metrics:
        lines.append(f"each = each[{t}.reshape(-1) >= 0]")
    if metrics <= {"loss"}:
        return lines
    if output.task == "classification":
        return lines + _class_rows(job, output, metrics, y, t)
    scale = _scale(output.scale)
    shaped = f".reshape(-1, {units})" if len(output.shape) > 1 else ""
    start = f".flatten(1){scale}" if shaped and scale.startswith(" / torch") else scale
    rows, true = (
        f"({v}{start}){shaped}" if start and shaped else v + start + shaped for v in (y, t)
    )
    return [*lines, f"rows = {rows}", f"true = {true}"]


def _scale(scale: tuple[float, ...]) -> str:
    """Return what turns numbers back into the size that they have in the data."""
    if not scale:
        return ""
    alike = len(set(scale)) == 1
    return f" / {scale[0]!r}" if alike else f" / torch.tensor({list(scale)}, device=t.device)"


def _class_rows(
    job: ExportJob, output: PlannedOutput, metrics: set[str], y: str, t: str
) -> list[str]:
    units, indices = output.shape[-1], output.loss.targets == "indices"
    lines = [f"rows = {y}.reshape(-1, {units})" if len(output.shape) > 1 else f"rows = {y}"]
    if indices:
        lines += [f"true = {t}.reshape(-1).long()", "rows, true = rows[true >= 0], true[true >= 0]"]
    elif units == 1:
        lines.append(f"true = ({t}.reshape(-1) >= {YES}).long()")
    else:
        shaped = f".reshape(-1, {units})" if len(output.shape) > 1 else ""
        lines.append(f"true = {t}{shaped}.argmax(-1)")
    if metrics - {"top_k_accuracy", "perplexity", "loss"}:
        border = 0.0 if output.fused else output.loss.border
        named = f"(rows[:, 0] >= {border!r}).long()" if units == 1 else "rows.argmax(-1)"
        lines.append(f"named = {named}")
    if metrics & {"top_k_accuracy", "perplexity"}:
        chances = "rows"
        if output.fused:
            layer = job.plan.node(output.node).layer
            assert isinstance(layer, ActivatedLayer)
            name = layer.activation_function().name
            chances = ACTIVATIONS[name].format(z="rows", slope=0.0, axis=-1)
        lines.append(f"chances = {chances}")
        if units == 1:
            lines.append("chances = torch.cat([1 - chances, chances], -1)")
    return lines
