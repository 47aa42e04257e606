"""Ways in which files are spoiled: by accident, by other programs, or on purpose."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Sequence
from random import Random

SUFFIXES = [
    ".csv",
    ".tsv",
    ".data",
    ".txt",
    ".json",
    ".jsonl",
    ".gz",
    ".csv.gz",
    ".xlsx",
    ".png",
    ".jpg",
    ".gif",
    ".bmp",
    ".tif",
    ".webp",
    ".npy",
    ".npz",
    ".wav",
    ".md",
    ".bin",
]
GZIP, ZIP = b"\x1f\x8b", b"PK\3\4"
LARGEST = 200_000
HUGE = (0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x01000000)
WORDS = (
    b"",
    b"\0",
    b"\xff",
    b"\x80",
    b'"',
    b'""',
    b"'",
    b",",
    b",,,,",
    b";",
    b"\t",
    b"\n",
    b"\r",
    b"\r\n\r\n",
    b"\n\n\n",
    b"#",
    b"nan",
    b"inf",
    b"-inf",
    b"1e999",
    b"-1e308",
    b"1e-320",
    b"99999999999999999999",
    b"0x1F",
    b"1_000",
    b"NA",
    b"?",
    b"null",
    b"true",
    b"[",
    b"{",
    b"}",
    b"]" * 50,
    b"[" * 5000,
    b"{}",
    b"9" * 5000,
    b"0001-01-01",
    b"9999-12-31T23:59:60Z",
    b"2024-02-30",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xf0\x9f\x98\x80",
    "ﬁ\u0301\u202e\u2028\x85".encode(),
    "类别".encode("gbk"),
    "größe".encode("latin-1"),
    b"{0}{x}%s%(n)d",
)

Mutation = Callable[[Random, bytes, bytes], bytes]


def mutate(random: Random, data: bytes, other: bytes) -> bytes:
    """Return a file spoiled in one to four ways.

    Parameters
    ----------
    other
        Another file, which parts may come from.
    """
    inside = random.random() < 0.7  # of what is packed, what is in it is spoiled
    if inside and data.startswith(GZIP):
        return gzip.compress(_mutated(random, gzip.decompress(data), other), 1, mtime=0)
    if inside and data.startswith(ZIP):
        return _with_member(random, data, other)
    return _mutated(random, data, other)


def _mutated(random: Random, data: bytes, other: bytes) -> bytes:
    for _ in range(random.choice((1, 1, 1, 2, 3, 4))):
        data = random.choice(MUTATIONS)(random, data, other)[:LARGEST]
    return data


def _with_member(random: Random, data: bytes, other: bytes) -> bytes:
    """Return an archive with one of its files spoiled, its sums right."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    name = random.choice(sorted(members))
    members[name] = _mutated(random, members[name], other)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in members.items():
            archive.writestr(zipfile.ZipInfo(each), content)
    return stream.getvalue()


def flip(random: Random, data: bytes, _: bytes) -> bytes:
    """Change some bytes, rather near the beginning."""
    changed = bytearray(data)
    for _time in range(random.choice((1, 1, 2, 8, 40)) if changed else 0):
        place = random.randrange(random.choice((min(64, len(changed)), len(changed))))
        changed[place] ^= random.choice((1 << random.randrange(8), random.randrange(1, 256)))
    return bytes(changed)


def insert(random: Random, data: bytes, _: bytes) -> bytes:
    """Put something awkward somewhere, up to three times."""
    for _time in range(random.randrange(1, 4)):
        place = _place(random, data)
        data = data[:place] + random.choice(WORDS) + data[place:]
    return data


def replace(random: Random, data: bytes, _: bytes) -> bytes:
    """Write something awkward over a cell, or over as many bytes."""
    place = _place(random, data)
    word = random.choice(WORDS)
    end = place + len(word)
    if random.random() < 0.5:
        end = min((e for m in b",;\t\n " if (e := data.find(m, place)) >= 0), default=place)
    return data[:place] + word + data[end:]


def delete(random: Random, data: bytes, _: bytes) -> bytes:
    """Take a piece out."""
    start = _place(random, data)
    return data[:start] + data[start + random.choice((1, 2, 7, 100, 3000)) :]


def cut(random: Random, data: bytes, _: bytes) -> bytes:
    """Cut the end off, or the beginning, or everything."""
    kind = random.random()
    place = _place(random, data)
    return data[:place] if kind < 0.8 else data[place:] if kind < 0.95 else b""


def splice(random: Random, data: bytes, other: bytes) -> bytes:
    """Go on with another file."""
    return data[: _place(random, data)] + other[_place(random, other) :]


def enlarge(random: Random, data: bytes, _: bytes) -> bytes:
    """Write a number that is too large, or none, where a header may have its sizes."""
    size = random.choice((1, 2, 4, 8))
    number = random.choice(HUGE) & ((1 << (8 * size)) - 1)
    place = random.randrange(min(random.choice((16, 64, 400)), max(1, len(data))))
    order = random.choice(("little", "big"))
    written = number.to_bytes(size, "little" if order == "little" else "big")
    return data[:place] + written + data[place + size :]


def digits(random: Random, data: bytes, _: bytes) -> bytes:
    """Change a digit: of a cell, of a shape, of a size."""
    places = [n for n, byte in enumerate(data[:4000]) if 48 <= byte <= 57]
    if not places:
        return data
    place = random.choice(places)
    word = random.choice(
        (b"0", b"9", b"-1", b"999999999", b"1e9", b"", b"1.5", b"18446744073709551616")
    )
    return data[:place] + word + data[place + 1 :]


def repeat(random: Random, data: bytes, _: bytes) -> bytes:
    """Repeat a piece, perhaps very often."""
    start = _place(random, data)
    piece = data[start : start + random.choice((1, 3, 20, 300))]
    return data[:start] + piece * random.choice((2, 3, 50, 2000)) + data[start:]


def shuffle(random: Random, data: bytes, _: bytes) -> bytes:
    """Put lines into another order, or leave all but a few out."""
    lines = data.splitlines(keepends=True)
    random.shuffle(lines)
    return b"".join(lines[: random.choice((1, 2, 3, len(lines)))])


def recode(random: Random, data: bytes, _: bytes) -> bytes:
    """Write a part of a text in another encoding."""
    place = random.choice((0, _place(random, data)))
    text = data[place:].decode("utf-8", "replace")
    code = random.choice(("utf-16", "utf-16-be", "utf-32", "gbk", "latin-1", "utf-7", "cp037"))
    return data[:place] + text.encode(code, "replace")


MUTATIONS: Sequence[Mutation] = (
    flip,
    flip,
    insert,
    insert,
    replace,
    replace,
    delete,
    cut,
    splice,
    enlarge,
    enlarge,
    digits,
    repeat,
    shuffle,
    recode,
)


def rename(random: Random, name: str) -> str:
    """Return a file's name with another suffix, or none, or a part too many."""
    stem = name.split(".", maxsplit=1)[0]
    return random.choice((stem, stem + random.choice(SUFFIXES), name + random.choice(SUFFIXES)))


def _place(random: Random, data: bytes) -> int:
    """Return a place in a file; half of the time near its beginning."""
    return random.randint(0, random.choice((min(80, len(data)), len(data))))
