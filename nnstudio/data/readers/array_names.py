"""What arrays are for, by what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

PART_WORDS = {
    **dict.fromkeys(("train", "training", "tr", "trn"), "train"),
    **dict.fromkeys(("val", "valid", "validation", "dev"), "validation"),
    **dict.fromkeys(("test", "testing", "te", "tst", "t10k", "eval"), "test"),
}
ROLE_WORDS = {
    **dict.fromkeys(
        ("x", "xs", "data", "image", "images", "img", "imgs", "input", "inputs", "features"), "x"
    ),
    **dict.fromkeys(("samples", "sequences", "signals", "pixels", "pictures"), "x"),
    **dict.fromkeys(("y", "ys", "target", "targets", "label", "labels", "lbl", "lbls"), "y"),
    **dict.fromkeys(("t", "class", "output", "outputs"), "y"),
}
CLASS_NAMES = ("class_names", "classes", "label_names", "target_names", "labels_names", "names")
FEATURE_NAMES = ("feature_names", "columns", "column_names")
NO_SAMPLES = ("names", "name", "weights", "weight", "ids", "id", "index")
LENGTHS = ("len", "length", "lengths", "mask", "masks")
PARTS = ("train", "validation", "test")


@dataclass(frozen=True)
class Roles:
    """Which array is what; empty where there is none.

    Parameters
    ----------
    samples, targets
        For training, validation and test.
    lengths
        How long sequences were before they were padded.
    """

    samples: tuple[str, str, str] = ("", "", "")
    targets: tuple[str, str, str] = ("", "", "")
    classes: str = ""
    features: str = ""
    lengths: tuple[str, ...] = ()


def roles_of(names: Iterable[str]) -> Roles:
    """Return which of some arrays is what, as far as the names say it."""
    known: dict[tuple[str, str], str] = {}
    classes = features = ""
    lengths: list[str] = []
    unsure: list[tuple[tuple[str, str], str]] = []
    for name in names:
        plain = re.sub(r"[\W_]+", "_", name).strip("_").casefold()
        part, role, rest = words_of(name)
        place = part or "train", role or "x"
        if plain in CLASS_NAMES:
            classes = classes or name
        elif plain in FEATURE_NAMES:
            features = features or name
        elif any(word in LENGTHS for word in rest):
            lengths.append(name)
        elif not rest:
            known.setdefault(place, name)
        elif role and not any(word in NO_SAMPLES for word in rest):
            unsure.append((place, name))
    for place, name in unsure:  # "digits_images" where nothing is called just "images"
        known.setdefault(place, name)
    samples = tuple(known.get((part, "x"), "") for part in PARTS)
    targets = tuple(known.get((part, "y"), "") for part in PARTS)
    return Roles(
        (samples[0], samples[1], samples[2]),
        (targets[0], targets[1], targets[2]),
        classes,
        features,
        tuple(lengths),
    )


def words_of(name: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the part and the role that a name tells, empty where it does not, and other words."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    part = role = ""
    rest: list[str] = []
    for word in re.split(r"[\W_]+", parted.casefold()):
        glued = re.fullmatch(r"([xy])(tr|trn|train|te|tst|test|val|valid)", word)
        turned = re.fullmatch(r"(train|test|val|valid)([xy])", word)
        if glued:
            role, part = glued[1], PART_WORDS[glued[2]]
        elif turned:
            role, part = turned[2], PART_WORDS[turned[1]]
        elif word in PART_WORDS and not part:
            part = PART_WORDS[word]
        elif word in ROLE_WORDS and (not role or ROLE_WORDS[word] == "y"):
            role = ROLE_WORDS[word]
        elif word:
            rest.append(word)
    return part, role, tuple(rest)
