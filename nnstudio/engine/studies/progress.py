"""How far a long study is, for whoever waits for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)
class Progress:
    """Written by whoever computes and read by whoever waits, in threads of their own.

    ``share`` goes from 0 to 1.
    """

    share: float = 0.0
