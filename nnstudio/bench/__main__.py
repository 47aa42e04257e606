"""`python -m nnstudio.bench`: a benchmark without the rest of the command line."""

from __future__ import annotations

import sys

from nnstudio.bench import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
