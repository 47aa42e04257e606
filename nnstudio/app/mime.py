"""What is carried from the palette to the canvas: a layer or a block, as JSON under a MIME type."""

from __future__ import annotations

import json

from PySide6.QtCore import QMimeData

from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.files.block_library import block_from_text, block_to_text
from nnstudio.graph.codec import layer_from_dict, layer_to_dict
from nnstudio.graph.ready_blocks import ReadyBlock
from nnstudio.graph.record import ProjectFormatError, Record

LAYER_MIME = "application/x-nnstudio-layer"
"""``{"type": name, "settings": {...}}`` in UTF-8; settings that are missing take their defaults."""

BLOCK_MIME = "application/x-nnstudio-block"
"""A block as its file has it, in UTF-8."""

_LONGEST = 1_000_000


def layer_mime_data(layer: Layer) -> QMimeData:
    """Return what a drag of ``layer`` carries."""
    settings = layer_to_dict(layer)
    payload = {"type": settings.pop("type"), "settings": settings}
    mime = QMimeData()
    mime.setData(LAYER_MIME, json.dumps(payload).encode())
    return mime


def block_mime_data(block: ReadyBlock) -> QMimeData:
    """Return what a drag of ``block`` carries."""
    mime = QMimeData()
    mime.setData(BLOCK_MIME, block_to_text(block).encode())
    return mime


def has_block(mime: QMimeData) -> bool:
    """Return whether a drag carries a block."""
    return mime.hasFormat(BLOCK_MIME)


def block_from_mime(mime: QMimeData) -> ReadyBlock:
    """Return the block that a drag carries.

    Raises
    ------
    UserError
        What is carried is no block: the text says what was got.
    """
    text = bytes(mime.data(BLOCK_MIME).data()).decode(errors="replace")
    return block_from_text(text, Text(N_("The dragged block")))


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
