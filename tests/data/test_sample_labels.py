"""The classes of many samples are those that each of them has."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.data.prepare import prepare
from nnstudio.graph.templates import template


@pytest.mark.parametrize("slug", ["iris", "house-prices", "autoencoder", "sine-rnn"])
def test_the_classes_of_many_samples_are_those_of_each(slug: str) -> None:
    data = prepare(template(slug).project.data)
    places = np.arange(0, data.count("validation"), 7)
    each = [data.sample("validation", int(place)).label for place in places]
    expected = [-1 if label is None else label for label in each]
    assert data.labels("validation", places).tolist() == expected
