"""How a delimited text is read, as the user decides it."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_
from nnstudio.data.readers.dialect import DELIMITERS
from nnstudio.data.readers.text_file import AUTOMATIC, ENCODINGS


@dataclass(frozen=True)
class DelimitedOptions(Settings):
    """How a delimited text is read; ``"automatic"`` means: as its first lines suggest."""

    name = "delimited"
    label = N_("Delimited text")

    delimiter: str = param(
        AUTOMATIC,
        choices=(AUTOMATIC, *DELIMITERS),
        label=N_("Delimiter"),
        help=N_("What stands between two cells of a row; space: any white space."),
    )
    encoding: str = param(
        AUTOMATIC,
        choices=ENCODINGS,
        label=N_("Encoding"),
        help=N_("How letters were saved; gb18030 is GBK, cp1252 and latin-1 are Western."),
    )
    decimal: str = param(
        AUTOMATIC,
        choices=(AUTOMATIC, "point", "comma"),
        label=N_("Decimal mark"),
        help=N_("Whether numbers are written 3.14 or 3,14."),
    )
    header: str = param(
        AUTOMATIC,
        choices=(AUTOMATIC, "yes", "no"),
        label=N_("Names in the first row"),
        help=N_("Whether the first row names the columns."),
    )
    comment: str = param(
        AUTOMATIC,
        label=N_("Comment mark"),
        help=N_("Lines that begin with it are left out; none: no line is."),
    )
