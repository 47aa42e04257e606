"""How much memory this machine has, to refuse what cannot fit before the system ends the process."""

from __future__ import annotations

import ctypes
import os
import sys


def physical_memory() -> int:
    """Return the bytes of memory built into this machine; 0 where it does not say."""
    if sys.platform == "win32":
        kilobytes = ctypes.c_ulonglong()
        told = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
        memory = kilobytes.value * 1024 if told else 0
    else:
        try:
            memory = max(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"), 0)
        except (ValueError, OSError):
            memory = 0
    return memory
