"""How texts are read, as the user decides it."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.data.readers.class_folders import DIVISIONS
from nnstudio.data.readers.delimited_options import DelimitedOptions
from nnstudio.data.readers.dialect import DELIMITERS
from nnstudio.data.readers.text_file import AUTOMATIC
from nnstudio.data.readers.tokens import CHARACTERS, RESERVED, WORDS
from nnstudio.graph.data_codec import MOST_CLASSES

NEXT, CLASS = "next_token", "class"
WINDOWS, LINES, FILES = "windows", "lines", "files"
EVERY, LAST = "every_step", "last"
FRONT, END = "front", "end"
MOST_STEPS = 10_000
LARGEST_VOCABULARY = MOST_CLASSES - RESERVED


@dataclass(frozen=True)
class TextOptions(DelimitedOptions):
    """How texts become token numbers; ``"automatic"`` and 0 mean: as the texts suggest."""

    name = "text"
    label = N_("Text")

    task: str = param(
        AUTOMATIC,
        choices=(AUTOMATIC, NEXT, CLASS),
        label=N_("Task"),
        help=N_("Whether the next character or word is to be predicted, or the class of a text."),
    )
    unit: str = param(
        AUTOMATIC,
        choices=(AUTOMATIC, CHARACTERS, WORDS),
        label=N_("Unit"),
        help=N_("What a step is: a character, or a word with punctuation marks as words."),
    )
    layout: str = param(
        AUTOMATIC,
        choices=(AUTOMATIC, WINDOWS, LINES, FILES),
        label=N_("Samples"),
        help=N_(
            "windows: pieces of a document, all equally long; lines: each line is a sample, such as "
            "a name or a poem; files: each file of a folder. Short lines and files are filled up."
        ),
    )
    steps: int = param(
        0,
        low=0,
        high=MOST_STEPS,
        label=N_("Steps"),
        help=N_("How many characters or words a sample has; 0: as suits the text."),
    )
    stride: int = param(
        0,
        low=0,
        high=1_000_000,
        label=N_("Stride"),
        help=N_("By how many steps each window lies behind the one before; 0: as suits the text."),
        shown_if=("layout", (AUTOMATIC, WINDOWS)),
    )
    predict: str = param(
        EVERY,
        choices=(EVERY, LAST),
        label=N_("Predict"),
        help=N_(
            "Whether the next token is asked for at every step of a window, or behind the last."
        ),
        shown_if=("layout", (AUTOMATIC, WINDOWS)),
    )
    padding: str = param(
        AUTOMATIC,
        choices=(AUTOMATIC, FRONT, END),
        label=N_("Padding"),
        help=N_("At which end short samples are filled up with the token 0."),
        shown_if=("layout", (AUTOMATIC, LINES, FILES)),
    )
    vocabulary: int = param(
        0,
        low=0,
        high=LARGEST_VOCABULARY,
        label=N_("Largest vocabulary"),
        help=N_(
            "So many of the most frequent tokens are told apart, rarer ones are unknown; 0: as suits."
        ),
    )
    lower_case: bool = param(
        False,
        label=N_("All small letters"),
        help=N_("Capital letters are read as small ones."),
    )
    normalise: bool = param(
        True,
        advanced=True,
        label=N_("Unicode form NFC"),
        help=N_("A letter with an accent is one character, however it was typed."),
    )
    division: str = param(
        AUTOMATIC,
        choices=DIVISIONS,
        advanced=True,
        label=N_("Folders for training and test"),
        help=N_("How folders called train, validation and test divide the samples."),
    )
    delimiter: str = param(
        AUTOMATIC,
        choices=(AUTOMATIC, *DELIMITERS),
        advanced=True,
        label=N_("Delimiter"),
        help=N_("What stands between two cells of a row; space: any white space."),
    )
    header: str = param(
        AUTOMATIC,
        choices=(AUTOMATIC, "yes", "no"),
        advanced=True,
        label=N_("Names in the first row"),
        help=N_("Whether the first row names the columns."),
    )
    comment: str = param(
        AUTOMATIC,
        advanced=True,
        label=N_("Comment mark"),
        help=N_("Lines that begin with it are left out; none: no line is."),
    )
    decimal: str = "point"  # a text has no numbers
