"""Which IDX files belong together: pictures and labels, for training and test, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.array_names import PARTS, words_of
from nnstudio.data.readers.folder_search import shown
from nnstudio.data.readers.idx_file import IdxFile, open_idx

MOST_FILES = 10_000
FORMAT_WORDS = re.compile(
    r"(?<![a-z])(gz|idx\d?|ubyte|byte|short|int|float|double|bin)(?![a-z])", re.IGNORECASE
)


@dataclass(frozen=True)
class IdxSet:
    """Pictures and labels for training, validation and test; None where there are none."""

    samples: tuple[IdxFile | None, ...]
    labels: tuple[IdxFile | None, ...]
    name: str


def looks_like_idx(name: str) -> bool:
    """Return whether a file is called as IDX files are."""
    return re.search(r"idx\d|\.idx(\.gz)?$|ubyte", name, re.IGNORECASE) is not None


def idx_set(path: Path) -> IdxSet:
    """Return the set that a file belongs to, or the only one in a folder.

    Raises
    ------
    UserError
        There is none, or several, or a file of it is no IDX file.
    """
    chosen = None if path.is_dir() else open_idx(path)
    folder = path if path.is_dir() else path.parent
    names = _files(folder)
    if chosen is not None and path not in names:
        names.append(path)
    groups: dict[str, dict[tuple[str, str], Path]] = {}
    for file in sorted(names, key=lambda file: (file != path, len(file.name), file.name)):
        prefix, part, role = _place(file)
        groups.setdefault(prefix, {}).setdefault((part, role), file)
    if chosen is not None:
        prefix, part, role = _place(path)
        groups = {prefix: groups[prefix] | {(part, role): path}}
    groups = {
        prefix: members for prefix, members in groups.items() if any(r == "x" for _, r in members)
    }
    if not groups:
        text = N_(
            "There is no IDX file with pictures in {name}, such as train-images-idx3-ubyte. Choose "
            "the folder or the file that has them."
        )
        raise UserError(Text(text, name=shown(path.name)))
    if len(groups) > 1:
        text = N_("There are several sets in {name}: {sets}. Choose a file of one of them.")
        sets = ", ".join(sorted(_first(members).name for members in groups.values()))
        raise UserError(Text(text, name=shown(path.name), sets=sets))
    prefix, members = next(iter(groups.items()))
    samples = [_opened(members, part, "x") for part in PARTS]
    labels = [_opened(members, part, "y") for part in PARTS]
    return IdxSet(tuple(samples), tuple(labels), prefix)


def _opened(members: Mapping[tuple[str, str], Path], part: str, role: str) -> IdxFile | None:
    return open_idx(members[part, role]) if (part, role) in members else None


def _first(members: Mapping[tuple[str, str], Path]) -> Path:
    return next(file for (_, role), file in sorted(members.items()) if role == "x")


def _place(file: Path) -> tuple[str, str, str]:
    """Return the set, the part and the role of a file by its name; by its shape where that is mute."""
    part, role, rest = words_of(FORMAT_WORDS.sub(" ", file.name))
    if not role:
        try:
            role = "y" if len(open_idx(file).shape) == 1 else "x"
        except UserError:  # told where it is needed
            role = "x"
    return "-".join(rest), part or "train", role


def _files(folder: Path) -> list[Path]:
    """Return the files called like IDX files in a folder, or in folders in it that are called so."""
    try:
        return [file for file in _entries(folder) if file.is_file()]
    except OSError as error:
        text = N_("{path} cannot be looked into: {reason}. Choose a folder that you may read.")
        reason = error.strerror or str(error)
        raise UserError(Text(text, path=shown(str(folder)), reason=reason)) from None


def _entries(folder: Path) -> Iterable[Path]:
    for n, entry in enumerate(folder.iterdir()):
        if n >= MOST_FILES:
            break
        if looks_like_idx(entry.name) and not entry.name.startswith("."):
            # Some archives put each file into a folder of the same name.
            yield from (
                (f for f in entry.iterdir() if looks_like_idx(f.name))
                if entry.is_dir()
                else [entry]
            )
