"""Choosing data: the gallery of data sets that come along, and the import of the user's own files.

A dialog here looks at data beside the window, shows what it found, and hands over a data plan; the
project changes only through the session, as one edit. Nothing here draws a network or trains.
"""
