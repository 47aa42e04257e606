"""The settings of a project that an experiment can vary, by name, and projects with other values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from nnstudio.core.errors import UserError
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.core.whole_numbers import whole_numbers
from nnstudio.experiments.data_choices import (
    OWNERS,
    data_params,
    data_settings,
    require_data,
    with_data,
)
from nnstudio.graph import edits
from nnstudio.graph.block_settling import settled
from nnstudio.graph.project import Project
from nnstudio.graph.training_plan import TrainingPlan
from nnstudio.losses import all_losses
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.schedules import all_schedules

Value = int | float | str | bool | tuple[int, ...] | tuple[float, ...]

PARTS = ("optimizer", "schedule", "loss", "clipping")
"""What training consists of; each has settings of its own."""
KINDS = {
    "optimizer": N_("Optimizer"),
    "schedule": N_("Learning rate schedule"),
    "loss": N_("Loss"),
}
"""What consists of several kinds, and what a form calls it."""
SHORT = ("optimizer", "schedule")
"""The parts whose settings can be named alone, such as ``learning_rate``."""
YES, NO = ("yes", "true", "1"), ("no", "false", "0")


@dataclass(frozen=True)
class Place:
    """One setting that can be varied.

    Parameters
    ----------
    name
        What the user calls it: ``learning_rate``, ``optimizer``, ``dense_1.activation``.
    owner
        The node or the part of training that has it; empty: training itself.
    key
        The name of the field; empty: which of several kinds the part is, such as the optimiser.
    choices
        The words it can be; empty: it is a number or a text.
    label
        What a form calls it, marked with `N_`.
    """

    name: str
    owner: str
    key: str
    choices: tuple[str, ...] = ()
    label: str = ""


def places(project: Project) -> tuple[Place, ...]:
    """Return the settings that can be varied, those of training first."""
    return tuple(_places(project))


def place(project: Project, name: str) -> Place:
    """Return a setting by its name; `learning_rate` is short for `optimizer.learning_rate`.

    Raises
    ------
    UserError
        There is none; the text names the nearest.
    """
    known = {found.name: found for found in places(project)}
    if name in known:
        return known[name]
    # Which settings a part has depends on its kind, which may be varied too.
    owner, dot, key = name.rpartition(".")
    for part in (owner,) if dot else SHORT:
        for kind in _kinds(part).values():
            if key in kind.params():
                info = kind.params()[key]
                return Place(name, part, key, info.choices, info.label)
    near = get_close_matches(name, known, n=3)
    if near:
        text = N_("There is no setting {name} to vary. Did you mean {near}?")
        raise UserError(Text(text, name=repr(name), near=", ".join(near)))
    text = N_("There is no setting {name} to vary. There are: {known}.")
    raise UserError(Text(text, name=repr(name), known=", ".join(known)))


def present_value(project: Project, where: Place) -> Value:
    """Return what a setting is in the project; of a kind that it is not, what it begins with."""
    if not where.key:
        return _holder(project, where.owner).name
    value: Value = getattr(_holder_with(project, where), where.key)
    return value


def read_value(project: Project, where: Place, word: str) -> Value:
    """Return what a word of the user's means for a setting.

    Raises
    ------
    UserError
        It is no such value, or out of its range.
    """
    value = _read(project, where, word.strip())
    if where.owner in OWNERS:
        require_data(project.data, where.owner, where.key, value)
    elif where.key:
        _holder_with(project, where).with_values(**{where.key: value})
    return value


def require_kinds(project: Project, where: Place, kinds: Sequence[Value]) -> None:
    """Refuse a setting that one of the kinds that are to be tried has not.

    Raises
    ------
    UserError
        The text names the kind.
    """
    for kind in kinds:
        owner = _kinds(where.owner)[str(kind)]
        if where.key not in owner.params():
            raise _lacking(owner, where)
    if not kinds and where.key not in type(_holder(project, where.owner)).params():
        raise _lacking(type(_holder(project, where.owner)), where)


def _read(project: Project, where: Place, word: str) -> Value:
    default = present_value(project, where)
    if isinstance(default, bool):
        if word.lower() not in YES + NO:
            raise _refused(where, word, Text(N_("yes or no")))
        return word.lower() in YES
    if isinstance(default, tuple):
        numbers = whole_numbers(word)
        if numbers is None or len(numbers) not in (1, len(default)):
            text = N_("{count} whole numbers, such as {example}")
            expected = Text(text, count=len(default), example=value_text(default))
            raise _refused(where, word, expected)
        return numbers if len(numbers) > 1 else numbers * len(default)
    if isinstance(default, str):
        same = [choice for choice in where.choices if choice.lower() == word.lower()]
        if where.choices and not same:
            raise _refused(
                where, word, Text(N_("one of: {choices}"), choices=", ".join(where.choices))
            )
        return same[0] if same else word
    try:
        return int(word) if isinstance(default, int) else float(word)
    except ValueError:
        noun = Text(N_("a whole number")) if isinstance(default, int) else Text(N_("a number"))
        raise _refused(where, word, noun) from None


def value_text(value: Value) -> str:
    """Return a value as the user writes it: ``0.01``, ``relu``, ``yes``, ``3x3``."""
    if isinstance(value, bool):
        return YES[0] if value else NO[0]
    if isinstance(value, tuple):
        return "x".join(value_text(item) for item in value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def with_values(project: Project, values: Mapping[Place, Value]) -> Project:
    """Return the project with other settings; kinds are chosen before their settings are set.

    Raises
    ------
    UserError
        A value is out of its range, or the kind that is chosen has no such setting.
    """
    of_data = {(w.owner, w.key): value for w, value in values.items() if w.owner in OWNERS}
    if of_data:
        project = edits.set_data(project, with_data(project.data, of_data))
    for where in sorted(values, key=lambda each: bool(each.key)):
        if where.owner not in OWNERS:
            project = _with_value(project, where, values[where])
    return settled(project)


# ---- within ----


def _with_value(project: Project, where: Place, value: Value) -> Project:
    holder = _holder(project, where.owner)
    if not where.key:
        # The kind that it is already keeps its settings.
        kind = holder if value == holder.name else _kinds(where.owner)[str(value)]()
        return project.with_training(**{where.owner: kind})
    if where.key not in type(holder).params():
        raise _lacking(type(holder), where)
    if not where.owner:
        return edits.set_training(project, **{where.key: value})
    if where.owner in PARTS:
        return project.with_training(**{where.owner: holder.with_values(**{where.key: value})})
    return edits.set_values(project, where.owner, **{where.key: value})


def _places(project: Project) -> Iterator[Place]:
    training = project.training
    for key, info in type(training.optimizer).params().items():
        yield Place(key, "optimizer", key, info.choices, info.label)
    for part in PARTS:
        if part in KINDS:
            yield Place(part, part, "", tuple(_kinds(part)), KINDS[part])
    for key, info in TrainingPlan.params().items():
        yield Place(key, "", key, info.choices, info.label)
    for part in PARTS[1:]:
        for key, info in type(getattr(training, part)).params().items():
            yield Place(f"{part}.{key}", part, key, info.choices, info.label)
    for owner, key, info in data_params(project.data):
        yield Place(f"{owner}.{key}", owner, key, info.choices, info.label)
    for node in project.graph.nodes:
        for key, info in type(node.layer).params().items():
            yield Place(f"{node.id}.{key}", node.id, key, info.choices, info.label)


def _holder(project: Project, owner: str) -> Settings:
    if not owner:
        return project.training
    if owner in OWNERS:
        return data_settings(project.data, owner)
    if owner in PARTS:
        found: Settings = getattr(project.training, owner)
        return found
    return project.graph.by_id[owner].layer


def _holder_with(project: Project, where: Place) -> Settings:
    """Return who has a setting; where the present kind has it not, the first that has."""
    holder = _holder(project, where.owner)
    if where.key in type(holder).params():
        return holder
    return next(kind for kind in _kinds(where.owner).values() if where.key in kind.params())()


def _kinds(part: str) -> Mapping[str, type[Settings]]:
    """Return the kinds that a part of training can be, by name."""
    if part == "optimizer":
        return all_optimizers()
    if part == "schedule":
        return all_schedules()
    return all_losses() if part == "loss" else {}


def _lacking(owner: type[Settings], where: Place) -> UserError:
    text = N_("{owner} has no setting {setting}. Vary it only together with kinds that have.")
    return UserError(Text(text, owner=Text(owner.label), setting=where.key))


def _refused(where: Place, got: str, expected: Text) -> UserError:
    text = N_("{setting} got {got}; it expects {expected}.")
    return UserError(Text(text, setting=where.name, got=repr(got), expected=expected))
