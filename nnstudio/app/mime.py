"""What is carried from the palette to the canvas: one layer, as JSON under a MIME type of ours."""

from __future__ import annotations

import json

from PySide6.QtCore import QMimeData

from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.graph.codec import layer_from_dict, layer_to_dict
from nnstudio.graph.record import ProjectFormatError, Record

LAYER_MIME = "application/x-nnstudio-layer"
"""``{"type": name, "settings": {...}}`` in UTF-8; settings that are missing take their defaults."""

_LONGEST = 1_000_000


def layer_mime_data(layer: Layer) -> QMimeData:
    """Return what a drag of ``layer`` carries."""
    settings = layer_to_dict(layer)
    payload = {"type": settings.pop("type"), "settings": settings}
    mime = QMimeData()
    mime.setData(LAYER_MIME, json.dumps(payload).encode())
    return mime


def has_layer(mime: QMimeData) -> bool:
    """Return whether a drag carries a layer."""
    return mime.hasFormat(LAYER_MIME)


def layer_from_mime(mime: QMimeData) -> Layer:
    """Return the layer that a drag carries.

    Raises
    ------
    UserError
        What is carried is no layer: the text says what was got.
    """
    place = Text(N_("The dragged layer"))
    data = bytes(mime.data(LAYER_MIME).data())
    try:
        value = json.loads(data) if len(data) < _LONGEST else None
    except (ValueError, RecursionError):
        text = Text(N_("The dragged layer cannot be read. Drag it from the palette again."))
        raise ProjectFormatError(text) from None
    record = Record(value, place, ("type", "settings"))
    settings = record.raw("settings") if "settings" in record else {}
    if not isinstance(settings, dict):
        raise record.refusal("settings", settings, Text(N_("an object with named fields")))
    return layer_from_dict({**settings, "type": record.raw("type")}, place)
