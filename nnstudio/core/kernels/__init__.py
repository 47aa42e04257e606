"""Fast twins: what a layer's definition computes, in layouts and buffers made for speed.

A twin never decides what a number is; it must agree with the definition it stands in for.
"""
