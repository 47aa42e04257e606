"""What the card of a data set says, as captions and words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnstudio.app.data_dialogs.catalogue import shape_words
from nnstudio.app.data_dialogs.outlook import number_words
from nnstudio.core.shapes import size_of
from nnstudio.data import DatasetInfo

MOST_CLASSES = 24
translate = QCoreApplication.translate


def card_facts(info: DatasetInfo) -> list[tuple[str, str]]:
    """Return captions and words: how much there is, what a sample is, and whose it is."""
    if not info.train_count:
        return []
    facts = [
        (translate("DatasetDetails", "To learn from"), f"{info.train_count:,}"),
        (translate("DatasetDetails", "To test with"), f"{info.test_count or info.test:,}"),
        (translate("DatasetDetails", "One sample"), shape_words(info)),
    ]
    features = info.signature.features
    if features and info.kind == "table":
        # The columns of one category count as one.
        names = tuple(dict.fromkeys(name.split(" = ")[0] for name in features))
        facts.append((translate("DatasetDetails", "Features"), _listed(names)))
    for target in info.signature.all_targets:
        classes = len(target.classes)
        if classes and info.signature.tokens == classes:
            facts.append((translate("DatasetDetails", "Vocabulary"), f"{classes - 2:,}"))
        elif classes:
            words = f"{classes:,}: {_listed(target.classes)}"
            if target.name and len(info.signature.all_targets) > 1:
                words = f"{target.name} ({words})"
            facts.append((translate("DatasetDetails", "Classes"), words))
        else:
            unit = info.unit(target.name)
            name = f"{target.name} ({unit})" if unit else target.name
            size = size_of(target.shape)
            facts.append((translate("DatasetDetails", "To predict"), name or number_words(size)))
    for caption, words in (
        (translate("DatasetDetails", "Licence"), info.licence),
        (translate("DatasetDetails", "Attribution"), info.attribution),
        (translate("DatasetDetails", "Source"), info.origin),
    ):
        if words:
            facts.append((caption, words))
    if not info.licence:
        facts.append(
            (
                translate("DatasetDetails", "Source"),
                translate("DatasetDetails", "Made by NNStudio on the spot"),
            )
        )
    return facts


def _listed(names: tuple[str, ...]) -> str:
    more = " …" if len(names) > MOST_CLASSES else ""
    return ", ".join(names[:MOST_CLASSES]) + more
