"""The words among which the settings of a reader are chosen, as people say them."""

from __future__ import annotations

from nnstudio.app.translate import tr_text
from nnstudio.core.text import N_

_WORDS = {
    "automatic": N_("find out"),
    "yes": N_("yes"),
    "no": N_("no"),
    "none": N_("none"),
    # tables
    "comma": N_("comma ,"),
    "semicolon": N_("semicolon ;"),
    "tab": N_("tab"),
    "space": N_("spaces"),
    "pipe": N_("bar |"),
    "point": N_("point ."),
    "day": N_("the day: 31/12/2020"),
    "month": N_("the month: 12/31/2020"),
    # pictures
    "stretch": N_("stretch to the shape"),
    "letterbox": N_("whole, with bars beside"),
    "crop": N_("cut off what sticks out"),
    "grey": N_("grey"),
    "rgb": N_("colour (red, green, blue)"),
    "white": N_("white"),
    "black": N_("black"),
    "test": N_("test only"),
    "parts": N_("validation and test"),
    # text
    "next_token": N_("what comes next"),
    "class": N_("the class of a text"),
    "characters": N_("characters"),
    "words": N_("words"),
    "windows": N_("windows of one long text"),
    "lines": N_("each line"),
    "files": N_("each file"),
    "every_step": N_("at every step"),
    "front": N_("in front"),
    "end": N_("at the end"),
    # series and sound
    "seasonal": N_("to a season before"),
    "spectrogram": N_("spectrogram"),
    "raw": N_("the wave itself"),
    "folder": N_("the folder"),
    "second": N_("the second word"),
    "third": N_("the third word"),
    # arrays
    "table": N_("rows of numbers"),
    "pictures": N_("pictures"),
    "sequences": N_("sequences"),
    "channels first": N_("channels first"),
    "channels last": N_("channels last"),
    "samples last": N_("samples last"),
    "steps first": N_("steps first"),
}
_IN_PLACE = {
    ("differences", "first"): N_("to the step before"),
    ("naming", "first"): N_("the first word"),
    ("naming", "last"): N_("the last word"),
    ("predict", "last"): N_("at the last step"),
    ("decimal", "comma"): N_("comma ,"),
}
"""Words that mean something else in one setting than in others."""
_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "gb18030": "GB18030, GBK",
    "big5": "Big5",
    "shift_jis": "Shift JIS",
    "euc_kr": "EUC-KR",
    "latin-1": "Latin-1",
    "cp1250": "Windows 1250",
    "cp1251": "Windows 1251",
    "cp1252": "Windows 1252",
}


def option_words(setting: str, choice: str) -> tuple[str, str]:
    """Return the visible name of a choice, and an explanation of it."""
    if setting == "encoding" and choice in _ENCODINGS:
        return _ENCODINGS[choice], ""
    text = _IN_PLACE.get((setting, choice)) or _WORDS.get(choice) or choice.replace("_", " ")
    return tr_text(text), ""
