"""The panels around the canvas, one file each: palette, inspector, problems, training, data, try.

A panel shows values of the session and asks for edits; it keeps no copy of them. Panels import
neither one another nor canvas or plots; what several need is in `parts`.
"""
