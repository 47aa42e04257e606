"""Projects as files: `.nnstudio` archives, written whole or not at all, and read with mistrust.

What a project is belongs to `graph`, what weights and records are to `engine`; here is only how
they lie in a file. No pickle is ever written or read.
"""
