"""A zip archive of a few known members, checked before anything of it is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeAlias

from nnstudio.core.errors import UserError
from nnstudio.core.memory import memory_text
from nnstudio.core.text import N_, Text

MOST_MEMBERS = 1_000
LARGEST_MEMBER = 8 << 30
COMPRESSED = 8 << 20
"""Larger members are written as they are: saving must not keep anybody waiting."""
FREELY_COMPRESSED = 64 << 20
"""Up to this size a member that is read may be compressed as far as it goes."""
MOST_COMPRESSED = 20
"""How many times smaller than itself a larger member may be."""

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,  # of a place before the beginning of the file
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What Python's zip reader raises for bytes that are no archive."""

Parts: TypeAlias = list[memoryview]
"""A content in pieces that stand one behind the other."""


class DamagedFileError(UserError):
    """A file is not what its name says, or was changed on its way."""


def write_archive(
    stream: BinaryIO, members: Mapping[str, bytes | Parts], stored: Collection[str] = ()
) -> None:
    """Write members in the given order; equal members give equal bytes.

    Parameters
    ----------
    members
        By name the content. What comes in parts is written as it is, without being copied.
    stored
        The other members that are not worth compressing.
    """
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)  # its date is always the same
            info.external_attr = 0o644 << 16
            if isinstance(content, bytes):
                if name not in stored and len(content) <= COMPRESSED:
                    info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content, compresslevel=1)
                continue
            info.file_size = sum(part.nbytes for part in content)
            with archive.open(info, "w") as member:
                for part in content:
                    member.write(part)


def read_archive(
    stream: BinaryIO, name: str, known: Collection[str] | None, most_members: int = MOST_MEMBERS
) -> dict[str, bytes]:
    """Return the ``known`` members that an archive has; None: all of them.

    Members of other names are left alone, so that a later version may add some.

    Parameters
    ----------
    name
        The file's name, for messages.

    Raises
    ------
    DamagedFileError
        It is no archive, or one that is damaged or not to be trusted.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            infos = archive.infolist()
            _check(infos, name, most_members)
            wanted = [i for i in infos if known is None or i.filename in known]
            return {i.filename: archive.read(i) for i in wanted}
    except UNREADABLE as error:
        if isinstance(error, UserError):
            raise
        raise DamagedFileError(
            Text(
                N_(
                    "{name} is damaged or no NNStudio file: {error}. Open a copy of it, "
                    "or get it again from where it came."
                ),
                name=name,
                error=str(error) or type(error).__name__,
            )
        ) from error


def read_folder(stream: BinaryIO, folder: str) -> dict[str, bytes | None]:
    """Return the members below a folder of an archive that `read_archive` has accepted.

    None stands for one that is damaged, so that the others can be used without it.
    """
    found: dict[str, bytes | None] = {}
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            if not info.filename.startswith(folder):
                continue
            try:
                found[info.filename] = archive.read(info)
            except UNREADABLE:
                found[info.filename] = None
    return found


def open_file(path: Path) -> BinaryIO:
    """Open a file to read it.

    Raises
    ------
    UserError
        There is no such file, or it may not be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise UserError(Text(N_("{path} is not a file. Choose a file."), path=str(path)))
        return open(path, "rb")
    except FileNotFoundError as error:
        text = Text(N_("There is no file {path}. Check its name and folder."), path=str(path))
        raise UserError(text) from error
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        if isinstance(error, UserError):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        text = Text(N_("{path} cannot be read: {error}."), path=str(path), error=reason)
        raise UserError(text) from error


def _check(infos: list[zipfile.ZipInfo], name: str, most_members: int) -> None:
    if len(infos) > most_members:
        reason = Text(N_("it holds {count} members"), count=len(infos))
        raise _mistrusted(name, reason)
    seen: set[str] = set()
    for info in infos:
        member = info.filename
        if member in seen:
            raise _mistrusted(name, Text(N_("it holds {member} twice"), member=repr(member)))
        seen.add(member)
        if not _plain(member):
            reason = Text(N_("the name {member} leads out of it"), member=repr(member[:80]))
            raise _mistrusted(name, reason)
        if info.flag_bits & 1:
            raise _mistrusted(name, Text(N_("{member} is encrypted"), member=member))
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            reason = Text(N_("{member} is compressed in an unknown way"), member=member)
            raise _mistrusted(name, reason)
        most = min(LARGEST_MEMBER, max(FREELY_COMPRESSED, MOST_COMPRESSED * info.compress_size))
        if info.file_size > most:
            raise _mistrusted(
                name,
                Text(
                    N_("{member} would unpack to {size} from {packed}"),
                    member=member,
                    size=memory_text(info.file_size),
                    packed=memory_text(info.compress_size),
                ),
            )


def _plain(member: str) -> bool:
    """Return whether a member's name stays within the archive on every system."""
    parts = PurePosixPath(member).parts
    tricks = "\\" in member or ":" in member or "\0" in member
    return bool(parts) and not tricks and parts[0] != "/" and ".." not in parts


def _mistrusted(name: str, reason: Text) -> DamagedFileError:
    return DamagedFileError(
        Text(
            N_(
                "{name} is not opened, for {reason}; NNStudio never writes such a file. "
                "Open a copy that was not changed."
            ),
            name=name,
            reason=reason,
        )
    )
