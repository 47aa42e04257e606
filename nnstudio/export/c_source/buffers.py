"""Which results may lie in the same memory, one after the other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Storage:
    """Where some numbers lie.

    Parameters
    ----------
    name
        The pointer's name in C.
    slot
        Which of the buffers it is; None: memory of the caller, which is never written.
    uses
        How many will still read it.
    """

    name: str
    slot: int | None = None
    uses: int = 0


class Buffers:
    """The static arrays of the file; each holds what is needed, then something else."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self._free: set[int] = set()

    def reserve(self, size: int) -> Storage:
        """Return room for ``size`` numbers: the free buffer that grows least, or a new one."""
        fitting = sorted(self._free, key=lambda slot: (abs(self.sizes[slot] - size), slot))
        if fitting:
            slot = fitting[0]
            self._free.discard(slot)
            self.sizes[slot] = max(self.sizes[slot], size)
        else:
            slot = len(self.sizes)
            self.sizes.append(size)
        return Storage(f"buffer_{slot + 1}", slot)

    def release(self, storage: Storage) -> None:
        """Let others have the room."""
        if storage.slot is not None:
            self._free.add(storage.slot)
