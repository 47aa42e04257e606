"""Sizes over time as few columns, whatever was left out of the record meanwhile."""

from __future__ import annotations

import numpy as np

from nnstudio.app.plots.gradients.gradient_source import Course
from nnstudio.app.plots.gradients.layer_course import LayerCourse


def test_it_begins_anew_when_older_probes_were_left_out() -> None:
    steps = np.arange(1, 9)
    shown = LayerCourse()
    shown.update(Course(("dense_1",), steps, steps[:, np.newaxis] * 1.0))
    # Hidden meanwhile: every second one was left out, and more came than were left out.
    steps = np.arange(2, 41, 2)
    shown.update(Course(("dense_1",), steps, steps[:, np.newaxis] * 1.0, thinning=1))

    found, logs = shown.columns(recent=False)
    np.testing.assert_array_equal(found, steps)
    np.testing.assert_allclose(10 ** logs[:, 0], steps)


def test_it_goes_on_with_what_it_has() -> None:
    steps = np.arange(1, 9)
    values = steps[:, np.newaxis] * 1.0
    shown = LayerCourse()
    shown.update(Course(("dense_1",), steps, values))
    values[0] = 5.0  # what was taken in is not read again
    shown.update(Course(("dense_1",), np.arange(1, 10), np.append(values, [[9.0]], axis=0)))

    logs = shown.columns(recent=False)[1]
    np.testing.assert_allclose(10 ** logs[:, 0], np.arange(1, 10))
