"""The tests in this folder need PyTorch, which the extra `parity` brings."""

from __future__ import annotations

import os
from importlib.util import find_spec

# Keras computes with whichever library it is told to before it is first imported.
os.environ.setdefault("KERAS_BACKEND", "torch")

_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")

if find_spec("torch") is not None:
    import torch

    # The tests run in several processes, each of which computes little.
    torch.set_num_threads(1)
elif not _CI:
    # Where everything has to be shown, the missing package fails these tests instead.
    collect_ignore_glob = ["test_*.py"]
