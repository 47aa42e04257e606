"""What turning a wheel or moving two fingers means: zooming, or panning so far."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputDevice, QWheelEvent


def panning_of(event: QWheelEvent) -> QPoint | None:
    """Return by how many pixels the view is to move, or None where it is to zoom.

    A wheel zooms, with Shift it pans across. Two fingers on a touch pad pan, with Ctrl they zoom.
    """
    held, turned = event.modifiers(), event.angleDelta()
    if held & Qt.KeyboardModifier.ControlModifier:
        return None
    if _from_touch_pad(event):
        way = event.pixelDelta()
        return -(turned / 2 if way.isNull() else way)
    if held & Qt.KeyboardModifier.ShiftModifier:
        return QPoint(-(turned.y() or turned.x()) // 2, 0)
    return None


def _from_touch_pad(event: QWheelEvent) -> bool:
    phased = event.phase() != Qt.ScrollPhase.NoScrollPhase
    return phased or event.device().type() == QInputDevice.DeviceType.TouchPad
