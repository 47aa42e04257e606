"""How much memory this machine has, to refuse what cannot fit before the system ends the process."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path


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


def resident_memory() -> int:
    """Return the bytes of memory that this process holds; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def memory_text(count: int) -> str:
    """Return a number of bytes as people read it, such as ``123 MB``."""
    if count >= 1 << 30:
        return f"{count / (1 << 30):,.1f} GB"
    if count >= 10 << 20:
        return f"{count / (1 << 20):,.0f} MB"
    if count >= 1 << 20:
        return f"{count / (1 << 20):.1f} MB"
    return f"{count / (1 << 10):,.0f} kB" if count >= 1 << 10 else f"{count} B"
