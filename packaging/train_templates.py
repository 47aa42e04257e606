"""Train every template to its end and write what its description promises beside what it reached.

``python packaging/train_templates.py [SLUG ...] [--seeds N]``
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Sequence

import nnstudio
from nnstudio.graph.templates import templates

FIGURES = ("loss", "accuracy", "r2", "mean_absolute_error")


def main(argv: Sequence[str] | None = None) -> int:
    """Train the templates; return 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="all unless told")
    parser.add_argument("--seeds", type=int, default=1, help="how many seeds to try")
    chosen = parser.parse_args(argv)
    for entry in templates():
        if chosen.slugs and entry.slug not in chosen.slugs:
            continue
        print(f"{entry.title}: {entry.description}")
        for seed in range(chosen.seeds):
            print(f"  seed {seed}: {_reached(entry.slug, seed)}", flush=True)
    return 0


def _reached(slug: str, seed: int) -> str:
    rows: list[nnstudio.EpochRow] = []
    began = time.perf_counter()
    try:
        trained = nnstudio.train(nnstudio.new(slug), seed=seed, on_epoch=rows.append)
    except nnstudio.TrainingError as error:
        return str(error)
    found = nnstudio.evaluate(trained)
    figures = {f"test {name}": found[name] for name in FIGURES if name in found}
    figures = {"val loss": rows[-1].val_loss, "val accuracy": rows[-1].val_accuracy} | figures
    said = [f"{name} {value:.4g}" for name, value in figures.items() if not math.isnan(value)]
    return ", ".join([*said, f"{time.perf_counter() - began:.0f} s"])


if __name__ == "__main__":
    raise SystemExit(main())
