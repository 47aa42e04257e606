"""What the tests of the window of weights need: a session and who trains it."""

from __future__ import annotations

from tests.app.panels.conftest import _looks, session, training

__all__ = ["_looks", "session", "training"]
