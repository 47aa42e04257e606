"""The commands of a window: their table, their keys, the menus made of it, and what they do.

What belongs to the canvas or to a file is done there; here is what opens, shows and asks.
"""
