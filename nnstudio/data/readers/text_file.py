"""Text files of any encoding, packed or not: read within bounds and decoded, or refused in words.

The encoding is found by rules of our own: a byte order mark, valid UTF-8, the zeros of UTF-16, and
letters in pairs (GBK) or alone (Western). Detectors such as charset-normalizer and chardet judge
by whole sentences, which tables do not have: both took ``größe,farbe`` for Turkish or Polish, and
one took a table of a hundred Chinese characters for Korean.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text

AUTOMATIC = "automatic"
ENCODINGS = (
    AUTOMATIC,
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_kr",
    "cp1250",
    "cp1251",
    "cp1252",
    "latin-1",
)
MOST_BYTES = 256 * 2**20
"""The largest text that is read, after unpacking: with its cells it fills some gigabytes."""

_GZIP = b"\x1f\x8b"
_COMMON = frozenset((*range(0xA1, 0xAA), *range(0xB0, 0xD8)))
"""The first bytes of GB 2312's marks and of its letters of the first level."""
_LOOKED_AT = 1 << 16
_BINARY_SHARE = 0.002  # of control characters; text has next to none
_PAIRED_SHARE = 0.8  # of the bytes above ASCII in text of two bytes a letter
_COMMON_SHARE = 0.6  # of these pairs: marks and common letters; "öß" in Latin-1 is a rare one


@dataclass(frozen=True)
class TextFile:
    """The text of a file.

    Parameters
    ----------
    text
        Without a byte order mark; line ends are as they are in the file.
    encoding
        The one that was asked for, or found.
    whole
        Whether the file holds no more.
    """

    text: str
    encoding: str
    whole: bool


def read_text(path: Path, encoding: str = AUTOMATIC, most_bytes: int | None = None) -> TextFile:
    """Return the text of a file, which may be packed with gzip.

    Parameters
    ----------
    encoding
        One of `ENCODINGS`.
    most_bytes
        How much is looked at; of a longer file only whole lines are returned. None: all of it.

    Raises
    ------
    UserError
        The file cannot be opened, is empty, too large, damaged, no text, or of another encoding.
    """
    data, whole = read_bytes(path, most_bytes)
    if not data.strip():
        raise UserError(Text(N_("{name} is empty. Choose another file."), name=path.name))
    found = _encoding_of(data) if encoding == AUTOMATIC else encoding
    try:
        # Given all at once, so that a place in an error counts from the beginning of the file.
        text = codecs.getincrementaldecoder(found)().decode(data, final=whole)
    except UnicodeError as error:  # UTF-16 without a byte order mark has no place of its own
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = data[:start].decode(found, "ignore").count("\n") + 1
        template = N_(
            "{name}, line {line}: this is no text in the encoding {encoding}. Choose the encoding "
            "that the file was saved with."
        )
        raise UserError(Text(template, name=path.name, line=line, encoding=found)) from None
    text = text.removeprefix("\ufeff")
    _require_text(path, text)
    if not whole:
        end = max(text.rfind("\n"), text.rfind("\r"))
        text = text[: end + 1] or text
    return TextFile(text, found, whole)


def read_bytes(path: Path, most_bytes: int | None = None) -> tuple[bytes, bool]:
    """Return the bytes of a file, unpacked where it is packed with gzip, and whether they are all.

    Raises
    ------
    UserError
        The file cannot be opened, is too large, or is packed and damaged.
    """
    import gzip
    import zlib

    most = MOST_BYTES if most_bytes is None else most_bytes
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
            file.seek(0)
            if path.suffix.lower() == ".gz" and not packed:
                text = N_("{name} is called .gz, but it is not packed with gzip. Rename it.")
                raise UserError(Text(text, name=path.name))
            if not packed:
                data = file.read(most + 1)
            else:
                with gzip.GzipFile(fileobj=file) as unpacked:
                    data = unpacked.read(most + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        text = N_(
            "{name} is packed with gzip, but it is cut off or damaged. Copy or pack it again."
        )
        raise UserError(Text(text, name=path.name)) from None
    except OSError as error:
        text = N_("{name} cannot be opened: {reason}.")
        reason = error.strerror or type(error).__name__
        raise UserError(Text(text, name=path.name or str(path), reason=reason)) from None
    if len(data) <= most:
        return data, True
    if most_bytes is None:
        text = N_("{name} holds more than {most} MB of text. Split it, or take a part of it.")
        raise UserError(Text(text, name=path.name, most=MOST_BYTES >> 20))
    return data[:most], False


def _encoding_of(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = data[:_LOOKED_AT]
    zeros = [start[side::2].count(0) / max(1, len(start) // 2) for side in (0, 1)]
    for side, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if zeros[side] > 0.1 and zeros[1 - side] < 0.01 and _decodes(data, name):
            return name
    if _decodes(data, "utf-8"):
        return "utf-8"
    above_ascii = len(data.translate(None, bytes(range(128))))
    pairs = re.findall(rb"[\xa1-\xf7][\xa1-\xfe]", data)
    common = sum(pair[0] in _COMMON for pair in pairs)
    paired = 2 * len(pairs) >= _PAIRED_SHARE * above_ascii and common >= _COMMON_SHARE * len(pairs)
    if paired and _decodes(data, "gb18030"):
        return "gb18030"
    return "cp1252" if _decodes(data, "cp1252") else "latin-1"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _require_text(path: Path, text: str) -> None:
    """Refuse what is no text: zeros, or more control characters than any text has."""
    start = text[:_LOOKED_AT]
    controls = len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", start))
    if controls > max(1.0, _BINARY_SHARE * len(start)):
        template = N_("{name} is not a text file. Choose a file of text, such as CSV.")
        raise UserError(Text(template, name=path.name))
    if (place := text.find("\0")) >= 0:
        template = N_(
            "{name}, line {line}: there is a zero byte, so the file is damaged or not text. Save "
            "it again as text."
        )
        raise UserError(Text(template, name=path.name, line=text.count("\n", 0, place) + 1))
