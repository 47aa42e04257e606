"""Which layers lists offer, and by which words they are found."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QTranslator

from nnstudio.activations import all_activations
from nnstudio.app.layer_picture import layer_title
from nnstudio.app.translate import CONTEXT, LANGUAGE_NAMES, tr_text
from nnstudio.core.layer import CATEGORIES, Layer
from nnstudio.core.paths import resource
from nnstudio.layers import all_layers, layer_class
from nnstudio.layers.activation import ActivationLayer


def offered_layers() -> list[Layer]:
    """Return one layer per row: the activation layer once for each function."""
    entries: list[Layer] = []
    for cls in all_layers().values():
        if cls is ActivationLayer:
            entries += [ActivationLayer(activation=name) for name in all_activations()]
        else:
            entries.append(cls())
    return entries


def search_words(layer: Layer) -> str:
    """Return the words by which a layer is found: in the user's language and in all others."""
    kind = layer.activation if isinstance(layer, ActivationLayer) else ""
    return _words_of(layer.name, kind, tr_text(layer.label))


@lru_cache(maxsize=1024)
def _words_of(name: str, activation: str, shown: str) -> str:
    """Return the words of a kind of layer, whatever its settings; ``shown`` tells languages apart."""
    layer = ActivationLayer(activation=activation) if activation else layer_class(name)()
    category = CATEGORIES.get(layer.category, layer.category)
    words = [layer_title(layer), layer.label, shown, category, tr_text(category)]
    label = layer.label
    if isinstance(layer, ActivationLayer):
        name, function = layer.activation, layer.activation_function()
        words += [name, name.replace("_", " "), function.keywords]
        label = function.label
    else:
        words += [layer.name, layer.keywords]
    for catalogue in _catalogues():
        words += [catalogue.translate(CONTEXT, text) or "" for text in (label, category)]
    return " ".join(words).casefold()


@cache
def _catalogues() -> list[QTranslator]:
    """Return the translations there are, whichever language is shown."""
    found = []
    for code in LANGUAGE_NAMES:
        catalogue = QTranslator()
        if catalogue.load(f"nnstudio_{code}", str(resource("translations"))):
            found.append(catalogue)
    return found
