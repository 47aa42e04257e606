"""What can be made of a column, in words."""

from __future__ import annotations

from nnstudio.core.text import N_
from nnstudio.graph.data_plan import Column

CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "type": {
        "number": (N_("number"), N_("A quantity: it is read and scaled as a number.")),
        "category": (N_("category"), N_("One of a few words or marks.")),
        "date": (N_("date"), N_("A date: it becomes days since 1970-01-01.")),
        "text": (N_("text"), N_("Free words, which a table does not learn from.")),
    },
    "role": {
        "feature": (N_("to learn from"), N_("The network gets it.")),
        "target": (N_("to predict"), N_("The network has to find it out.")),
        "split": (
            N_("says the part"),
            N_("It says which rows are to train, validate or test with."),
        ),
        "time": (N_("order in time"), N_("It says in which order the rows follow one another.")),
        "ignored": (N_("left aside"), N_("It is not used.")),
    },
    "encoding": {
        "one_hot": (
            N_("a column for each"),
            N_("Each category becomes a column of 0 and 1 (one-hot)."),
        ),
        "index": (N_("its number"), N_("Each category becomes a number, for an Embedding.")),
    },
    "missing": {
        "drop": (N_("leave the row out"), N_("Rows without this value are not used.")),
        "fill": (
            N_("fill it in"),
            N_("With the median or the commonest category of the training part."),
        ),
        "flag": (
            N_("fill in and tell"),
            N_("Filled in, and a further column says where something was missing."),
        ),
    },
}
"""For each field of a `Column` its words, with their names and what they mean."""


def choices_of(field: str, column: Column) -> tuple[str, ...]:
    """Return the words that make sense for a field of a column; none where it does not matter."""
    used = column.role in ("feature", "target")
    if field == "encoding" and not (column.role == "feature" and column.type == "category"):
        return ()
    if field == "missing" and not used:
        return ()
    if field == "missing" and column.role == "target":
        return ("drop",)
    return tuple(CHOICES[field])
