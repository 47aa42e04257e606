"""``python -m nnstudio`` is the command line."""

from nnstudio.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
