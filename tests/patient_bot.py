"""Waiting for what is to happen, for as long as the slowest machine may need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

PATIENCE_MS = 120_000


class PatientBot(QtBot):
    """A bot whose waiting fails after two minutes at the earliest: that costs nothing where it passes.

    Only who waits for nothing to happen (``raising=False``) gets the limit that was asked for.
    """

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(self, signal: Any, **options: Any) -> Any:
        return super().waitSignal(signal, **_patiently(options))

    def waitSignals(self, signals: Any, **options: Any) -> Any:
        return super().waitSignals(signals, **_patiently(options))

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitActive(widget, timeout=max(timeout, PATIENCE_MS))

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitExposed(widget, timeout=max(timeout, PATIENCE_MS))


def _patiently(options: dict[str, Any]) -> dict[str, Any]:
    if options.get("raising") is False:
        return options
    return {**options, "timeout": max(options.get("timeout", 0), PATIENCE_MS)}
