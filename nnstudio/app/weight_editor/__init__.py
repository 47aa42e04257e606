"""Weights in a table: looked at, changed by hand, reset, copied from another layer.

What is changed goes through the session like every edit, so that it can be undone. Headless parts
are in `nnstudio.engine.weight_edits` and `nnstudio.explain.weight_axes`.
"""
