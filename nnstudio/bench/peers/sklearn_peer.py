"""How fast scikit-learn's MLPClassifier trains the fully connected standard networks.

Usage: sklearn_peer.py NETWORK BATCH SAMPLES SECONDS THREADS
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import warnings
from typing import Any

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

NETWORKS: dict[str, tuple[int, int, dict[str, Any]]] = {
    "tiny-mlp": (2, 2, {"hidden_layer_sizes": (8, 8), "activation": "tanh", "solver": "sgd"}),
    "digits-mlp": (784, 10, {"hidden_layer_sizes": (256, 128), "solver": "adam"}),
}
"""Features, classes, and settings."""


def step_seconds(network: str, batch: int, count: int, seconds: float) -> tuple[float, int]:
    """Return how long a step takes, the median over epochs, and count the parameters."""
    features, classes, settings = NETWORKS[network]
    rng = np.random.default_rng(0)
    x = rng.random((count, features), np.float32)
    t = rng.integers(0, classes, count)
    model = MLPClassifier(batch_size=batch, alpha=0.0, momentum=0.0, **settings)

    def epoch() -> float:
        start = time.perf_counter()
        model.partial_fit(x, t, classes=np.arange(classes))
        return time.perf_counter() - start

    epoch()
    times: list[float] = []
    while sum(times) < seconds or len(times) < 3:
        times.append(epoch())
    parameters = sum(weight.size for weight in [*model.coefs_, *model.intercepts_])
    return statistics.median(times) * batch / count, parameters


def main(network: str, batch: str, count: str, seconds: str, threads: str) -> None:
    """Print what was measured as JSON."""
    with threadpool_limits(int(threads)), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        step, parameters = step_seconds(network, int(batch), int(count), float(seconds))
    found = {"step_us": step * 1e6, "parameters": parameters, "version": sklearn.__version__}
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
