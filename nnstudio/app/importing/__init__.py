"""File > Import Network: networks of other programs, read beside the window.

The formats themselves are in `nnstudio.imports`; here they are asked for, opened and remarked on.
"""
