"""The target: one file of C99."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnstudio.core.settings import param
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import Plan
from nnstudio.export.base import Exporter, ExportJob, ExportOptions
from nnstudio.export.c_source.activating import ACTIVATIONS
from nnstudio.export.c_source.source_file import source_file
from nnstudio.export.c_source.words import writers

SHOWN_NUMBERS = 32
"""Of longer arrays a preview shows the first ones."""


@dataclass(frozen=True)
class COptions(ExportOptions):
    """What can be chosen for the C file."""

    name = "c"
    label = N_("C source")

    preprocessing: bool = param(
        True,
        label=N_("In the units of the data"),
        help=N_(
            "Samples come in the units of the data and are scaled as in the training, and answers "
            "are in the units of the data; otherwise both are as the network has them."
        ),
    )
    program: bool = param(
        True,
        label=N_("With a program"),
        help=N_("Add a main function that reads samples as numbers and prints the answers."),
    )


class CExporter(Exporter):
    """Writes a C99 file that needs nothing but the standard library.

    Everything is float; the memory is static and its size stands in the first lines. The file
    gives one function, ``<stem>_predict``.
    """

    name = "c"
    label = N_("C source (.c)")
    summary = N_("One file that computes the network, for microcontrollers and curiosity.")
    suffix = ".c"
    order = 50
    Options = COptions

    def files(self, job: ExportJob) -> dict[str, bytes]:
        options = job.options
        assert isinstance(options, COptions)
        text = source_file(job, options.preprocessing, options.program)
        return {self.suffix: text.encode()}

    def preview(self, job: ExportJob, contents: Mapping[str, bytes]) -> dict[str, str]:
        options = job.options
        assert isinstance(options, COptions)
        shown = source_file(job, options.preprocessing, options.program, SHOWN_NUMBERS)
        return {self.suffix: shown}

    def missing(self, plan: Plan) -> tuple[tuple[str, Text], ...]:
        return writers.missing(plan, "C source", ACTIVATIONS)
