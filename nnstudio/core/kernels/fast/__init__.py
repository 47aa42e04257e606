"""Kernels that numba compiles, where it is installed: the same numbers to rounding, fewer passes.

Nothing here is needed to train. No module but `compiler` may be imported where numba is missing.
"""
