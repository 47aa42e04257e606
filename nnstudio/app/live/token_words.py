"""What token numbers stand for, and how it is written where it must be seen."""

from __future__ import annotations

from nnstudio.graph.data_plan import Column, DataPlan
from nnstudio.graph.signature import Signature

_SIGNS = {" ": "␣", "\n": "↵", "\t": "⇥"}


def words_of(signature: Signature, columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Return what each token number stands for: padding, unknown, then the vocabulary."""
    if not signature.tokens:  # a target of numbers has no classes either
        return ()
    for target in signature.all_targets:
        if len(target.classes) == signature.tokens:
            return ("", "", *target.classes[2:])
    for column in columns:
        categories = column.categories
        if categories and len(categories) == signature.tokens - 2:
            return ("", "", *categories)
    return ()


def plan_words(plan: DataPlan) -> tuple[str, ...]:
    """Return what each token number of a plan's texts stands for."""
    return words_of(plan.signature, plan.source.columns)


def visible(name: str) -> str:
    """Return a name; white space, a character of texts, as a sign that can be seen."""
    return _SIGNS.get(name, name)
