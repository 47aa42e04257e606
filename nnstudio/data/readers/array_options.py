"""The options of arrays: which is what, and the order of their axes."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_
from nnstudio.data.readers.array_samples import FORMS, LAYOUTS


@dataclass(frozen=True)
class ArrayOptions(Settings):
    """How arrays are read."""

    name = "arrays"
    label = N_("Arrays")

    samples: str = param(
        "",
        label=N_("Samples"),
        help=N_("The name of the array of samples; empty: found by its name, such as x_train."),
    )
    targets: str = param(
        "",
        label=N_("Targets"),
        help=N_("The name of the array of labels or numbers to predict; a dash: there is none."),
    )
    validation_samples: str = param(
        "",
        label=N_("Validation samples"),
        help=N_("The name of the array of samples for validation; a dash: there is none."),
        advanced=True,
    )
    validation_targets: str = param(
        "",
        label=N_("Validation targets"),
        help=N_("The name of the array of what is to be predicted in validation."),
        advanced=True,
    )
    test_samples: str = param(
        "",
        label=N_("Test samples"),
        help=N_("The name of the array of samples for the test; a dash: there is none."),
        advanced=True,
    )
    test_targets: str = param(
        "",
        label=N_("Test targets"),
        help=N_("The name of the array of what is to be predicted in the test."),
        advanced=True,
    )
    form: str = param(
        "automatic",
        choices=FORMS,
        label=N_("Form"),
        help=N_("What a sample is: a picture, a sequence of steps, or a row of a table."),
    )
    layout: str = param(
        "automatic",
        choices=LAYOUTS,
        label=N_("Layout"),
        help=N_(
            "The order of the axes: channels last (samples × height × width × channels, or samples "
            "× steps × features), channels first, steps first or samples last."
        ),
    )
    low: float = param(
        0.0,
        label=N_("Black"),
        help=N_("The number that is black in pictures; black and white both 0: found out."),
        advanced=True,
    )
    high: float = param(
        0.0,
        label=N_("White"),
        help=N_("The number that is white in pictures; black and white both 0: found out."),
        advanced=True,
    )
