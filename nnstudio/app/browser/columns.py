"""Which columns the table of the samples has."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from nnstudio.app.browser.choosing import vocabulary
from nnstudio.app.browser.contents import PICTURES, Contents, Field
from nnstudio.app.browser.judgement import Judgement
from nnstudio.app.browser.table_model import Column
from nnstudio.app.browser.words_page import text_of
from nnstudio.app.translate import translate


def columns_of(contents: Contents, judgement: Judgement | None) -> tuple[Field, ...]:
    """Return what is known of every sample: targets, the answers of a network, features."""
    targets = tuple(_named(field) for field in contents.fields if field.target)
    features = tuple(field for field in contents.fields if not field.target)
    said: tuple[Field, ...] = ()
    if judgement is not None and len(judgement.loss) == contents.count:
        if judgement.predicted is not None:
            classes = contents.classes if judgement.right is not None else ()
            name = translate("DataBrowser", "Network says")
            said += (Field(name, judgement.predicted, classes),)
        if judgement.sureness is not None:
            said += (Field(translate("DataBrowser", "Sureness"), judgement.sureness),)
        said += (Field(translate("DataBrowser", "Loss"), judgement.loss),)
    return targets + said + features


def _named(field: Field) -> Field:
    """Return a target with a name; the only one of a data set often has none."""
    if field.name:
        return field
    classes, numbers = translate("DataBrowser", "Class"), translate("DataBrowser", "Target")
    return replace(field, name=classes if field.classes else numbers)


def texts_of(contents: Contents) -> tuple[Column, ...]:
    """Return columns for what is no number: texts, and the files that samples come from."""
    further: tuple[Column, ...] = ()
    if contents.signature.tokens:
        line = partial(text_of, contents, vocabulary(contents))
        further += (Column(translate("DataBrowser", "Text"), line, False, 60),)
    if contents.dataset.findings.names and contents.kind in PICTURES:
        further += (Column(translate("DataBrowser", "File"), contents.name, False, 30),)
    return further
