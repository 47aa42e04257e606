"""Which commands of the training can be asked for."""

from __future__ import annotations


def possible_commands(state: str, ready: bool, trained: bool, data: bool) -> dict[str, bool]:
    """Return for each command by its name whether it can be asked for now.

    Parameters
    ----------
    state
        What `Training` does.
    ready, trained, data
        Whether the drawing has no problems, whether there are weights, and whether data is chosen:
        an imported network brings none.
    """
    idle, runs = state == "idle", state in ("running", "paused")
    can_draw = idle and ready
    can_start = can_draw and data
    return {
        "train": runs or can_start,
        "step": runs or can_start,
        "stop": runs,
        "again": can_start and trained,
        "step_epoch": runs or can_start,
        "reset": runs or (idle and trained),
        "new_weights": runs or can_draw,
    }
