"""Data that a project's file keeps within it, so that one file is all there is to hand on.

A copy of the user's file or folder lies in the project's file as a zip of its own. Where the
original is not at hand, the copy is unpacked to the program's cache, and the project reads it there.
"""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import BinaryIO

import platformdirs

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.fingerprint import file_state, fingerprint
from nnstudio.data.readers.folder_search import unseen
from nnstudio.files.archive import DamagedFileError, open_file, read_archive, write_archive
from nnstudio.graph.data_plan import DataFile, DataPlan

MEMBER = "data.zip"
MOST_BYTES = 256 << 20
MOST_FILES = 100_000


def kept_inside(plan: DataPlan, inside: bool = True) -> DataPlan:
    """Return the plan with the user's file kept in the project's file, or beside it again.

    Raises
    ------
    UserError
        The data comes from no file, or from one that is not as it was, too large, or more than one.
    """
    file = plan.source.file
    if file is None:
        text = N_("This project's data is no file of yours: nothing has to be kept in its file.")
        raise UserError(Text(text))
    kept = replace(file, inside=inside)
    if inside:
        if plan.source.dataset == "idx" and not os.path.isdir(file.path):
            text = N_(
                "{name} is one of several files that belong together. Choose the folder they are "
                "in as the data, then keep that."
            )
            raise UserError(Text(text, name=Path(file.path).name))
        pack(kept)  # refuses what cannot be
    return replace(plan, source=replace(plan.source, file=kept))


def pack(file: DataFile) -> bytes:
    """Return a file or folder as the bytes of a zip.

    Raises
    ------
    UserError
        It is missing, not as it was, too large, or cannot be read.
    """
    state = file_state(file)
    if state != "there":
        text = N_("The data's file {path} is not there as it was. Put it back or read it again.")
        raise UserError(Text(text, path=file.path))
    try:
        files = _files(Path(file.path))
        size = sum(path.stat().st_size for path in files.values())
        if size > MOST_BYTES or len(files) > MOST_FILES:
            text = N_(
                "{path} is too large to be kept in a project: {size} MB in {count} files; the most "
                "are {most} MB in {most_count}. Leave it beside the project."
            )
            about = {"most": MOST_BYTES >> 20, "most_count": MOST_FILES}
            size_text = f"{size / (1 << 20):.0f}"
            raise UserError(Text(text, path=file.path, size=size_text, count=len(files), **about))
        stream = io.BytesIO()
        write_archive(stream, {name: path.read_bytes() for name, path in files.items()})
    except OSError as error:
        reason = error.strerror or str(error)
        text = N_("{path} cannot be read: {reason}. Check that it is there and may be read.")
        raise UserError(Text(text, path=file.path, reason=reason)) from None
    return stream.getvalue()


def packed_again(path: Path, file: DataFile) -> bytes | None:
    """Return what a project's file is to keep: the user's file, or what it kept before.

    None where neither is there: that must not keep anybody from saving.
    """
    if file_state(file) == "there":
        return pack(file)
    try:
        with open(path, "rb") as stream:
            return stored(stream, path.name)
    except (OSError, UserError):
        return None


def brought_out(path: Path, file: DataFile, warnings: list[Text]) -> Path | None:
    """Unpack the data that a project's file keeps; None: the user's own is at hand as it was.

    What cannot be unpacked is told, and the project opens without it.
    """
    try:
        if file_state(file) == "there":
            return None
        with open_file(path) as stream:
            content = stored(stream, path.name)
        return None if content is None else unpack(content, file, path.name)
    except UserError as error:
        warnings.append(error.text)
        return None


def stored(stream: BinaryIO, name: str) -> bytes | None:
    """Return what a project's file keeps of its data; None: nothing."""
    return read_archive(stream, name, (MEMBER,)).get(MEMBER)


def unpack(content: bytes, file: DataFile, name: str) -> Path:
    """Unpack kept data to the cache, unless it is there already; return where it lies.

    Parameters
    ----------
    name
        The project's file, for messages.

    Raises
    ------
    DamagedFileError
        It is not what the project says, or not to be trusted.
    UserError
        It cannot be written.
    """
    known = file.digest.rpartition(":")[2]
    if not known or not known.isalnum():
        raise DamagedFileError(
            Text(N_("{name}: its data cannot be told from other data."), name=name)
        )
    home = cache_folder() / known[:32]
    called = PurePosixPath(file.path.replace("\\", "/")).name
    place = home / (called if called.strip(".") else "data")
    if place.exists() and fingerprint(place) == file.digest:
        return place
    members = _trusted(content, name)
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(mkdtemp(dir=home.parent, prefix=".new-"))
        try:
            into = fresh / place.name
            if file.digest.startswith("folder:"):
                into.mkdir()
                for member, data in members.items():
                    to = into / member
                    to.parent.mkdir(parents=True, exist_ok=True)
                    to.write_bytes(data)
            else:
                into.write_bytes(next(iter(members.values()), b""))
            if fingerprint(into) != file.digest:
                text = N_("The data in {name} is damaged. Open another copy of the file.")
                raise DamagedFileError(Text(text, name=name))
            shutil.rmtree(home, ignore_errors=True)
            os.replace(fresh, home)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        text = N_("The data in {name} cannot be unpacked to {folder}: {reason}.")
        raise UserError(Text(text, name=name, folder=str(home), reason=reason)) from None
    return place


def cache_folder() -> Path:
    """Return where kept data is unpacked to; it may be emptied at any time."""
    if own := os.environ.get("NNSTUDIO_SETTINGS"):
        return Path(own) / "data"
    return Path(platformdirs.user_cache_dir("nnstudio", appauthor=False)) / "data"


def _files(place: Path) -> dict[str, Path]:
    """Return what belongs to a file or folder, by its name in there, sorted."""
    if not place.is_dir():
        return {place.name: place}
    found = {}
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if not unseen(name)]
        for name in names:
            if not unseen(name):
                path = Path(folder) / name
                found[path.relative_to(place).as_posix()] = path
    return dict(sorted(found.items()))


def _trusted(content: bytes, name: str) -> dict[str, bytes]:
    """Return the files in kept data; nothing is unpacked that is larger than it may be."""
    inner = f"{name}/{MEMBER}"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        size = 0  # whoever reads it says what is wrong
    if size > MOST_BYTES:
        text = N_("{name} would unpack to {size} MB; the most are {most} MB.")
        raise DamagedFileError(Text(text, name=inner, size=size >> 20, most=MOST_BYTES >> 20))
    return read_archive(io.BytesIO(content), inner, None, MOST_FILES)
