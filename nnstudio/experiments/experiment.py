"""What an experiment is: a project, what is varied in it, and the combinations that follow."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import prod

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.experiments.places import (
    Place,
    Value,
    place,
    read_value,
    require_kinds,
    value_text,
    with_values,
)
from nnstudio.graph import edits
from nnstudio.graph.codec import project_to_dict
from nnstudio.graph.project import Project

MOST_TRIALS = 10_000
"""An experiment with more combinations is a slip of the keyboard."""
LARGEST_SEED = 2**31 - 1
_COMMAS = re.compile(r",(?![^()\[\]]*[)\]])")  # not those within brackets


@dataclass(frozen=True)
class Variation:
    """A setting and the values that it takes one after the other."""

    where: Place
    values: tuple[Value, ...]

    def __str__(self) -> str:
        return f"{self.where.name}={','.join(value_text(value) for value in self.values)}"


@dataclass(frozen=True)
class Trial:
    """One network to train.

    Parameters
    ----------
    key
        Tells what is trained from anything else that could be; equal trials have equal keys.
    number
        Its place in the experiment, from 1.
    values
        Of the varied settings, in the order of the experiment.
    repeat
        Which of several trainings with the same values it is, from 1; each has another seed.
    """

    key: str
    number: int
    values: tuple[Value, ...]
    repeat: int
    project: Project


@dataclass(frozen=True)
class Experiment:
    """Every combination of some values, each trained ``repeat`` times.

    Parameters
    ----------
    project
        What is not varied.
    epochs
        How long each is trained; None: as the project says.
    """

    project: Project
    variations: tuple[Variation, ...] = ()
    repeat: int = 1
    epochs: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What the varied settings are called."""
        return tuple(variation.where.name for variation in self.variations)

    @property
    def count(self) -> int:
        """How many trainings that is, where no two are the same."""
        return self.repeat * prod(len(variation.values) for variation in self.variations)

    @cached_property
    def trials(self) -> tuple[Trial, ...]:
        """The networks to train, the last variation changing first.

        Raises
        ------
        UserError
            A value is out of its range, a setting is varied twice, or there are too many.
        """
        self.check()
        project = self.project
        if self.epochs is not None:
            project = edits.set_training(project, epochs=self.epochs)
        found: dict[str, Trial] = {}
        for values in product(*(variation.values for variation in self.variations)):
            chosen = dict(zip((v.where for v in self.variations), values, strict=True))
            varied = with_values(project, chosen)
            for repeat in range(self.repeat):
                seed = (varied.training.seed + repeat) % LARGEST_SEED
                one = varied if not repeat else edits.set_training(varied, seed=seed)
                # Where a seed is varied and repeated, two may be the same training.
                key = trial_key(one)
                found.setdefault(key, Trial(key, len(found) + 1, values, repeat + 1, one))
        return tuple(found.values())

    def check(self) -> None:
        """Refuse what is seen before the combinations are made.

        Raises
        ------
        UserError
            A setting is varied twice, a kind has not what is varied with it, or there are too many
            combinations.
        """
        places = [(v.where.owner, v.where.key) for v in self.variations]
        for variation, where in zip(self.variations, places, strict=True):
            if places.count(where) > 1:
                text = N_("{name} is varied twice. Give all its values at once.")
                raise UserError(Text(text, name=variation.where.name))
        kinds = {v.where.owner: v.values for v in self.variations if not v.where.key}
        for variation in self.variations:
            if variation.where.key:
                require_kinds(self.project, variation.where, kinds.get(variation.where.owner, ()))
        if self.repeat < 1:
            text = N_("Repeat got {got}; it expects a whole number of at least 1.")
            raise UserError(Text(text, got=self.repeat))
        if self.count > MOST_TRIALS:
            text = N_("That is {count} trainings; at most {most} are done. Give fewer values.")
            raise UserError(Text(text, count=f"{self.count:,}", most=f"{MOST_TRIALS:,}"))


def make_experiment(
    project: Project, vary: Iterable[str], *, repeat: int = 1, epochs: int | None = None
) -> Experiment:
    """Return the experiment that words such as ``learning_rate=0.1,0.01`` describe.

    Raises
    ------
    UserError
        There is no such setting or value, or there are too many combinations.
    """
    variations = tuple(read_variation(project, words) for words in vary)
    experiment = Experiment(project, variations, repeat, epochs)
    assert experiment.trials, "there is one trial at least"
    return experiment


def read_variation(project: Project, words: str) -> Variation:
    """Return what ``NAME=VALUE,VALUE,...`` says.

    Raises
    ------
    UserError
        It says nothing that can be varied.
    """
    name, sign, rest = words.partition("=")
    if not sign or not rest.strip(" ,"):
        text = N_("Got {got} to vary; expected NAME=VALUE,VALUE, such as learning_rate=0.1,0.01.")
        raise UserError(Text(text, got=repr(words)))
    return variation_of(project, name.strip(), split_values(rest))


def variation_of(project: Project, name: str, words: Sequence[str]) -> Variation:
    """Return the variation of a setting by words, each a value; a value that comes again counts once."""
    where = place(project, name)
    values = tuple(dict.fromkeys(read_value(project, where, word) for word in words))
    return Variation(where, values)


def split_values(words: str) -> list[str]:
    """Return the values in a text with commas between them; those in brackets belong together."""
    return [word.strip() for word in _COMMAS.split(words) if word.strip()]


def trial_key(project: Project) -> str:
    """Return what tells a training from every other one; looks and names do not matter to it."""
    plain = replace(project, name="", notes="")
    nodes = tuple(replace(node, x=0.0, y=0.0, title="") for node in plain.graph.nodes)
    graph = replace(plain.graph, nodes=nodes, issued=(), remarks=(), groups=())
    document = project_to_dict(replace(plain, graph=graph))
    text = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
