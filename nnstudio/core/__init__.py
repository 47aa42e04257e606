"""The vocabulary every other room speaks: layers, shapes, texts, initialisers and where files lie.

Only the standard library and NumPy may be imported here, and nothing of the other rooms.
"""
