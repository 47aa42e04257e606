"""What the network will get of a file, in words: shapes, targets, rows that are left."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnstudio.app.data_dialogs.reading import Whole
from nnstudio.core.shapes import shape_text, size_of
from nnstudio.data.readers.reader import Outline
from nnstudio.graph.data_plan import Column
from nnstudio.graph.signature import Signature, Target

Facts = list[tuple[str, str]]
MOST_CLASSES, MOST_WORDS = 10, 40

translate = QCoreApplication.translate  # lupdate misreads a call through the class


def guessed_facts(outline: Outline, kind: str) -> Facts:
    """Return what can be said before the file is read whole."""
    facts: Facts = []
    if outline.samples is not None:
        facts.append((translate("Outlook", "Samples"), f"{outline.samples:,}"))
    else:
        later = translate("Outlook", "counted when it is read")
        facts.append((translate("Outlook", "Samples"), later))
    if kind == "table":
        numbers = sum(_numbers(column) for column in outline.columns)
        facts.append((translate("Outlook", "One sample"), number_words(numbers)))
    elif (
        outline.pictures and kind != "sound"
    ):  # a spectrogram is drawn with time from left to right
        facts.append((translate("Outlook", "One sample"), shape_text(outline.pictures[0].shape)))
    for column in outline.columns:
        if column.role == "target":
            classes = column.categories if column.type == "category" else ()
            facts.append(_target_fact(column.name, classes, 1))
    return facts


def facts_of(whole: Whole) -> Facts:
    """Return what is known of a file that was read."""
    plan, info = whole.plan, whole.info
    signature = plan.signature
    own = plan.split == "own" and info.test_count > 0
    test = info.test_count if own else plan.test
    count = info.train_count + info.test_count
    training = count - test - plan.validation
    parts = translate("Outlook", "{train} to train, {validation} to validate, {test} to test with")
    facts: Facts = [(translate("Outlook", "Samples"), f"{count:,}")]
    shares = [training, plan.validation, test]
    if plan.split == "column" and whole.findings.parts is not None:
        shares = np.bincount(whole.findings.parts, minlength=3).tolist()
    names = ("train", "validation", "test")
    words = parts.format(**{n: f"{share:,}" for n, share in zip(names, shares, strict=True)})
    facts.append((translate("Outlook", "Divided into"), words))
    facts.append((translate("Outlook", "One sample"), _shape_words(signature)))
    if signature.tokens:
        facts.append((translate("Outlook", "Vocabulary"), _vocabulary(whole)))
    facts += [_fact_of(target, signature) for target in signature.all_targets]
    lacking = sum(
        missing
        for column, missing in zip(whole.findings.columns, whole.findings.missing, strict=False)
        if column.role in ("feature", "target")
    )
    if lacking:
        facts.append((translate("Outlook", "Missing values"), f"{lacking:,}"))
    return facts


def _vocabulary(whole: Whole) -> str:
    """Return how many words there are, and the first of them."""
    texts = [column for column in whole.findings.columns if column.type == "text"]
    words = texts[0].categories if texts else ()
    between = "  " if all(len(word) <= 1 for word in words) else ", "
    shown = [_visible(word) for word in words[:MOST_WORDS]]
    more = " …" if len(words) > MOST_WORDS else ""
    return f"{len(words):,}: {between.join(shown)}{more}"


def _visible(word: str) -> str:
    """Return a word in which spaces and line breaks can be seen."""
    return word.replace(" ", "\N{OPEN BOX}").replace(
        "\n", "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"
    )


def _fact_of(target: Target, signature: Signature) -> tuple[str, str]:
    if target.classes and len(target.classes) == signature.tokens:
        words = translate("Outlook", "the next one, at every step")
        return translate("Outlook", "To predict"), words
    return _target_fact(target.name, target.classes, size_of(target.shape))


def _target_fact(name: str, classes: tuple[str, ...], size: int) -> tuple[str, str]:
    caption = translate("Outlook", "To predict")
    if classes:
        more = " …" if len(classes) > MOST_CLASSES else ""
        listed = ", ".join(classes[:MOST_CLASSES]) + more
        words = translate("Outlook", "one of {count}: {classes}")
        words = words.format(count=f"{len(classes):,}", classes=listed)
        return caption, f"{name}: {words}" if name else words
    words = number_words(size)
    return caption, f"{name}: {words}" if name else words


def _shape_words(signature: Signature) -> str:
    shape = signature.input_shape
    if signature.tokens:
        return token_words(shape[0])
    return number_words(shape[0]) if len(shape) == 1 else shape_text(shape)


def number_words(count: int) -> str:
    """Return how many numbers there are, in words."""
    if count == 1:
        return translate("Outlook", "1 number")
    return translate("Outlook", "{count} numbers").format(count=f"{count:,}")


def token_words(count: int) -> str:
    """Return how long a sequence of characters or words is."""
    return translate("Outlook", "{count} tokens").format(count=f"{count:,}")


def _numbers(column: Column) -> int:
    """Return how many numbers a feature becomes."""
    if column.role != "feature":
        return 0
    spread = column.type == "category" and column.encoding == "one_hot"
    flag = 1 if column.missing == "flag" else 0
    return (len(column.categories) if spread else 1) + flag
