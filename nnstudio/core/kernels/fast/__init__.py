"""Kernels that numba compiles, where it is installed: the same numbers to rounding, fewer passes.

Nothing here is needed to train. Only `compiler` may be imported before a network is compiled: the
other modules load numba, where there is one.
"""
