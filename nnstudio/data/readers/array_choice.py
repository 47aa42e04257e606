"""Which of some named arrays are the samples and which the targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nnstudio.core.errors import UserError
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.array_names import roles_of, words_of
from nnstudio.data.readers.array_store import StoredArray
from nnstudio.data.readers.folder_search import shown

NOTHING = "-"
"""Said instead of a name where an array shall not be used though one is found."""
MOST_NAMED = 8


@dataclass(frozen=True)
class ArrayChoice:
    """The names of the arrays that are used; empty where there is none.

    Parameters
    ----------
    samples, targets
        For training, validation and test.
    classes, features
        What the names of classes and features are in.
    lengths
        The arrays that say how long sequences are; they are not used.
    """

    samples: tuple[str, str, str]
    targets: tuple[str, str, str]
    classes: str = ""
    features: str = ""
    lengths: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The name of the samples to learn from."""
        return self.samples[0]


def choose_arrays(
    arrays: Mapping[str, StoredArray],
    refused: Mapping[str, Text],
    path: Path,
    samples: tuple[str, str, str],
    targets: tuple[str, str, str],
) -> ArrayChoice:
    """Return which arrays are used.

    Parameters
    ----------
    samples, targets
        The names for training, validation and test, as far as the user says; `NOTHING`: none.

    Raises
    ------
    UserError
        There is no such array, or nothing that can be samples.
    """
    if not arrays:
        raise _none(refused, path)
    names = list(arrays)
    if path.suffix.lower() == ".npy" and not path.is_dir():
        names = _neighbours(names, shown(path.stem))
    for name in (*samples, *targets):
        if name not in ("", NOTHING) and name not in arrays:
            text = N_("{file} has no array {got}; it has {known}.")
            known = ", ".join(names[:MOST_NAMED])
            raise UserError(Text(text, file=shown(path.name), got=repr(name), known=known))
    roles = roles_of(names)
    x = [asked or found for asked, found in zip(samples, roles.samples, strict=True)]
    y = [asked or found for asked, found in zip(targets, roles.targets, strict=True)]
    if samples[0] and samples[0] != roles.samples[0]:
        # Others than those that are called so: what was found by name does not go with them.
        x[1:], y = list(samples[1:]), list(targets)
    closed = roles_of(refused)
    if closed.samples[0] and not x[0]:
        raise UserError(refused[closed.samples[0]])
    x[0] = x[0] or _largest(arrays, names, roles.targets)
    y[0] = "" if y[0] == x[0] else y[0]
    y[0] = y[0] or _unnamed_targets(arrays, names, x[0])
    if closed.targets[0] and not y[0]:
        raise UserError(refused[closed.targets[0]])
    x = ["" if name == NOTHING else name for name in x]
    y = ["" if name == NOTHING or not x[n] else name for n, name in enumerate(y)]
    if not x[0]:
        raise _none(refused, path)
    chosen = ArrayChoice(
        (x[0], x[1], x[2]), (y[0], y[1], y[2]), roles.classes, roles.features, roles.lengths
    )
    _check(arrays, chosen)
    return chosen


def _check(arrays: Mapping[str, StoredArray], chosen: ArrayChoice) -> None:
    shape = arrays[chosen.first].shape
    for name in chosen.samples[1:]:
        if name and len(arrays[name].shape) != len(shape):
            text = N_("{name} has the shape {got}, but {first} has {expected}. Make them alike.")
            got, expected = shape_text(arrays[name].shape), shape_text(shape)
            told = {"name": name, "got": got, "first": chosen.first, "expected": expected}
            raise UserError(Text(text, **told))


def _none(refused: Mapping[str, Text], path: Path) -> UserError:
    if refused:
        return UserError(next(iter(refused.values())))
    text = N_("There is no array in {name}. Save some with numpy.savez(file, x=…, y=…).")
    return UserError(Text(text, name=shown(path.name)))


def _neighbours(names: list[str], chosen: str) -> list[str]:
    """Return the files that go with one: their names differ in no more than the part and the role."""
    own = words_of(chosen)[2]
    return [name for name in names if words_of(name)[2] == own]


def _largest(arrays: Mapping[str, StoredArray], names: list[str], targets: tuple[str, ...]) -> str:
    """Return the array that takes most room, the first among equals."""
    left = [name for name in names if name not in targets] or list(arrays)
    return max(left, key=lambda name: arrays[name].header.size)


def _unnamed_targets(arrays: Mapping[str, StoredArray], names: list[str], samples: str) -> str:
    """Return the only other array that is as long and has fewer axes, as ``savez(f, x, y)`` gives."""
    shape = arrays[samples].shape
    fitting = [
        name
        for name in names
        if name != samples
        and arrays[name].shape[:1] == shape[:1]
        and 1 <= len(arrays[name].shape) < max(len(shape), 2)
    ]
    return fitting[0] if len(fitting) == 1 else ""
