"""How a table is read, as the user decides it."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.data.readers.column_cells import Writing
from nnstudio.data.readers.delimited_options import DelimitedOptions
from nnstudio.data.readers.text_file import AUTOMATIC


@dataclass(frozen=True)
class TableOptions(DelimitedOptions):
    """How a table is read; ``"automatic"`` means: as the file suggests."""

    name = "table"
    label = N_("Table")

    missing_marks: str = param(
        "NA N/A n/a #N/A ? - null NULL nan NaN",
        label=N_("Missing marks"),
        help=N_("What stands for a missing value, with spaces between; empty cells always do."),
    )
    trim: bool = param(
        False,
        label=N_("Trim labels"),
        help=N_("Spaces before and behind a label do not count: ' cat' is 'cat'."),
    )
    dates: str = param(
        AUTOMATIC,
        choices=(AUTOMATIC, "day", "month"),
        label=N_("First in dates"),
        help=N_("Whether 3/4/2020 begins with the day or the month."),
    )
    sheet: str = param(
        "",
        label=N_("Sheet"),
        help=N_("Which sheet of a workbook is read; empty: the first one with cells."),
    )

    @property
    def writing(self) -> Writing:
        """How cells are to be understood."""
        marks = frozenset(self.missing_marks.split())
        decimal = "comma" if self.decimal == "comma" else "point"
        return Writing(decimal, marks, self.trim, self.dates)
