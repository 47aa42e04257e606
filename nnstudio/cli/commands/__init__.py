"""One file per command: what it takes, what it does and how its result is written.

Each has ``words(parser)``. `nnstudio.cli.command_table` lists them; nothing is computed here.
"""
