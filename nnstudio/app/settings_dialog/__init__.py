"""The settings of the program, one file per page; each acts at once and asks nothing.

A page reads and writes `Settings` and tells whoever shows what it changes. Settings of a project or
of a layer have no place here: they are edits, and undone like every other.
"""
