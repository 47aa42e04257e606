"""Where the files that come with NNStudio lie: data sets, icons, lessons, templates.

The only place that knows about the three homes of ``resources/``: beside the package in a
checkout, inside the package in an installed wheel, and in the unpacked folder of a frozen app.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text

PACKAGE = Path(__file__).resolve().parent.parent


class ResourceMissingError(UserError):
    """A file that belongs to NNStudio is not where it should be."""


def resource(*parts: str) -> Path:
    """Return the path of a file or folder that comes with NNStudio.

    Parameters
    ----------
    *parts
        Names below ``resources/``, for example ``resource("icons", "nnstudio.svg")``.

    Raises
    ------
    ResourceMissingError
        The installation is incomplete; the text says which file and what to do.
    """
    path = resources_home().joinpath(*parts)
    if not path.exists():
        raise ResourceMissingError(
            Text(
                N_("NNStudio's own file {name} is missing in {folder}. Install NNStudio again."),
                name="/".join(parts),
                folder=str(resources_home()),
            )
        )
    return path


@cache
def resources_home() -> Path:
    """Return the folder that holds all resources of this installation."""
    candidates = candidate_homes(PACKAGE, getattr(sys, "_MEIPASS", None))
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise ResourceMissingError(
        Text(
            N_(
                "NNStudio's resources folder is missing; it was looked for in {places}. "
                "Install NNStudio again."
            ),
            places=", ".join(str(candidate) for candidate in candidates),
        )
    )


def candidate_homes(package: Path, frozen: str | None) -> tuple[Path, ...]:
    """Return the folders where resources may lie, the likeliest first.

    Parameters
    ----------
    package
        The folder of the ``nnstudio`` package.
    frozen
        The folder that a frozen app was unpacked to, None when running from sources.
    """
    if frozen is not None:
        return (Path(frozen) / "resources",)
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file():
        return (checkout / "resources", package / "resources")
    return (package / "resources",)
