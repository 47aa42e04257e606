"""Windows that lie behind one another: how many are held out, so that no two parts share a step."""

from __future__ import annotations

from nnstudio.data.split import usual_shares


def shares_by_time(count: int, gap: int) -> tuple[int, int]:
    """Return how many windows are usually held out for validation and for the test.

    Those that the gap costs the validation part come on top. Where nothing would be left to learn
    from, none are held out.

    Parameters
    ----------
    count
        How many windows there are.
    gap
        How many must lie between two parts.
    """
    validation, test = usual_shares(count)
    if test == 0 or validation + test + 2 * gap >= count:
        return 0, 0
    return validation + gap, test
